//! A type's canonical name and definition.

use super::borrows;
use super::compare::{self, Frozen};
use super::markers;
use super::names::{piece, spelled};
use super::outlives;
use super::traits;
use crate::ast::def::{Body, Def, Field, Growth, Variant, has_payload};
use crate::check::def::model;
use crate::expand::notes;
use crate::expand::parts::{self, c_guards};
use crate::expand::rope::Rope;
use crate::mangle::{self, discriminant, quote_mixed};
use crate::read::package::{Package, Record};
use crate::read::types;
use crate::tokens::Tokens;
use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::Type;
use vtable_api_contract::{key, record::word};
use vtable_api_manifest::canon;
use vtable_api_manifest::canon::write::{self, Part, Text};
use vtable_api_manifest::index::Index;
use vtable_api_manifest::lines;
use vtable_api_manifest::model::{self, TypeDef};

pub(super) fn expand(def: &Def, package: &Package, record: &Record) -> TokenStream {
    let recorded = recorded(def, &package.local, record);
    let described = described(def, package, recorded);
    let checks = match (recorded, record) {
        (Some(recorded), Record::Read(all)) if !matches!(def.body, Body::Refused) => {
            Frozen { def, package, all, recorded }.checks()
        }
        _ => TokenStream::new(),
    };
    let guards = guards(def);
    let shown = borrows::proofs(def);
    let markers = markers::proofs(def);
    let outlives = outlives::proofs(def);
    quote_mixed! {
        #described #checks #guards #shown #markers #outlives
    }
}

/// The recorded type of this name, unless the type is generic.
pub(super) fn recorded<'a>(def: &Def, local: &str, record: &'a Record) -> Option<&'a TypeDef> {
    let Record::Read(package) = record else { return None };
    let name = recorded_name(def, local);
    package.types.iter().find(|recorded| recorded.ty == name && !def.is_generic())
}

fn recorded_name(def: &Def, local: &str) -> model::Type {
    let owner = (def.package != local).then(|| def.package.clone());
    model::Type::Named { package: owner, name: def.name.clone(), args: Vec::new() }
}

