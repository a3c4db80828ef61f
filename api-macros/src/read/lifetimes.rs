//! Which lifetimes are one, as tokens tell: of a slot what elision would not give, of a definition which stand in each
//! field. `shown` has the compiler agree.

use crate::read::implied;
use crate::read::places::{self, Kind, Place};
use proc_macro2::Ident;
use syn::{FnArg, ReceiverKind, ReturnType, Signature, Type};
use vtable_api_manifest::model::{Lifetime, Lifetimes};

/// What a signature says of its lifetimes beyond what elision would give.
pub(crate) fn of(sig: &Signature) -> Lifetimes {
    let inputs = inputs(sig);
    let mut ret = match &sig.output {
        ReturnType::Type(_, ty) => of_type(ty),
        ReturnType::Default => Vec::new(),
    };
    let bounds = bounds(sig, &inputs, &ret);
    if let Some(elided) = elided(sig, &inputs) {
        for place in &mut ret {
            if place.name.as_ref() == Some(&elided) && !is_in_callback(place) {
                place.name = None;
            }
        }
    }
    let named = named(&inputs, &ret, &bounds);
    Numbers { named, known: Names::default() }.lifetimes(&inputs, &ret, &bounds)
}

/// The places of each input.
fn inputs(sig: &Signature) -> Vec<Vec<Place>> {
    sig.inputs.iter().map(input_places).collect()
}

/// What a place of a field's type has.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Borrow {
    Lifetime(Lifetime),
    /// All lifetimes of the type parameter of this number.
    Param(usize),
}

/// The places of a field's type: `declared` are the lifetimes of the definition.
pub(crate) fn of_field(ty: &Type, declared: &[String], params: &[&Ident]) -> Vec<Borrow> {
    let places = places::of(ty, params).all;
    let own = own_names(&places);
    let borrow = |place: &Place| match place.kind {
        Kind::Param(number) => Borrow::Param(number),
        Kind::Own { .. } => Borrow::Lifetime(own_lifetime(place, &own)),
        Kind::Outer { in_callback } => Borrow::Lifetime(declared_lifetime(place, in_callback, declared)),
    };
    without_end(places.iter().map(borrow).collect(), &Borrow::Lifetime(Lifetime::Elided))
}

fn declared_lifetime(place: &Place, in_callback: bool, declared: &[String]) -> Lifetime {
    match declared.iter().position(|known| Some(known) == place.name.as_ref()) {
        Some(number) => Lifetime::Named(number as u32),
        None if in_callback => Lifetime::Static,
        None => Lifetime::Elided,
    }
}

pub(crate) const STATIC: &str = "static";

/// Names of lifetimes, each once.
#[derive(Default)]
pub(crate) struct Names(Vec<String>);

impl Names {
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|known| known == name)
    }

    /// Which one it is, from now on.
    fn number(&mut self, name: &str) -> usize {
        self.0.iter().position(|known| known == name).unwrap_or_else(|| {
            self.0.push(name.to_owned());
            self.0.len() - 1
        })
    }

    /// Returns whether it is there already.
    pub(crate) fn add(&mut self, name: &str) -> bool {
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
    let ReturnType::Type(_, ty) = &sig.output else { return None };
    if !of_type(ty).iter().any(|place| place.name.is_none() && !is_in_callback(place)) {
        return None;
    }
    let inputs = inputs(sig);
    let name = &only(&inputs)?.name;
    Some(name.clone().unwrap_or_else(|| "__vt".to_owned()))
}

/// The one lifetime of the inputs that is declared around them, or left out, if there is one.
fn only(inputs: &[Vec<Place>]) -> Option<&Place> {
    let mut outer = inputs.iter().flatten().filter(|place| is_outer(place));
    let only = outer.next();
    only.filter(|_| outer.next().is_none())
}

