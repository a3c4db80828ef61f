//! Puts other types in the place of named ones.

use crate::model::{Body, Field, Slot, Type, TypeDef};

/// Stands in for a named type, or leaves it.
pub(super) type Change<'a> = &'a dyn Fn(&Type) -> Option<Type>;

/// A copy of `ty` in which `change` replaced the named types it wanted to.
pub(super) fn map_named(ty: &Type, change: Change<'_>) -> Type {
    let one = |ty: &Type| Box::new(map_named(ty, change));
    let all = |types: &[Type]| {
        let mut changed = Vec::with_capacity(types.len());
        for ty in types {
            changed.push(map_named(ty, change));
        }
        changed
    };
    match ty {
        Type::Named { package, name, args } => match change(ty) {
            Some(changed) => changed,
            None => Type::Named { package: package.clone(), name: name.clone(), args: all(args) },
        },
        Type::Pointer { mutable, to } => Type::Pointer { mutable: *mutable, to: one(to) },
        Type::Ref { mutable, to } => Type::Ref { mutable: *mutable, to: one(to) },
        Type::Slice { mutable, of } => Type::Slice { mutable: *mutable, of: one(of) },
        Type::NonNull(of) => Type::NonNull(one(of)),
        Type::Vec(of) => Type::Vec(one(of)),
        Type::Box(of) => Type::Box(one(of)),
        Type::Option(of) => Type::Option(one(of)),
        Type::Result(ok, err) => Type::Result(one(ok), one(err)),
        Type::Array { of, len } => Type::Array { of: one(of), len: *len },
        Type::Function { is_unsafe, params, ret } => {
            Type::Function { is_unsafe: *is_unsafe, params: all(params), ret: one(ret) }
        }
        Type::Closure { mutable, bounds, params, ret } => {
            Type::Closure { mutable: *mutable, bounds: *bounds, params: all(params), ret: one(ret) }
        }
        other => other.clone(),
    }
}

/// Changes every type of a slot.
pub(super) fn in_slot(slot: &mut Slot, change: Change<'_>) {
    for param in &mut slot.params {
        param.ty = map_named(&param.ty, change);
    }
    slot.ret = map_named(&slot.ret, change);
}

/// Changes every type of a definition, its name among them.
pub(super) fn in_definition(def: &mut TypeDef, change: Change<'_>) {
    def.ty = map_named(&def.ty, change);
    match &mut def.body {
        Body::Struct { fields, .. } | Body::Union { fields } => in_fields(fields, change),
        Body::Transparent { field, .. } => in_fields(std::slice::from_mut(field), change),
        Body::Enum { variants, .. } => {
            for variant in variants {
                in_fields(&mut variant.fields, change);
            }
        }
        Body::Opaque => {}
    }
}

fn in_fields(fields: &mut [Field], change: Change<'_>) {
    for field in fields {
        field.ty = map_named(&field.ty, change);
    }
}
