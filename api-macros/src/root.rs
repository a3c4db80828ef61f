//! What a crate with `module!` is made into: a shared library that is this module, or something that only other crates are
//! made with. Only a macro that runs in the compiler sees that.

use crate::template::emit;
use proc_macro2::{Group, TokenStream, TokenTree};

/// The lines of `module!`, behind a path to the macro that says what the crate is.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    expand_in(input, &crate_types(std::env::args()))
}

fn expand_in(input: TokenStream, crate_types: &[String]) -> TokenStream {
    let is_only = |kinds: &[&str]| !crate_types.is_empty() && crate_types.iter().all(|kind| kinds.contains(&&**kind));
    let (is_library, is_linked) = (is_only(&["cdylib"]), is_only(&["lib", "rlib"]));
    let mut tokens = input.into_iter();
    let Some(TokenTree::Group(path)) = tokens.next().filter(|_| is_library || is_linked) else {
        return TokenStream::new();
    };
    let (name, exported) = read(&tokens.collect::<Vec<_>>());
    let path = path.stream();
    match is_library {
        true => emit!(path, name, exported => #path ! { unexported { #name } { not(#exported) } }),
        false => emit!(path, name, exported => #path ! { linked { #name } { #exported } }),
    }
}

/// What the lines say of the name, and when the module is exported.
fn read(lines: &[TokenTree]) -> (TokenStream, TokenStream) {
    let (mut name, mut exported) = (TokenStream::new(), emit!(=> any()));
    for line in lines.split(|token| is_punct(token, ';')) {
        match line {
            [TokenTree::Ident(word), equals, TokenTree::Literal(text)] if word == "name" && is_punct(equals, '=') => {
                name = TokenStream::from(TokenTree::from(text.clone()));
            }
            [TokenTree::Ident(word), equals, rest @ ..] if word == "export" && is_punct(equals, '=') => {
                exported = condition(rest);
            }
            _ => {}
        }
    }
    (name, exported)
}

/// `true`, `false` or `cfg(…)` as a condition; anything else, `module!` itself refuses.
fn condition(value: &[TokenTree]) -> TokenStream {
    match value {
        [TokenTree::Ident(value)] if value == "true" => emit!(=> all()),
        [TokenTree::Ident(_), TokenTree::Group(condition)] => {
            emit!(condition = Group::stream(condition) => all(#condition))
        }
        _ => emit!(=> any()),
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
    fn it_is_said_where_it_is_clear() {
        let said = |lines: &str, types: &[&str]| {
            let types: Vec<String> = types.iter().map(|kind| (*kind).to_string()).collect();
            expand_in(format!("{{m}} {lines}").parse().unwrap(), &types).to_string()
        };
        let lines = "create \"a\" => B: || C { name: \"no\" };";
        for types in [&[][..], &["bin"], &["cdylib", "rlib"], &["cdylib", "staticlib"]] {
            assert_eq!(said(lines, types), "");
        }
        let library = |lines: &str| said(lines, &["cdylib"]);
        assert_eq!(library(lines), "m ! { unexported { } { not (any ()) } }");
        assert_eq!(library("name = \"a b\"; export = false;"), "m ! { unexported { \"a b\" } { not (any ()) } }");
        assert_eq!(library("export = true; init = start;"), "m ! { unexported { } { not (all ()) } }");
        assert_eq!(library("export = cfg(a);"), "m ! { unexported { } { not (all (a)) } }");
        assert_eq!(said("export = true;", &["lib"]), "m ! { linked { } { all () } }");
    }
}
