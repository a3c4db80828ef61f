//! Type tokens: what their outer form says.

use crate::ast::{Bound, Class, Closure, Object, Taken};
use crate::read::places::{self, Kind, Place};
use crate::read::search;
use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{
    BoundLifetimes, GenericArgument, Lifetime, PathArguments, PointerMutability, ReturnType, Type, TypeParamBound,
    TypePath, TypeTraitObject,
};
use vtable_api_manifest::canon;
use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::model::{self, Bounds};

/// Containers of std, in which names are looked for.
const CONTAINERS: &[&str] = &[
    "Option",
    "Result",
    "Vec",
    "Box",
    "NonNull",
    "MaybeUninit",
    "Slice",
    "SliceMut",
    "OwnedSlice",
    "BTreeMap",
    "BTreeSet",
    "HashMap",
    "HashSet",
];

/// Takes the `<'a, 'b>` of `for<'a, 'b>`, and says which names are in it.
pub(crate) fn binder(tokens: &mut impl Iterator<Item = TokenTree>) -> Vec<String> {
    let mut names = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '>' => break,
            TokenTree::Ident(name) => names.push(name.to_string()),
            _ => {}
        }
    }
    names
}

/// A type with `'_` for the lifetimes of a callback's own: what a callback takes is never one with what it
/// returns.
fn without_names(ty: &Type, own: Option<&BoundLifetimes>) -> Type {
    let Some(own) = own.map(places::names) else { return ty.clone() };
    let tokens = replaced(ty.to_token_stream(), &|word, in_lifetime| {
        let is_own = in_lifetime && own.contains(&word.unraw().to_string());
        is_own.then(|| Ident::new("_", word.span()).to_token_stream())
    });
    syn::parse2(tokens).unwrap_or_else(|_| ty.clone())
}

/// `c_long` of `core::ffi::c_long`.
pub(crate) fn c_name(path: &TypePath) -> Option<&syn::Ident> {
    let last = path.path.segments.last()?;
    let is_name = matches!(canon::builtin(&last.ident.to_string()), Some(model::Type::CAlias(_)));
    (last.arguments.is_none() && is_name).then_some(&last.ident)
}

/// Every `c_…` path that [`Spelling`](crate::read::spelling::Spelling) replaces.
pub(crate) fn c_names(ty: &Type) -> Vec<&TypePath> {
    let own = match ty {
        Type::Path(path) if path.qself.is_some() => return Vec::new(),
        Type::Path(path) => Some(path).filter(|path| c_name(path).is_some()),
        _ => None,
    };
    let mut names = Vec::from_iter(own);
    for inner in inside(ty) {
        names.extend(c_names(inner));
    }
    names
}

/// The types that a type is made of, as its tokens show: what stands behind it, what a function takes and returns, what a
/// tuple or a container holds. What walks through types goes by it.
pub(crate) fn inside(ty: &Type) -> Vec<&Type> {
    match ty {
        Type::Paren(inner) => vec![&inner.elem],
        Type::Group(inner) => vec![&inner.elem],
        Type::Reference(inner) => vec![&inner.elem],
        Type::Ptr(inner) => vec![&inner.elem],
        Type::Slice(inner) => vec![&inner.elem],
        Type::Array(inner) => vec![&inner.elem],
        Type::Tuple(tuple) => tuple.elems.iter().collect(),
        Type::FnPtr(function) => {
            let ret = match &function.output {
                ReturnType::Type(_, ty) => Some(&**ty),
                ReturnType::Default => None,
            };
            function.inputs.iter().map(|input| &input.ty).chain(ret).collect()
        }
        Type::Path(path) => arguments_of(path, is_container),
        _ => Vec::new(),
    }
}

/// As [`inside`], and what stands in the arguments of any path.
pub(crate) fn all_inside(ty: &Type) -> Vec<&Type> {
    match ty {
        Type::Path(path) => arguments_of(path, |_| true),
        ty => inside(ty),
    }
}

