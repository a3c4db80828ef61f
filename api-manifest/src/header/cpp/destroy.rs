//! How structs and enums free what their fields own: `vtable_api::destroy` calls the function in C.

use crate::header::Input;
use crate::header::ctype::CType;
use crate::header::drops;
use crate::header::functions;
use crate::header::lower::Lowering;
use crate::header::mangle::upper;
use crate::header::out::Out;
use crate::model::{Body, Type, TypeDef};

/// Of all types that the header has and that own something: derived ones, and what a `Vec` or `Box` has for elements.
pub(super) fn all(out: &mut Out, lowering: &Lowering<'_>, input: &Input<'_>) {
    let mut names: Vec<String> = input.types.iter().filter_map(|def| owner(def, lowering)).collect();
    for name in lowering.items.names().iter().filter_map(|name| element(lowering, name)) {
        if !names.iter().any(|known| known == name) && functions::has_drop(lowering, name) {
            names.push(name.to_owned());
        }
    }
    input.types.iter().filter_map(|def| growing(def, lowering)).for_each(|name| grown(out, &name));
    for name in names {
        let guard = format!("VTABLE_API_DESTROYS_{}_", upper(&name));
        out.line(&format!("#ifndef {guard}"));
        out.line(&format!("#define {guard}"));
        out.block(&format!("template <> struct vtable_api::destroy<{name}> {{"), "};", |out| {
            out.line(&format!("static void now({name} &value) noexcept {{ {name}_drop(&value); }}"));
        });
        out.line("#endif");
        out.blank();
    }
}

/// The name of a growable type that the header has met.
fn growing(def: &TypeDef, lowering: &Lowering<'_>) -> Option<String> {
    let name = lowering.prefixes.part(&def.ty, None);
    (def.body.growths().is_some() && lowering.derived.contains_key(&name)).then_some(name)
}

/// How a value of one is freed, where it is an element; and what is there in it.
fn grown(out: &mut Out, name: &str) {
    let guard = format!("VTABLE_API_DESTROYS_{}_", upper(name));
    out.line(&format!("#ifndef {guard}"));
    out.line(&format!("#define {guard}"));
    out.block(&format!("template <> struct vtable_api::destroy<{name} *> {{"), "};", |out| {
        out.line(&format!("static void now({name} *&value) noexcept {{ {name}_drop(&value); }}"));
    });
    out.block(&format!("template <> struct vtable_api::growths<{name}> {{"), "};", |out| {
        out.line(&format!("static std::uint32_t of(const {name} &value) noexcept {{ return {name}_grown(&value); }}"));
    });
    out.line("#endif");
    out.blank();
}

/// A container that is the element of one.
fn element<'l>(lowering: &'l Lowering<'_>, name: &str) -> Option<&'l str> {
    lowering.containers.get(name).filter(|types| matches!(types.first(), Some(Type::Vec(_) | Type::Box(_))))?;
    let CType::Pointer { to, .. } = &lowering.items.get(name)?.body.member("ptr")?.ty else { return None };
    match &**to {
        CType::Item(element) if lowering.containers.contains_key(element) => Some(element),
        _ => None,
    }
}

/// The name of a type that the header has met, with fields of its own, not all plain. What a typedef names has its own. Of two types of
/// one name, of which C has one in another header, it is the one that this header has.
fn owner(def: &TypeDef, lowering: &Lowering<'_>) -> Option<String> {
    let name = lowering.prefixes.part(&def.ty, None);
    let has_fields = matches!(def.body, Body::Struct { .. } | Body::Foreign { .. } | Body::Enum { .. });
    let is_one = has_fields
        && lowering.derived.get(&name) == Some(&def.ty.to_string())
        && !drops::of_derived(lowering, &def.ty).is_empty();
    is_one.then_some(name)
}
