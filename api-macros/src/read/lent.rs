//! Which values of a slot may lend something by `&mut` for longer than the call, as tokens tell. Once the call is over, what
//! was lent is looked at; what somebody else may still hold by then must not be. Nor may anybody hold what a shared reference lends if that
//! is a copy, which ends with the call: a path on Windows. `asked` has the compiler say which of these
//! values lend anything that has to be looked at.

use crate::ast::{Class, Closure, Slot};
use crate::read::lifetimes::{self, Names, STATIC};
use crate::read::places::{self, name};
use crate::read::search;
use crate::read::types;
use proc_macro2::Ident;
use syn::{FnArg, GenericArgument, Lifetime, PathArguments, ReceiverKind, ReturnType, Signature, Type};

/// A value that may lend something.
pub(crate) struct Lent<'s> {
    pub(crate) ty: &'s Type,
    /// The type with the lifetimes that it was written with.
    pub(crate) written: &'s Type,
    pub(crate) how: How,
    /// Where it is a result: what is lent for longer beside it, which has an error of its own if it has to be looked at.
    pub(crate) beside: Vec<&'s Type>,
}

/// For how long.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// For the call.
    Call,
    /// For a lifetime that stands in another place, too, so that what is lent may be kept there; or for ever.
    Further,
    /// As a result: whoever has it writes when no call is there to look afterwards.
    Returned,
    /// For what the argument says, if it is `Option`: one of another name could lend for another lifetime.
    Option,
}

/// The values of a slot and of its callbacks of which something must be known.
pub(crate) fn by(slot: &Slot) -> Vec<Lent<'_>> {
    let used = Used::of_slot(&slot.sig);
    let mut all = Vec::new();
    for param in &slot.params {
        match &param.class {
            Class::Value => add(&param.ty, &param.ty, &used, &mut all),
            Class::Closure(closure) => {
                let used = Used::of_callback(&slot.sig, closure);
                for param in closure.params.iter().filter(|param| param.object.is_none()) {
                    add(&param.ty, &param.written, &used, &mut all);
                }
            }
            Class::Function | Class::Object(_) => {}
        }
    }
    let mut lifetimes = Vec::new();
    if let ReturnType::Type(_, ty) = &slot.sig.output {
        add_lent(ty, true, &mut lifetimes);
        if !lifetimes.is_empty() {
            let beside = all.iter().filter(|lent| lent.how == How::Further).map(|lent| lent.ty).collect();
            all.push(Lent { ty, written: ty, how: How::Returned, beside });
        }
    }
    all
}

/// A field that may lend for a lifetime which its type does not have: nobody who passes the type would see it.
pub(crate) fn for_ever(ty: &Type) -> Option<Lent<'_>> {
    let mut lifetimes = Vec::new();
    add_lent(ty, false, &mut lifetimes);
    let is_for_ever = lifetimes.iter().any(|lifetime| lifetime.as_deref() == Some(STATIC));
    is_for_ever.then(|| Lent { ty, written: ty, how: How::Further, beside: Vec::new() })
}

/// Whether a type of this name stands behind a `&mut` of a field.
pub(crate) fn by_mut(ty: &Type, name: &Ident) -> bool {
    let is_lent = match types::bare(ty) {
        Type::Reference(reference) => reference.mutability.is_some(),
        Type::Path(path) => path.path.segments.last().is_some_and(|last| last.ident == "SliceMut"),
        _ => false,
    };
    is_lent && search::names(ty, &name.to_string())
        || types::inside(types::bare(ty)).into_iter().any(|inner| by_mut(inner, name))
}

/// Of a type as it is asked, and with the lifetimes that it was written with.
fn add<'s>(ty: &'s Type, written: &'s Type, used: &Used, all: &mut Vec<Lent<'s>>) {
    let (mut lifetimes, mut with_shared) = (Vec::new(), Vec::new());
    add_lent(written, false, &mut lifetimes);
    add_lent(written, true, &mut with_shared);
    let further = with_shared.iter().any(|lifetime| used.is_long(lifetime));
    // A `&mut` that is the call's may lead to another one, if what is behind it has a lifetime.
    if further || !(lifetimes.is_empty() || is_mut_of_nothing_lent(written)) {
        let how = if further { How::Further } else { How::Call };
        all.push(Lent { ty, written, how, beside: Vec::new() });
    }
    if !further {
        add_options(written, used, all);
    }
}

