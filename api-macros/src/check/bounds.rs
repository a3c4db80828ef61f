//! The lifetimes of a definition: which are declared, what outlives what, and which stand in each field.

use crate::ast::def::{Def, Field};
use crate::read::implied;
use crate::read::lifetimes::{self, Borrow};
use crate::read::places::{self, Kind, Place};
use crate::read::types::is_param;
use proc_macro2::Ident;
use syn::{Type, TypeParamBound, WherePredicate};
use vtable_api_manifest::model::{Lifetime, TypeBound, TypeLifetimes};

fn declared(def: &Def) -> Vec<String> {
    def.generics.lifetimes().map(|param| places::name(&param.lifetime)).collect()
}

/// Those of a field for the rules, which no generic type reaches here.
pub(crate) fn model_field(def: &Def, field: &Field) -> Vec<Lifetime> {
    let lifetime = |borrow| match borrow {
        Borrow::Lifetime(lifetime) => Some(lifetime),
        Borrow::Param(_) => None,
    };
    of(def, field).into_iter().filter_map(lifetime).collect()
}

pub(crate) fn of(def: &Def, field: &Field) -> Vec<Borrow> {
    lifetimes::of_field(&field.ty, &declared(def), &def.type_params())
}

/// The lifetimes that the definition declares.
pub(crate) fn model(def: &Def) -> TypeLifetimes {
    let found = bounds(def);
    let bounds = found.own.iter().map(|&(longer, shorter)| {
        let shorter = if shorter == STATIC { Lifetime::Static } else { Lifetime::Named(shorter as u32) };
        TypeBound { longer: vec![Lifetime::Named(longer as u32)], shorter }
    });
    TypeLifetimes { count: found.declared.len() as u32, bounds: bounds.collect() }
}

/// The number of what is no lifetime of the definition but `'static`, as the core has it.
const STATIC: usize = u32::MAX as usize;

/// `'b: 'a` by their numbers, and `T: 'a` likewise; each once, in order.
#[derive(Default)]
pub(crate) struct Bounds<'d> {
    declared: Vec<String>,
    params: Vec<&'d Ident>,
    own: Vec<(usize, usize)>,
    pub(crate) of_params: Vec<(usize, usize)>,
}

/// `'b: 'a`, or `T: 'a`.
pub(crate) struct Bound {
    pub(crate) longer: String,
    pub(crate) shorter: String,
}

/// The first of `implied` that follows neither from what is declared nor from the fields of the record.
pub(crate) fn unrecorded(def: &Def, implied: Vec<(Place, String)>) -> Option<Bound> {
    let found = written(def);
    let (declared, by_fields) = (found.all(), found.implied(&def.recorded_fields()));
    let is_recorded = |bound: &(usize, usize)| {
        implied::follows(*bound, &declared, &by_fields)
            || implied::follows((bound.0, STATIC), &declared, &by_fields)
            || found.is_open(*bound, def)
    };
    let mut numbered = implied.iter().filter_map(|bound| found.numbered(bound));
    numbered.find(|bound| !is_recorded(bound)).map(|bound| found.named(bound))
}

/// Those that are written, and those that the references in `fields` imply, as their tokens show.
pub(crate) fn read_bounds(def: &Def, fields: &[&Field]) -> Vec<Bound> {
    let found = written(def);
    let mut all = found.all();
    all.extend(found.implied(fields));
    all.into_iter().map(|bound| found.named(bound)).collect()
}

pub(crate) fn bounds(def: &Def) -> Bounds<'_> {
    written(def).taken_away(def)
}

fn written(def: &Def) -> Bounds<'_> {
    let mut found = Bounds { declared: declared(def), params: def.type_params(), ..Bounds::default() };
    for param in def.generics.lifetimes() {
        for shorter in &param.bounds {
            found.lifetime(&places::name(&param.lifetime), shorter);
        }
    }
    for (number, param) in def.generics.type_params().enumerate() {
        for bound in &param.bounds {
            found.param(number, bound);
        }
    }
    let Some(clause) = &def.generics.where_clause else { return found };
    for predicate in &clause.predicates {
        match predicate {
            WherePredicate::Lifetime(bound) => {
                for shorter in &bound.bounds {
                    found.lifetime(&places::name(&bound.lifetime), shorter);
                }
            }
            WherePredicate::Type(bound) => {
                for shorter in &bound.bounds {
                    found.ty(&bound.bounded_ty, shorter);
                }
            }
            _ => {}
        }
    }
    found
}

