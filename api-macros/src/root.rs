//! What a crate with `module!` is made into: a shared library that is this module, or something that only other crates are
//! made with. Only a macro that runs in the compiler sees that.

// Loops and no adapters: it is compiled in every user's build.

use crate::template::emit;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// What this run of rustc makes of the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Made {
    /// A shared library, and nothing else.
    Library,
    /// What only other crates are made with.
    Linked,
    /// Both, a program, or nobody knows.
    Other,
}

/// The lines of `module!`, behind a path to the macro that says what the crate is.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    expand_as(input, made(&mut std::env::args()))
}

fn expand_as(input: TokenStream, made: Made) -> TokenStream {
    let tokens: Vec<TokenTree> = input.into_iter().collect();
    let [TokenTree::Group(path), lines @ ..] = &tokens[..] else { return TokenStream::new() };
    let (name, exported) = read(lines);
    let path = path.stream();
    match made {
        Made::Library => emit!(path, name, exported => #path ! { unexported #name { not #exported } }),
        Made::Linked => emit!(path, name, exported => #path ! { linked #name { all #exported } }),
        Made::Other => TokenStream::new(),
    }
}

/// What the lines say of the name, in braces, and when the module is exported, in parentheses. What has another form is
/// refused by `module!` itself.
fn read(lines: &[TokenTree]) -> (TokenTree, TokenTree) {
    let (mut name, mut exported) = (group(Delimiter::Brace, TokenStream::new()), emit!(=> any()));
    let mut begins = true;
    let mut at = 0;
    while at < lines.len() {
        if let (true, [TokenTree::Ident(word), _, value, rest @ ..]) = (begins, &lines[at..]) {
            if word == "name" {
                name = group(Delimiter::Brace, TokenStream::from(value.clone()));
            }
            if word == "export" {
                exported = condition(value, rest.first());
            }
        }
        begins = matches!(&lines[at], TokenTree::Punct(sign) if sign.as_char() == ';');
        at += 1;
    }
    (name, group(Delimiter::Parenthesis, exported))
}

/// `true`, `false` or `cfg(…)` as a condition.
fn condition(value: &TokenTree, behind: Option<&TokenTree>) -> TokenStream {
    match (value, behind) {
        (TokenTree::Ident(value), Some(TokenTree::Group(condition))) if value == "cfg" => {
            emit!(condition = condition.stream() => all(#condition))
        }
        (TokenTree::Ident(value), _) if value == "true" => emit!(=> all()),
        _ => emit!(=> any()),
    }
}

fn group(delimiter: Delimiter, stream: TokenStream) -> TokenTree {
    TokenTree::Group(Group::new(delimiter, stream))
}

/// `--crate-type cdylib --crate-type rlib`, as cargo writes it, or `--crate-type=cdylib,rlib`.
fn made(args: &mut dyn Iterator<Item = String>) -> Made {
    let (mut is_library, mut is_linked, mut is_said, mut is_next) = (true, true, false, false);
    for arg in args {
        let value = if is_next { Some(&*arg) } else { arg.strip_prefix("--crate-type=") };
        for kind in value.unwrap_or_default().split(',') {
            is_library &= matches!(kind, "cdylib" | "");
            is_linked &= matches!(kind, "lib" | "rlib" | "");
        }
        is_said |= value.is_some();
        is_next = arg == "--crate-type";
    }
    match is_said {
        true if is_library => Made::Library,
        true if is_linked => Made::Linked,
        _ => Made::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rustc_makes() {
        for (args, wanted) in [
            ("rustc --crate-name a --crate-type cdylib -O", Made::Library),
            ("rustc --crate-type=cdylib src/lib.rs", Made::Library),
            ("rustc --crate-type lib", Made::Linked),
            ("rustc --crate-type lib --crate-type rlib", Made::Linked),
            ("rustc --crate-name a --crate-type cdylib --crate-type rlib -O", Made::Other),
            ("rustc --crate-type=cdylib,staticlib src/lib.rs", Made::Other),
            ("rustc --crate-type bin", Made::Other),
            ("rustc --test --crate-name --crate-type", Made::Other),
            ("rust-analyzer proc-macro", Made::Other),
        ] {
            assert_eq!(made(&mut args.split(' ').map(String::from)), wanted, "{args}");
        }
    }

    #[test]
    fn it_is_said_where_it_is_clear() {
        let said = |lines: &str, made| expand_as(format!("{{m}} {lines}").parse().unwrap(), made).to_string();
        let lines = "create \"a\" => B: || C { name: \"no\" };";
        assert_eq!(said(lines, Made::Other), "");
        for (lines, wanted) in [
            (lines, "m ! { unexported { } { not (any ()) } }"),
            ("name = \"a b\"; export = false;", "m ! { unexported { \"a b\" } { not (any ()) } }"),
            ("export = true; init = start;", "m ! { unexported { } { not (all ()) } }"),
            ("init = start; export = cfg(a);", "m ! { unexported { } { not (all (a)) } }"),
        ] {
            assert_eq!(said(lines, Made::Library), wanted);
        }
        assert_eq!(said("export = true;", Made::Linked), "m ! { linked { } { all (all ()) } }");
    }
}
