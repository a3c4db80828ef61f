//! Which lifetimes of a slot are one, as its tokens tell: the generated items do not compile where a path leaves one
//! out. Those of a callback's own (`for<'a>`, or elided in it) are nobody else's.

use crate::syntax::{FnArg, Signature};
use syn::punctuated::Punctuated;
use syn::{
    BoundLifetimes, GenericArgument, GenericParam, NamedArg, Path, PathArguments, ReturnType, Token, Type,
    TypeParamBound,
};
use vtable_api_manifest::model::{Lifetime, Lifetimes};

/// What a signature says of its lifetimes beyond what elision would give.
pub(crate) fn of(sig: &Signature) -> Lifetimes {
    let mut named = Names::default();
    let mut inputs = Vec::new();
    for input in &sig.inputs {
        inputs.push(input_places(input, &mut named));
    }
    let mut ret = ret_places(&sig.output, &mut named);
    let bounds = bounds(sig, &inputs, &ret);
    if let Some(elided) = elided(sig, &inputs) {
        for place in &mut ret {
            if place.as_ref() == Some(&elided) {
                *place = None;
            }
        }
    }
    for name in ret.iter().flatten() {
        named.add(name);
    }
    for (longer, shorter) in &bounds {
        named.add(longer);
        named.add(shorter);
    }
    add_shared(&inputs, &mut named);
    Numbers { named, known: Vec::new() }.lifetimes(&inputs, &ret, &bounds)
}

/// A lifetime where it is written, or where a `&` or a `'_` has one: its name, if it has any.
type Place = Option<String>;

const STATIC: &str = "static";

/// Names of lifetimes, each once.
#[derive(Default)]
struct Names(Vec<String>);

impl Names {
    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|known| known == name)
    }

    /// Returns whether it is there already.
    fn add(&mut self, name: &str) -> bool {
        let is_known = self.has(name);
        if !is_known {
            self.0.push(name.to_owned());
        }
        is_known
    }
}

/// The name of the one lifetime that a function without a receiver takes, if its result is borrowed for it without naming it;
/// `'__vt` if it has none.
pub(crate) fn borrowed(sig: &Signature) -> Option<String> {
    let mut named = Names::default();
    let mut places = Vec::new();
    for input in &sig.inputs {
        places.append(&mut input_places(input, &mut named));
    }
    let is_elided = ret_places(&sig.output, &mut named).contains(&None);
    match &places[..] {
        [place] if is_elided => Some(place.clone().unwrap_or_else(|| "__vt".to_owned())),
        _ => None,
    }
}

fn input_places(input: &FnArg, named: &mut Names) -> Vec<Place> {
    let mut walk = Walk { places: Vec::new(), own: Vec::new(), in_callback: false, named };
    match input {
        FnArg::Typed(input) => walk.ty(&input.ty),
        FnArg::Receiver(receiver) => {
            if let Some((_, lifetime)) = &receiver.reference {
                walk.lifetime(lifetime.as_ref());
            }
        }
    }
    walk.places
}

fn ret_places(output: &ReturnType, named: &mut Names) -> Vec<Place> {
    let mut walk = Walk { places: Vec::new(), own: Vec::new(), in_callback: false, named };
    walk.output(output);
    walk.places
}

/// `'b: 'a` of `<'a, 'b: 'a>`. A bound of a lifetime that is nowhere else says nothing.
fn bounds(sig: &Signature, inputs: &[Vec<Place>], ret: &[Place]) -> Vec<(String, String)> {
    let is_place = |name: &String| {
        let is_it = |place: &Place| place.as_ref() == Some(name);
        ret.iter().any(is_it) || inputs.iter().any(|places| places.iter().any(is_it))
    };
    let mut bounds = Vec::new();
    for param in &sig.generics.params {
        let GenericParam::Lifetime(param) = param else { continue };
        let longer = param.lifetime.ident.to_string();
        for shorter in &param.bounds {
            let shorter = shorter.ident.to_string();
            if longer != shorter && is_place(&longer) && (shorter == STATIC || is_place(&shorter)) {
                bounds.push((longer.clone(), shorter));
            }
        }
    }
    bounds
}

/// The name of the lifetime that elision gives to the result: the receiver's, or else the only one.
fn elided(sig: &Signature, inputs: &[Vec<Place>]) -> Place {
    if sig.receiver().is_some() {
        return inputs.first()?.first()?.clone();
    }
    let mut places = inputs.iter().flatten();
    let first = places.next()?;
    if places.next().is_none() { first.clone() } else { None }
}

/// The names that stand in more than one place.
fn add_shared(inputs: &[Vec<Place>], named: &mut Names) {
    let mut seen = Names::default();
    for name in inputs.iter().flatten().flatten() {
        if seen.add(name) {
            named.add(name);
        }
    }
}

