//! From tokens to [`Def`]. What has no C layout is reported here.

use crate::ast::def::{Body, Def, Field, Variant};

use crate::ctxt::Ctxt;
use crate::mangle::krate as local_krate;
use crate::mangle::quote_mixed;
use crate::read::attr::{self, AbiArgs, reprs};
use crate::read::growth::{self, Growths, Member};
use crate::read::krate::{self, Krate};
use crate::read::package::Package;
use crate::read::types::{self, bare, is_unit, parts, pretty, replaced};
use crate::read::{bounds, elided, forms, implied, lent, places, search};
use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Data, DeriveInput, Fields, GenericParam, LifetimeParam, Type, TypePath};
use vtable_api_manifest::canon;
use vtable_api_manifest::diagnostics::Code;

pub(crate) fn def(mut input: DeriveInput, package: &Package, cx: &mut Ctxt) -> Def {
    let args = AbiArgs::read(&input.attrs, cx);
    attr::no_cfg(&input.attrs, "a type that crosses", cx);
    let reprs = reprs(&input.attrs);
    let copied = is_copied(&input.data, &args, &reprs);
    let growable = args.growable.is_some();
    let may_grow = growth::check_item(&input, &args, &reprs, cx);
    check_generics(&input, &args, cx);
    let foreign = args.foreign.as_ref().and_then(|given| given.read(&input, &reprs, cx));
    trim(&mut input.generics);
    bounds::check(&input.generics, cx);
    let (ident, (_, generics, _)) = (&input.ident, input.generics.split_for_impl());
    let own = quote_mixed!(#ident #generics);
    let body = if args.opaque && may_grow {
        Some(opaque(input.data, &Item { ident, own, args: &args, copied }))
    } else if is_changed_union(&input, cx) || !may_grow {
        None
    } else {
        body(&Item { ident, own, args: &args, copied }, input.data, &reprs, cx)
    };
    let krate = Krate::new(args.krate.as_ref(), package, local_krate(), cx);
    let def = Def {
        name: args.name.map_or_else(|| input.ident.unraw().to_string(), |name| name.value()),
        package: args.package.map_or_else(|| package.local.clone(), |package| package.value()),
        copied,
        growable: growable && copied,
        stranger: input.attrs.iter().any(attr::may_be_macro),
        docs: attr::docs(&input.attrs),
        private: krate.prefix.private(),
        root: foreign.as_ref().map_or(krate.item.clone(), |of| {
            let vouched = krate::vouched_at(of.unsafety, &krate.prefix);
            let item = &krate.item;
            quote_mixed!(#item #vouched)
        }),
        foreign,
        krate: krate.prefix,
        ident: input.ident,
        generics: input.generics,
        body: body.unwrap_or(Body::Refused),
    };
    check_rings(&def, cx);
    if def.all_fields().iter().any(|field| def.holds_itself(&field.ty) || def.is_unbounded(&field.ty)) {
        cx.leave_to_rustc();
    }
    def
}

/// The definition of a generic type has no place of its own: if it led to itself through another one, or with
/// other arguments, there would be no end to it.
fn check_rings(def: &Def, cx: &mut Ctxt) {
    for field in def.all_fields() {
        if lent::by_mut(&field.ty, &def.ident) {
            let message = format!(
                "`{}` reaches itself through `&mut`: after a call, nobody could tell what was written where",
                def.ident
            );
            refuse(cx, &field.ty, message, "hold it through `&`, or through `*mut` and document who may write");
        }
        if !is_marker(&field.ty)
            && let Some(path) = def.projection(&field.ty)
        {
            let message =
                format!("`{}` is another type for each parameter, and nothing says that it may cross", pretty(path));
            let help = "give it a parameter of its own, which stands for any type that may cross: `Name<T, Part>`";
            refuse(cx, path, message, help);
        }
        if let Some(part) = parts(&field.ty).into_iter().find(|part| def.names_itself(part) && !def.is_own(part)) {
            let message = format!("`{}` is generic, and reaches itself through `{}`", def.ident, pretty(part));
            let help = "refer to it by its own name, behind a pointer, or define it without parameters";
            refuse(cx, part, message, help);
            // Wherever such a type is dropped, rustc looks for its end.
            cx.leave_to_rustc();
        }
    }
}

/// No pattern names all fields of a union, so one that another macro adds once we have read it would be seen by nobody.
fn is_changed_union(input: &DeriveInput, cx: &mut Ctxt) -> bool {
    let Data::Union(_) = &input.data else { return false };
    let Some(attr) = input.attrs.iter().find(|attr| attr::may_be_macro(attr)) else { return false };
    let message = format!(
        "this attribute may be a macro that adds a field to the union `{}`, which would be in no record",
        input.ident
    );
    // Where it stands is not seen of what rustc keeps.
    let help = match attr.path().segments.len() {
        1 => {
            "move it above `#[derive(AbiType)]`, which then reads what it generates, or into the derive's list if it is a derive"
        }
        _ => {
            "move it above `#[derive(AbiType)]`, which then reads what it generates; if it belongs to a tool, put it on a module around the union"
        }
    };
    cx.error(attr.path(), Code::ItemChanged, message, help);
    true
}

fn refuse(cx: &mut Ctxt, at: &dyn ToTokens, message: String, help: &str) {
    cx.error(at, Code::UnsupportedDerive, message, help);
}

fn check_generics(input: &DeriveInput, args: &AbiArgs, cx: &mut Ctxt) {
    for param in &input.generics.params {
        match param {
            GenericParam::Const(param) => refuse(
                cx,
                param,
                "a const parameter has no canonical name".into(),
                "write the number in the type, or wrap an array of that length",
            ),
            GenericParam::Type(param) if args.opaque => refuse(
                cx,
                param,
                "an opaque type cannot have parameters: nobody looks inside".into(),
                "remove the parameter",
            ),
            _ => {}
        }
    }
    if args.open && !matches!(input.data, Data::Enum(_)) {
        refuse(
            cx,
            &input.ident,
            format!("`{}` is not an enum, so it cannot be open", input.ident),
            "remove `#[abi(open)]`",
        );
    }
}

/// The `repr` words without those that have their own rule.
fn layout(ident: &Ident, reprs: &[(String, Span)], cx: &mut Ctxt) -> Vec<String> {
    let mut words = Vec::new();
    for (word, span) in reprs {
        if word.starts_with("align") || word.starts_with("packed") {
            let violation = vtable_api_manifest::violation::Violation::new(
                Code::UnsupportedDerive,
                vtable_api_manifest::violation::Place::Package,
                format!("`{ident}` is `repr({word})`, which C compilers spell and lay out differently"),
            )
            .help("remove it, and add explicit padding fields");
            cx.violation_at(*span, &violation);
        } else {
            words.push(word.clone());
        }
    }
    words
}

/// What all of an item's fields have in common.
struct Item<'a> {
    ident: &'a Ident,
    /// The item with its parameters.
    own: TokenStream,
    args: &'a AbiArgs,
    copied: bool,
}

impl Item<'_> {
    /// The growths of its members, none of which was read yet.
    fn growths(&self) -> Growths {
        if self.args.growable.is_some() && self.copied { Growths::of_growable() } else { Growths::of_other() }
    }
}

