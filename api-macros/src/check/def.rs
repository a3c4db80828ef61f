//! A definition as the rules see it, and what would keep a header in C from being written.

use super::bounds;
use crate::ast::def::{Body, Def, Field, Foreign, Variant};
use crate::ctxt::Ctxt;
use crate::read::package::{Package, Record};
use crate::read::types;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::LitStr;
use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::foreign::Foreign as Text;
use vtable_api_manifest::model::{self, EnumRepr, TypeDef};
use vtable_api_manifest::rules;
use vtable_api_manifest::violation::{Place, Violation};
use vtable_api_manifest::{c_name, canon};

/// That growths are in order, and none is left out: the record says the rest.
pub(crate) fn growths(def: &Def, record: &Record, cx: &mut Ctxt) {
    let none = model::Package::default();
    let recorded = if let Record::Read(package) = record { package } else { &none };
    for violation in rules::check_growable(recorded, &model(def), &numbers(def)) {
        if violation.code == Code::GrowthOrder {
            cx.violation(&place(def, &violation), &violation);
        }
    }
}

/// The growths of the members, as they are written.
pub(crate) fn numbers(def: &Def) -> Vec<u32> {
    match &def.body {
        Body::Struct { fields, .. } => fields.iter().map(|field| field.growth.number).collect(),
        Body::Enum { variants, .. } => variants.iter().map(|variant| variant.growth.number).collect(),
        _ => Vec::new(),
    }
}

/// What would keep a header in C from being written.
pub(crate) fn names_in_c(def: &Def, package: &Package, cx: &mut Ctxt) {
    if matches!(def.body, Body::Refused) {
        return;
    }
    for violation in &rules::lint_type(&model(def)) {
        cx.violation(&place(def, violation), violation);
    }
    // No id has a tab.
    let name = c_name::snake(&def.name);
    let owner = package.claim(&format!("\t{name}"), &def.ident);
    if let Some(owner) = owner.filter(|owner| def.ident != owner) {
        let message = format!("types `{owner}` and `{}` of one package both end in `_{name}` in C", def.ident);
        cx.error(&def.ident, Code::CNameCollision, message, "rename the one that is not frozen yet");
    }
    if let Some(foreign) = &def.foreign {
        one_definition(def, foreign, package, cx);
    }
}

/// A struct of C has one definition. No id has a tab, and no name of a type a space.
fn one_definition(def: &Def, foreign: &Foreign, package: &Package, cx: &mut Ctxt) {
    let Some(of) = Text::parse(&foreign.c) else { return };
    let is_same = package.is_claimed(&format!("\t{}", of.text));
    package.claim(&format!("\t{}", of.text), &def.ident);
    let owner = package.claim(&format!("\tstruct {}", of.tag), &def.ident);
    if let Some(owner) = owner.filter(|owner| !is_same && def.ident != owner) {
        let message =
            format!("`{owner}` and `{}` have two definitions of `struct {}`, and C has one", def.ident, of.tag);
        let text = LitStr::new("", foreign.at);
        cx.error(&text, Code::ForeignStruct, message, "write the same text at both, that of the library's header");
    }
}

/// The type as far as its tokens tell.
pub(crate) fn model(def: &Def) -> TypeDef {
    let body = match &def.body {
        Body::Struct { fields, .. } if def.growable => {
            let growths = model::Growths::numbered(&numbers(def));
            model::Body::GrowableStruct { fields: model_fields(def, fields), growths }
        }
        Body::Enum { variants, .. } if def.growable => {
            let growths = model::Growths::numbered(&numbers(def));
            let mut variants = model_variants(def, variants);
            // No value can be written where there is no `repr`.
            (0..).zip(&mut variants).for_each(|(value, variant)| variant.value = value);
            model::Body::GrowableEnum { variants, growths }
        }
        Body::Struct { tuple, fields } => match &def.foreign {
            Some(of) => model::Body::Foreign { c: of.c.clone(), fields: model_fields(def, fields) },
            None => model::Body::Struct { tuple: *tuple, fields: model_fields(def, fields) },
        },
        Body::Union { fields } => model::Body::Union { fields: model_fields(def, fields) },
        Body::Transparent { tuple, fields, inner } => {
            model::Body::Transparent { tuple: *tuple, field: model_field(def, &fields[*inner]) }
        }
        Body::Enum { c, tag, open, variants, .. } => model::Body::Enum {
            repr: EnumRepr { c: *c, tag: canon::tag(&tag.to_string()).unwrap_or("u32") },
            open: *open,
            variants: model_variants(def, variants),
        },
        Body::Opaque { .. } | Body::Refused => model::Body::Opaque,
    };
    let ty = model::Type::Named { package: None, name: def.name.clone(), args: Vec::new() };
    let (module, traits) = (String::new(), String::new());
    TypeDef { ty, module, body, lifetimes: bounds::model(def), traits, docs: Vec::new(), line: None }
}

fn model_variants(def: &Def, variants: &[Variant]) -> Vec<model::Variant> {
    let variant = |variant: &Variant| {
        let (name, fields) = (variant.name(), model_fields(def, &variant.fields));
        model::Variant { name, value: 0, tuple: variant.tuple, fields, docs: Vec::new(), line: None }
    };
    variants.iter().map(variant).collect()
}

fn model_fields(def: &Def, fields: &[Field]) -> Vec<model::Field> {
    fields.iter().map(|field| model_field(def, field)).collect()
}

fn model_field(def: &Def, field: &Field) -> model::Field {
    let (ty, lifetimes) = (types::model(&field.ty), bounds::model_field(def, field));
    model::Field { name: field.name.clone(), ty, lifetimes, docs: Vec::new(), line: None }
}

/// The tokens that a violation is about: of a field, its type when that is what changed.
pub(crate) fn place(def: &Def, violation: &Violation) -> TokenStream {
    let is_type =
        matches!(violation.code, Code::FieldType | Code::VariantPayload | Code::TypeLifetimes | Code::NoCForm);
    let tokens = |field: &Field| if is_type { field.ty.to_token_stream() } else { field.at.clone() };
    let field = |fields: &[Field], at: usize| fields.get(at).map(tokens);
    let found = match (&def.body, &violation.place) {
        (Body::Struct { fields, .. } | Body::Union { fields }, Place::Field { field: at, .. }) => field(fields, *at),
        (Body::Transparent { fields, inner, .. }, Place::Field { .. }) => field(fields, *inner),
        (Body::Enum { variants, .. }, Place::Variant { variant, .. }) => {
            variants.get(*variant).map(|variant| variant.ident.to_token_stream())
        }
        (Body::Enum { variants, .. }, Place::VariantField { variant, field: at, .. }) => {
            variants.get(*variant).and_then(|variant| field(&variant.fields, *at))
        }
        _ => None,
    };
    found.unwrap_or_else(|| def.ident.to_token_stream())
}