/// Each `Option` with a longer lifetime that it does not lend for.
fn add_options<'s>(ty: &'s Type, used: &Used, all: &mut Vec<Lent<'s>>) {
    if types::option_of(ty).is_some() && each(ty).any(|lifetime| used.is_long(&lifetime)) {
        all.push(Lent { ty, written: ty, how: How::Option, beside: Vec::new() });
    }
    types::all_inside(types::bare(ty)).into_iter().for_each(|inner| add_options(inner, used, all));
}

fn is_mut_of_nothing_lent(ty: &Type) -> bool {
    let Type::Reference(reference) = types::bare(ty) else { return false };
    reference.mutability.is_some() && places::of(&reference.elem, &[]).all.is_empty()
}

/// The lifetimes for which a value may lend by `&mut` what it holds itself, not what is behind a reference in it; with those of `shared`
/// references, which may be to a copy.
fn add_lent(ty: &Type, shared: bool, all: &mut Vec<Option<String>>) {
    match ty {
        Type::Paren(inner) => add_lent(&inner.elem, shared, all),
        Type::Group(inner) => add_lent(&inner.elem, shared, all),
        Type::Array(inner) => add_lent(&inner.elem, shared, all),
        Type::Tuple(tuple) => tuple.elems.iter().for_each(|part| add_lent(part, shared, all)),
        Type::Reference(reference) if reference.mutability.is_some() || shared => {
            all.push(reference.lifetime.as_ref().and_then(named));
        }
        // What a projection is, its tokens do not tell: it may lend for each of its lifetimes.
        Type::Path(path) if path.qself.is_some() => all.extend(each(ty)),
        Type::Path(path) => {
            for segment in &path.path.segments {
                let PathArguments::AngleBracketed(arguments) = &segment.arguments else { continue };
                for argument in &arguments.args {
                    match argument {
                        GenericArgument::Lifetime(lifetime) => all.push(named(lifetime)),
                        // That it is std's is asked where it matters.
                        GenericArgument::Type(ty) if segment.ident == "Option" => add_lent(ty, shared, all),
                        // An alias may do with it whatever a projection does.
                        GenericArgument::Type(ty) => all.extend(each(ty)),
                        _ => {}
                    }
                }
            }
        }
        _ => {}
    }
}

/// Each lifetime in a type, wherever it stands.
fn each(ty: &Type) -> impl Iterator<Item = Option<String>> {
    places::of(ty, &[]).all.into_iter().map(|place| place.name)
}

/// The name, if it is not left out.
fn named(lifetime: &Lifetime) -> Option<String> {
    if lifetime.ident == "_" { None } else { Some(name(lifetime)) }
}

/// The lifetimes of a signature, or of a callback.
#[derive(Default)]
struct Used {
    names: Names,
    /// Those that are longer than the call: they stand in more than one place, or are longer by themselves.
    long: Names,
    /// Whether one that is left out is.
    elided: bool,
}

impl Used {
    fn of_slot(sig: &Signature) -> Used {
        let mut used = Used::default();
        for input in &sig.inputs {
            match input {
                FnArg::Typed(input) => used.add(&input.ty),
                FnArg::Receiver(receiver) => {
                    if let ReceiverKind::Reference(_, Some(lifetime), _) = &receiver.kind {
                        used.names.add(&name(lifetime));
                    }
                }
            }
        }
        if let ReturnType::Type(_, ty) = &sig.output {
            used.add(ty);
        }
        used.long.add(STATIC);
        for param in sig.generics.lifetimes() {
            for bound in &param.bounds {
                used.long.add(&name(&param.lifetime));
                used.long.add(&name(bound));
            }
        }
        if let Some(borrowed) = lifetimes::borrowed(sig) {
            used.elided = true;
            used.long.add(&borrowed);
        }
        used
    }

    /// A callback returns nothing that is borrowed.
    fn of_callback(sig: &Signature, closure: &Closure) -> Used {
        let mut used = Used::default();
        for param in &closure.params {
            used.add(&param.written);
        }
        // What the slot declares outlives the callback's call.
        used.long.add(STATIC);
        for param in sig.generics.lifetimes() {
            used.long.add(&name(&param.lifetime));
        }
        used
    }

    fn add(&mut self, ty: &Type) {
        for place in &places::of(ty, &[]).all {
            if let Some(name) = &place.name
                && self.names.add(name)
            {
                self.long.add(name);
            }
        }
    }

    fn is_long(&self, lifetime: &Option<String>) -> bool {
        lifetime.as_ref().map_or(self.elided, |lifetime| self.long.has(lifetime))
    }
}
