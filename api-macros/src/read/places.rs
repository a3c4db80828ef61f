//! Where a type's tokens show lifetimes, in their order. One walk, for all that is said of them and proved of them.

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::{
    AngleBracketedGenericArguments, BoundLifetimes, GenericArgument, GenericParam, Lifetime, NamedArg, Path,
    PathArguments, ReturnType, Token, Type, TypeParamBound, TypePath,
};

/// A place for a lifetime, or a type parameter that may stand for some.
#[derive(Clone)]
pub(crate) struct Place {
    /// Without `r#`; `None` where it is left out.
    pub(crate) name: Option<String>,
    pub(crate) kind: Kind,
    /// What it was renamed to.
    pub(crate) new: Option<Lifetime>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A lifetime that is declared around the type, or left out outside of all callbacks.
    Outer { in_callback: bool },
    /// A lifetime of a callback: its number, and how many callbacks further out it is than the innermost one.
    Own { binder: usize, out: u32 },
    /// A type parameter, by its number.
    Param(usize),
}

/// What a walk finds.
#[derive(Default)]
pub(crate) struct Places {
    pub(crate) all: Vec<Place>,
    /// Whether the tokens say less than the compiler knows: a path may be an alias, and give its lifetimes another
    /// order.
    pub(crate) in_path: bool,
    /// The first one that bounds an object, unless it is `'static`.
    pub(crate) bound: Option<Lifetime>,
}

/// Those of a type, in which `params` are type parameters.
pub(crate) fn of(ty: &Type, params: &[&Ident]) -> Places {
    let mut walk = Walk::new(params, None);
    walk.ty(ty);
    walk.found
}

/// What a place's lifetime becomes.
pub(crate) type Rename<'r> = &'r mut dyn FnMut(&Place) -> Lifetime;

/// The type with the lifetimes that `rename` gives, those of callbacks, too: no `for<…>` is left.
pub(crate) fn renamed(ty: &Type, params: &[&Ident], rename: Rename<'_>) -> (Places, TokenStream) {
    let mut walk = Walk::new(params, Some(rename));
    walk.ty(ty);
    (walk.found, walk.out)
}

struct Walk<'w> {
    found: Places,
    /// The callbacks around: their numbers, and the names of their own lifetimes.
    binders: Vec<(usize, Vec<String>)>,
    count: usize,
    params: &'w [&'w Ident],
    path_depth: usize,
    rename: Option<Rename<'w>>,
    /// The type, where lifetimes get other names.
    out: TokenStream,
}