/// The types in the angle brackets behind these of its names.
fn arguments_of(path: &TypePath, has_types: fn(&syn::PathSegment) -> bool) -> Vec<&Type> {
    let mut types = Vec::new();
    for segment in path.path.segments.iter().filter(|segment| has_types(segment)) {
        types.extend(type_arguments(segment));
    }
    types
}

/// The types in the angle brackets behind a name.
fn type_arguments(segment: &syn::PathSegment) -> Vec<&Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return Vec::new() };
    let types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    types.collect()
}

/// The types that stand in `ty` by themselves: behind its pointers, in its arrays, tuples, containers and callbacks.
pub(crate) fn parts(ty: &Type) -> Vec<&Type> {
    let mut found = Vec::new();
    add_parts(ty, &mut found);
    found
}

fn add_parts<'t>(ty: &'t Type, found: &mut Vec<&'t Type>) {
    let is_part = match bare(ty) {
        Type::Reference(_) | Type::Ptr(_) | Type::Slice(_) | Type::Array(_) | Type::Tuple(_) | Type::FnPtr(_) => false,
        Type::Path(path) => !path.path.segments.iter().any(is_container),
        _ => true,
    };
    if is_part {
        return found.push(ty);
    }
    for inner in inside(bare(ty)) {
        add_parts(inner, found);
    }
}

pub(crate) fn is_container(segment: &syn::PathSegment) -> bool {
    CONTAINERS.contains(&segment.ident.to_string().as_str())
}

/// Without parentheses and invisible groups.
pub(crate) fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Paren(inner) => bare(&inner.elem),
        Type::Group(inner) => bare(&inner.elem),
        other => other,
    }
}

/// The inside of `Option<…>`.
pub(crate) fn option_of(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = bare(ty) else { return None };
    let last = path.path.segments.last().filter(|segment| segment.ident == "Option")?;
    type_arguments(last).first().copied()
}

/// The error, where a `Result` is written out.
pub(crate) fn error_of(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = bare(ty) else { return None };
    type_arguments(path.path.segments.last()?).get(1).copied()
}

/// Whether a function pointer is written out here (also in `Option`) that names a reference.
pub(crate) fn is_general_function(ty: &Type) -> bool {
    let ty = option_of(ty).map_or(bare(ty), bare);
    matches!(ty, Type::FnPtr(_)) && search::is_general(ty)
}

/// The first lifetime in what a raw function returns that is not the function's own: its values are `'static` on the wire.
pub(crate) fn lent_by(function: &syn::TypeFnPtr) -> Option<String> {
    let own = function.lifetimes.as_ref().map(places::names).unwrap_or_default();
    let ReturnType::Type(_, ty) = &function.output else { return None };
    let lent = |place: Place| place.name.filter(|name| is_outer(place.kind) && name != "static" && !own.contains(name));
    places::of(ty, &[]).all.into_iter().find_map(lent)
}

fn is_outer(kind: Kind) -> bool {
    matches!(kind, Kind::Outer { .. })
}

/// A function pointer that takes references of any lifetime and stands in another type; not in `Option` around the whole.
pub(crate) fn general_inside(ty: &Type) -> Option<&Type> {
    let ty = option_of(ty).map_or(bare(ty), bare);
    let mut types = all_inside(ty);
    if let Type::FnPtr(function) = ty {
        // What it returns may be one.
        types.truncate(function.inputs.len());
    }
    types.into_iter().find_map(general_in)
}

fn general_in(ty: &Type) -> Option<&Type> {
    if is_general(ty) { Some(ty) } else { general_inside(ty) }
}

/// Whether it is one, and takes references of any lifetime.
pub(crate) fn is_general(ty: &Type) -> bool {
    is_general_function(ty) && places::of(ty, &[]).all.iter().any(|place| matches!(place.kind, Kind::Own { .. }))
}

/// Why one has no place there, and the way out.
pub(crate) const NOT_GENERAL: [&str; 2] = [
    "a function pointer that takes references must be wrapped in its own type here, because it stands for one function per lifetime",
    "wrap it, and use the wrapper: `#[derive(AbiType)] #[repr(transparent)] pub struct Call(pub unsafe extern \"C\" fn(&u32));`",
];