/// Whether a lifetime is named that is declared nowhere: rustc says so, of the trait.
pub(crate) fn is_undeclared(sig: &Signature) -> bool {
    let mut named = Names::default();
    add_outer(inputs(sig).iter().flatten(), &mut named);
    if let ReturnType::Type(_, ty) = &sig.output {
        add_outer(&of_type(ty), &mut named);
    }
    let is_declared = |name: &str| {
        let mut declared = sig.generics.lifetimes().map(|param| places::name(&param.lifetime));
        name == STATIC || name == "_" || declared.any(|declared| declared == name)
    };
    named.0.iter().any(|name| !is_declared(name))
}

fn of_type(ty: &Type) -> Vec<Place> {
    places::of(ty, &[]).all
}

fn input_places(input: &FnArg) -> Vec<Place> {
    match input {
        FnArg::Typed(input) => of_type(&input.ty),
        FnArg::Receiver(receiver) => match &receiver.kind {
            ReceiverKind::Reference(_, lifetime, _) => {
                let name = lifetime.as_ref().map(places::name).filter(|name| name != "_");
                vec![Place { name, kind: Kind::Outer { in_callback: false }, new: None }]
            }
            _ => Vec::new(),
        },
    }
}

fn is_outer(place: &Place) -> bool {
    matches!(place.kind, Kind::Outer { .. })
}

fn is_in_callback(place: &Place) -> bool {
    place.kind != Kind::Outer { in_callback: false }
}

/// `'b: 'a` of `<'a, 'b: 'a>`. A bound of a lifetime that is nowhere else says nothing, nor does one that holds anyway.
fn bounds(sig: &Signature, inputs: &[Vec<Place>], ret: &[Place]) -> Vec<(String, String)> {
    let mut known = Names::default();
    add_outer(inputs.iter().flatten(), &mut known);
    add_outer(ret, &mut known);
    let mut bounds = Vec::new();
    for param in sig.generics.lifetimes() {
        let longer = places::name(&param.lifetime);
        for shorter in &param.bounds {
            let shorter = places::name(shorter);
            if longer != shorter && known.has(&longer) && (shorter == STATIC || known.has(&shorter)) {
                bounds.push((longer.clone(), shorter));
            }
        }
    }
    without_implied(sig, &bounds)
}

/// Those that do not hold anyway.
fn without_implied(sig: &Signature, bounds: &[(String, String)]) -> Vec<(String, String)> {
    if bounds.is_empty() {
        return Vec::new();
    }
    let (mut names, mut implied) = (Names::default(), Vec::new());
    for input in &sig.inputs {
        if let FnArg::Typed(input) = input {
            add_implied(&input.ty, &mut names, &mut implied);
        }
    }
    if let ReturnType::Type(_, ty) = &sig.output {
        add_implied(ty, &mut names, &mut implied);
    }
    let mut left = bounds.iter().map(|(longer, shorter)| (names.number(longer), names.number(shorter))).collect();
    implied::take_away(&mut left, &implied);
    left.iter().map(|(longer, shorter)| (names.0[*longer].clone(), names.0[*shorter].clone())).collect()
}

fn add_implied(ty: &Type, names: &mut Names, implied: &mut Vec<(usize, usize)>) {
    for (longer, shorter) in &implied::of(ty, &[]) {
        if let Some(longer) = &longer.name {
            implied.push((names.number(longer), names.number(shorter)));
        }
    }
}

/// The names of lifetimes that are declared around a type.
fn add_outer<'p>(places: impl IntoIterator<Item = &'p Place>, names: &mut Names) {
    for name in places.into_iter().filter_map(outer) {
        names.add(name);
    }
}

fn outer(place: &Place) -> Option<&String> {
    if is_outer(place) { place.name.as_ref() } else { None }
}

/// The name of the lifetime that elision gives to the result: the receiver's, or else the only one.
fn elided(sig: &Signature, inputs: &[Vec<Place>]) -> Option<String> {
    if sig.receiver().is_some() {
        return inputs.first()?.first()?.name.clone();
    }
    only(inputs)?.name.clone()
}

