//! How a value frees what it owns, as statements in C: the one walk through its fields, for C and C++.

use super::arrow;
use super::define::payload_member;
use super::growable::{self, ANY, HEAD};
use super::lower::Lowering;
use super::mangle::{snake, upper};
use super::notes;
use crate::model::{Body, EnumRepr, Field, ObjectKind, Type, Variant};

/// What frees the value at `place`; nothing when it owns nothing.
pub(super) fn of_value(lowering: &Lowering<'_>, ty: &Type, place: &Place) -> Vec<String> {
    let mut walk = Walk { lowering, lines: Vec::new(), depth: 0 };
    walk.value(ty, place);
    walk.lines
}

/// The body of the function that drops a derived type, which has `value` for a pointer to it.
pub(super) fn of_derived(lowering: &Lowering<'_>, ty: &Type) -> Vec<String> {
    let mut walk = Walk { lowering, lines: Vec::new(), depth: 0 };
    if !walk.owns(ty) {
        return walk.lines;
    }
    if arrow::of(ty).is_some() {
        return arrow::release("value");
    }
    let place = Place::behind("value");
    match lowering.def(ty).map(|def| &def.body) {
        Ok(Body::Struct { fields, .. }) => walk.fields(fields, &place, &[]),
        Ok(Body::Foreign { fields, .. }) => {
            fields.iter().for_each(|field| walk.value(&field.ty, &place.member(&field.name)));
        }
        Ok(Body::Transparent { field, .. }) => walk.value(&field.ty, &place),
        Ok(Body::Enum { repr, variants, .. }) => walk.variants(repr, variants, &lowering.prefixes.part(ty, None)),
        _ => {}
    }
    walk.lines
}

/// What frees the parts of a block of a growable type that are not zero, of which the block has `value` for a pointer to it.
pub(super) fn of_block(lowering: &Lowering<'_>, ty: &Type) -> Vec<String> {
    let name = lowering.prefixes.part(ty, None);
    let mut walk = Walk { lowering, lines: Vec::new(), depth: 0 };
    match lowering.def(ty).map(|def| &def.body) {
        Ok(Body::GrowableStruct { fields, growths }) => {
            let members = lowering.members(fields, &[HEAD]);
            let fields: Vec<_> = fields.iter().zip(members).collect();
            for growth in 1..=growths.count() {
                walk.growth(&fields[growths.members(growth)], growth, &name);
            }
        }
        Ok(Body::GrowableEnum { variants, growths }) => {
            for (at, variant) in variants.iter().enumerate() {
                walk.variant_block(variant, growths.of(at), &name);
            }
        }
        _ => {}
    }
    walk.lines
}

/// An lvalue.
#[derive(Clone)]
pub(super) enum Place {
    /// What a pointer of this name points to.
    Behind(String),
    At(String),
}

impl Place {
    pub(super) fn behind(pointer: &str) -> Self {
        Self::Behind(pointer.into())
    }

    fn member(&self, name: &str) -> Self {
        Self::At(match self {
            Self::Behind(pointer) => format!("{pointer}->{name}"),
            Self::At(place) => format!("{place}.{name}"),
        })
    }

    fn item(&self, index: &str) -> Self {
        Self::At(match self {
            Self::Behind(pointer) => format!("(*{pointer})[{index}]"),
            Self::At(place) => format!("{place}[{index}]"),
        })
    }

    fn address(&self) -> String {
        match self {
            Self::Behind(pointer) => pointer.clone(),
            Self::At(place) => format!("&{place}"),
        }
    }

    fn value(&self) -> String {
        match self {
            Self::Behind(pointer) => format!("*{pointer}"),
            Self::At(place) => place.clone(),
        }
    }
}

struct Walk<'l, 'a> {
    lowering: &'l Lowering<'a>,
    lines: Vec<String>,
    /// Of loops.
    depth: usize,
}

impl Walk<'_, '_> {
    fn owns(&self, ty: &Type) -> bool {
        notes::owns(ty, self.lowering, &mut Vec::new())
    }

    /// What `write` writes, as a block behind `head`.
    fn block(&mut self, head: String, write: impl FnOnce(&mut Self)) {
        self.lines.push(format!("{head} {{"));
        let start = self.lines.len();
        write(self);
        self.lines[start..].iter_mut().for_each(|line| line.insert_str(0, "    "));
        self.lines.push("}".into());
    }

    fn fields(&mut self, fields: &[Field], of: &Place, reserved: &[&str]) {
        for (field, name) in fields.iter().zip(self.lowering.members(fields, reserved)) {
            self.value(&field.ty, &of.member(&name));
        }
    }