pub(crate) const NOT_GIVEN: [&str; 2] = [
    "an object that is given away borrows nothing, so its only lifetime bound is `'static`",
    "write `Box<dyn Api>`, and let the object own what it needs",
];

/// The lifetime that an object which is not lent is bounded by.
pub(crate) fn given_for(ty: &Type) -> Option<Lifetime> {
    match classify(ty) {
        Ok(Class::Value) => places::of(ty, &[]).bound,
        _ => None,
    }
}

/// Why a parameter cannot cross, as a way out.
pub(crate) struct Refusal {
    pub(crate) code: Code,
    pub(crate) help: &'static str,
}

impl Refusal {
    fn of_closure(help: &'static str) -> Self {
        Refusal { code: Code::UnsupportedClosure, help }
    }

    fn of_object(help: &'static str) -> Self {
        Refusal { code: Code::UnsupportedObject, help }
    }
}

/// What a parameter's type says of how it crosses, or why it cannot.
pub(crate) fn classify(ty: &Type) -> Result<Class, Refusal> {
    if is_general_function(ty) {
        return Ok(Class::Function);
    }
    let (inner, optional) = match option_of(ty) {
        Some(inner) => (bare(inner), true),
        None => (bare(ty), false),
    };
    let Type::Reference(reference) = inner else { return Ok(Class::Value) };
    let Type::TraitObject(object) = bare(&reference.elem) else { return Ok(Class::Value) };
    if reference.lifetime.as_ref().is_some_and(|lifetime| lifetime.ident != "_") {
        return Err(Refusal::of_object(
            "its lifetime is named, but a borrow that lasts only for the call has an elided lifetime: write `&dyn Api`; \
             one that lasts longer is the handle's: write `ApiRef<'a>`",
        ));
    }
    let mutable = reference.mutability.is_some();
    match closure_of(object)? {
        Some(_) if optional => Err(Refusal::of_closure(
            "a callback cannot be optional; pass one that does nothing, or an `Option<extern \"C\" fn(..)>`",
        )),
        Some(closure) => closure_class(closure, mutable),
        None => Ok(Class::Object(Box::new(Object { mutable, optional, object: object.to_token_stream() }))),
    }
}

fn closure_class(closure: Closure, mutable: bool) -> Result<Class, Refusal> {
    if mutable != closure.mutable {
        return Err(Refusal::of_closure("a callback is `&dyn Fn(..)` or `&mut dyn FnMut(..)`"));
    }
    Ok(Class::Closure(Box::new(closure)))
}

pub(crate) fn closure_of(object: &TypeTraitObject) -> Result<Option<Closure>, Refusal> {
    let mut found = None;
    let (mut bounds, mut meant) = (Bounds::default(), Vec::new());
    for bound in &object.bounds {
        let TypeParamBound::Trait(bound) = bound else {
            return Err(Refusal::of_object(
                "its lifetime is named, but a borrow that lasts only for the call has an elided lifetime",
            ));
        };
        let Some(last) = bound.path.segments.last() else { continue };
        let path = match (&last.arguments, last.ident.to_string().as_str()) {
            (PathArguments::Parenthesized(_), "FnOnce") => {
                return Err(Refusal::of_closure(
                    "`dyn FnOnce` cannot be called through a reference; use `&mut dyn FnMut(..)`",
                ));
            }
            (PathArguments::Parenthesized(arguments), name) => {
                let mutable = name == "FnMut";
                found = Some((mutable, arguments, bound.lifetimes.as_ref()));
                ["ops", if mutable { "FnMut" } else { "Fn" }]
            }
            (_, "Send") => {
                bounds.send = true;
                ["marker", "Send"]
            }
            (_, "Sync") => {
                bounds.sync = true;
                ["marker", "Sync"]
            }
            _ => continue,
        };
        let (binder, arguments) = (bound.lifetimes.clone(), last.arguments.to_token_stream());
        meant.push(Bound { binder, meant: path, arguments });
    }
    let Some((mutable, arguments, own)) = found else { return Ok(None) };
    let ret = returned(&arguments.output).cloned();
    let params = arguments.inputs.iter().map(|input| taken(&input.ty, own)).collect();
    Ok(Some(Closure { mutable, bounds, params, ret, object: object.to_token_stream(), meant }))
}

