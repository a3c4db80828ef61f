//! Which crates export their module: those of which rustc makes something that a host can open, and that no other crate links.
//! Only a macro that runs in the compiler sees that.
//!
//! rustc makes a `cdylib` and an `rlib` of the same object code, and every library that links an `rlib` exports what that
//! does. So an `rlib` exports nothing, and a crate that is made into both is refused if it wants to export.

use super::lines;
use crate::ctxt::Ctxt;
use crate::mangle::quote_mixed;
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};
use vtable_api_manifest::diagnostics::Code;

/// What this run of rustc makes of the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Made {
    /// Something that is opened or run, or nobody knows.
    Whole,
    /// What other crates are made with.
    Linked,
    Both,
}

/// The lines of `module!` for the macro in the hidden module whose path stands before them, with what is exported decided.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let mut args = Args::default();
    for arg in std::env::args_os() {
        args.take(&arg.to_string_lossy());
    }
    expand_as(input, args.made())
}

/// What stands in the first brackets, and all else.
pub(crate) fn headed(input: TokenStream) -> (TokenStream, TokenStream) {
    let (mut head, mut rest) = (TokenStream::new(), TokenStream::new());
    for token in input {
        match token {
            TokenTree::Group(group) if head.is_empty() => head = group.stream(),
            token => rest.append(token),
        }
    }
    (head, rest)
}

