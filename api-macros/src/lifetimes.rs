//! Which lifetimes of a slot are one, as its tokens tell: the generated items do not compile where a path leaves one
//! out. Those of a callback's own (`for<'a>`, or elided in it) are nobody else's.

use crate::syntax::{FnArg, Signature};
use std::collections::BTreeSet;
use syn::{
    BoundLifetimes, GenericArgument, GenericParam, NamedArg, Path, PathArguments, ReturnType, Type, TypeParamBound,
};
use vtable_api_manifest::model::{Lifetime, Lifetimes};

/// What a signature says of its lifetimes beyond what elision would give.
pub(crate) fn of(sig: &Signature) -> Lifetimes {
    let mut named = BTreeSet::new();
    let inputs: Vec<_> = sig.inputs.iter().map(|input| input_places(input, &mut named)).collect();
    let mut ret = ret_places(&sig.output, &mut named);
    let bounds: Vec<_> = bounds(sig).filter(|bound| is_between_places(bound, &inputs, &ret)).collect();
    if let Some(elided) = elided(sig, &inputs) {
        ret.iter_mut().filter(|place| **place == Some(elided.clone())).for_each(|place| *place = None);
    }
    named.extend(ret.iter().flatten().cloned());
    named.extend(bounds.iter().flat_map(|(longer, shorter)| [longer.clone(), shorter.clone()]));
    named.extend(shared(&inputs));
    Numbers { named, known: Vec::new() }.lifetimes(&inputs, &ret, &bounds)
}

/// A lifetime where it is written, or where a `&` or a `'_` has one: its name, if it has any.
type Place = Option<String>;

const STATIC: &str = "static";

fn input_places(input: &FnArg, named: &mut BTreeSet<String>) -> Vec<Place> {
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

fn ret_places(output: &ReturnType, named: &mut BTreeSet<String>) -> Vec<Place> {
    let mut walk = Walk { places: Vec::new(), own: Vec::new(), in_callback: false, named };
    walk.output(output);
    walk.places
}

/// `'b: 'a` of `<'a, 'b: 'a>`.
fn bounds(sig: &Signature) -> impl Iterator<Item = (String, String)> {
    let params = sig.generics.params.iter().filter_map(|param| match param {
        GenericParam::Lifetime(param) => Some(param),
        _ => None,
    });
    params.flat_map(|param| {
        let longer = param.lifetime.ident.to_string();
        param.bounds.iter().map(move |shorter| (longer.clone(), shorter.ident.to_string()))
    })
}

/// A bound of a lifetime that is nowhere else says nothing.
fn is_between_places((longer, shorter): &(String, String), inputs: &[Vec<Place>], ret: &[Place]) -> bool {
    let places = inputs.iter().flatten().chain(ret).flatten();
    let is_place = |name: &String| places.clone().any(|place| place == name);
    longer != shorter && is_place(longer) && (shorter == STATIC || is_place(shorter))
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
fn shared(inputs: &[Vec<Place>]) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    inputs.iter().flatten().flatten().filter(|name| !seen.insert(*name)).cloned().collect()
}

/// Numbers those of the names that say something, as they come.
struct Numbers {
    named: BTreeSet<String>,
    known: Vec<String>,
}

impl Numbers {
    fn lifetimes(mut self, inputs: &[Vec<Place>], ret: &[Place], bounds: &[(String, String)]) -> Lifetimes {
        let mut inputs: Vec<_> = inputs.iter().map(|places| self.own(places)).collect();
        let ret = self.own(ret);
        if ret.is_empty() && inputs.iter().all(Vec::is_empty) {
            inputs.clear();
        }
        let bounds: BTreeSet<_> =
            bounds.iter().map(|(longer, shorter)| (self.lifetime(longer), self.lifetime(shorter))).collect();
        Lifetimes { inputs, ret, bounds: bounds.into_iter().collect() }
    }

    fn own(&mut self, places: &[Place]) -> Vec<Lifetime> {
        let own = places.iter().map(|place| place.as_ref().map_or(Lifetime::Elided, |name| self.lifetime(name)));
        let mut own: Vec<_> = own.collect();
        while own.last() == Some(&Lifetime::Elided) {
            own.pop();
        }
        own
    }

    fn lifetime(&mut self, name: &String) -> Lifetime {
        if name == STATIC {
            return Lifetime::Static;
        }
        if !self.named.contains(name) {
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
    named: &'n mut BTreeSet<String>,
}

impl Walk<'_> {
    fn lifetime(&mut self, lifetime: Option<&syn::Lifetime>) {
        let name = lifetime.map(|lifetime| lifetime.ident.to_string()).filter(|name| name != "_");
        let is_own = name.as_ref().map_or(self.in_callback, |name| self.own.contains(name));
        if is_own {
            return;
        }
        if self.in_callback {
            self.named.extend(name.clone());
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
            Type::TraitObject(object) => object.bounds.iter().for_each(|bound| self.bound(bound)),
            Type::Path(path) => {
                path.qself.iter().for_each(|qself| self.ty(&qself.ty));
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
                    arguments.args.iter().for_each(|argument| self.argument(argument));
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

    fn callback<'t>(
        &mut self,
        own: Option<&BoundLifetimes>,
        inputs: impl IntoIterator<Item = &'t NamedArg>,
        output: &ReturnType,
    ) {
        let (outside, known) = (std::mem::replace(&mut self.in_callback, true), self.own.len());
        self.own.extend(own.into_iter().flat_map(|own| &own.lifetimes).filter_map(|param| match param {
            GenericParam::Lifetime(param) => Some(param.lifetime.ident.to_string()),
            _ => None,
        }));
        inputs.into_iter().for_each(|input| self.ty(&input.ty));
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