/// Numbers those of the names that say something, as they come.
struct Numbers {
    named: Names,
    known: Vec<String>,
}

impl Numbers {
    fn lifetimes(mut self, inputs: &[Vec<Place>], ret: &[Place], named_bounds: &[(String, String)]) -> Lifetimes {
        let mut own = Vec::new();
        for places in inputs {
            own.push(self.own(places));
        }
        let ret = self.own(ret);
        if ret.is_empty() && own.iter().all(Vec::is_empty) {
            own.clear();
        }
        // In order, each once.
        let mut bounds = Vec::new();
        for (longer, shorter) in named_bounds {
            let bound = (self.lifetime(longer), self.lifetime(shorter));
            if let Err(at) = bounds.binary_search(&bound) {
                bounds.insert(at, bound);
            }
        }
        Lifetimes { inputs: own, ret, bounds }
    }

    fn own(&mut self, places: &[Place]) -> Vec<Lifetime> {
        let mut own = Vec::new();
        for place in places {
            own.push(place.as_ref().map_or(Lifetime::Elided, |name| self.lifetime(name)));
        }
        while own.last() == Some(&Lifetime::Elided) {
            own.pop();
        }
        own
    }

    fn lifetime(&mut self, name: &String) -> Lifetime {
        if name == STATIC {
            return Lifetime::Static;
        }
        if !self.named.has(name) {
            return Lifetime::Elided;
        }
        let known = self.known.iter().position(|known| known == name).unwrap_or(self.known.len());
        if known == self.known.len() {
            self.known.push(name.clone());
        }
        Lifetime::Named(known as u32)
    }
}

/// Collects the places of a type, in the order of its tokens.
struct Walk<'n> {
    places: Vec<Place>,
    /// Those of `for<'a>`.
    own: Vec<String>,
    in_callback: bool,
    /// Names that say something even where they stand alone: a callback that takes `&'a T` does not take any `&T`.
    named: &'n mut Names,
}

