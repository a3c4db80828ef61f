//! Definitions of derived types.

use super::ctype::{Body, CType, Constant, Item, Member, Scalar, scalar};
use super::error::HeaderError;
use super::growable::{self, Growing};
use super::lower::Lowering;
use super::mangle::{self, snake, upper};
use crate::foreign::Foreign;
use crate::model::{self, EnumRepr, Field, Type, TypeDef, Variant};

/// A type's text without the tables of the objects in it: in C each object is a `vtable_api_object`, so `(Box<dyn A>, u8)` and
/// `(Box<dyn B>, u8)` are one struct.
fn without_tables(rust: &str) -> String {
    let mut parts = rust.split("dyn \"");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str("dyn");
        text.push_str(part.split_once('"').map_or("", |(_, behind)| behind));
    }
    text
}

impl Lowering<'_> {
    /// A derived type, which gets its name when it is met first.
    pub(super) fn derived(&mut self, ty: &Type) -> Result<CType, HeaderError> {
        let def = self.def(ty)?;
        let name = self.prefixes.part(ty, None);
        let rust = ty.to_string();
        if let Some(first) = self.derived.get(&name) {
            return if without_tables(first) == without_tables(&rust) {
                Ok(CType::Item(name))
            } else {
                Err(HeaderError::Collision { name, first: format!("`{first}`"), second: format!("`{rust}`") })
            };
        }
        let constants = self.constants(def, &name).map_err(|e| e.at(|| format!("`{rust}`")))?;
        let growing = Growing::of(def)?;
        let item = Item {
            docs: def.docs.clone(),
            constants,
            foreign: foreign(def),
            growing,
            ..Item::new(described(def), Body::Opaque)
        };
        self.claim_tag(&item, &name)?;
        let names = item.growing.as_ref().map(|growing| growing.names(&name)).unwrap_or_default();
        self.items.reserve(&mut self.names, &name, item)?;
        names.iter().try_for_each(|own| self.names.claim(own, &format!("something that `{rust}` has")))?;
        self.derived.insert(name.clone(), rust);
        self.waiting.push_back(ty.clone());
        Ok(CType::Item(name))
    }

    /// What C calls a foreign struct, which has one definition.
    fn claim_tag(&mut self, item: &Item, name: &str) -> Result<(), HeaderError> {
        let Some(of) = item.foreign.as_deref().and_then(Foreign::parse) else { return Ok(()) };
        let what = format!("`{}`", item.rust);
        match self.tags.insert(of.tag.to_owned(), of.text.to_owned()) {
            // `typedef struct a a;`
            None if of.tag == name => Ok(()),
            None => self.names.claim_tag(of.tag, &what),
            Some(known) if known == of.text => Ok(()),
            Some(_) => Err(HeaderError::TwoDefinitions { tag: of.tag.to_owned(), second: what }),
        }
    }

    /// Brings the content of a type that has its name.
    pub(super) fn fill(&mut self, ty: &Type) -> Result<(), HeaderError> {
        let name = self.prefixes.part(ty, None);
        let body = self.body(self.def(ty)?, &name)?;
        self.items.fill(&name, body);
        Ok(())
    }

    fn body(&mut self, def: &TypeDef, name: &str) -> Result<Body, HeaderError> {
        match &def.body {
            model::Body::Struct { fields, .. } => {
                let members = self.fields(fields, name, &[])?;
                Ok(Body::Struct(some(members, &def.ty)?))
            }
            model::Body::GrowableStruct { fields, growths } => self.growing_struct(fields, growths, name),
            model::Body::GrowableEnum { variants, growths } => self.growing_enum(variants, growths, name),
            model::Body::Foreign { fields, .. } => {
                // It has its names already.
                let own = fields.iter().map(|field| field.name.clone()).collect();
                let members = self.named_fields(fields, own, name)?;
                Ok(Body::Struct(some(members, &def.ty)?))
            }
            model::Body::Union { fields } => {
                let members = self.fields(fields, name, &[])?;
                Ok(Body::Union(some(members, &def.ty)?))
            }
            model::Body::Transparent { field, .. } => {
                let place = format!("{name}_{}", mangle::member(&field.name));
                let inner = self.member(&field.ty, &place).map_err(|e| e.at(|| at_field(name, field)))?;
                Ok(Body::Alias(inner.ok_or_else(|| empty(&def.ty))?))
            }
            model::Body::Enum { repr, variants, .. } => self.enumeration(repr, variants, name),
            model::Body::Opaque => Ok(Body::Opaque),
        }
    }

    /// Members for fields; those without a size are left out. `reserved` names end in `_`.
    pub(super) fn fields(
        &mut self,
        fields: &[Field],
        name: &str,
        reserved: &[&str],
    ) -> Result<Vec<Member>, HeaderError> {
        let names = self.members(fields, reserved);
        self.named_fields(fields, names, name)
    }

    pub(super) fn named_fields(
        &mut self,
        fields: &[Field],
        names: Vec<String>,
        name: &str,
    ) -> Result<Vec<Member>, HeaderError> {
        let mut members = Members::default();
        for (field, c) in fields.iter().zip(names) {
            members.names.claim(&c, &at_field(name, field))?;
            let lowered = self.member(&field.ty, &format!("{name}_{c}")).map_err(|e| e.at(|| at_field(name, field)))?;
            if let Some(ty) = lowered {
                members.list.push(Member { docs: field.docs.clone(), ..Member::new(c, ty) });
            }
        }
        Ok(members.list)
    }

    /// By value, so that variants in another order have the same type.
    fn enumeration(&mut self, repr: &EnumRepr, variants: &[Variant], name: &str) -> Result<Body, HeaderError> {
        let tag = tag(repr)?;
        if variants.iter().all(|v| v.fields.is_empty()) {
            return Ok(Body::Alias(CType::Scalar(tag)));
        }
        let tag = Member::new("tag", CType::Scalar(tag));
        let mut payloads = Members::default();
        let mut variants: Vec<_> = variants.iter().collect();
        variants.sort_by_key(|variant| variant.value);
        for variant in variants {
            let place = || format!("variant `{}` of `{name}`", variant.name);
            let Some(ty) = self.payload(repr.c, &tag, variant, name).map_err(|e| e.at(place))? else {
                continue;
            };
            let c = payload_member(repr, variant);
            payloads.names.claim(&c, &place())?;
            payloads.list.push(Member::new(c, ty));
        }
        let mut members = payloads.list;
        Ok(if !repr.c {
            members.insert(0, tag);
            Body::Union(members)
        } else if members.is_empty() {
            Body::Struct(vec![tag])
        } else {
            Body::Struct(vec![tag, Member::new("u", CType::Union(members))])
        })
    }

    /// What a variant holds: one tuple field is itself, all else a struct. Without `repr(C)` always a struct,
    /// which begins with the tag.
    fn payload(&mut self, c: bool, tag: &Member, variant: &Variant, name: &str) -> Result<Option<CType>, HeaderError> {
        let struct_name = format!("{name}_{}_fields", snake(&variant.name));
        if let ([field], true, true) = (&variant.fields[..], variant.tuple, c) {
            return self.member(&field.ty, &format!("{name}_{}", snake(&variant.name)));
        }
        let reserved: &[&str] = if c { &[] } else { &["tag"] };
        let mut members = self.fields(&variant.fields, &struct_name, reserved)?;
        if members.is_empty() {
            return Ok(None);
        }
        if !c {
            members.insert(0, tag.clone());
        }
        let rust = format!("variant {} of {}", variant.name, self.derived.get(name).map_or(name, |rust| rust));
        let item = Item::new(rust, Body::Struct(members));
        self.items.define(&mut self.names, struct_name, item).map(Some)
    }

    fn constants(&self, def: &TypeDef, name: &str) -> Result<Vec<Constant>, HeaderError> {
        let (repr, variants) = match &def.body {
            model::Body::Enum { repr, variants, .. } => (repr, variants),
            model::Body::GrowableEnum { variants, growths } => {
                return Ok(growable::constants(variants, growths, name));
            }
            _ => return Ok(Vec::new()),
        };
        let payload = variants.iter().any(|v| !v.fields.is_empty());
        let ty = if payload { tag(repr)?.name } else { name };
        let one = |variant: &Variant| Constant {
            rust: variant.name.clone(),
            name: format!("{}_{}", upper(name), upper(&snake(&variant.name))),
            ty: ty.to_owned(),
            value: variant.value,
            is_unsigned: repr.tag.starts_with('u'),
            docs: variant.docs.clone(),
            growth: 1,
        };
        Ok(variants.iter().map(one).collect())
    }
}

