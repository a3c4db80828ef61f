//! Names that begin like ours, which users may not have.

use crate::ctxt::Ctxt;
use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::ext::IdentExt;
use vtable_api_manifest::diagnostics::Code;

/// How names of ours begin.
const RESERVED: &str = "__vt";

/// Reports an identifier that begins like a name of ours: it could be taken for one, or hide one.
pub(crate) fn refuse(tokens: TokenStream, cx: &mut Ctxt) {
    if let Some(ident) = reserved(tokens) {
        let message = format!("`{ident}` begins like the names that the macro generates");
        cx.error(
            &ident,
            Code::ReservedName,
            message,
            "choose one that does not begin with `__vt`, in upper or lower case",
        );
    }
}

/// The first identifier, a lifetime's too, that begins like a name of ours.
fn reserved(tokens: TokenStream) -> Option<Ident> {
    // One call of the compiler, where nearly all items end; the walk is one for each token.
    if !tokens.to_string().to_ascii_lowercase().contains(RESERVED) {
        return None;
    }
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) => is_reserved(&ident).then_some(ident),
        TokenTree::Group(group) => reserved(group.stream()),
        _ => None,
    })
}

fn is_reserved(ident: &Ident) -> bool {
    ident.unraw().to_string().to_ascii_lowercase().starts_with(RESERVED)
}

#[cfg(test)]
mod tests {
    use super::reserved;

    #[test]
    fn names_like_ours_are_found_wherever_they_stand() {
        let found = |text: &str| reserved(text.parse().unwrap()).map(|ident| ident.to_string());
        for (text, name) in [
            ("struct S { a: [u8; __VT_VALUE1] }", "__VT_VALUE1"),
            ("fn f(r#__vt_lent0: u8);", "r#__vt_lent0"),
            ("struct S<'__vt>(&'__vt u8);", "__vt"),
            ("fn f() { { g(__Vt) } }", "__Vt"),
        ] {
            assert_eq!(found(text).as_deref(), Some(name), "{text}");
        }
        for text in ["/// `__vt_x`\nstruct S(\"__vt\");", "struct A__vt(_vt, __v, vt__vt);"] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