impl Walk<'_> {
    fn lifetime(&mut self, lifetime: Option<&syn::Lifetime>) {
        let name = lifetime.map(|lifetime| lifetime.ident.to_string()).filter(|name| name != "_");
        let is_own = name.as_ref().map_or(self.in_callback, |name| self.own.contains(name));
        if is_own {
            return;
        }
        if let Some(name) = name.as_ref().filter(|_| self.in_callback) {
            self.named.add(name);
        }
        self.places.push(name);
    }

    fn ty(&mut self, ty: &Type) {
        match ty {
            Type::Paren(inner) => self.ty(&inner.elem),
            Type::Group(inner) => self.ty(&inner.elem),
            Type::Ptr(inner) => self.ty(&inner.elem),
            Type::Slice(inner) => self.ty(&inner.elem),
            Type::Array(inner) => self.ty(&inner.elem),
            Type::Reference(reference) => {
                self.lifetime(reference.lifetime.as_ref());
                self.ty(&reference.elem);
            }
            Type::FnPtr(function) => {
                self.callback(function.lifetimes.as_ref(), &function.inputs, &function.output);
            }
            Type::TraitObject(object) => {
                for bound in &object.bounds {
                    self.bound(bound);
                }
            }
            Type::Path(path) => {
                if let Some(qself) = &path.qself {
                    self.ty(&qself.ty);
                }
                self.path(&path.path, None);
            }
            _ => {}
        }
    }

    fn bound(&mut self, bound: &TypeParamBound) {
        match bound {
            TypeParamBound::Lifetime(lifetime) => self.lifetime(Some(lifetime)),
            TypeParamBound::Trait(bound) => self.path(&bound.path, bound.lifetimes.as_ref()),
            _ => {}
        }
    }

    fn path(&mut self, path: &Path, own: Option<&BoundLifetimes>) {
        for segment in &path.segments {
            match &segment.arguments {
                PathArguments::None => {}
                PathArguments::Parenthesized(call) => self.callback(own, &call.inputs, &call.output),
                PathArguments::AngleBracketed(arguments) => {
                    for argument in &arguments.args {
                        self.argument(argument);
                    }
                }
            }
        }
    }

    fn argument(&mut self, argument: &GenericArgument) {
        match argument {
            GenericArgument::Lifetime(lifetime) => self.lifetime(Some(lifetime)),
            GenericArgument::Type(ty) => self.ty(ty),
            GenericArgument::AssocType(assoc) => self.ty(&assoc.ty),
            _ => {}
        }
    }

    fn callback(
        &mut self,
        own: Option<&BoundLifetimes>,
        inputs: &Punctuated<NamedArg, Token![,]>,
        output: &ReturnType,
    ) {
        let (outside, known) = (std::mem::replace(&mut self.in_callback, true), self.own.len());
        if let Some(own) = own {
            for param in &own.lifetimes {
                if let GenericParam::Lifetime(param) = param {
                    self.own.push(param.lifetime.ident.to_string());
                }
            }
        }
        for input in inputs {
            self.ty(&input.ty);
        }
        self.output(output);
        self.own.truncate(known);
        self.in_callback = outside;
    }

    fn output(&mut self, output: &ReturnType) {
        if let ReturnType::Type(_, ty) = output {
            self.ty(ty);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vtable_api_manifest::canon;

    fn suffix(sig: &str) -> String {
        let lifetimes = of(&syn::parse_str(sig).unwrap());
        // Whatever is written can be read again.
        let inputs = (0..lifetimes.inputs.len()).map(|index| format!("p{index}: u8")).collect::<Vec<_>>().join(", ");
        let text = format!("fn f({inputs}){}", canon::suffix(&lifetimes));
        assert_eq!(canon::parse_signature(&text).map(|slot| slot.lifetimes), Ok(lifetimes), "{text}");
        text.split_once(" where ").map_or("", |(_, suffix)| suffix).to_owned()
    }

    #[test]
    fn what_elision_gives_is_not_said() {
        for sig in [
            "fn f(&self, a: &u8) -> &u8",
            "fn f<'a>(&self, a: &'a u8)",
            "fn f<'a>(&'a self, a: &u8) -> &'a u8",
            "fn f<'a, 'b>(&'b self, a: &'a u8) -> View<'b>",
            "fn f(&self, a: View<'_>) -> View<'_>",
            "fn f<'x>(a: View<'x>) -> View<'x>",
            "fn f<'a>(a: &'a u8, n: u32) -> &'a u8",
            "fn f<'unused, 'b: 'unused>(&self, a: &'b u8)",
            "fn f<'a: 'a>(&self, a: &'a u8)",
            "fn f(&self, a: &mut dyn FnMut(&u8) -> u8, b: &dyn for<'x> Fn(&'x u8, View<'_>))",
            "fn f(&self, a: for<'x> extern \"C\" fn(&'x u8) -> &'x u8)",
            "fn f()",
        ] {
            assert_eq!(suffix(sig), "", "{sig}");
        }
    }

    #[test]
    fn what_elision_would_not_give_is_said() {
        for (sig, wanted) in [
            ("fn f<'a>(&self, a: &'a u8, b: &u8) -> &'a u8", "(_, 'a, _) -> 'a"),
            ("fn f<'x, 'y>(&self, a: &'y u8, b: &u8) -> &'y u8", "(_, 'a, _) -> 'a"),
            ("fn f<'b, 'a>(&self, a: &'b u8, b: &'a u8) -> Pair<'a, 'b>", "(_, 'a, 'b) -> 'b 'a"),
            ("fn f<'a>(&'a self, a: &'a u8) -> &'a u8", "('a, 'a)"),
            ("fn f<'a>(a: &'a u8, b: &'a u8) -> &'a u8", "('a, 'a) -> 'a"),
            ("fn f(a: &'static u8) -> &u8", "('static)"),
            ("fn f(a: &'static u8) -> &'static u8", "('static)"),
            ("fn f<'a>(a: &'a u8, b: &u8) -> &'a u8", "('a, _) -> 'a"),
            ("fn f(&self, a: &'static [u8])", "(_, 'static)"),
            ("fn f(&self) -> &'static str", "(_) -> 'static"),
            ("fn f() -> &'static str", "() -> 'static"),
            ("fn f(&'static self) -> &'static str", "('static)"),
            ("fn f<'a>(&self) -> &'a str", "(_) -> 'a"),
            ("fn f<'a>(&self, a: &mut View<'a>, b: &'a u8)", "(_, _ 'a, 'a)"),
            ("fn f<'a>(&self, a: &mut View<'a>, b: Option<&'a [View<'_>]>)", "(_, _ 'a, 'a)"),
            ("fn f<'a, 'b: 'a>(&self, a: &'a u8, b: &'b u8) -> &'a u8", "(_, 'a, 'b) -> 'a, 'b: 'a"),
            ("fn f<'a, 'b: 'a + 'static>(&self, a: &'a u8, b: &'b u8)", "(_, 'a, 'b), 'b: 'static, 'b: 'a"),
            ("fn f<'a>(&self, a: &mut dyn FnMut(&'a u8))", "(_, _ 'a)"),
            ("fn f<'a>(&self, a: &'a u8, b: &mut dyn for<'b> FnMut(&'b u8, &'a u8))", "(_, 'a, _ 'a)"),
            ("fn f(&self, a: &dyn Fn(&'static u8))", "(_, _ 'static)"),
            ("fn f<'a>(&self, a: Box<dyn Api + 'a>) -> View<'a>", "(_, 'a) -> 'a"),
        ] {
            assert_eq!(suffix(sig), wanted, "{sig}");
        }
    }
}