fn described(def: &Def, package: &Package, recorded: Option<&TypeDef>) -> TokenStream {
    let private = &def.private;
    let (impl_generics, type_generics, _) = def.generics.split_for_impl();
    let info = info(def, package, recorded);
    let (before, type_ref) = if def.is_generic() {
        (TokenStream::new(), quote_mixed!(#private::describe::TypeRef::new(&#info)))
    } else {
        // A static may name itself through its fields: recursive types have finite constants.
        (
            quote_mixed!(static __VT_TYPE: #private::describe::TypeInfo = #info;),
            quote_mixed!(#private::describe::TypeRef::new(&__VT_TYPE)),
        )
    };
    let fact = match def.body {
        Body::Opaque { .. } => Some("OPAQUE"),
        Body::Transparent { .. } if def.stranger => Some("CHANGEABLE"),
        Body::Enum { unknown: Some(_), .. } if !def.growable => Some("OPEN"),
        _ => None,
    };
    let fact = fact.map(|name| {
        let name = Ident::new(name, Span::mixed_site());
        quote_mixed!(const #name: #private::bool = true;)
    });
    let Def { krate, ident, .. } = def;
    let (clause, name, lifetimes) = (def.clause("Described"), name(def), borrows::list(def));
    let values = values(def);
    quote_mixed! {
        const __VT_VALUES: () = ();
        #before
        // SAFETY: name and definition are made of the definition itself; its lifetimes come as they are declared, then
        // those of its parameters, as in its tokens.
        unsafe impl #impl_generics #krate::Described for #ident #type_generics #clause {
            type Lifetimes<__VtTail: #private::lifetimes::List> = #lifetimes;
            const NAME: #private::describe::Rope = #name;
            #fact
            const TYPE: #private::describe::TypeRef = #type_ref;
        }
        #values
    }
}

/// Discriminants as constants: the compiled enum's, where it has no payload; else what is written, counted as rustc counts, and compared
/// with the compiled enum's in `memory`. An open enum has none but these.
fn values(def: &Def) -> TokenStream {
    let Body::Enum { tag, variants, open, .. } = &def.body else { return TokenStream::new() };
    let is_compiled = !open && !def.growable && !has_payload(variants);
    let Def { ident, private, .. } = def;
    let value = |(index, Variant { ident: name, value, .. }): (usize, &Variant)| {
        let value = match (value, index) {
            _ if is_compiled => quote_mixed!(#ident::#name as #private::#tag),
            (Some(value), _) => value.to_token_stream(),
            (None, 0) => quote_mixed!(0),
            (None, _) => {
                let previous = discriminant(index - 1);
                quote_mixed!(#previous + 1)
            }
        };
        let name = discriminant(index);
        quote_mixed!(const #name: #private::#tag = #value;)
    };
    variants.iter().enumerate().map(value).tokens()
}

fn name(def: &Def) -> TokenStream {
    let private = &def.private;
    // A type called `Option` is written so that it cannot be taken for std's.
    let escaped = model::Type::Named { package: None, name: def.name.clone(), args: Vec::new() }.to_string();
    let package = &def.package;
    let mut name = Members::of(def);
    name.rope.piece(quote_mixed!(#private::describe::Piece::Named { package: #package, name: #escaped }));
    write::arguments(&mut name, def.type_params());
    name.finish()
}

fn info(def: &Def, package: &Package, recorded: Option<&TypeDef>) -> TokenStream {
    let private = &def.private;
    let body = model(def).body;
    let notes = lines(&notes::definition(package, def), notes::docs(package, private, &def.docs));
    let checked = match (&def.body, recorded) {
        (Body::Refused, _) => quote_mixed!(#private::describe::REFUSED),
        (_, Some(recorded)) => checked(def, recorded),
        (_, None) => quote_mixed!(0),
    };
    let (name, key) = (name(def), key(&def.package, &def.name));
    let (kind, repr) = (canon::kind(&body), canon::repr(&body).unwrap_or_else(|| "-".into()));
    let (lifetimes, traits) = (borrows::rope(def), traits::text(def));
    let growths = recorded.and_then(|recorded| recorded.body.growths().cloned());
    let growths = growths.or_else(|| package.growths_read(&recorded_name(def, &package.local)));
    let (members, reaches, owns) = (members(def, package, growths.as_ref()), reaches(def), owns(def));
    quote_mixed! {
        #private::__abi_info! {
            #key #kind #repr, name: #name, lifetimes: #lifetimes, traits: #traits, owns: #owns, members: #members, notes: #notes,
            checked: #checked, reaches: [#reaches]
        }
    }
}

/// Whether a value in memory is dropped as what it is. What is copied never is one.
fn owns(def: &Def) -> TokenStream {
    if def.copied || matches!(def.body, Body::Refused) {
        return quote_mixed!(false);
    }
    let private = &def.private;
    let own = if def.is_generic() { quote_mixed!(Self) } else { traits::own(def) };
    quote_mixed!(#private::core::mem::needs_drop::<#own>())
}

/// The definitions that fields lead to, each once.
fn reaches(def: &Def) -> TokenStream {
    let (krate, private, is) = (&def.krate, &def.private, mangle::is());
    let mut seen = Index::default();
    let mut reach = |field: &Field, ty: &Type| {
        let ty = spelled(def, ty);
        if crate::read::def::is_marker(&field.ty) {
            Some(quote_mixed!(#private::describe::of_marker::<#is<#ty>>(),))
        } else {
            seen.note(&ty.to_string(), 0).is_none().then(|| quote_mixed!(<#is<#ty> as #krate::Described>::TYPE,))
        }
    };
    let mut reaches = TokenStream::new();
    for field in def.all_fields() {
        for ty in reached(def, &field.ty) {
            reach(field, ty).to_tokens(&mut reaches);
        }
    }
    reaches
}

/// What a field leads to. A generic type is named there, not followed: it is the one that is being looked at.
fn reached<'t>(def: &Def, ty: &'t Type) -> Vec<&'t Type> {
    if !def.names_itself(ty) {
        return vec![ty];
    }
    types::parts(ty).into_iter().filter(|part| !def.is_own(part)).collect()
}

/// The digest of the record that the checks below compare with, in the module that the record names.
fn checked(def: &Def, recorded: &TypeDef) -> TokenStream {
    let here = compare::is_here(&def.private, recorded);
    let digest = parts::digest(recorded);
    quote_mixed!(if #here { #digest } else { 0 })
}

/// Lines of the record, one text each, and those of the doc comment.
fn lines(text: &str, docs: Option<TokenStream>) -> TokenStream {
    let lines = text.lines();
    quote_mixed!(&[#(#lines,)* #docs])
}

/// Fields or variants; in a growable type, a line of its growth before the first of each.
fn members(def: &Def, package: &Package, recorded: Option<&model::Growths>) -> TokenStream {
    let member = |keyword: &str, text: TokenStream, notes: &str, docs: &TokenStream| {
        let notes = lines(notes, notes::docs(package, &def.private, docs));
        let private = &def.private;
        quote_mixed!(#private::describe::Member { keyword: #keyword, text: #text, notes: #notes },)
    };
    let field =
        |_, field: &Field| member(word::FIELD, field_text(def, field), &notes::field(package, field), &field.docs);
    let variant = |index, variant: &Variant| {
        member(word::VARIANT, variant_text(def, index, variant), &notes::variant(package, variant), &variant.docs)
    };
    let mut last = 0;
    let mut growth = |growth: &Growth| {
        let is_next = def.growable && std::mem::replace(&mut last, growth.number) != growth.number;
        is_next.then(|| growth_line(def, growth.number, recorded))
    };
    let members = match &def.body {
        Body::Struct { fields, .. } | Body::Union { fields } => {
            let fields = fields.iter().enumerate();
            fields.map(|(at, of)| [growth(&of.growth), Some(field(at, of))].into_iter().flatten().tokens()).tokens()
        }
        Body::Transparent { fields, inner, .. } => field(0, &fields[*inner]),
        Body::Enum { variants, .. } => {
            let variants = variants.iter().enumerate();
            let lines = |(at, of): (usize, &Variant)| {
                [growth(&of.growth), Some(variant(at, of))].into_iter().flatten().tokens()
            };
            variants.map(lines).tokens()
        }
        Body::Opaque { .. } | Body::Refused => TokenStream::new(),
    };
    quote_mixed!(&[#members])
}

/// By which binaries know a growable type: as it is recorded, or of its package.
pub(super) fn id(def: &Def, recorded: Option<&model::Growths>) -> String {
    match recorded {
        Some(growths) if !growths.id.is_empty() => growths.id.clone(),
        _ => format!("{}/{}", def.package, def.name),
    }
}

/// The line of a growth, as a member.
fn growth_line(def: &Def, number: u32, recorded: Option<&model::Growths>) -> TokenStream {
    let line = lines::growth(&id(def, recorded), number, recorded.and_then(|growths| growths.fingerprint(number)));
    let (keyword, text) = line.split_once('\t').unwrap_or((&line, ""));
    let private = &def.private;
    let text = quote_mixed!(&[#private::describe::Piece::Text(#text)]);
    quote_mixed!(#private::describe::Member { keyword: #keyword, text: #text, notes: &[] },)
}

/// The text of a name, a field or a variant.
struct Members<'d> {
    def: &'d Def,
    rope: Rope<'d>,
}

impl Text for Members<'_> {
    fn text(&mut self, text: &str) {
        self.rope.text(text);
    }
}

/// A field's type, and its lifetimes.
impl Part<&Field> for Members<'_> {
    fn part(&mut self, field: &Field) {
        self.rope.piece(piece(self.def, &field.ty));
        borrows::add_to_field(self.def, field, &mut self.rope);
    }
}

/// A type parameter.
impl Part<&Ident> for Members<'_> {
    fn part(&mut self, param: &Ident) {
        let (krate, private) = (&self.def.krate, &self.def.private);
        self.rope.piece(quote_mixed!(#private::describe::Piece::Rope(<#param as #krate::Described>::NAME)));
    }
}

/// The value of the variant of this index.
impl Part<usize> for Members<'_> {
    fn part(&mut self, index: usize) {
        let (value, private) = (discriminant(index), &self.def.private);
        self.rope.piece(quote_mixed!(#private::describe::Piece::Number(#value as #private::i128)));
    }
}

impl<'d> Members<'d> {
    fn of(def: &'d Def) -> Self {
        Members { def, rope: Rope::new(&def.private) }
    }

    fn finish(self) -> TokenStream {
        let rope = self.rope.finish();
        quote_mixed!(&[#rope])
    }
}

fn field_text(def: &Def, field: &Field) -> TokenStream {
    let mut text = Members::of(def);
    write::field(&mut text, &field.name, field);
    text.finish()
}

fn variant_text(def: &Def, index: usize, variant: &Variant) -> TokenStream {
    let mut text = Members::of(def);
    let fields = variant.fields.iter().map(|field| (field.name.as_str(), field));
    write::variant(&mut text, &variant.name(), variant.tuple, fields, index);
    text.finish()
}

/// `c_long` must be `core::ffi`'s where it is recorded by its name.
fn guards(def: &Def) -> TokenStream {
    c_guards(&def.private, def.all_fields().into_iter().map(|field| &field.ty))
}