fn taken(written: &Type, own: Option<&BoundLifetimes>) -> Taken {
    let ty = without_names(written, own);
    let object = match classify(&ty) {
        Ok(Class::Object(object)) => Some(*object),
        _ => None,
    };
    Taken { ty, written: written.clone(), object }
}

/// Whether the type is `Box<dyn Fn(…)>` or of the kind.
pub(crate) fn is_boxed_closure(ty: &Type) -> bool {
    let is_function = |bound: &TypeParamBound| match bound {
        TypeParamBound::Trait(bound) => {
            bound.path.segments.last().is_some_and(|last| matches!(last.arguments, PathArguments::Parenthesized(_)))
        }
        _ => false,
    };
    let Type::Path(path) = bare(ty) else { return false };
    let Some(boxed) = path.path.segments.last().filter(|segment| segment.ident == "Box") else { return false };
    let inner = type_arguments(boxed).first().copied().map(bare);
    matches!(inner, Some(Type::TraitObject(object)) if object.bounds.iter().any(is_function))
}

/// `None` for `()`.
pub(crate) fn returned(output: &ReturnType) -> Option<&Type> {
    match output {
        ReturnType::Type(_, ty) if !is_unit(ty) => Some(ty),
        _ => None,
    }
}

pub(crate) fn is_unit(ty: &Type) -> bool {
    matches!(bare(ty), Type::Tuple(tuple) if tuple.elems.is_empty())
}

/// Whether it is this type parameter.
pub(crate) fn is_param(ty: &Type, param: &Ident) -> bool {
    matches!(bare(ty), Type::Path(path) if path.qself.is_none() && path.path.is_ident(param))
}

/// The type as far as tokens decide it; a path stays unresolved.
pub(crate) fn model(ty: &Type) -> model::Type {
    use model::Type as Model;
    match bare(ty) {
        Type::Tuple(tuple) if tuple.elems.is_empty() => Model::Unit,
        Type::Never(_) => Model::Never,
        Type::Ptr(pointer) => Model::Pointer {
            mutable: matches!(pointer.mutability, PointerMutability::Mut(_)),
            to: Box::new(model(&pointer.elem)),
        },
        Type::Reference(reference) => model_reference(reference, ty),
        Type::FnPtr(function) => {
            let params = function.inputs.iter().map(|input| model(&input.ty)).collect();
            let ret = Box::new(model_return(&function.output));
            Model::Function { is_unsafe: function.unsafety.is_some(), params, ret }
        }
        other => primitive(other).unwrap_or_else(|| Model::Unresolved(pretty(other))),
    }
}

/// `u32`: no alias hides behind it, or else it is called like what it is not.
fn primitive(ty: &Type) -> Option<model::Type> {
    let Type::Path(path) = ty else { return None };
    let name = path.path.get_ident().filter(|_| path.qself.is_none())?;
    canon::builtin(&name.to_string()).filter(|ty| matches!(ty, model::Type::Primitive(_)))
}

fn model_reference(reference: &syn::TypeReference, whole: &Type) -> model::Type {
    use model::Type as Model;
    let mutable = reference.mutability.is_some();
    match bare(&reference.elem) {
        Type::Slice(slice) => Model::Slice { mutable, of: Box::new(model(&slice.elem)) },
        Type::TraitObject(object) => match closure_of(object) {
            Ok(Some(closure)) => {
                let params = closure.params.iter().map(|param| model(&param.ty)).collect();
                let ret = Box::new(closure.ret.as_ref().map_or(Model::Unit, model));
                Model::Closure { mutable, bounds: closure.bounds, params, ret }
            }
            _ => Model::Unresolved(pretty(whole)),
        },
        inner => Model::Ref { mutable, to: Box::new(model(inner)) },
    }
}

