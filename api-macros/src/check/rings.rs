//! Generic types that hold each other, by their names: rustc refuses them anyway, in a circle of its own words. What is recorded of
//! a type without parameters has a place, and what leads back to it ends there; that of a generic type has none, so its constant
//! would be made of itself.

use crate::ast::def::Def;
use crate::ctxt::Ctxt;
use crate::read::package::is_compiler;
use crate::read::search::{self, Part};
use std::sync::{Mutex, PoisonError};
use vtable_api_manifest::diagnostics::Code;

/// Generic types of this crate, each with a name that stands in a field. No two types of a crate have one name: they would have
/// one in C.
static HELD: Mutex<Vec<(String, String)>> = Mutex::new(Vec::new());

/// Reports the last of a ring, whose others were expanded before. An editor's server expands types under names that are being typed.
pub(crate) fn check(def: &Def, cx: &mut Ctxt) {
    if !def.is_generic() || !is_compiler() {
        return;
    }
    let own = def.ident.to_string();
    let mut held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
    for field in def.all_fields() {
        let mut back = None;
        search::each(&field.ty, |part| {
            if let Part::Ident(name) = part {
                let name = name.to_string();
                held.push((own.clone(), name.clone()));
                back = Some(name).filter(|name| *name != own && leads(&held, name, &own)).or(back.take());
            }
        });
        if let Some(other) = back {
            let message = format!(
                "`{own}` holds `{other}`, which leads back to `{own}`: what is recorded of generic types that hold each other has no end"
            );
            let help = format!(
                "write one of them without parameters, for the types that it is used with: `{other}U32` that holds `{own}<u32>`\n         \
                 if this `{other}` is another type of that name, import it under its own: `use path::{other} as Other{other};`"
            );
            cx.error(&field.ty, Code::UnsupportedField, message, &help);
        }
    }
}

fn leads(held: &[(String, String)], from: &str, to: &str) -> bool {
    let (mut reached, mut at) = (vec![from], 0);
    while let Some(name) = reached.get(at).copied() {
        if name == to {
            return true;
        }
        for (_, next) in held.iter().filter(|(of, _)| of == name) {
            if !reached.contains(&next.as_str()) {
                reached.push(next);
            }
        }
        at += 1;
    }
    false
}