/// Whether the layout is left to Rust, so that a copy crosses. An open enum is its integer.
fn is_copied(data: &Data, args: &AbiArgs, reprs: &[(String, Span)]) -> bool {
    reprs.is_empty() && !args.opaque && !args.open && matches!(data, Data::Struct(_) | Data::Enum(_))
}

fn body(item: &Item<'_>, data: Data, reprs: &[(String, Span)], cx: &mut Ctxt) -> Option<Body> {
    let ident = item.ident;
    let words = layout(ident, reprs, cx);
    let has = |word: &str| has(&words, word);
    match data {
        Data::Struct(data) => {
            let tuple = matches!(data.fields, Fields::Unnamed(_));
            let mut growths = item.growths();
            let fields = fields(data.fields, item, &mut growths, cx);
            growths.check_end(ident, "field", cx);
            check_last(fields.last(), cx);
            if has("transparent") {
                return transparent(ident, tuple, fields, cx);
            }
            if !has("C") && !item.copied {
                refuse(
                    cx,
                    ident,
                    format!("the `repr` of `{ident}` leaves its layout unspecified"),
                    "write `#[repr(C)]` or `#[repr(transparent)]`; or no `repr`: then a copy crosses",
                );
            } else if fields.is_empty() && item.args.growable.is_some() {
                let message = format!("the growable struct `{ident}` has no field");
                refuse(cx, ident, message, "add one: growth 1 has at least one");
            } else if fields.is_empty() {
                refuse(
                    cx,
                    ident,
                    format!("`{ident}` is zero-sized, and C has no empty structs"),
                    "add a field, or write `#[abi(opaque)]`",
                );
            }
            Some(Body::Struct { tuple, fields })
        }
        Data::Union(data) => {
            if !has("C") {
                refuse(
                    cx,
                    ident,
                    format!("union `{ident}` has no `repr`, so its layout is unspecified"),
                    "write `#[repr(C)]`",
                );
            }
            let fields = fields(Fields::Named(data.fields), item, &mut item.growths(), cx);
            if fields.len() == 1 {
                refuse(
                    cx,
                    ident,
                    format!("union `{ident}` has only one field"),
                    "write a `#[repr(transparent)]` struct, or add a second field",
                );
            }
            Some(Body::Union { fields })
        }
        Data::Enum(data) => enumeration(item, data, &words, cx),
    }
}