/// The names that say something: they stand in more than one place, in the result, in a bound, or in a callback, which
/// takes `&'a T` and not any `&T`.
fn named(inputs: &[Vec<Place>], ret: &[Place], bounds: &[(String, String)]) -> Names {
    let (mut named, mut seen) = (Names::default(), Names::default());
    for place in inputs.iter().flatten() {
        if let Some(name) = outer(place)
            && (seen.add(name) || is_in_callback(place))
        {
            named.add(name);
        }
    }
    add_outer(ret, &mut named);
    for (longer, shorter) in bounds {
        named.add(longer);
        named.add(shorter);
    }
    named
}

/// Numbers those of the names that say something, as they come.
struct Numbers {
    named: Names,
    known: Names,
}

impl Numbers {
    fn lifetimes(mut self, inputs: &[Vec<Place>], ret: &[Place], named_bounds: &[(String, String)]) -> Lifetimes {
        let mut own: Vec<_> = inputs.iter().map(|places| self.own(places)).collect();
        let ret = self.own(ret);
        if ret.is_empty() && own.iter().all(Vec::is_empty) {
            own.clear();
        }
        // In order, each once. A `BTreeSet`, of which there would be no other, takes a user's first build longer than all that is read here.
        let mut bounds = Vec::new();
        for (longer, shorter) in named_bounds {
            let bound = (self.lifetime(longer), self.lifetime(shorter));
            if let Err(place) = bounds.binary_search(&bound) {
                bounds.insert(place, bound);
            }
        }
        Lifetimes { inputs: own, ret, bounds }
    }

    fn own(&mut self, places: &[Place]) -> Vec<Lifetime> {
        let own = own_names(places);
        let lifetime = |place: &Place| match (place.kind, &place.name) {
            (Kind::Own { .. }, _) => own_lifetime(place, &own),
            (_, Some(name)) => self.lifetime(name),
            (_, None) => Lifetime::Elided,
        };
        without_end(places.iter().map(lifetime).collect(), &Lifetime::Elided)
    }

    fn lifetime(&mut self, name: &String) -> Lifetime {
        if name == STATIC {
            return Lifetime::Static;
        }
        if !self.named.has(name) {
            return Lifetime::Elided;
        }
        Lifetime::Named(self.known.number(name) as u32)
    }
}

/// Without what is left out at the end.
fn without_end<T: PartialEq>(mut all: Vec<T>, left_out: &T) -> Vec<T> {
    let said = all.iter().rposition(|one| one != left_out).map_or(0, |last| last + 1);
    all.truncate(said);
    all
}

/// The lifetimes of callbacks that say something, in order: they stand in more than one place, or further in than the
/// callback that declares them.
fn own_names(places: &[Place]) -> Vec<&Place> {
    let mut names: Vec<&Place> = Vec::new();
    for place in places {
        if let Kind::Own { out, .. } = place.kind
            && (out > 0 || count(places, place) > 1)
            && number(&names, place).is_none()
        {
            names.push(place);
        }
    }
    names
}

fn count(places: &[Place], place: &Place) -> usize {
    places.iter().filter(|other| places::is_one(place, other)).count()
}

fn number(names: &[&Place], place: &Place) -> Option<u32> {
    names.iter().position(|name| places::is_one(name, place)).map(|number| number as u32)
}