/// What a type parameter is among the numbers of lifetimes.
const PARAM: usize = 1 << 16;

impl Bounds<'_> {
    /// Without those that hold by what fields there are. That a field wants `'static` of something, rustc does not add.
    fn taken_away(mut self, def: &Def) -> Self {
        if self.own.is_empty() && self.of_params.is_empty() {
            return self;
        }
        let (mut all, implied) = (self.all(), self.implied(&def.recorded_fields()));
        self.own.clear();
        self.of_params.clear();
        implied::take_away(&mut all, &implied);
        for &(longer, shorter) in &all {
            if longer < PARAM {
                self.own.push((longer, shorter));
            } else {
                self.of_params.push((longer - PARAM, shorter));
            }
        }
        self
    }

    /// Both, in one list.
    fn all(&self) -> Vec<(usize, usize)> {
        let mut all = self.own.clone();
        all.extend(self.of_params.iter().map(|(param, shorter)| (PARAM + param, *shorter)));
        all
    }

    /// What the fields imply, which the record has.
    fn implied(&self, fields: &[&Field]) -> Vec<(usize, usize)> {
        let mut implied = Vec::new();
        for field in fields {
            implied.extend(implied::of(&field.ty, &self.params).iter().filter_map(|bound| self.numbered(bound)));
        }
        implied
    }

    /// Whether the type of a field may imply it in a way that its tokens do not show.
    fn is_open(&self, bound: (usize, usize), def: &Def) -> bool {
        let has_both = |field: &&Field| {
            let places = places::of(&field.ty, &self.params).all;
            let has = |number: usize| places.iter().any(|place| self.number_of(place) == Some(number));
            has(bound.0) && has(bound.1)
        };
        def.recorded_fields().iter().any(has_both)
    }

    fn number_of(&self, place: &Place) -> Option<usize> {
        match (place.kind, &place.name) {
            (Kind::Param(number), _) => Some(PARAM + number),
            (_, Some(name)) => self.number(name),
            _ => None,
        }
    }

    fn numbered(&self, (longer, shorter): &(Place, String)) -> Option<(usize, usize)> {
        let (longer, shorter) = (self.number_of(longer)?, self.number(shorter)?);
        (longer != shorter && longer != STATIC && shorter != STATIC).then_some((longer, shorter))
    }

    fn named(&self, (longer, shorter): (usize, usize)) -> Bound {
        let name = |number: usize| match number {
            STATIC => "'static".to_owned(),
            PARAM.. => self.params[number - PARAM].to_string(),
            _ => format!("'{}", self.declared[number]),
        };
        Bound { longer: name(longer), shorter: name(shorter) }
    }

    fn number(&self, name: &str) -> Option<usize> {
        let declared = self.declared.iter().position(|known| known == name);
        declared.or_else(|| (name == "static").then_some(STATIC))
    }

    fn lifetime(&mut self, longer: &str, shorter: &syn::Lifetime) {
        let (longer, shorter) = (self.number(longer), self.number(&places::name(shorter)));
        if let (Some(longer), Some(shorter)) = (longer, shorter)
            && longer != shorter
            && longer != STATIC
        {
            add(&mut self.own, (longer, shorter));
        }
    }

    fn param(&mut self, number: usize, bound: &TypeParamBound) {
        if let TypeParamBound::Lifetime(shorter) = bound
            && let Some(shorter) = self.number(&places::name(shorter))
        {
            add(&mut self.of_params, (number, shorter));
        }
    }

    /// Of another type than a parameter no bound is declared.
    fn ty(&mut self, ty: &Type, bound: &TypeParamBound) {
        for number in 0..self.params.len() {
            if is_param(ty, self.params[number]) {
                self.param(number, bound);
            }
        }
    }
}

/// In order, each once, `'static` before all others.
fn add(bounds: &mut Vec<(usize, usize)>, new: (usize, usize)) {
    let rank = |bound: &(usize, usize)| (bound.0, bound.1 as u32 as i32);
    let at = bounds.partition_point(|bound| rank(bound) < rank(&new));
    if bounds.get(at) != Some(&new) {
        bounds.insert(at, new);
    }
}