impl<'w> Walk<'w> {
    fn new(params: &'w [&'w Ident], rename: Option<Rename<'w>>) -> Self {
        let (found, binders, out) = (Places::default(), Vec::new(), TokenStream::new());
        Walk { found, binders, count: 0, params, path_depth: 0, rename, out }
    }

    fn put(&mut self, tokens: &dyn ToTokens) {
        if self.rename.is_some() {
            tokens.to_tokens(&mut self.out);
        }
    }

    fn punct(&mut self, text: char) {
        self.put(&Punct::new(text, Spacing::Alone));
    }

    /// What `inside` writes, in brackets.
    fn group(&mut self, delimiter: Delimiter, inside: &dyn Fn(&mut Self)) {
        let outside = std::mem::take(&mut self.out);
        inside(self);
        let inside = std::mem::replace(&mut self.out, outside);
        self.put(&Group::new(delimiter, inside));
    }

    /// A place, and what is to stand there.
    fn lifetime(&mut self, lifetime: Option<&Lifetime>) {
        let name = lifetime.map(name).filter(|name| name != "_");
        let kind = self.kind(name.as_ref());
        self.found.in_path |= self.path_depth > 0;
        let mut place = Place { name, kind, new: None };
        if let Some(rename) = &mut self.rename {
            let mut new = rename(&place);
            place.new = Some(new.clone());
            if let Some(lifetime) = lifetime {
                // At its place, what rustc says of the two is one error.
                new.set_span(new.apostrophe.located_at(lifetime.apostrophe));
            }
            new.to_tokens(&mut self.out);
        }
        self.found.all.push(place);
    }

    fn kind(&self, name: Option<&String>) -> Kind {
        let mut at = self.binders.len();
        while at > 0 {
            at -= 1;
            let (binder, own) = &self.binders[at];
            if name.is_none_or(|name| own.contains(name)) {
                return Kind::Own { binder: *binder, out: (self.binders.len() - 1 - at) as u32 };
            }
        }
        Kind::Outer { in_callback: !self.binders.is_empty() }
    }

    fn ty(&mut self, ty: &Type) {
        match ty {
            Type::Paren(inner) => self.group(Delimiter::Parenthesis, &|walk| walk.ty(&inner.elem)),
            Type::Group(inner) => self.ty(&inner.elem),
            Type::Ptr(inner) => {
                self.put(&inner.star_token);
                self.put(&inner.mutability);
                self.ty(&inner.elem);
            }
            Type::Slice(inner) => self.group(Delimiter::Bracket, &|walk| walk.ty(&inner.elem)),
            Type::Array(inner) => self.group(Delimiter::Bracket, &|walk| {
                walk.ty(&inner.elem);
                walk.punct(';');
                walk.put(&inner.len);
            }),
            Type::Tuple(tuple) => self.group(Delimiter::Parenthesis, &|walk| {
                for part in &tuple.elems {
                    walk.ty(part);
                    walk.punct(',');
                }
            }),
            Type::Reference(reference) => {
                self.punct('&');
                self.lifetime(reference.lifetime.as_ref());
                self.put(&reference.mutability);
                self.ty(&reference.elem);
            }
            Type::FnPtr(function) => {
                self.put(&function.unsafety);
                self.put(&function.abi);
                self.put(&function.fn_token);
                self.callback(function.lifetimes.as_ref(), &function.inputs, &function.output);
            }
            Type::TraitObject(object) => {
                self.put(&object.dyn_token);
                for (index, bound) in object.bounds.iter().enumerate() {
                    if index > 0 {
                        self.punct('+');
                    }
                    self.bound(bound);
                }
            }
            Type::Path(path) => self.type_path(path),
            other => self.put(other),
        }
    }

    fn type_path(&mut self, path: &TypePath) {
        let Some(qself) = &path.qself else {
            if let Some(param) = self.param(&path.path) {
                self.put(&path.path);
                return self.found.all.push(param);
            }
            return self.path(&path.path, 0, None);
        };
        self.path_depth += 1;
        self.punct('<');
        self.ty(&qself.ty);
        self.put(&qself.as_token);
        self.path_depth -= 1;
        self.path(&path.path, qself.position, None);
    }

    fn param(&self, path: &Path) -> Option<Place> {
        let ident = path.get_ident()?;
        for (number, param) in self.params.iter().enumerate() {
            if param.unraw() == ident.unraw() {
                return Some(Place { name: None, kind: Kind::Param(number), new: None });
            }
        }
        None
    }

    /// A lifetime that bounds an object is none of a type that may cross: `Box<dyn Api>` is `'static`. Another one is
    /// shown, and no such type has it.
    fn bound(&mut self, bound: &TypeParamBound) {
        match bound {
            TypeParamBound::Trait(bound) => self.path(&bound.path, 0, bound.lifetimes.as_ref()),
            TypeParamBound::Lifetime(lifetime) if lifetime.ident != "static" => {
                self.found.bound = self.found.bound.take().or_else(|| Some(lifetime.clone()));
                self.lifetime(Some(lifetime));
            }
            _ if self.rename.is_some() => self.put(&Lifetime::new("'static", Span::call_site())),
            _ => {}
        }
    }

    /// The first `position` segments are those of the trait in `<T as Trait>::Type`.
    fn path(&mut self, path: &Path, position: usize, own: Option<&BoundLifetimes>) {
        let first = self.found.all.len();
        self.put(&path.leading_colon);
        for (index, segment) in path.segments.iter().enumerate() {
            if index > 0 && index != position {
                self.put(&<Token![::]>::default());
            }
            if position > 0 && index == position {
                self.punct('>');
                self.put(&<Token![::]>::default());
            }
            self.put(&segment.ident);
            match &segment.arguments {
                PathArguments::None => {}
                PathArguments::Parenthesized(call) => self.callback(own, &call.inputs, &call.output),
                PathArguments::AngleBracketed(arguments) => self.arguments(arguments),
            }
        }
        // Nothing of what a `PhantomData` names crosses.
        if path.segments.last().is_some_and(|last| last.ident == "PhantomData") {
            self.found.all.truncate(first);
            self.found.in_path = true;
        }
    }

    fn arguments(&mut self, arguments: &AngleBracketedGenericArguments) {
        self.path_depth += 1;
        self.put(&sign('<', arguments.lt_token.span));
        for (index, argument) in arguments.args.iter().enumerate() {
            if index > 0 {
                self.punct(',');
            }
            match argument {
                GenericArgument::Lifetime(lifetime) => self.lifetime(Some(lifetime)),
                GenericArgument::Type(ty) => self.ty(ty),
                GenericArgument::AssocType(assoc) => {
                    self.put(&assoc.ident);
                    self.put(&assoc.eq_token);
                    self.ty(&assoc.ty);
                }
                other => self.put(other),
            }
        }
        self.put(&sign('>', arguments.gt_token.span));
        self.path_depth -= 1;
    }

    fn callback(
        &mut self,
        own: Option<&BoundLifetimes>,
        inputs: &Punctuated<NamedArg, Token![,]>,
        output: &ReturnType,
    ) {
        self.count += 1;
        let number = self.count;
        self.binders.push((number, own.map(names).unwrap_or_default()));
        let first = self.found.all.len();
        self.group(Delimiter::Parenthesis, &|walk| {
            for (index, input) in inputs.iter().enumerate() {
                if index > 0 {
                    walk.punct(',');
                }
                walk.ty(&input.ty);
            }
        });
        let last = self.found.all.len();
        if let ReturnType::Type(arrow, ty) = output {
            self.put(arrow);
            self.ty(ty);
        }
        self.binders.pop();
        let (inputs, outputs) = self.found.all[first..].split_at_mut(last - first);
        leave_out(inputs, outputs, number);
    }
}