fn model_return(output: &ReturnType) -> model::Type {
    match output {
        ReturnType::Default => model::Type::Unit,
        ReturnType::Type(_, ty) => model(ty),
    }
}

/// Tokens as a person writes them.
pub(crate) fn pretty(tokens: &dyn ToTokens) -> String {
    as_written(tokens.to_token_stream().to_string())
}

fn as_written(mut text: String) -> String {
    const PAIRS: &[(&str, &str)] = &[
        (" :: ", "::"),
        (":: ", "::"),
        (" < ", "<"),
        ("< ", "<"),
        (" <", "<"),
        (" > ", ">"),
        (" >", ">"),
        (" ,", ","),
        ("& ", "&"),
        (" ;", ";"),
        ("( ", "("),
        (" )", ")"),
        ("* const", "*const"),
        ("* mut", "*mut"),
        ("->", "-> "),
        ("->  ", "-> "),
    ];
    for (from, to) in PAIRS {
        text = text.replace(*from, to);
    }
    text.replace("-> ", "\u{1}").replace(">\u{1}", "> \u{1}").replace("\u{1}", "-> ").replace(" - >", " ->")
}

/// Tokens with others in place of some words; whether a word is the name of a lifetime is told as well.
pub(crate) fn replaced(tokens: TokenStream, with: &dyn Fn(&Ident, bool) -> Option<TokenStream>) -> TokenStream {
    let mut out = TokenStream::new();
    let mut in_lifetime = false;
    for token in tokens {
        let token = match token {
            TokenTree::Ident(word) => match with(&word, in_lifetime) {
                Some(other) => {
                    out.extend(other);
                    in_lifetime = false;
                    continue;
                }
                None => TokenTree::Ident(word),
            },
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), replaced(group.stream(), with));
                inner.set_span(group.span());
                TokenTree::Group(inner)
            }
            other => other,
        };
        in_lifetime = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '\'');
        token.to_tokens(&mut out);
    }
    out
}

/// Tokens where `with` stands for each type parameter.
pub(crate) fn instance(tokens: TokenStream, params: &[&Ident], with: &TokenStream) -> TokenStream {
    if params.is_empty() {
        return tokens;
    }
    let is_param = |word: &Ident| params.contains(&word);
    replaced(tokens, &|word, in_lifetime| (!in_lifetime && is_param(word)).then(|| with.clone()))
}

pub(crate) const VARIES: [&str; 2] = [
    "in the arguments of a generic type, this C type is recorded as what it is on one target, and is a different type on others",
    "wrap it in its own type, and use that: `#[derive(vtable_api::AbiType)] #[repr(transparent)] pub struct Long(core::ffi::c_long);`",
];

/// A C type that is not the same on all targets, in the arguments of a type that is no container: those are known as resolved.
pub(crate) fn varies_in(ty: &Type) -> Option<&syn::Ident> {
    find_varying(ty, false)
}

fn find_varying(ty: &Type, mut is_argument: bool) -> Option<&syn::Ident> {
    let ty = bare(ty);
    if let Type::Path(path) = ty {
        if let Some(name) = c_name(path)
            && ["c_char", "c_long", "c_ulong"].contains(&name.to_string().as_str())
        {
            return is_argument.then_some(name);
        }
        let last = path.path.segments.last()?;
        if last.ident == "PhantomData" {
            return None;
        }
        is_argument |= !is_container(last);
    }
    all_inside(ty).into_iter().find_map(|inner| find_varying(inner, is_argument))
}

/// Why a macro has no place in a type that crosses, and the way out.
pub(crate) const NO_MACRO: [&str; 2] = [
    "a macro in a type that crosses may expand to a different type each time",
    "name what it expands to: `type Name = m!(..);` or, for a length, `const LEN: usize = m!(..);`",
];

/// Why a statement has no place in a length, and the way out.
pub(crate) const NO_STATEMENT: [&str; 2] = [
    "a length must be a number, a constant, or arithmetic on these",
    "name it, and write the name: `const LEN: usize = ..;`",
];
