//! How structs and enums free what their fields own: specialisations of `vtable_api::destroy`.

use crate::header::Input;
use crate::header::define::payload_member;
use crate::header::lower::Lowering;
use crate::header::mangle::{snake, upper};
use crate::header::notes;
use crate::header::write_table::Out;
use crate::model::{Body, EnumRepr, Field, ObjectKind, Type, TypeDef, Variant};

/// Of all types that the header has and that own something.
pub(super) fn all(out: &mut Out, lowering: &Lowering<'_>, input: &Input<'_>) {
    // Parts before wholes, as nobody needs more order: each calls the others through the template.
    let defs: Vec<&TypeDef> = input.types.iter().filter(|def| is_owner(def, lowering)).collect();
    for def in &defs {
        declare(out, lowering, def);
    }
    for def in &defs {
        define(out, lowering, def);
    }
}

/// Met by the header, with fields of its own, not all plain.
fn is_owner(def: &TypeDef, lowering: &Lowering<'_>) -> bool {
    let name = lowering.prefixes.part(&def.ty, None);
    let has_fields = matches!(def.body, Body::Struct { .. } | Body::Enum { .. });
    has_fields && lowering.items.get(&name).is_some() && notes::owns(&def.ty, lowering, &mut Vec::new())
}

fn guard(name: &str) -> String {
    format!("{}_DESTROY_", upper(name))
}

fn declare(out: &mut Out, lowering: &Lowering<'_>, def: &TypeDef) {
    let name = lowering.prefixes.part(&def.ty, None);
    out.line(&format!("#ifndef {}", guard(&name)));
    out.line(&format!("template <> struct vtable_api::destroy<{name}> {{"));
    out.line(&format!("    static void now({name} &value) noexcept;"));
    out.line("};");
    out.line("#endif");
}

fn define(out: &mut Out, lowering: &Lowering<'_>, def: &TypeDef) {
    let name = lowering.prefixes.part(&def.ty, None);
    out.line(&format!("#ifndef {}", guard(&name)));
    out.line(&format!("#define {}", guard(&name)));
    out.line(&format!("inline void vtable_api::destroy<{name}>::now({name} &value) noexcept {{"));
    let mut lines = Lines { lowering, out: Vec::new(), depth: 0 };
    match &def.body {
        Body::Struct { fields, .. } => lines.fields(fields, "value", &[]),
        Body::Enum { repr, variants, .. } => lines.variants(repr, variants, &name),
        _ => {}
    }
    lines.out.iter().for_each(|line| out.line(&format!("    {line}")));
    out.line("}");
    out.line("#endif");
    out.blank();
}

struct Lines<'l, 'a> {
    lowering: &'l Lowering<'a>,
    out: Vec<String>,
    /// Of loops.
    depth: usize,
}

impl Lines<'_, '_> {
    fn fields(&mut self, fields: &[Field], of: &str, reserved: &[&str]) {
        for (field, name) in fields.iter().zip(self.lowering.members(fields, reserved)) {
            self.value(&field.ty, &format!("{of}.{name}"));
        }
    }

    fn variants(&mut self, repr: &EnumRepr, variants: &[Variant], name: &str) {
        for variant in variants {
            if !variant.fields.iter().any(|field| self.owns(&field.ty)) {
                continue;
            }
            let (constant, member) = (upper(&snake(&variant.name)), payload_member(repr, variant));
            self.out.push(format!("if (value.tag == {}_{constant}) {{", upper(name)));
            let start = self.out.len();
            match &variant.fields[..] {
                [field] if variant.tuple && repr.c => self.value(&field.ty, &format!("value.u.{member}")),
                fields if repr.c => self.fields(fields, &format!("value.u.{member}"), &[]),
                fields => self.fields(fields, &format!("value.{member}"), &["tag"]),
            }
            self.close(start);
        }
    }

    fn owns(&self, ty: &Type) -> bool {
        notes::owns(ty, self.lowering, &mut Vec::new())
    }

    /// Indents what came since, and ends its block.
    fn close(&mut self, start: usize) {
        self.out[start..].iter_mut().for_each(|line| line.insert_str(0, "    "));
        self.out.push("}".into());
    }

    /// Frees one value, at an lvalue.
    fn value(&mut self, ty: &Type, at: &str) {
        if !self.owns(ty) {
            return;
        }
        match ty {
            Type::String | Type::Vec(_) | Type::Box(_) => self.out.push(format!("VTABLE_API_FREE({at});")),
            Type::Object { kind: ObjectKind::Box, .. } => self.out.push(format!("vtable_api_release({at});")),
            Type::Option(some) => self.tagged(at, "SOME", some, "some"),
            Type::Result(ok, err) => {
                self.tagged(at, "OK", ok, "ok");
                self.tagged(at, "ERR", err, "err");
            }
            Type::Array { of, .. } => {
                let item = format!("item{}", self.depth);
                self.out.push(format!("for (auto &{item} : {at}) {{"));
                let start = self.out.len();
                self.depth += 1;
                self.value(of, &item);
                self.depth -= 1;
                self.close(start);
            }
            ty => self.named(ty, at),
        }
    }

    fn tagged(&mut self, at: &str, tag: &str, inner: &Type, member: &str) {
        if self.owns(inner) {
            self.out.push(format!("if ({at}.tag == VTABLE_API_{tag}) {{"));
            let start = self.out.len();
            self.value(inner, &format!("{at}.u.{member}"));
            self.close(start);
        }
    }

    fn named(&mut self, ty: &Type, at: &str) {
        match self.lowering.def(ty).map(|def| &def.body) {
            Ok(Body::Transparent { field, .. }) => self.value(&field.ty, at),
            Ok(Body::Struct { .. } | Body::Enum { .. }) => {
                let name = self.lowering.prefixes.part(ty, None);
                self.out.push(format!("vtable_api::destroy<{name}>::now({at});"));
            }
            _ => {}
        }
    }
}
