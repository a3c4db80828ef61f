//! A type's canonical name and definition, and the comparison with the record at the definition, so that the
//! error stands on the field that moved. Soundness is the table's: it compares what this did not.

use super::{Body, Def, Field, Variant};
use crate::expand::{definition_digest, definition_key};
use crate::mangle::{checked_at, mixed};
use crate::notes;
use crate::package::{Package, Record};
use crate::types::{self, Lifetimes, Spelling, c_names, pretty};
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote_spanned};
use std::collections::BTreeSet;
use syn::{Expr, ExprLit, ExprUnary, Lit, Type, UnOp};
use vtable_api_manifest::canon;
use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::model::{self, EnumRepr, TypeDef};
use vtable_api_manifest::rules::{self, Comparison, Drafts};
use vtable_api_manifest::violation::{Place, Violation};

pub(super) fn expand(def: &Def, package: &Package, record: &Record) -> TokenStream {
    let recorded = recorded(def, record);
    let described = described(def, package, recorded);
    let checks = match (recorded, record) {
        (Some(recorded), Record::Read(all)) if !matches!(def.body, Body::Refused) => {
            checks(def, package, all, recorded)
        }
        _ => TokenStream::new(),
    };
    let guards = guards(def);
    mixed!(#described #checks #guards)
}

impl Def {
    /// Whether the type has parameters that types stand for: then its definition has no one place.
    pub(super) fn is_generic(&self) -> bool {
        self.generics.type_params().next().is_some()
    }

    pub(super) fn all_fields(&self) -> impl Iterator<Item = &Field> {
        let (fields, variants): (&[Field], &[Variant]) = match &self.body {
            Body::Struct { fields, .. } | Body::Union { fields } | Body::Transparent { fields, .. } => (fields, &[]),
            Body::Enum { variants, .. } => (&[], variants),
            Body::Opaque | Body::Refused => (&[], &[]),
        };
        fields.iter().chain(variants.iter().flat_map(|variant| &variant.fields))
    }

    /// Whether a generic type stands somewhere in `ty`, which is of a field of it.
    pub(super) fn names_itself(&self, ty: &Type) -> bool {
        fn has(tokens: TokenStream, ident: &syn::Ident) -> bool {
            tokens.into_iter().any(|token| match token {
                TokenTree::Group(group) => has(group.stream(), ident),
                TokenTree::Ident(word) => word == *ident,
                _ => false,
            })
        }
        self.is_generic() && has(ty.to_token_stream(), &self.ident)
    }

    /// Whether `ty` is the type itself, by its last name and with its own parameters.
    pub(super) fn is_own(&self, ty: &Type) -> bool {
        let (ident, (_, generics, _)) = (&self.ident, self.generics.split_for_impl());
        let last = match types::bare(ty) {
            Type::Path(path) => path.path.segments.last(),
            _ => None,
        };
        last.is_some_and(|last| pretty(last) == pretty(mixed!(#ident #generics)))
    }

    /// A field's type where the name of `c_long` is wanted.
    fn spelled(&self, ty: &Type) -> TokenStream {
        let lifetimes = if self.is_generic() { Lifetimes::Kept } else { Lifetimes::Static };
        Spelling { names: Some(&self.private), lifetimes }.write(ty)
    }
}

/// The recorded type of this name, unless the type is generic.
fn recorded<'a>(def: &Def, record: &'a Record) -> Option<&'a TypeDef> {
    let Record::Read(package) = record else { return None };
    let name = model::Type::Named { package: None, name: def.name.clone(), args: Vec::new() };
    package.types.iter().find(|recorded| recorded.ty == name && !def.is_generic())
}

fn described(def: &Def, package: &Package, recorded: Option<&TypeDef>) -> TokenStream {
    let (krate, private, ident) = (&def.krate, &def.private, &def.ident);
    let (impl_generics, type_generics, clause) = def.generics.split_for_impl();
    let bounds = bounds(def);
    let clause = clause.map_or_else(|| mixed!(where #bounds), |clause| mixed!(#clause, #bounds));
    let name = name(def, package);
    let info = info(def, package, recorded);
    let types = mixed!(#private::describe);
    let (before, type_ref) = if def.is_generic() {
        (TokenStream::new(), mixed!(#types::TypeRef::new(&#info)))
    } else {
        // A static may name itself through its fields: recursive types have finite constants.
        (mixed!(static __VT_TYPE: #types::TypeInfo = #info;), mixed!(#types::TypeRef::new(&__VT_TYPE)))
    };
    let own = own_type(def);
    mixed! {
        const __VT_VALUES: () = ();
        #before
        impl #impl_generics #krate::Described for #ident #type_generics #clause {
            const NAME: #types::Rope = #name;
            const TYPE: #types::TypeRef = #type_ref;
        }
        #own
    }
}

/// Discriminants as constants, counted as rustc counts.
fn own_type(def: &Def) -> TokenStream {
    let Body::Enum { tag, variants, .. } = &def.body else { return TokenStream::new() };
    let private = &def.private;
    let mut tokens = TokenStream::new();
    for (index, variant) in variants.iter().enumerate() {
        let name = discriminant(index);
        let value = match (&variant.value, index) {
            (Some(value), _) => mixed!(#value),
            (None, 0) => mixed!(0),
            (None, _) => {
                let previous = discriminant(index - 1);
                mixed!(#previous + 1)
            }
        };
        tokens.extend(mixed!(const #name: #private::core::primitive::#tag = #value;));
    }
    tokens
}

/// The constant of a variant's value.
pub(super) fn discriminant(index: usize) -> syn::Ident {
    format_ident!("__VT_VALUE{index}", span = Span::mixed_site())
}

fn bounds(def: &Def) -> TokenStream {
    let krate = &def.krate;
    let params = def.generics.type_params().map(|param| &param.ident);
    mixed!(#(#params: #krate::Described,)*)
}

fn name(def: &Def, package: &Package) -> TokenStream {
    let (krate, types, package) = (&def.krate, &def.private, &package.name);
    // A type called `Option` is written so that it cannot be taken for std's.
    let escaped = model::Type::Named { package: None, name: def.name.clone(), args: Vec::new() }.to_string();
    let own = mixed!(#types::describe::Piece::Named { package: #package, name: #escaped });
    let params: Vec<_> = def.generics.type_params().map(|param| &param.ident).collect();
    if params.is_empty() {
        return mixed!(&[#own]);
    }
    let (first, rest) = (params[0], &params[1..]);
    mixed! {
        &[
            #own,
            #types::describe::Piece::Text("<"),
            #types::describe::Piece::Rope(<#first as #krate::Described>::NAME),
            #(#types::describe::Piece::Text(", "), #types::describe::Piece::Rope(<#rest as #krate::Described>::NAME),)*
            #types::describe::Piece::Text(">"),
        ]
    }
}

fn info(def: &Def, package: &Package, recorded: Option<&TypeDef>) -> TokenStream {
    let (krate, types) = (&def.krate, &def.private);
    let name = name(def, package);
    let named = model::Type::Named { package: None, name: def.name.clone(), args: Vec::new() };
    let key = definition_key(&package.name, &named);
    let body = model(def).body;
    let (kind, repr) = (canon::kind(&body), canon::repr(&body).unwrap_or_else(|| "-".into()));
    let members = members(def, package);
    let notes = lines(&(notes::docs(package, &def.docs) + &notes::definition(package, def)));
    let checked = match (&def.body, recorded) {
        (Body::Refused, _) => mixed!(#types::describe::REFUSED),
        (_, Some(recorded)) => checked(def, recorded),
        (_, None) => mixed!(0),
    };
    let mut seen = BTreeSet::new();
    let reaches = def.all_fields().flat_map(|field| reached(def, &field.ty)).map(|ty| def.spelled(ty));
    let reaches = reaches.filter(|ty| seen.insert(ty.to_string()));
    mixed! {
        #types::describe::TypeInfo {
            name: #name,
            definition: #types::core::option::Option::Some(#types::describe::Definition {
                key: #key,
                module: #types::core::module_path!(),
                place: (#types::core::file!(), #types::core::line!(), #types::core::column!()),
                kind: #kind,
                repr: #repr,
                members: #members,
                notes: #notes,
                checked: #checked,
            }),
            reaches: &[#(<#reaches as #krate::Described>::TYPE),*],
        }
    }
}

/// What a field leads to. A generic type is named there, not followed: it is the one that is being looked at.
fn reached<'t>(def: &Def, ty: &'t Type) -> Vec<&'t Type> {
    match def.names_itself(ty) {
        true => types::parts(ty).into_iter().filter(|part| !def.is_own(part)).collect(),
        false => vec![ty],
    }
}

/// The digest of the record that the checks below compare with, in the module that the record names.
fn checked(def: &Def, recorded: &TypeDef) -> TokenStream {
    let (private, digest) = (&def.private, definition_digest(recorded));
    let here = is_here(private, recorded);
    mixed!(if #here { #digest } else { 0 })
}

fn is_here(private: &TokenStream, recorded: &TypeDef) -> TokenStream {
    // The crate may be renamed: only what follows it counts.
    let module = recorded.module.split_once("::").map_or("", |(_, module)| module);
    mixed!(#private::checks::is_module(#private::core::module_path!(), #module))
}

/// Lines of the record, one text each.
fn lines(text: &str) -> TokenStream {
    let lines = text.lines();
    mixed!(&[#(#lines),*])
}

fn members(def: &Def, package: &Package) -> TokenStream {
    let types = &def.private;
    let member = |keyword: &str, text: TokenStream, notes: String| {
        let notes = lines(&notes);
        mixed!(#types::describe::Member { keyword: #keyword, text: #text, notes: #notes },)
    };
    let field = |field: &Field| {
        let notes = notes::docs(package, &field.docs) + &notes::field(package, field);
        member("field", field_text(def, field), notes)
    };
    let variant = |(index, variant): (usize, &Variant)| {
        let notes = notes::docs(package, &variant.docs) + &notes::variant(package, variant);
        member("variant", variant_text(def, index, variant), notes)
    };
    let tokens: TokenStream = match &def.body {
        Body::Struct { fields, .. } | Body::Union { fields } => fields.iter().map(field).collect(),
        Body::Transparent { fields, inner, .. } => field(&fields[*inner]),
        Body::Enum { variants, .. } => variants.iter().enumerate().map(variant).collect(),
        Body::Opaque | Body::Refused => TokenStream::new(),
    };
    mixed!(&[#tokens])
}

fn piece(def: &Def, ty: &Type) -> TokenStream {
    let (krate, types, ty) = (&def.krate, &def.private, def.spelled(ty));
    mixed!(#types::describe::Piece::Rope(<#ty as #krate::Described>::NAME))
}

fn text(def: &Def, text: &str) -> TokenStream {
    let types = &def.private;
    mixed!(#types::describe::Piece::Text(#text))
}

fn field_text(def: &Def, field: &Field) -> TokenStream {
    let (name, ty) = (text(def, &format!("{}: ", field.name)), piece(def, &field.ty));
    mixed!(&[#name, #ty])
}

/// `Ok = 0`, `Io(i32) = 1`, `Progress { done: u32 } = 2`.
fn variant_text(def: &Def, index: usize, variant: &Variant) -> TokenStream {
    let types = &def.private;
    let mut pieces = vec![text(def, &variant.name())];
    let (open, close) = if variant.tuple { ("(", ")") } else { (" { ", " }") };
    for (at, field) in variant.fields.iter().enumerate() {
        pieces.push(text(def, if at == 0 { open } else { ", " }));
        if !variant.tuple {
            pieces.push(text(def, &format!("{}: ", field.name)));
        }
        pieces.push(piece(def, &field.ty));
    }
    if !variant.fields.is_empty() {
        pieces.push(text(def, close));
    }
    let value = discriminant(index);
    pieces.push(text(def, " = "));
    mixed!(&[#(#pieces,)* #types::describe::Piece::Number(#value as #types::core::primitive::i128)])
}

/// `c_long` must be `core::ffi`'s where it is recorded by its name.
fn guards(def: &Def) -> TokenStream {
    let mut seen = BTreeSet::new();
    let mut tokens = TokenStream::new();
    for field in def.all_fields() {
        let mut found = Vec::new();
        c_names(&field.ty, &mut found);
        for path in found {
            if seen.insert(path.to_token_stream().to_string()) {
                tokens.extend(crate::expand::guard(&def.private, path));
            }
        }
    }
    tokens
}

/// The type as far as its tokens tell.
fn model(def: &Def) -> TypeDef {
    let field = |field: &Field| model::Field {
        name: field.name.clone(),
        ty: types::model(&field.ty),
        docs: Vec::new(),
        line: None,
    };
    let body = match &def.body {
        Body::Struct { tuple, fields } => {
            model::Body::Struct { tuple: *tuple, fields: fields.iter().map(field).collect() }
        }
        Body::Union { fields } => model::Body::Union { fields: fields.iter().map(field).collect() },
        Body::Transparent { tuple, fields, inner } => {
            model::Body::Transparent { tuple: *tuple, field: field(&fields[*inner]) }
        }
        Body::Enum { c, tag, open, variants, .. } => model::Body::Enum {
            repr: EnumRepr { c: *c, tag: canon::tag(&tag.to_string()).unwrap_or("u32") },
            open: *open,
            variants: variants
                .iter()
                .map(|variant| model::Variant {
                    name: variant.name(),
                    value: 0,
                    tuple: variant.tuple,
                    fields: variant.fields.iter().map(field).collect(),
                    docs: Vec::new(),
                    line: None,
                })
                .collect(),
        },
        Body::Opaque | Body::Refused => model::Body::Opaque,
    };
    let ty = model::Type::Named { package: None, name: def.name.clone(), args: Vec::new() };
    TypeDef { ty, module: String::new(), body, docs: Vec::new(), line: None }
}

/// The comparison with the record, in the module that the record names.
fn checks(def: &Def, package: &Package, all: &model::Package, recorded: &TypeDef) -> TokenStream {
    let mut now = model(def);
    adopt_values(&mut now, def, recorded);
    let violations = rules::check_type(all, &now);
    let mut tokens: TokenStream = violations.iter().map(|violation| fail(def, recorded, violation)).collect();
    if violations.is_empty() {
        tokens.extend(fields(def, package, all, recorded));
        tokens.extend(values(def, all, recorded, &now));
        tokens.extend(drafts(def, package, all, recorded, &now));
    }
    tokens
}

/// The variants of an open enum that the record does not have: errors where drafts are locked out, else warnings.
fn drafts(def: &Def, package: &Package, all: &model::Package, recorded: &TypeDef, now: &TypeDef) -> TokenStream {
    let state = if package.is_locked() { Drafts::Locked } else { Drafts::Warned };
    let mut drafts = rules::draft_variants(all, now, state);
    // Its value may be one that only the compiler knows.
    drafts.iter_mut().for_each(|draft| draft.now = None);
    match state {
        Drafts::Locked => drafts.iter().map(|draft| fail(def, recorded, draft)).collect(),
        Drafts::Warned if package.is_quiet() => TokenStream::new(),
        Drafts::Warned => drafts.iter().map(|draft| warn(def, draft)).collect(),
    }
}

/// rustc's sentence is then: "use of deprecated constant `_::_::Color::Blue`: …".
fn warn(def: &Def, draft: &Violation) -> TokenStream {
    let (ident, at) = (&def.ident, place(def, draft));
    let note = format!("[{}] draft: it may still change; record it with `cargo vtable-api freeze`", draft.code);
    let declared = mixed!(mod #ident { #[deprecated(note = #note)] pub(super) const #at: () = (); });
    // The use is the user's own token, so that rustc shows it and not the macro.
    let span = at.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span());
    let mut own = ident.clone();
    own.set_span(span);
    let used = quote_spanned!(span=> #[warn(deprecated)] const _: () = #own::#at;);
    mixed!(const _: () = { #declared #used };)
}

/// Discriminants are for the compiler to compare: here they are what the record has. What is not recorded has
/// the value that is written, or one that nothing else has.
fn adopt_values(now: &mut TypeDef, def: &Def, recorded: &TypeDef) {
    let (model::Body::Enum { variants, .. }, Body::Enum { variants: source, .. }) = (&mut now.body, &def.body) else {
        return;
    };
    let known = canon::variants(&recorded.body);
    let mut free = known.iter().map(|variant| variant.value).max().unwrap_or(0);
    for (variant, written) in variants.iter_mut().zip(written_values(source)) {
        let old = known.iter().find(|old| old.name == variant.name).map(|old| old.value);
        variant.value = old.or(written).unwrap_or_else(|| {
            free += 1;
            free
        });
    }
}

/// The values of variants as far as literals tell.
fn written_values(variants: &[Variant]) -> Vec<Option<i128>> {
    let mut next = Some(0);
    let value = |variant: &Variant| {
        let value = match &variant.value {
            Some(value) => literal(value),
            None => next,
        };
        next = value.and_then(|value: i128| value.checked_add(1));
        value
    };
    variants.iter().map(value).collect()
}

fn literal(value: &Expr) -> Option<i128> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => number.base10_parse().ok(),
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => literal(expr)?.checked_neg(),
        Expr::Group(inner) => literal(&inner.expr),
        Expr::Paren(inner) => literal(&inner.expr),
        _ => None,
    }
}

fn fail(def: &Def, recorded: &TypeDef, violation: &Violation) -> TokenStream {
    let (private, here, text) = (&def.private, is_here(&def.private, recorded), violation.to_string());
    checked_at(place(def, violation), Some(here), &mixed!(#private::checks::fail), mixed!(#text))
}

/// The tokens that a violation is about: of a field, its type when that is what changed.
fn place(def: &Def, violation: &Violation) -> TokenStream {
    let is_type = matches!(violation.code, Code::FieldType | Code::VariantPayload);
    let tokens = |field: &Field| if is_type { field.ty.to_token_stream() } else { field.at.clone() };
    let place = &violation.place;
    let field = |fields: &[Field], at: usize| fields.get(at).map(tokens);
    let found = match (&def.body, place) {
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

/// The types of fields, as the compiler resolves them.
fn fields(def: &Def, package: &Package, all: &model::Package, recorded: &TypeDef) -> TokenStream {
    match &def.body {
        Body::Struct { fields, .. } | Body::Union { fields } => {
            let pairs = fields.iter().zip(canon::fields(&recorded.body)).enumerate();
            pairs
                .map(|(at, (field, was))| {
                    let violation = rules::field_violation(all, recorded, at, &pretty(&field.ty));
                    resolved(def, package, recorded, field, &was.ty, &violation)
                })
                .collect()
        }
        Body::Transparent { fields, inner, .. } => {
            canon::fields(&recorded.body).first().map_or_else(TokenStream::new, |was| {
                let field = &fields[*inner];
                let violation = rules::field_violation(all, recorded, 0, &pretty(&field.ty));
                resolved(def, package, recorded, field, &was.ty, &violation)
            })
        }
        Body::Enum { variants, .. } => {
            variants.iter().flat_map(|variant| payload(def, package, all, recorded, variant)).collect()
        }
        Body::Opaque | Body::Refused => TokenStream::new(),
    }
}

fn payload(
    def: &Def,
    package: &Package,
    all: &model::Package,
    recorded: &TypeDef,
    variant: &Variant,
) -> Vec<TokenStream> {
    let known = canon::variants(&recorded.body);
    let Some(index) = known.iter().position(|old| old.name == variant.name()) else { return Vec::new() };
    let pairs = variant.fields.iter().zip(&known[index].fields).enumerate();
    pairs
        .map(|(at, (field, was))| {
            let violation = rules::variant_field_violation(all, recorded, index, at, &pretty(&field.ty));
            resolved(def, package, recorded, field, &was.ty, &violation)
        })
        .collect()
}

fn resolved(
    def: &Def,
    package: &Package,
    recorded: &TypeDef,
    field: &Field,
    was: &model::Type,
    violation: &Violation,
) -> TokenStream {
    if rules::compare(was, &types::model(&field.ty)) == Comparison::Differs {
        return TokenStream::new();
    }
    let (private, here, piece) = (&def.private, is_here(&def.private, recorded), piece(def, &field.ty));
    let ((before, after), local, text) = (violation.split_now(), &package.name, was.to_string());
    let args = mixed!(&[#piece], #local, #text, #before, #after);
    checked_at(&field.ty, Some(here), &mixed!(#private::checks::is_recorded), args)
}

/// The values of variants, as the compiler counts them.
fn values(def: &Def, all: &model::Package, recorded: &TypeDef, now: &TypeDef) -> TokenStream {
    let Body::Enum { variants, .. } = &def.body else { return TokenStream::new() };
    let known = canon::variants(&recorded.body);
    variants
        .iter()
        .enumerate()
        .filter_map(|(index, variant)| {
            let old = known.iter().find(|old| old.name == variant.name())?;
            let violation = value_violation(all, now, index)?;
            let (private, value, was) = (&def.private, discriminant(index), old.value);
            let here = is_cause(def, recorded, index, variants);
            let was = proc_macro2::Literal::i128_suffixed(was);
            let (before, after) = violation.split_now();
            let prefix = variant_prefix(old);
            let before = format!("{before}{prefix}");
            let args = mixed!(#value as #private::core::primitive::i128, #was, #before, #after);
            Some(checked_at(&variant.ident, Some(here), &mixed!(#private::checks::is_value), args))
        })
        .collect()
}

/// Whether a changed value of the variant is news: one that is counted changes with the one before it.
fn is_cause(def: &Def, recorded: &TypeDef, index: usize, variants: &[Variant]) -> TokenStream {
    let here = is_here(&def.private, recorded);
    let before = index.checked_sub(1).filter(|_| variants[index].value.is_none());
    let known = before
        .and_then(|before| canon::variants(&recorded.body).iter().find(|old| old.name == variants[before].name()));
    match before.zip(known) {
        Some((before, known)) => {
            let (private, value) = (&def.private, discriminant(before));
            let was = proc_macro2::Literal::i128_suffixed(known.value);
            mixed!(#here && #value as #private::core::primitive::i128 == #was)
        }
        None => here,
    }
}

/// A variant up to its value.
fn variant_prefix(variant: &model::Variant) -> String {
    let text = canon::variant(variant);
    text.rsplit_once("= ").map_or(text.clone(), |(prefix, _)| format!("{prefix}= "))
}

/// What to say if the variant turns out to have another value: the rule is asked about one that differs.
fn value_violation(all: &model::Package, now: &TypeDef, index: usize) -> Option<Violation> {
    let mut other = now.clone();
    if let model::Body::Enum { variants, .. } = &mut other.body {
        let free = variants.iter().map(|variant| variant.value).max()?.checked_add(1_000_003)?;
        variants.get_mut(index)?.value = free;
    }
    rules::check_type(all, &other).into_iter().next()
}