fn own_lifetime(place: &Place, named: &[&Place]) -> Lifetime {
    match (place.kind, number(named, place)) {
        (Kind::Own { out, .. }, Some(number)) => Lifetime::Own { number, out },
        _ => Lifetime::Elided,
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
            "fn f<'a>(&self, a: &'a u8, b: for<'x> unsafe extern \"C\" fn(&'x u8) -> &'x u8)",
            "fn f(&self, a: &mut dyn FnMut(&u8) -> u8, b: &dyn for<'x> Fn(&'x u8, View<'_>))",
            "fn f(&self, a: for<'x> extern \"C\" fn(&'x u8) -> &'x u8)",
            "fn f(&self, a: for<'r#x> extern \"C\" fn(&'r#x u8, &u8), b: &dyn for<'x> Fn(extern \"C\" fn(&u8), &'x u8))",
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
            // What is implied need not be written, and says nothing if it is.
            ("fn f<'a, 'b: 'a>(&self, a: &'a View<'b>) -> &'b u8", "(_, _ 'a) -> 'a"),
            ("fn f<'a, 'b>(&self, a: &'a View<'b>) -> &'b u8", "(_, _ 'a) -> 'a"),
            ("fn f<'a, 'b: 'a, 'c: 'a + 'b>(&self, a: &'a [View<'b>], b: &'b View<'c>)", "(_, _ 'a, 'a)"),
            ("fn f<'a>(&self, a: &mut dyn FnMut(&'a u8))", "(_, _ 'a)"),
            ("fn f<'a>(&self, a: &'a u8, b: &mut dyn for<'b> FnMut(&'b u8, &'a u8))", "(_, 'a, _ _ 'a)"),
            ("fn f<'a>(&self, a: &'a u8, b: &mut dyn for<'b> FnMut(&'a u8, &'b u8))", "(_, 'a, _ 'a)"),
            ("fn f(&self, a: &dyn for<'x> Fn(&'x u8, View<'x>))", "(_, _ for'a for'a)"),
            (
                "fn f(&self, a: &dyn for<'x, 'y> Fn(&'y u8, &'x u8, Pair<'x, 'y>, &u8))",
                "(_, _ for'a for'b for'b for'a)",
            ),
            ("fn f(a: for<'x> extern \"C\" fn(&'x u8, &u8) -> &'x u8)", "(for'a _ for'a)"),
            ("fn f(a: for<'x> extern \"C\" fn(&'x u8, &'x u8) -> &u8)", "(for'a for'a)"),
            ("fn f(a: for<'x> extern \"C\" fn(&'x u8, &'x u8) -> &'x u8)", "(for'a for'a)"),
            ("fn f(a: for<'x> extern \"C\" fn(&'x u8, extern \"C\" fn(&'x u8, &u8)))", "(for'a for1'a)"),
            ("fn f(a: for<'x> extern \"C\" fn(extern \"C\" fn(&'x u8)))", "(for1'a)"),
            ("fn f(a: extern \"C\" fn(&u8) -> &'static u8)", "(_ 'static)"),
            ("fn f(a: extern \"C\" fn(&'static u8) -> &u8)", "('static)"),
            ("fn f<'x>(&'x self, a: for<'y> extern \"C\" fn(&'y u8) -> &'x u8) -> &'x u8", "('a, _ 'a)"),
            ("fn f(&self, a: &dyn Fn(&'static u8))", "(_, _ 'static)"),
            ("fn f(&self, a: Pair<'static, PhantomData<&'static u8>>, b: Box<dyn Api + 'static>)", "(_, 'static, _)"),
        ] {
            assert_eq!(suffix(sig), wanted, "{sig}");
        }
    }

    #[test]
    fn fields_have_the_lifetimes_of_their_definition() {
        let declared = ["a".to_owned(), "b".to_owned()];
        for (ty, wanted) in [
            ("Str<'a>", " where 'a"),
            ("Pair<'b, 'static>", " where 'b"),
            ("Pair<'static, &'b [View<'a>]>", " where _ 'b 'a"),
            ("Str<'static>", ""),
            ("extern \"C\" fn(&u8)", ""),
            ("Option<for<'x> extern \"C\" fn(&'x u8, &'static u8, &'a u8) -> &'x u8>", " where for'a 'static 'a for'a"),
            ("PhantomData<&'a u8>", ""),
        ] {
            let lifetimes = of_field(&syn::parse_str(ty).unwrap(), &declared, &[]).into_iter();
            let lifetimes: Vec<_> = lifetimes
                .map(|borrow| match borrow {
                    Borrow::Lifetime(lifetime) => lifetime,
                    Borrow::Param(_) => unreachable!(),
                })
                .collect();
            let text = canon::field_suffix(&lifetimes);
            assert_eq!(text, wanted, "{ty}");
            canon::parse_field(&format!("a: u8{text}")).unwrap();
        }
    }
}