/// The one field that Rust lets have no size.
fn check_last(last: Option<&Field>, cx: &mut Ctxt) {
    if let Some(Field { ty, .. }) = last
        && let Some((part, [message, help])) = forms::no_type(ty, true)
        && !matches!(part, Type::Infer(_) | Type::ImplTrait(_) | Type::Never(_))
        && std::ptr::eq(bare(part), bare(ty))
    {
        cx.error(ty, Code::UnsupportedField, message, help);
        cx.leave_to_rustc();
    }
}

/// No one looks inside, so its fields have no errors.
fn opaque(data: Data, item: &Item<'_>) -> Body {
    let Data::Struct(data) = data else { return Body::Opaque { unmade: None } };
    let fields = fields(data.fields, item, &mut item.growths(), &mut Ctxt::default());
    if !fields.iter().all(|field| is_unmade(&field.ty) || is_marker(&field.ty) || is_empty(&field.ty)) {
        return Body::Opaque { unmade: None };
    }
    let unmade = fields.iter().position(|field| is_unmade(&field.ty));
    Body::Opaque { unmade: unmade.map(|at| (fields, at)) }
}

/// `Opaque`: rustc is asked whether it is ours.
fn is_unmade(ty: &Type) -> bool {
    matches!(bare(ty), Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Opaque"))
}

/// `[T; 0]`
fn is_empty(ty: &Type) -> bool {
    matches!(bare(ty), Type::Array(array) if array.len.to_token_stream().to_string() == "0")
}

fn transparent(ident: &Ident, tuple: bool, fields: Vec<Field>, cx: &mut Ctxt) -> Option<Body> {
    // If all are called like what has no bytes, the layout of the first one says whether it is.
    let inner = fields.iter().position(|field| !is_marker(&field.ty)).unwrap_or(0);
    if fields.is_empty() {
        refuse(cx, ident, format!("`{ident}` is zero-sized, and C has no empty structs"), "give it a field");
        return None;
    }
    Some(Body::Transparent { tuple, fields, inner })
}

/// Fields that look as if they were no bytes: this chooses a text, or which field a transparent type crosses as.
pub(crate) fn is_marker(ty: &Type) -> bool {
    match bare(ty) {
        Type::Path(path) => path.path.segments.last().is_some_and(|last| last.ident == "PhantomData"),
        other => is_unit(other),
    }
}

fn has(words: &[String], word: &str) -> bool {
    words.iter().any(|have| have == word)
}

/// The tag of an enum that is copied.
const COPIED_TAG: &str = "u32";

fn enumeration(item: &Item<'_>, data: syn::DataEnum, words: &[String], cx: &mut Ctxt) -> Option<Body> {
    let Item { ident, args, copied, .. } = *item;
    let tag = words.iter().map(String::as_str).find(|word| canon::tag(word).is_some());
    let Some(tag) = tag.or(copied.then_some(COPIED_TAG)) else {
        let c = has(words, "C");
        let (message, help) = if c {
            (
                "is `repr(C)`, whose size depends on the C compiler (`-fshort-enums`, MSVC)",
                "write `#[repr(u32)]`, or `#[repr(C, u32)]` if it has payloads",
            )
        } else {
            (
                "has no `repr`, so its layout is unspecified",
                "write `#[repr(u32)]`, or `#[repr(C, u32)]` if it has payloads",
            )
        };
        refuse(cx, ident, format!("enum `{ident}` {message}"), help);
        return None;
    };
    if data.variants.is_empty() {
        refuse(
            cx,
            ident,
            format!("enum `{ident}` has no variants, so it has no values"),
            "add one, or write `#[abi(opaque)]`",
        );
        return None;
    }
    let c = has(words, "C") || (copied && data.variants.iter().any(|variant| !variant.fields.is_empty()));
    let mut growths = item.growths();
    let variants = data.variants.into_iter().map(|variant| self::variant(variant, item, &mut growths, cx));
    let mut variants: Vec<_> = variants.collect();
    let unknown = match args.growable {
        Some(_) => unknown(ident, "growable", "vtable_api::Unknown", &mut variants, cx),
        None if args.open => unknown(ident, "open", tag, &mut variants, cx),
        None => None,
    };
    growths.check_end(ident, "variant", cx);
    if args.open {
        // An `Unknown` that is none was reported.
        for Variant { ident, .. } in variants.iter().filter(|of| !of.fields.is_empty() && of.ident != "Unknown") {
            let message = format!("`{ident}` carries a payload, which an older reader of an open enum could not skip");
            refuse(cx, ident, message, "pass the payload in another parameter, or close the enum");
        }
    }
    let tag = Ident::new(tag, Span::mixed_site());
    Some(Body::Enum { c, tag, open: args.open, variants, unknown })
}

/// The last variant of an open or growable enum takes what this build does not know. It holds a `payload`.
fn unknown(ident: &Ident, kind: &str, payload: &str, variants: &mut Vec<Variant>, cx: &mut Ctxt) -> Option<Ident> {
    let name = payload.rsplit("::").next().unwrap_or(payload);
    let is_payload = |ty: &Type| pretty(ty) == payload || last_segment(ty).is_some_and(|last| last == name);
    // Of what a growable enum holds there, the compiler says what it is.
    let is_named = |last: &Variant| kind == "growable" && last.ident == "Unknown";
    let last = variants.last().filter(|last| {
        let is_it = last.fields.len() == 1 && (is_payload(&last.fields[0].ty) || is_named(last));
        last.tuple && is_it && last.value.is_none()
    });
    let Some(last) = last.map(|last| last.ident.clone()) else {
        let message = format!("{kind} enum `{ident}` has no variant for what it does not know");
        refuse(cx, ident, message, &format!("end it with the variant `Unknown({payload})`"));
        return None;
    };
    variants.pop();
    if last != "Unknown" {
        let message =
            format!("`{last}` of the {kind} enum `{ident}` holds what it does not know, but is not called `Unknown`");
        refuse(cx, &last, message, &format!("call it `Unknown({payload})`"));
    }
    Some(last)
}

fn last_segment(ty: &Type) -> Option<&Ident> {
    match bare(ty) {
        Type::Path(path) => path.path.segments.last().map(|last| &last.ident),
        _ => None,
    }
}

fn variant(variant: syn::Variant, item: &Item<'_>, growths: &mut Growths, cx: &mut Ctxt) -> Variant {
    attr::no_cfg(&variant.attrs, "a variant", cx);
    let is_unknown = variant.ident == "Unknown";
    Variant {
        growth: growths.read(&variant.attrs, if is_unknown { Member::Unknown } else { Member::Variant }, cx),
        ident: variant.ident,
        tuple: matches!(variant.fields, Fields::Unnamed(_)),
        fields: fields(variant.fields, item, &mut Growths::of_variant(), cx),
        value: variant.discriminant.map(|(_, value)| value),
        docs: attr::docs(&variant.attrs),
    }
}

fn fields(fields: Fields, item: &Item<'_>, growths: &mut Growths, cx: &mut Ctxt) -> Vec<Field> {
    let mut all = Vec::new();
    for field in fields {
        attr::no_cfg(&field.attrs, "a field", cx);
        let ty = without_self(field.ty, &item.own);
        check_field(&ty, item.copied, cx);
        let index = all.len();
        let (name, at, member) = match field.ident {
            Some(ident) => (ident.unraw().to_string(), ident.to_token_stream(), syn::Member::Named(ident)),
            None => {
                let unnamed = syn::Index { index: index as u32, span: Span::mixed_site() };
                (index.to_string(), ty.to_token_stream(), syn::Member::Unnamed(unnamed))
            }
        };
        let growth = growths.read(&field.attrs, Member::Field, cx);
        all.push(Field { name, member, at, ty, docs: attr::docs(&field.attrs), growth });
    }
    all
}

/// Parameters without defaults, which only the type itself has, and a clause without a last comma, or none: more is put
/// behind it.
fn trim(generics: &mut syn::Generics) {
    for param in &mut generics.params {
        match param {
            GenericParam::Type(param) => param.default = None,
            GenericParam::Const(param) => param.default = None,
            GenericParam::Lifetime(_) => {}
        }
    }
    generics.where_clause = generics.where_clause.take().filter(|clause| !clause.predicates.is_empty());
    if let Some(clause) = &mut generics.where_clause {
        clause.predicates.pop_punct();
    }
}

/// `Self` means nothing in the items that are made of a field's type: it becomes the type's name.
fn without_self(ty: Type, own: &TokenStream) -> Type {
    let tokens = replaced(ty.to_token_stream(), &|word, _| if word == "Self" { Some(own.clone()) } else { None });
    syn::parse2(tokens).unwrap_or(ty)
}

/// Whether a field's type has been refused by its form.
pub(crate) fn is_refused(ty: &Type, copied: bool) -> bool {
    let mut cx = Ctxt::default();
    check_field(ty, copied, &mut cx);
    !cx.is_clean()
}

/// Forms that a user might try in a field, each with its own way out. What is a name here is asked of the type that it is
/// (`asked`).
fn check_field(ty: &Type, copied: bool, cx: &mut Ctxt) {
    if forms::refuse_inside(ty, Code::UnsupportedField, cx) {
        return;
    }
    // Not in the item, either.
    let is_left_out = |place: &places::Place| place.name.is_none() && matches!(place.kind, places::Kind::Outer { .. });
    let elided = elided::find(ty);
    // What a function takes may be left out in an item, too.
    if let Some(path) = elided.filter(|_| search::has_word(&ty.to_token_stream(), "fn")) {
        let [message, help] = elided::said(path);
        return cx.error(path, Code::UnsupportedField, message, &help);
    }
    if elided.is_some() || forms::no_type(ty, true).is_some() || places::of(ty, &[]).all.iter().any(is_left_out) {
        return cx.leave_to_rustc();
    }
    let mut refuse = |message: &str, help: &str| cx.error(ty, Code::UnsupportedField, message, help);
    match bare(ty) {
        Type::Reference(reference) if copied && reference.mutability.is_some() => refuse(
            "a type without `repr` crosses as a copy, so it lends nothing by `&mut`",
            "pass the `&mut` as a parameter of its own",
        ),
        Type::Reference(reference) if copied && !matches!(bare(&reference.elem), Type::TraitObject(_)) => {}
        Type::Reference(reference) => match bare(&reference.elem) {
            Type::Slice(_) if reference.mutability.is_some() => {
                refuse("`&mut [T]` has no fixed layout in memory", "write `vtable_api::SliceMut<'_, T>`")
            }
            Type::Slice(_) => refuse("`&[T]` has no fixed layout in memory", "write `vtable_api::Slice<'_, T>`"),
            Type::TraitObject(_) => refuse(
                "a trait object has no C layout",
                "pass it as a parameter of a slot: `&dyn Api`, or `&mut dyn FnMut(..)`; what is kept is an object that is given away: `Box<dyn Api>` in a type without `repr`",
            ),
            _ => {}
        },
        _ => {}
    }
}

impl Def {
    /// Whether a generic type stands somewhere in `ty`, which is of a field of it.
    pub(crate) fn names_itself(&self, ty: &Type) -> bool {
        self.is_generic() && search::names(ty, &self.ident.to_string())
    }

    /// What stands in it that is another type for each type parameter: `T::Part`, `<u8 as Of<T>>::Part`.
    fn projection<'t>(&self, ty: &'t Type) -> Option<&'t TypePath> {
        if !self.is_generic() {
            return None;
        }
        search::path(ty, &|path| {
            let tokens = match &path.qself {
                Some(_) => path.to_token_stream(),
                None if path.path.segments.len() > 1 => path.path.segments[0].ident.to_token_stream(),
                None => return false,
            };
            self.type_params().iter().any(|param| search::has_word(&tokens, &param.to_string()))
        })
    }

    /// Whether it would lie in itself, and so be endless.
    fn holds_itself(&self, ty: &Type) -> bool {
        let Type::Path(path) = bare(ty) else {
            return matches!(bare(ty), Type::Array(_) | Type::Tuple(_))
                && types::all_inside(bare(ty)).into_iter().any(|inner| self.holds_itself(inner));
        };
        let holds = |name: &Ident| ["Option", "Result"].iter().any(|holder| name == holder);
        match path.path.segments.last() {
            Some(last) if holds(&last.ident) => {
                types::all_inside(bare(ty)).into_iter().any(|inner| self.holds_itself(inner))
            }
            Some(last) => path.qself.is_none() && path.path.segments.len() == 1 && last.ident == self.ident,
            None => false,
        }
    }

    /// Whether a `&'static T` or `&'static &'a u8` stands there, and nothing says of `T` or `'a` that it lives as long.
    fn is_unbounded(&self, ty: &Type) -> bool {
        if self.generics.where_clause.is_some() {
            return false;
        }
        let params: Vec<_> = self.generics.type_params().map(|param| &param.ident).collect();
        let is_bare = |place: &places::Place| match place.kind {
            places::Kind::Param(number) => {
                self.generics.type_params().nth(number).is_some_and(|param| param.bounds.is_empty())
            }
            places::Kind::Outer { in_callback: false } => {
                let is_it = |param: &LifetimeParam| Some(places::name(&param.lifetime)) == place.name;
                self.generics.lifetimes().any(|param| is_it(param) && param.bounds.is_empty())
            }
            _ => false,
        };
        let is_short = |implied: Vec<(places::Place, String)>| {
            implied.iter().any(|(longer, shorter)| shorter == "static" && is_bare(longer))
        };
        is_short(implied::of(ty, &params)) || is_short(implied::of_marker(ty, &params))
    }

    /// Whether `ty` is the type itself, by its last name and with its own parameters.
    pub(crate) fn is_own(&self, ty: &Type) -> bool {
        let (ident, (_, generics, _)) = (&self.ident, self.generics.split_for_impl());
        let last = match types::bare(ty) {
            Type::Path(path) => path.path.segments.last(),
            _ => None,
        };
        last.is_some_and(|last| pretty(last) == pretty(&quote_mixed!(#ident #generics)))
    }
}
