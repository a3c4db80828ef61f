//! What stands anywhere in a type: the one visitor of `syn::Type` that decides.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{BoundLifetimes, Expr, Lifetime, Macro, Stmt, Type, TypePath, TypeReference};

/// A part of a type, of whatever depth.
#[derive(Clone, Copy)]
pub(crate) enum Part<'t> {
    /// An identifier, that of a lifetime included.
    Ident(&'t Ident),
    Lifetime(&'t Lifetime),
    Reference(&'t TypeReference),
    Path(&'t TypePath),
    /// `for<'a>`
    Binder,
    Macro(&'t Macro),
    /// The length of an array, a constant that is an argument, and what these are made of.
    Expr(&'t Expr),
    /// What syn leaves as tokens, and the arguments of macros.
    Tokens(&'t TokenStream),
}

/// The first part that `is` knows.
pub(crate) fn find<'t, T>(ty: &'t Type, is: impl Fn(Part<'t>) -> Option<T>) -> Option<T> {
    let mut found = None;
    let mut look = |part: Part<'t>| {
        if found.is_none() {
            found = is(part);
        }
    };
    // One visitor is compiled, whatever is looked for.
    Search { look: &mut look }.visit_type(ty);
    found
}

/// The first path for which this is so.
pub(crate) fn path<'t>(ty: &'t Type, is: &dyn Fn(&TypePath) -> bool) -> Option<&'t TypePath> {
    find(ty, |part| match part {
        Part::Path(path) => Some(path).filter(|path| is(path)),
        _ => None,
    })
}

/// All parts.
pub(crate) fn each<'t>(ty: &'t Type, mut look: impl FnMut(Part<'t>)) {
    Search { look: &mut look }.visit_type(ty);
}

/// Whether there is such a part.
pub(crate) fn any(ty: &Type, is: impl Fn(Part<'_>) -> bool) -> bool {
    find(ty, |part| is(part).then_some(())).is_some()
}

/// Whether the word stands somewhere in the type.
pub(crate) fn names(ty: &Type, word: &str) -> bool {
    any(ty, |part| match part {
        Part::Ident(ident) => ident == word,
        Part::Tokens(tokens) => has_word(tokens, word),
        _ => false,
    })
}

/// The same of any tokens.
pub(crate) fn has_word(tokens: &TokenStream, word: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Group(group) => has_word(&group.stream(), word),
        TokenTree::Ident(ident) => ident == word,
        _ => false,
    })
}

/// Whether a reference or function stands there that is one for each lifetime, by how it is written.
pub(crate) fn is_general(ty: &Type) -> bool {
    any(ty, |part| match part {
        Part::Reference(_) | Part::Binder => true,
        Part::Lifetime(lifetime) => lifetime.ident == "_",
        _ => false,
    })
}

/// Whether a reference stands there.
pub(crate) fn has_reference(ty: &Type) -> bool {
    any(ty, |part| matches!(part, Part::Reference(_)))
}

/// Whether a lifetime is left out.
pub(crate) fn is_elided(ty: &Type) -> bool {
    any(ty, |part| match part {
        Part::Reference(reference) => reference.lifetime.is_none(),
        Part::Lifetime(lifetime) => lifetime.ident == "_",
        _ => false,
    })
}

/// The name of a macro that is called in a type, or in the length of an array.
pub(crate) fn macro_in(ty: &Type) -> Option<&Ident> {
    find(ty, |part| match part {
        Part::Macro(mac) => mac.path.segments.last().map(|last| &last.ident),
        _ => None,
    })
}

/// The first expression in the type that is more than arithmetic on numbers and constants.
pub(crate) fn statement_in(ty: &Type) -> Option<&Expr> {
    find(ty, |part| match part {
        Part::Expr(expr) => Some(expr).filter(|expr| !is_arithmetic(expr)),
        _ => None,
    })
}

/// By itself; what it is made of is looked at, too.
fn is_arithmetic(expr: &Expr) -> bool {
    match expr {
        Expr::Binary(_)
        | Expr::Call(_)
        | Expr::Cast(_)
        | Expr::Field(_)
        | Expr::Group(_)
        | Expr::Index(_)
        | Expr::Lit(_)
        | Expr::Macro(_)
        | Expr::MethodCall(_)
        | Expr::Paren(_)
        | Expr::Path(_)
        | Expr::Reference(_)
        | Expr::Struct(_)
        | Expr::Tuple(_)
        | Expr::Unary(_) => true,
        Expr::Block(block) => matches!(block.block.stmts[..], [Stmt::Expr(_, None)]),
        _ => false,
    }
}

struct Search<'s, 't> {
    look: &'s mut dyn FnMut(Part<'t>),
}

impl<'t> Visit<'t> for Search<'_, 't> {
    fn visit_ident(&mut self, ident: &'t Ident) {
        (self.look)(Part::Ident(ident));
    }

    fn visit_lifetime(&mut self, lifetime: &'t Lifetime) {
        (self.look)(Part::Lifetime(lifetime));
        visit::visit_lifetime(self, lifetime);
    }

    fn visit_type_path(&mut self, path: &'t TypePath) {
        (self.look)(Part::Path(path));
        visit::visit_type_path(self, path);
    }

    fn visit_type_reference(&mut self, reference: &'t TypeReference) {
        (self.look)(Part::Reference(reference));
        visit::visit_type_reference(self, reference);
    }

    fn visit_bound_lifetimes(&mut self, binder: &'t BoundLifetimes) {
        (self.look)(Part::Binder);
        visit::visit_bound_lifetimes(self, binder);
    }

    fn visit_macro(&mut self, mac: &'t Macro) {
        (self.look)(Part::Macro(mac));
        visit::visit_macro(self, mac);
    }

    fn visit_expr(&mut self, expr: &'t Expr) {
        (self.look)(Part::Expr(expr));
        visit::visit_expr(self, expr);
    }

    fn visit_token_stream(&mut self, tokens: &'t TokenStream) {
        (self.look)(Part::Tokens(tokens));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ty(text: &str) -> Type {
        syn::parse_str(text).unwrap()
    }

    #[test]
    fn names_are_found_wherever_they_stand() {
        for text in ["T", "&[Option<T>]", "[u8; size_of::<T>()]", "dyn Fn(u8) -> T", "m!(a (T))", "<T as Api>::Of"] {
            assert!(names(&ty(text), "T"), "{text}");
        }
        assert!(names(&ty("View<'a>"), "a"));
        assert!(!names(&ty("Text<'b, [u8; N]>"), "T"));
    }

    #[test]
    fn a_length_is_arithmetic() {
        for text in ["[u8; 4]", "[u8; N + size_of::<T>() * 2]", "[u8; { 4 }]", "[u8; A::N as usize]"] {
            assert!(statement_in(&ty(text)).is_none(), "{text}");
        }
        for text in ["[u8; { let n = 4; n }]", "Option<[u8; 1 + if A { 1 } else { 2 }]>", "Buffer<{ f(|| 4) }>"] {
            assert!(statement_in(&ty(text)).is_some(), "{text}");
        }
    }

    #[test]
    fn what_is_general_or_left_out() {
        for (text, general, elided) in [
            ("extern \"C\" fn(u8)", false, false),
            ("extern \"C\" fn(&u8)", true, true),
            ("extern \"C\" fn(&'a u8)", true, false),
            ("for<'x> extern \"C\" fn(View<'x>)", true, false),
            ("extern \"C\" fn(View<'_>)", true, true),
            ("[u8; A & B]", false, false),
        ] {
            assert_eq!((is_general(&ty(text)), is_elided(&ty(text))), (general, elided), "{text}");
        }
    }
}
