//! The lifetimes of a definition and of its fields: to text and back.

use super::CanonError;
use super::cursor::{Cursor, Parsed};
use super::lifetimes::{lifetime, own_misfit};
use crate::model::{Lifetime, TypeBound, TypeDef, TypeLifetimes};

/// What follows a field's type: nothing, where all are `'static` or a callback's own.
///
/// ```
/// use vtable_api_manifest::canon;
/// let field = canon::parse_field("text: &str where 'a")?;
/// assert_eq!(canon::field_suffix(&field.lifetimes), " where 'a");
/// # Ok::<(), vtable_api_manifest::canon::CanonError>(())
/// ```
pub fn field_suffix(lifetimes: &[Lifetime]) -> String {
    let mut text = String::from(if lifetimes.is_empty() { "" } else { " where" });
    for lifetime in lifetimes {
        text.push_str(&format!(" {lifetime}"));
    }
    text
}

pub(super) fn of_field(c: &mut Cursor<'_>) -> Parsed<Vec<Lifetime>> {
    let mut lifetimes = Vec::new();
    if !c.eat(" where") {
        return Ok(lifetimes);
    }
    let at = c.position();
    // What follows is ` }` in a variant.
    while !c.rest().starts_with(" }") && c.eat(" ") {
        lifetimes.push(lifetime(c)?);
    }
    match lifetimes.last() {
        None | Some(Lifetime::Elided) => Err(c.expected("a lifetime other than `_`")),
        _ if own_misfit(&lifetimes) => {
            Err(c.expected_at(at, "a callback's own lifetimes in the order `for'a`, `for'b`, …"))
        }
        _ => Ok(lifetimes),
    }
}

/// What follows a definition: nothing, if it has no lifetimes.
pub fn type_suffix(lifetimes: &TypeLifetimes) -> String {
    if lifetimes.count == 0 { String::new() } else { format!(" where {}", declared(lifetimes)) }
}

/// The lifetimes of a type and their bounds; empty if it has none.
///
/// ```
/// use vtable_api_manifest::canon;
/// let lifetimes = canon::parse_declared("'a 'b, 'b: 'a")?;
/// assert_eq!(lifetimes.count, 2);
/// assert_eq!(canon::declared(&lifetimes), "'a 'b, 'b: 'a");
/// # Ok::<(), vtable_api_manifest::canon::CanonError>(())
/// ```
pub fn declared(lifetimes: &TypeLifetimes) -> String {
    let mut text = String::new();
    for number in 0..lifetimes.count {
        push(&mut text, Lifetime::Named(number));
    }
    for TypeBound { longer, shorter } in &lifetimes.bounds {
        text.push(',');
        longer.iter().for_each(|longer| push(&mut text, *longer));
        text.push_str(&format!(": {shorter}"));
    }
    text
}

fn push(text: &mut String, lifetime: Lifetime) {
    text.push_str(if text.is_empty() { "" } else { " " });
    text.push_str(&lifetime.to_string());
}

/// No type of a table is near it, and a text of a few bytes must not stand for millions.
const MOST: u32 = 1024;

/// The inverse of [`declared`].
pub fn parse_declared(text: &str) -> Result<TypeLifetimes, CanonError> {
    Cursor::whole(text, |c| {
        let count = names(c)?.len() as u32;
        let mut found = TypeLifetimes { count, bounds: Vec::new() };
        while c.eat(", ") {
            let at = c.position();
            let longer = names_of(c, count)?;
            c.expect(": ")?;
            let bound = TypeBound { longer, shorter: lifetime(c)? };
            let is_bound = bound.shorter == Lifetime::Static || is_known(bound.shorter, count);
            if !is_bound || found.bounds.last() >= Some(&bound) {
                return Err(c.expected_at(at, "bounds of the lifetimes before, in order"));
            }
            found.bounds.push(bound);
        }
        Ok(found)
    })
}

/// `'a 'b 'c`: all from the first one on.
fn names(c: &mut Cursor<'_>) -> Parsed<Vec<Lifetime>> {
    let names = list(c)?;
    for (number, name) in (0..MOST).zip(&names) {
        if *name != Lifetime::Named(number) {
            return Err(c.expected("names in the order `'a 'b 'c …`"));
        }
    }
    if names.len() > MOST as usize { Err(c.expected("fewer lifetimes")) } else { Ok(names) }
}

fn names_of(c: &mut Cursor<'_>, count: u32) -> Parsed<Vec<Lifetime>> {
    let at = c.position();
    let names = list(c)?;
    let is_row = names.windows(2).all(|pair| pair[0] < pair[1]) && names.iter().all(|name| is_known(*name, count));
    if is_row { Ok(names) } else { Err(c.expected_at(at, "lifetimes of the type, in order")) }
}

fn list(c: &mut Cursor<'_>) -> Parsed<Vec<Lifetime>> {
    let mut names = vec![lifetime(c)?];
    while c.eat(" ") {
        names.push(lifetime(c)?);
    }
    Ok(names)
}

fn is_known(lifetime: Lifetime, count: u32) -> bool {
    matches!(lifetime, Lifetime::Named(number) if number < count)
}

/// The first field with a lifetime that the type does not have.
pub(crate) fn undeclared(def: &TypeDef) -> Option<String> {
    let has = |lifetimes: &[Lifetime]| {
        lifetimes.iter().all(|one| !matches!(one, Lifetime::Named(_)) || is_known(*one, def.lifetimes.count))
    };
    if let Some(field) = super::fields(&def.body).iter().find(|field| !has(&field.lifetimes)) {
        return Some(super::field(field));
    }
    let mut variants = super::variants(&def.body).iter();
    variants.find(|variant| variant.fields.iter().any(|field| !has(&field.lifetimes))).map(super::variant)
}
