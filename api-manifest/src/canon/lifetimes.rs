//! Which lifetimes of a slot are one: to text and back.

use std::fmt::{self, Display, Formatter};

use super::cursor::{Cursor, Parsed};
use crate::model::{Lifetime, Lifetimes};

impl Display for Lifetime {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match *self {
            Lifetime::Elided => f.write_str("_"),
            Lifetime::Static => f.write_str("'static"),
            Lifetime::Named(number) => {
                write!(f, "'{}", char::from(b'a' + (number % LETTERS) as u8))?;
                if number < LETTERS { Ok(()) } else { write!(f, "{}", number / LETTERS) }
            }
            Lifetime::Own { number, out: 0 } => write!(f, "for{}", Lifetime::Named(number)),
            Lifetime::Own { number, out } => write!(f, "for{out}{}", Lifetime::Named(number)),
        }
    }
}

/// `'z` is followed by `'a1`.
pub(super) const LETTERS: u32 = 26;

/// What follows a signature: nothing, where elision says all.
///
/// ```
/// use vtable_api_manifest::canon;
/// let text = "fn longer(&self, a: &u32, b: &u32) -> &u32 where (_, 'a, 'b) -> 'a, 'b: 'a";
/// let slot = canon::parse_signature(text)?;
/// assert_eq!(canon::suffix(&slot.lifetimes), " where (_, 'a, 'b) -> 'a, 'b: 'a");
/// # Ok::<(), vtable_api_manifest::canon::CanonError>(())
/// ```
pub fn suffix(lifetimes: &Lifetimes) -> String {
    if *lifetimes == Lifetimes::default() {
        return String::new();
    }
    let mut text = String::from(" where (");
    for (index, own) in lifetimes.inputs.iter().enumerate() {
        text.push_str(if index == 0 { "" } else { ", " });
        push_own(&mut text, own);
    }
    text.push(')');
    if !lifetimes.ret.is_empty() {
        text.push_str(" -> ");
        push_own(&mut text, &lifetimes.ret);
    }
    for (longer, shorter) in &lifetimes.bounds {
        text.push_str(&format!(", {longer}: {shorter}"));
    }
    text
}

fn push_own(text: &mut String, own: &[Lifetime]) {
    if own.is_empty() {
        text.push('_');
    }
    for (index, lifetime) in own.iter().enumerate() {
        text.push_str(if index == 0 { "" } else { " " });
        text.push_str(&lifetime.to_string());
    }
}

/// What follows the return type of a slot that has so many inputs, the receiver among them.
pub(super) fn lifetimes(c: &mut Cursor<'_>, inputs: usize) -> Parsed<Lifetimes> {
    if !c.eat(" where (") {
        return Ok(Lifetimes::default());
    }
    let at = c.position();
    let mut found = Lifetimes::default();
    if !c.eat(")") {
        found.inputs = c.list(")", own)?;
    }
    if c.eat(" -> ") {
        let at = c.position();
        found.ret = own(c)?;
        if found.ret.is_empty() {
            return Err(c.expected_at(at, "a lifetime, or no `->`"));
        }
    }
    while c.eat(", ") {
        let longer = lifetime(c)?;
        c.expect(": ")?;
        found.bounds.push((longer, lifetime(c)?));
    }
    match misfit(&found, inputs) {
        Some(expected) => Err(c.expected_at(at, expected)),
        None => Ok(found),
    }
}

fn own(c: &mut Cursor<'_>) -> Parsed<Vec<Lifetime>> {
    let own = row(c)?;
    match own[..] {
        [Lifetime::Elided] => Ok(Vec::new()),
        [.., Lifetime::Elided] => Err(c.expected("a lifetime other than `_`")),
        _ => Ok(own),
    }
}

/// At least one, up to what cannot be one.
pub(super) fn row(c: &mut Cursor<'_>) -> Parsed<Vec<Lifetime>> {
    let mut row = vec![lifetime(c)?];
    while !c.rest().starts_with(" }") && c.eat(" ") {
        row.push(lifetime(c)?);
    }
    Ok(row)
}

