//! `module!` in a crate that nothing but a shared library is made of: that library is the module. Only a macro that runs in
//! the compiler sees what is made of a crate.

use crate::template::emit;
use proc_macro2::{Group, TokenStream, TokenTree};

/// The lines of `module!`, behind a path to the macro that says what the library is.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    expand_in(input, &crate_types(std::env::args()))
}

fn expand_in(input: TokenStream, crate_types: &[String]) -> TokenStream {
    let is_library = !crate_types.is_empty() && crate_types.iter().all(|kind| kind == "cdylib");
    let mut tokens = input.into_iter();
    let Some(TokenTree::Group(path)) = tokens.next().filter(|_| is_library) else {
        return TokenStream::new();
    };
    let (mut name, mut when) = (TokenStream::new(), emit!(=> all()));
    let lines: Vec<TokenTree> = tokens.collect();
    for line in lines.split(|token| is_punct(token, ';')) {
        match line {
            [TokenTree::Ident(word), equals, TokenTree::Literal(text)] if word == "name" && is_punct(equals, '=') => {
                name = TokenStream::from(TokenTree::from(text.clone()));
            }
            [TokenTree::Ident(word), equals, rest @ ..] if word == "export" && is_punct(equals, '=') => {
                when = not_exported(rest);
            }
            _ => {}
        }
    }
    emit!(path = path.stream(), name, when => #path ! { { #name } { #when } })
}

/// When `export = …` does not export the module.
fn not_exported(value: &[TokenTree]) -> TokenStream {
    match value {
        [TokenTree::Ident(value)] if value == "true" => emit!(=> any()),
        [TokenTree::Ident(_), TokenTree::Group(condition)] => {
            emit!(condition = Group::stream(condition) => not(all(#condition)))
        }
        _ => emit!(=> all()),
    }
}

fn is_punct(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted)
}

/// What this run of rustc makes; nothing, when that is not on its command line.
fn crate_types(args: impl Iterator<Item = String>) -> Vec<String> {
    let mut kinds = Vec::new();
    let mut is_next = false;
    for arg in args {
        let value = if is_next { Some(&*arg) } else { arg.strip_prefix("--crate-type=") };
        kinds.extend(value.into_iter().flat_map(|list| list.split(',')).map(String::from));
        is_next = arg == "--crate-type";
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;

    fn types(args: &str) -> Vec<String> {
        crate_types(args.split(' ').map(String::from))
    }

    #[test]
    fn what_rustc_makes() {
        assert_eq!(types("rustc --crate-name a --crate-type cdylib --crate-type rlib -O"), ["cdylib", "rlib"]);
        assert_eq!(types("rustc --crate-type=cdylib,rlib src/lib.rs"), ["cdylib", "rlib"]);
        assert!(types("rustc --test --crate-name --crate-type").is_empty());
    }

    #[test]
    fn only_what_is_nothing_but_a_library_says_so() {
        let said = |lines: &str, types: &[&str]| {
            let types: Vec<String> = types.iter().map(|kind| (*kind).to_string()).collect();
            expand_in(format!("{{$m}} {lines}").replace('$', "r#").parse().unwrap(), &types).to_string()
        };
        let lines = "create \"a\" => B: || C { name: \"no\" };";
        for types in [&[][..], &["rlib"], &["cdylib", "rlib"]] {
            assert_eq!(said(lines, types), "");
        }
        let library = |lines: &str| said(lines, &["cdylib"]);
        assert_eq!(library(lines), "r#m ! { { } { all () } }");
        assert_eq!(library("name = \"a b\"; export = false;"), "r#m ! { { \"a b\" } { all () } }");
        assert_eq!(library("export = true; init = start;"), "r#m ! { { } { any () } }");
        assert_eq!(library("export = cfg(feature = \"x\");"), "r#m ! { { } { not (all (feature = \"x\")) } }");
    }
}