fn foreign(def: &TypeDef) -> Option<String> {
    if let model::Body::Foreign { c, .. } = &def.body { Some(c.clone()) } else { None }
}

/// Members with names that differ.
#[derive(Default)]
struct Members {
    list: Vec<Member>,
    names: super::items::Names,
}

/// What a variant's payload is called in the union of payloads.
pub(super) fn payload_member(repr: &EnumRepr, variant: &Variant) -> String {
    let name = mangle::member(&snake(&variant.name));
    if !repr.c && name == "tag" { format!("{name}_") } else { name }
}

fn tag(repr: &EnumRepr) -> Result<Scalar, HeaderError> {
    scalar(repr.tag).ok_or_else(|| HeaderError::not_in_c(&repr.tag, "C has no such number"))
}

fn some(members: Vec<Member>, ty: &Type) -> Result<Vec<Member>, HeaderError> {
    if members.is_empty() { Err(empty(ty)) } else { Ok(members) }
}

fn empty(ty: &Type) -> HeaderError {
    HeaderError::not_in_c(ty, "no field has a size, and C has no empty structs").at(|| format!("`{ty}`"))
}

fn at_field(name: &str, field: &Field) -> String {
    format!("field `{}` of `{name}`", field.name)
}

/// `struct Frame`, `enum(C, u32) Error`
fn described(def: &TypeDef) -> String {
    let kind = match &def.body {
        model::Body::Struct { .. } => "struct".into(),
        model::Body::Foreign { .. } => "foreign struct".into(),
        model::Body::Union { .. } => "union".into(),
        model::Body::Transparent { .. } => "transparent struct".into(),
        model::Body::Opaque => "opaque".into(),
        model::Body::GrowableStruct { .. } | model::Body::GrowableEnum { .. } => crate::canon::kind(&def.body).into(),
        model::Body::Enum { repr, open, .. } => {
            let c = if repr.c { "C, " } else { "" };
            format!("{}enum({c}{})", if *open { "open " } else { "" }, repr.tag)
        }
    };
    format!("{kind} {}", def.ty)
}
