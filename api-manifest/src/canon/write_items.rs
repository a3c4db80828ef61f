//! Slots, fields, variants and definitions to text.

use super::declared::{field_suffix, type_suffix};
use super::write::{self, Head, Part};
use super::write_types::returned;
use crate::model::{Body, Bounds, Field, Slot, TypeDef, Variant};

/// A slot with its parameters' names, as `abi.toml` and messages show it.
///
/// ```
/// use vtable_api_manifest::canon;
/// let slot = canon::parse_signature("fn decode(&self, input: &[u8]) -> u32").unwrap();
/// assert_eq!(canon::signature(&slot), "fn decode(&self, input: &[u8]) -> u32");
/// assert_eq!(canon::signature_nameless(&slot), "fn decode(&self, &[u8]) -> u32");
/// ```
pub fn signature(slot: &Slot) -> String {
    write_signature(slot, true)
}

/// A slot without its parameters' names, which are not part of the contract: what fingerprints cover.
pub fn signature_nameless(slot: &Slot) -> String {
    write_signature(slot, false)
}

fn write_signature(slot: &Slot, named: bool) -> String {
    let mut text = String::new();
    let head = Head { is_unsafe: slot.is_unsafe, name: &slot.name, receiver: slot.receiver };
    let params = slot.params.iter().map(|param| (named.then_some(param.name.as_str()), &param.ty));
    write::signature(&mut text, head, params, returned(&slot.ret), &slot.lifetimes);
    text
}

/// A field's type and its lifetimes.
impl Part<&Field> for String {
    fn part(&mut self, field: &Field) {
        self.part(&field.ty);
        self.push_str(&field_suffix(&field.lifetimes));
    }
}

/// `width: u32`, `text: &str where 'a`
pub fn field(field: &Field) -> String {
    let mut text = String::new();
    write::field(&mut text, &field.name, field);
    text
}

/// `Ok = 0`, `Io(i32) = 1`, `Progress { done: u32, total: u32 } = -3`.
pub fn variant(variant: &Variant) -> String {
    let mut text = String::new();
    let fields = variant.fields.iter().map(|field| (field.name.as_str(), field));
    write::variant(&mut text, &variant.name, variant.tuple, fields, variant.value);
    text
}

/// What a definition is, in one or two words.
pub fn kind(body: &Body) -> &'static str {
    match body {
        Body::Struct { tuple: false, .. } => "struct",
        Body::Struct { tuple: true, .. } => "tuple struct",
        Body::Foreign { .. } => "foreign struct",
        Body::Union { .. } => "union",
        Body::Transparent { tuple: false, .. } => "transparent",
        Body::Transparent { tuple: true, .. } => "tuple transparent",
        Body::Enum { open: false, .. } => "enum",
        Body::Enum { open: true, .. } => "open enum",
        Body::Opaque => "opaque",
        Body::GrowableStruct { .. } => "growable struct",
        Body::GrowableEnum { .. } => "growable enum",
    }
}

/// The `repr` of an enum, `u32` or `C, u32`; the definition in C of a foreign struct.
pub fn repr(body: &Body) -> Option<String> {
    match body {
        Body::Enum { repr, .. } => Some(format!("{}{}", if repr.c { "C, " } else { "" }, repr.tag)),
        Body::Foreign { c, .. } => Some(c.clone()),
        _ => None,
    }
}

/// The fields of a struct, union or transparent type.
pub fn fields(body: &Body) -> &[Field] {
    match body {
        Body::Struct { fields, .. }
        | Body::Foreign { fields, .. }
        | Body::Union { fields }
        | Body::GrowableStruct { fields, .. } => fields,
        Body::Transparent { field, .. } => std::slice::from_ref(field),
        Body::Enum { .. } | Body::Opaque | Body::GrowableEnum { .. } => &[],
    }
}

/// The variants of an enum.
pub fn variants(body: &Body) -> &[Variant] {
    match body {
        Body::Enum { variants, .. } | Body::GrowableEnum { variants, .. } => variants,
        _ => &[],
    }
}

/// A whole definition in one line: what fingerprints cover. Of a growable type, it is the first growth: each other one has a
/// fingerprint of its own, so that those of tables stay when a type grows.
///
/// ```
/// use vtable_api_manifest::{canon, model::TypeDef};
/// let (size, name) = (canon::parse_field("width: u32").unwrap(), canon::parse_type("Size").unwrap());
/// let body = canon::parse_body("struct", None, vec![size], vec![]).unwrap();
/// let def = TypeDef { ty: name, module: "viewer".into(), body, lifetimes: Default::default(), traits: String::new(), docs: vec![], line: None };
/// assert_eq!(canon::definition(&def), "struct Size { width: u32 }");
/// ```
pub fn definition(def: &TypeDef) -> String {
    let repr = match repr(&def.body) {
        Some(repr) => format!("({repr})"),
        None => String::new(),
    };
    let head = format!("{}{repr} {}", kind(&def.body), def.ty);
    let mut parts = String::new();
    let covered = def.body.growths().map_or(usize::MAX, |growths| growths.up_to_growth(1));
    for part in fields(&def.body).iter().take(covered) {
        push_part(&mut parts, &field(part));
    }
    for part in variants(&def.body).iter().take(covered) {
        push_part(&mut parts, &variant(part));
    }
    let text = match (&def.body, parts.is_empty()) {
        (Body::Opaque, _) => head,
        (_, true) => head + " {}",
        (_, false) => format!("{head} {{ {parts} }}"),
    };
    let colon = if def.traits.is_empty() { "" } else { ": " };
    text + colon + &def.traits + &type_suffix(&def.lifetimes)
}

fn push_part(parts: &mut String, part: &str) {
    parts.push_str(if parts.is_empty() { "" } else { ", " });
    parts.push_str(part);
}

/// `Send + Sync`, either of them, or nothing.
pub fn bounds(bounds: Bounds) -> &'static str {
    match (bounds.send, bounds.sync) {
        (false, false) => "",
        (true, false) => "Send",
        (false, true) => "Sync",
        (true, true) => "Send + Sync",
    }
}