    /// The members that came with one growth, which the block has if its maker says so.
    fn growth(&mut self, fields: &[(&Field, String)], growth: u32, name: &str) {
        if !fields.iter().any(|(field, _)| self.owns(&field.ty)) {
            return;
        }
        let value = Place::behind("value");
        self.since(growth, name, |walk| {
            let all = |walk: &mut Self| {
                fields.iter().for_each(|(field, member)| walk.value(&field.ty, &value.member(member)));
            };
            match growth {
                1 => all(walk),
                _ => walk.block(format!("if (value->head.growth->count >= {growth})"), all),
            }
        });
    }

    fn variant_block(&mut self, variant: &Variant, growth: u32, name: &str) {
        if !variant.fields.iter().any(|field| self.owns(&field.ty)) {
            return;
        }
        let (constant, fields) = (upper(&snake(&variant.name)), growable::variant_struct(name, variant));
        self.since(growth, name, |walk| {
            walk.block(format!("if (value->head.tag == {}_{constant})", upper(name)), |walk| {
                walk.lines.push("void *block = value;".into());
                walk.lines.push(format!("{fields} *of_it = VTABLE_API_CAST_({fields} *, block);"));
                walk.fields(&variant.fields, &Place::behind("of_it"), &[ANY]);
            });
        });
    }

    /// What `write` writes, where the includer asks for this growth.
    fn since(&mut self, growth: u32, name: &str, write: impl FnOnce(&mut Self)) {
        if growth > 1 {
            self.lines.push(format!("#if {} >= {growth}", growable::target(name)));
        }
        write(self);
        if growth > 1 {
            self.lines.push("#endif".into());
        }
    }

    fn variants(&mut self, repr: &EnumRepr, variants: &[Variant], name: &str) {
        let value = Place::behind("value");
        for variant in variants {
            if !variant.fields.iter().any(|field| self.owns(&field.ty)) {
                continue;
            }
            let (constant, member) = (upper(&snake(&variant.name)), payload_member(repr, variant));
            self.block(format!("if (value->tag == {}_{constant})", upper(name)), |walk| match &variant.fields[..] {
                [field] if variant.tuple && repr.c => walk.value(&field.ty, &value.member("u").member(&member)),
                fields if repr.c => walk.fields(fields, &value.member("u").member(&member), &[]),
                fields => walk.fields(fields, &value.member(&member), &["tag"]),
            });
        }
    }

    fn value(&mut self, ty: &Type, at: &Place) {
        if !self.owns(ty) {
            return;
        }
        match ty {
            Type::String => self.lines.push(format!("vtable_api_string_drop({});", at.address())),
            Type::OsString(_) => self.lines.push(format!("vtable_api_os_string_drop({});", at.address())),
            Type::Vec(_) | Type::Box(_) => self.lines.push(format!("VTABLE_API_DROP_({});", at.value())),
            Type::Object { kind: ObjectKind::Box, .. } => {
                self.lines.push(format!("vtable_api_object_drop({});", at.address()));
            }
            Type::Option(some) if self.lowering.is_growable(some) => self.value(some, at),
            Type::Option(some) => self.tagged(at, "SOME", some, "some"),
            Type::Result(ok, err) => {
                self.tagged(at, "OK", ok, "ok");
                self.tagged(at, "ERR", err, "err");
            }
            Type::Array { of, len } => self.array(of, *len, at),
            ty => self.named(ty, at),
        }
    }

    fn array(&mut self, of: &Type, len: u64, at: &Place) {
        let index = format!("i{}", self.depth);
        self.depth += 1;
        self.block(format!("for (uintptr_t {index} = 0; {index} < {len}; {index}++)"), |walk| {
            walk.value(of, &at.item(&index));
        });
        self.depth -= 1;
    }

    fn tagged(&mut self, at: &Place, tag: &str, inner: &Type, member: &str) {
        if self.owns(inner) {
            self.block(format!("if ({} == VTABLE_API_{tag})", at.member("tag").value()), |walk| {
                walk.value(inner, &at.member("u").member(member));
            });
        }
    }

    fn named(&mut self, ty: &Type, at: &Place) {
        match self.lowering.def(ty).map(|def| &def.body) {
            Ok(Body::Transparent { field, .. }) => self.value(&field.ty, at),
            Ok(Body::Struct { .. } | Body::Foreign { .. } | Body::Enum { .. }) => {
                let name = self.lowering.prefixes.part(ty, None);
                self.lines.push(format!("{name}_drop({});", at.address()));
            }
            Ok(Body::GrowableStruct { .. } | Body::GrowableEnum { .. }) => {
                self.lines.push(format!("VTABLE_API_GROWING_DROP_({});", at.value()));
            }
            _ => {}
        }
    }
}