fn expand_as(input: TokenStream, made: Made) -> TokenStream {
    let (private, lines) = headed(input);
    let (lines, questions) = lines::asked(&private, lines);
    if made == Made::Whole {
        return quote_mixed!(#questions #private::module! { #lines });
    }
    let (lines, export) = unexported(lines);
    let refused = match export {
        Some(export) if made == Made::Both => export.refused(),
        _ => TokenStream::new(),
    };
    quote_mixed!(#questions #private::module! { #lines } #refused)
}

/// What stands in the line `export = …;`.
struct Export {
    /// All of it, up to the semicolon.
    line: TokenStream,
    /// `true`, or `cfg` and its parentheses.
    value: Vec<TokenTree>,
}

impl Export {
    fn refused(self) -> TokenStream {
        let condition = match &self.value[..] {
            [TokenTree::Ident(cfg), TokenTree::Group(condition)] if cfg == "cfg" => condition.stream(),
            [TokenTree::Ident(value)] if value == "true" => TokenStream::new(),
            _ => return TokenStream::new(),
        };
        let mut cx = Ctxt::default();
        cx.error(
            &self.line,
            Code::LinkedExport,
            "this crate is a module and an `rlib` from the same object code: every library that links it would export this module as its own",
            "in Cargo.toml, write `crate-type = [\"cdylib\"]`; or `crate-type = [\"rlib\"]`, and build the module with `cargo rustc --crate-type cdylib`",
        );
        let errors = cx.into_tokens();
        quote_mixed!(#[cfg(all(#condition))] const _: () = { #errors };)
    }
}

/// The lines with `export = false;`, and what stood there. What has another form is refused by `module!` itself.
fn unexported(lines: TokenStream) -> (TokenStream, Option<Export>) {
    let (mut changed, mut export, mut in_export, mut begins) = (TokenStream::new(), None, false, true);
    for token in lines {
        if begins && export.is_none() && matches!(&token, TokenTree::Ident(word) if word == "export") {
            export = Some(Export { line: TokenStream::new(), value: Vec::new() });
            in_export = true;
        }
        begins = is_sign(&token, ';');
        in_export &= !begins;
        match &mut export {
            Some(export) if in_export => export.take(token, &mut changed),
            _ => changed.append(token),
        }
    }
    (changed, export)
}

impl Export {
    /// The next token of the line: the value is replaced by `false`, at its place.
    fn take(&mut self, token: TokenTree, changed: &mut TokenStream) {
        self.line.append(token.clone());
        let is_value = !is_sign(&token, '=') && !matches!(&token, TokenTree::Ident(word) if word == "export");
        if !is_value {
            return token.to_tokens(changed);
        }
        if self.value.is_empty() {
            changed.append(Ident::new("false", token.span()));
        }
        self.value.push(token);
    }
}

fn is_sign(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

/// What rustc's arguments say: `--crate-type cdylib --crate-type rlib`, as cargo writes it, or `--crate-type=cdylib,rlib`.
#[derive(Default)]
struct Args {
    is_linked: bool,
    is_whole: bool,
    /// The next argument is a value.
    is_next: bool,
}

impl Args {
    /// Where they are too many for the system, cargo writes them into a file, one a line, and `@` before its name.
    fn take(&mut self, arg: &str) {
        let Some(file) = arg.strip_prefix('@') else { return self.see(arg) };
        for line in std::fs::read_to_string(file).unwrap_or_default().lines() {
            self.see(line);
        }
    }

    fn see(&mut self, arg: &str) {
        let value = if self.is_next { Some(arg) } else { arg.strip_prefix("--crate-type=") };
        for kind in value.unwrap_or_default().split(',') {
            match kind {
                "" => {}
                "lib" | "rlib" => self.is_linked = true,
                _ => self.is_whole = true,
            }
        }
        self.is_next = arg == "--crate-type";
    }

    fn made(&self) -> Made {
        match (self.is_linked, self.is_whole) {
            (true, true) => Made::Both,
            (true, false) => Made::Linked,
            _ => Made::Whole,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rustc_makes() {
        for (args, wanted) in [
            ("rustc --crate-name a --crate-type cdylib -O", Made::Whole),
            ("rustc --crate-type=cdylib src/lib.rs", Made::Whole),
            ("rustc --crate-type lib", Made::Linked),
            ("rustc --crate-type lib --crate-type rlib", Made::Linked),
            ("rustc --crate-name a --crate-type cdylib --crate-type rlib -O", Made::Both),
            ("rustc --crate-type=lib,cdylib src/lib.rs", Made::Both),
            ("rustc --crate-type=staticlib --crate-type=rlib", Made::Both),
            ("rustc --crate-type=cdylib,staticlib src/lib.rs", Made::Whole),
            ("rustc --crate-type bin", Made::Whole),
            ("rustc --test --crate-name --crate-type", Made::Whole),
            ("rust-analyzer proc-macro", Made::Whole),
        ] {
            let made = |words: &mut dyn Iterator<Item = &str>| {
                let mut args = Args::default();
                words.for_each(|word| args.take(word));
                args.made()
            };
            assert_eq!(made(&mut args.split(' ')), wanted, "{args}");
            let file = std::env::temp_dir().join(format!("vtable-api-args-{}", std::process::id()));
            std::fs::write(&file, args.replace(' ', "\n")).unwrap();
            let word = format!("@{}", file.display());
            assert_eq!(made(&mut ["rustc", &word].into_iter()), wanted, "{args}");
            std::fs::remove_file(&file).unwrap();
        }
    }

    #[test]
    fn what_others_link_exports_nothing() {
        let said = |lines: &str, made| expand_as(format!("{{m}} {lines}").parse().unwrap(), made).to_string();
        let lines = "init = || C { export: true };";
        for (before, after) in [
            (lines, lines),
            ("init = start; export = true;", "init = start; export = false;"),
            ("export = cfg(a); init = start;", "export = false; init = start;"),
            ("export = false;", "export = false;"),
            ("export = true; export = true;", "export = false; export = true;"),
        ] {
            let text = |lines: &str| format!("m::module! {{ {lines} }}").parse::<TokenStream>().unwrap().to_string();
            assert_eq!(said(before, Made::Whole), text(before));
            assert_eq!(said(before, Made::Linked), text(after));
            let both = said(before, Made::Both);
            assert!(both.starts_with(&text(after)), "{both}");
            let condition = if before.contains("cfg") { "# [cfg (all (a))]" } else { "# [cfg (all ())]" };
            let is_refused = after != before || before.contains("= true");
            assert_eq!(both.contains("VT0111"), is_refused, "{both}");
            assert_eq!(both.contains(condition), is_refused, "{both}");
        }
    }
}
