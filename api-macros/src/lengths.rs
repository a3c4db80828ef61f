//! Lengths of arrays, and constants that are arguments of types: numbers, constants, and arithmetic of them. What else a block could
//! do there is to be said under a name.

use syn::visit::{self, Visit};
use syn::{Expr, Stmt, Type};

/// Why it has no place there, and the way out.
pub(crate) const NOT_PLAIN: [&str; 2] = [
    "a length must be a number, a constant, or arithmetic on these",
    "name it, and write the name: `const LEN: usize = ..;`",
];

/// The first expression in the type that is something else.
pub(crate) fn not_plain(ty: &Type) -> Option<&Expr> {
    let mut search = Search { found: None };
    search.visit_type(ty);
    search.found
}

struct Search<'t> {
    found: Option<&'t Expr>,
}

impl<'t> Visit<'t> for Search<'t> {
    fn visit_expr(&mut self, expr: &'t Expr) {
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
            | Expr::Unary(_) => visit::visit_expr(self, expr),
            Expr::Block(block) if matches!(block.block.stmts[..], [Stmt::Expr(_, None)]) => {
                visit::visit_expr(self, expr)
            }
            other => self.found = self.found.or(Some(other)),
        }
    }
}
