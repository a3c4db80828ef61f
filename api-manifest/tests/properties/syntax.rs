//! What a macro sees of a source: tokens, in which every path is unresolved.

use crate::edits::each_type;
use vtable_api_manifest::canon;
use vtable_api_manifest::model::*;

/// What stands for any path.
const PATH: char = '?';

/// The source as its tokens, for the macro's rules.
pub(crate) fn tokens(now: &Package) -> Package {
    let mut seen = now.clone();
    let names: Vec<Type> = now.types.iter().map(|def| def.ty.clone()).collect();
    let path = || Type::Unresolved(PATH.to_string());
    each_type(&mut seen, &mut |ty| {
        *ty = match ty {
            Type::Unit | Type::Never | Type::Primitive(_) | Type::Pointer { .. } | Type::Ref { .. } => return,
            Type::Slice { .. } | Type::Function { .. } | Type::Closure { .. } => return,
            Type::Str => Type::Ref { mutable: false, to: Box::new(path()) },
            // A type of the user's own may be called `u32`.
            Type::Named { name, .. } => canon::builtin(name).unwrap_or_else(path),
            _ => path(),
        };
    });
    seen.types.iter_mut().zip(names).for_each(|(def, ty)| def.ty = ty);
    seen
}

/// Whether tokens alone show that a slot is not the recorded one.
pub(crate) fn shows_in_slot(recorded: &Slot, now: &Slot) -> bool {
    recorded.revision != now.revision
        || recorded.params.len() != now.params.len()
        || shows(&canon::signature_nameless(recorded), &canon::signature_nameless(now))
}

/// The same of a struct or union. The variants of an enum may be in any order.
pub(crate) fn shows_in_type(recorded: &TypeDef, now: &TypeDef) -> bool {
    let is_enum = |def: &TypeDef| matches!(def.body, Body::Enum { .. } | Body::GrowableEnum { .. });
    is_enum(recorded) != is_enum(now) || !is_enum(now) && shows(&canon::definition(recorded), &canon::definition(now))
}

/// Whether no text for the paths in `tokens` makes it what was recorded.
fn shows(recorded: &str, tokens: &str) -> bool {
    let recorded = recorded.replace("r#", "");
    // A path may be an alias of `()`, which is not written.
    let tokens = tokens.replace("r#", "").replace(" -> ?", "?");
    let (first, pieces) = tokens.split_once(PATH).unwrap_or((&tokens, ""));
    let Some(mut rest) = recorded.strip_prefix(first) else { return true };
    if first.len() == tokens.len() {
        return !rest.is_empty();
    }
    let (between, last) = pieces.rsplit_once(PATH).unwrap_or(("", pieces));
    for piece in between.split(PATH) {
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return true,
        }
    }
    !rest.ends_with(last)
}