/// What an [`own_misfit`] should have been.
pub(super) const OWN_IN_ORDER: &str = "a callback's own lifetimes in the order `for'a`, `for'b`, …";

pub(super) fn lifetime(c: &mut Cursor<'_>) -> Parsed<Lifetime> {
    if c.eat("_") {
        return Ok(Lifetime::Elided);
    }
    let at = c.position();
    if c.eat("for") {
        let digits = c.run(|c| c.is_ascii_digit());
        let out = match digits.parse::<u32>() {
            Ok(out) if out > 0 && out.to_string() == digits => out,
            _ if digits.is_empty() => 0,
            _ => return Err(c.expected_at(at, "a lifetime")),
        };
        return match named_lifetime(c)? {
            Lifetime::Named(number) => Ok(Lifetime::Own { number, out }),
            _ => Err(c.expected_at(at, "a lifetime")),
        };
    }
    named_lifetime(c)
}

fn named_lifetime(c: &mut Cursor<'_>) -> Parsed<Lifetime> {
    let at = c.position();
    let word = if c.eat("'") { c.run(|c| c.is_ascii_alphanumeric()) } else { "" };
    match (word, number(word)) {
        ("static", _) => Ok(Lifetime::Static),
        (_, Some(number)) => Ok(Lifetime::Named(number)),
        (_, None) => Err(c.expected_at(at, "a lifetime")),
    }
}

fn number(word: &str) -> Option<u32> {
    let letter = *word.as_bytes().first()?;
    let round = match word.get(1..)? {
        "" => 0,
        digits => match digits.parse::<u32>() {
            Ok(round) if round > 0 && round.to_string() == digits => round,
            _ => return None,
        },
    };
    if !letter.is_ascii_lowercase() {
        return None;
    }
    round.checked_mul(LETTERS)?.checked_add(u32::from(letter - b'a'))
}

/// What the text should have been: each slot has one.
fn misfit(found: &Lifetimes, inputs: usize) -> Option<&'static str> {
    if found.inputs.len() != inputs {
        return Some("`_` or lifetimes for the receiver and for each parameter");
    }
    let mut is_misfit = own_misfit(&found.ret);
    for own in &found.inputs {
        is_misfit |= own_misfit(own);
    }
    if is_misfit {
        return Some(OWN_IN_ORDER);
    }
    let mut names = 0;
    let all = all(found);
    for lifetime in &all {
        match *lifetime {
            Lifetime::Named(number) if number > names => return Some("names in the order `'a`, `'b`, `'c`, …"),
            Lifetime::Named(number) if number == names => names += 1,
            _ => {}
        }
    }
    let known = |lifetime: Lifetime| matches!(lifetime, Lifetime::Named(number) if number < names);
    let mut before = None;
    for &(longer, shorter) in &found.bounds {
        let is_bound = known(longer) && longer != shorter && (known(shorter) || shorter == Lifetime::Static);
        if !is_bound || before >= Some((longer, shorter)) {
            return Some("bounds of lifetimes that stand before, in order");
        }
        before = Some((longer, shorter));
    }
    all.is_empty().then_some("a lifetime that elision would not give")
}

/// Whether the own lifetimes of callbacks in one type are not numbered as they come.
pub(super) fn own_misfit(own: &[Lifetime]) -> bool {
    let mut names = 0;
    for lifetime in own {
        match *lifetime {
            Lifetime::Own { number, .. } if number > names => return true,
            Lifetime::Own { number, .. } if number == names => names += 1,
            _ => {}
        }
    }
    false
}

/// All of the inputs and the return type, in the order in which they are written.
pub(super) fn all(lifetimes: &Lifetimes) -> Vec<Lifetime> {
    let mut all = Vec::new();
    for own in &lifetimes.inputs {
        all.extend_from_slice(own);
    }
    all.extend_from_slice(&lifetimes.ret);
    all
}
