//! Puts other types in the place of named ones.

use crate::model::{Body, Field, Slot, Type, TypeDef};
use crate::visit::parts_mut;

/// Stands in for a named type, or leaves it.
pub(super) type Change<'a> = &'a dyn Fn(&Type) -> Option<Type>;

/// Changes the named types in `ty`, itself among them.
pub(super) fn in_type(ty: &mut Type, change: Change<'_>) {
    if let Type::Named { .. } = ty
        && let Some(other) = change(ty)
    {
        *ty = other;
        return;
    }
    for part in parts_mut(ty) {
        in_type(part, change);
    }
}

/// Changes every type of a slot.
pub(super) fn in_slot(slot: &mut Slot, change: Change<'_>) {
    for param in &mut slot.params {
        in_type(&mut param.ty, change);
    }
    in_type(&mut slot.ret, change);
}

/// Changes every type of a definition, its name among them.
pub(super) fn in_definition(def: &mut TypeDef, change: Change<'_>) {
    in_type(&mut def.ty, change);
    match &mut def.body {
        Body::Struct { fields, .. }
        | Body::Foreign { fields, .. }
        | Body::Union { fields }
        | Body::GrowableStruct { fields, .. } => in_fields(fields, change),
        Body::Transparent { field, .. } => in_fields(std::slice::from_mut(field), change),
        Body::Enum { variants, .. } | Body::GrowableEnum { variants, .. } => {
            for variant in variants {
                in_fields(&mut variant.fields, change);
            }
        }
        Body::Opaque => {}
    }
}

fn in_fields(fields: &mut [Field], change: Change<'_>) {
    for field in fields {
        in_type(&mut field.ty, change);
    }
}
