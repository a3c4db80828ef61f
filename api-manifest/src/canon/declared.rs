//! The lifetimes of a definition and of its fields: to text and back.

use super::CanonError;
use super::cursor::{Cursor, Parsed};
use super::lifetimes::{OWN_IN_ORDER, lifetime, own_misfit, row};
use crate::model::{Lifetime, TypeBound, TypeLifetimes};

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
    if !c.eat(" where ") {
        return Ok(Vec::new());
    }
    let at = c.position();
    let lifetimes = row(c)?;
    match lifetimes.last() {
        Some(Lifetime::Elided) => Err(c.expected("a lifetime other than `_`")),
        _ if own_misfit(&lifetimes) => Err(c.expected_at(at, OWN_IN_ORDER)),
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
        for longer in longer {
            push(&mut text, *longer);
        }
        text.push_str(&format!(": {shorter}"));
    }
    text
}

fn push(text: &mut String, lifetime: Lifetime) {
    text.push_str(if text.is_empty() { "" } else { " " });
    text.push_str(&lifetime.to_string());
}

/// What the compiler knows of a type that its parts do not say: `Send` or `!Send`, then `Sync` or `!Sync`, where the
/// parts alone would have it otherwise; then `Drop`, where it is dropped, and none of its parts is. Of a generic type there follows
/// on which of its parameters `Send` and `Sync` depend, where its parts do not say that: `T1` is its first one.
///
/// ```
/// use vtable_api_manifest::canon;
/// assert_eq!(canon::parse_traits("!Send + !Sync")?, "!Send + !Sync");
/// assert_eq!(canon::parse_traits("Drop, Send if T1: Send + Sync")?, "Drop, Send if T1: Send + Sync");
/// assert!(canon::parse_traits("Drop + Send").is_err());
/// assert!(canon::parse_traits("Sync if T2: Sync, Send for any T1").is_err());
/// # Ok::<(), vtable_api_manifest::canon::CanonError>(())
/// ```
pub fn parse_traits(text: &str) -> Result<String, CanonError> {
    Cursor::whole(text, traits_and_conditions)
}

fn traits_and_conditions(c: &mut Cursor<'_>) -> Parsed<String> {
    let mut found = String::new();
    let mut last = (0, "");
    if condition(c.rest()).is_none() {
        found.push_str(&traits(c)?);
        if !c.eat(", ") {
            return Ok(found);
        }
        found.push_str(", ");
    }
    loop {
        let item = c.rest().split(", ").next().unwrap_or_default();
        match condition(item) {
            // In order, each once.
            Some(at) if at > last => last = at,
            _ => {
                return Err(
                    c.expected("`Send if T1: Send` or `Sync for any T1`, or the like, in the order of parameters")
                );
            }
        }
        c.eat(item);
        found.push_str(item);
        if !c.eat(", ") {
            return Ok(found);
        }
        found.push_str(", ");
    }
}

/// Of `Send if T1: Send + Sync` or `Sync for any T1`, with more behind it: the parameter and the trait.
fn condition(text: &str) -> Option<(u32, &str)> {
    let item = text.split(", ").next()?;
    let (name, rest) = item.split_once(' ')?;
    let (number, of) = match rest.strip_prefix("if T") {
        Some(rest) => rest.split_once(": ")?,
        None => (rest.strip_prefix("for any T")?, ""),
    };
    let is_known = matches!(name, "Send" | "Sync") && (of.is_empty() || matches!(of, "Send" | "Sync" | "Send + Sync"));
    let value: u32 = number.parse().ok()?;
    (is_known && value > 0 && value.to_string() == number).then_some((value, name))
}

/// In their order.
const TRAITS: [&str; 5] = ["Send", "!Send", "Sync", "!Sync", "Drop"];

fn traits(c: &mut Cursor<'_>) -> Parsed<String> {
    let (mut found, mut at) = (String::new(), 0);
    loop {
        while at < TRAITS.len() && !c.eat(TRAITS[at]) {
            at += 1;
        }
        if at == TRAITS.len() {
            return Err(c.expected("`Send`, `!Send`, `Sync`, `!Sync` or `Drop`, in this order"));
        }
        found.push_str(TRAITS[at]);
        // A trait is there, or it is not.
        at = if at < 2 {
            2
        } else if at < 4 {
            4
        } else {
            5
        };
        if !c.eat(" + ") {
            return Ok(found);
        }
        found.push_str(" + ");
    }
}

/// No type of a table is near it, and a text of a few bytes must not stand for millions.
const MOST: u32 = 1024;

/// The inverse of [`declared`].
pub fn parse_declared(text: &str) -> Result<TypeLifetimes, CanonError> {
    Cursor::whole(text, whole)
}

fn whole(c: &mut Cursor<'_>) -> Parsed<TypeLifetimes> {
    let mut found = TypeLifetimes::default();
    for name in &row(c)? {
        if *name != Lifetime::Named(found.count) || found.count == MOST {
            return Err(c.expected("names in the order `'a 'b 'c …`"));
        }
        found.count += 1;
    }
    while c.eat(", ") {
        let at = c.position();
        let longer = row(c)?;
        c.expect(": ")?;
        let bound = TypeBound { longer, shorter: lifetime(c)? };
        if !fits(&bound, found.count) || found.bounds.last() >= Some(&bound) {
            return Err(c.expected_at(at, "bounds of the lifetimes before, in order"));
        }
        found.bounds.push(bound);
    }
    Ok(found)
}

fn fits(bound: &TypeBound, count: u32) -> bool {
    let is_known = |lifetime: Lifetime| lifetime > Lifetime::Static && lifetime < Lifetime::Named(count);
    let mut before = Lifetime::Static;
    for longer in &bound.longer {
        if *longer <= before || !is_known(*longer) {
            return false;
        }
        before = *longer;
    }
    bound.shorter == Lifetime::Static || is_known(bound.shorter)
}
