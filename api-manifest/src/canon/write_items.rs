//! Slots, fields, variants and definitions to text.

use super::lifetimes::suffix;
use super::write_types::{write_list, write_result};
use crate::model::{Body, Bounds, Field, Receiver, Slot, Type, TypeDef, Variant};

/// A slot with its parameters' names, as `abi.toml` and messages show it.
///
/// ```
/// use vtable_api_manifest::canon;
/// let slot = canon::parse_signature("fn decode(&self, input: &[u8]) -> u32").unwrap();
/// assert_eq!(canon::signature(&slot), "fn decode(&self, input: &[u8]) -> u32");
/// assert_eq!(canon::signature_nameless(&slot), "fn decode(&self, &[u8]) -> u32");
/// ```
pub fn signature(slot: &Slot) -> String {
    let named = slot.params.iter().map(|param| format!("{}: {}", param.name, param.ty));
    write_signature(slot, named)
}

/// A slot without its parameters' names, which are not part of the contract: what fingerprints cover.
pub fn signature_nameless(slot: &Slot) -> String {
    write_signature(slot, slot.params.iter().map(|param| param.ty.to_string()))
}

fn write_signature(slot: &Slot, params: impl Iterator<Item = String>) -> String {
    let receiver = match slot.receiver {
        Receiver::None => None,
        Receiver::Ref => Some("&self".to_string()),
        Receiver::Mut => Some("&mut self".to_string()),
    };
    let params: Vec<String> = receiver.into_iter().chain(params).collect();
    let mut text = format!("{}fn {}(", if slot.is_unsafe { "unsafe " } else { "" }, slot.name);
    // Writing to a String cannot fail.
    let _ = write_list(&mut text, &params);
    text.push(')');
    let _ = write_result(&mut text, &slot.ret);
    text + &suffix(&slot.lifetimes)
}

/// `width: u32`
pub fn field(field: &Field) -> String {
    format!("{}: {}", field.name, field.ty)
}

/// `Ok = 0`, `Io(i32) = 1`, `Progress { done: u32, total: u32 } = -3`. Without fields, a variant is
/// written without brackets of either kind.
pub fn variant(variant: &Variant) -> String {
    let mut text = variant.name.clone();
    if !variant.fields.is_empty() && variant.tuple {
        let types: Vec<&Type> = variant.fields.iter().map(|field| &field.ty).collect();
        text.push('(');
        let _ = write_list(&mut text, &types);
        text.push(')');
    } else if !variant.fields.is_empty() {
        let fields: Vec<String> = variant.fields.iter().map(field).collect();
        text.push_str(" { ");
        let _ = write_list(&mut text, &fields);
        text.push_str(" }");
    }
    text + &format!(" = {}", variant.value)
}

/// What a definition is, in one or two words.
pub fn kind(body: &Body) -> &'static str {
    match body {
        Body::Struct { tuple: false, .. } => "struct",
        Body::Struct { tuple: true, .. } => "tuple struct",
        Body::Union { .. } => "union",
        Body::Transparent { tuple: false, .. } => "transparent",
        Body::Transparent { tuple: true, .. } => "tuple transparent",
        Body::Enum { open: false, .. } => "enum",
        Body::Enum { open: true, .. } => "open enum",
        Body::Opaque => "opaque",
    }
}

/// The `repr` of an enum, `u32` or `C, u32`.
pub fn repr(body: &Body) -> Option<String> {
    let Body::Enum { repr, .. } = body else {
        return None;
    };
    Some(format!("{}{}", if repr.c { "C, " } else { "" }, repr.tag))
}

/// The fields of a struct, union or transparent type.
pub fn fields(body: &Body) -> &[Field] {
    match body {
        Body::Struct { fields, .. } | Body::Union { fields } => fields,
        Body::Transparent { field, .. } => std::slice::from_ref(field),
        Body::Enum { .. } | Body::Opaque => &[],
    }
}

/// The variants of an enum.
pub fn variants(body: &Body) -> &[Variant] {
    match body {
        Body::Enum { variants, .. } => variants,
        _ => &[],
    }
}

/// A whole definition in one line: what fingerprints cover.
///
/// ```
/// use vtable_api_manifest::{canon, model::TypeDef};
/// let (size, name) = (canon::parse_field("width: u32").unwrap(), canon::parse_type("Size").unwrap());
/// let body = canon::parse_body("struct", None, vec![size], vec![]).unwrap();
/// let def = TypeDef { ty: name, module: "viewer".into(), body, docs: vec![], line: None };
/// assert_eq!(canon::definition(&def), "struct Size { width: u32 }");
/// ```
pub fn definition(def: &TypeDef) -> String {
    let repr = repr(&def.body).map_or(String::new(), |repr| format!("({repr})"));
    let head = format!("{}{repr} {}", kind(&def.body), def.ty);
    let fields = fields(&def.body).iter().map(field);
    let parts: Vec<String> = fields.chain(variants(&def.body).iter().map(variant)).collect();
    match (&def.body, parts.is_empty()) {
        (Body::Opaque, _) => head,
        (_, true) => head + " {}",
        (_, false) => format!("{head} {{ {} }}", parts.join(", ")),
    }
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