/// The lifetimes that a callback or function declares.
pub(crate) fn names(own: &BoundLifetimes) -> Vec<String> {
    let mut names = Vec::new();
    for param in &own.lifetimes {
        if let GenericParam::Lifetime(param) = param {
            names.push(name(&param.lifetime));
        }
    }
    names
}

/// What elision gives to the result of callback `number` is as if it were left out.
fn leave_out(inputs: &[Place], outputs: &mut [Place], number: usize) {
    let mut only: Option<&Place> = None;
    for place in inputs {
        let is_of = !matches!(place.kind, Kind::Own { binder, .. } if binder > number);
        if is_of && only.is_some_and(|only| !is_one(place, only)) {
            return;
        }
        only = if is_of { Some(place) } else { only };
    }
    let Some(only) = only else { return };
    for place in outputs {
        if is_one(place, only) {
            place.name = None;
            if let Kind::Outer { .. } = place.kind {
                place.kind = Kind::Own { binder: number, out: 0 };
            }
        }
    }
}

/// Whether both name one lifetime.
pub(crate) fn is_one(one: &Place, other: &Place) -> bool {
    let binder = |place: &Place| match place.kind {
        Kind::Own { binder, .. } => Some(binder),
        _ => None,
    };
    one.name.is_some() && one.name == other.name && binder(one) == binder(other)
}

/// A sign where another one is.
pub(crate) fn sign(sign: char, span: Span) -> Punct {
    let mut sign = Punct::new(sign, Spacing::Alone);
    sign.set_span(span);
    sign
}

/// Without `r#` and apostrophe.
pub(crate) fn name(lifetime: &Lifetime) -> String {
    lifetime.ident.unraw().to_string()
}
