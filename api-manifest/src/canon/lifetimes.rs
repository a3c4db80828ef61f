//! Which lifetimes of a slot are one: to text and back, and as Rust has them.

use std::fmt::{self, Display, Formatter};

use super::cursor::{Cursor, Parsed, start};
use super::names::{in_name, in_source, is_reserved};
use crate::model::{Lifetime, Lifetimes, Receiver, Slot, Type};

impl Display for Lifetime {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match *self {
            Lifetime::Elided => f.write_str("_"),
            Lifetime::Static => f.write_str("'static"),
            Lifetime::Named(number) => {
                write!(f, "'{}", char::from(b'a' + (number % LETTERS) as u8))?;
                if number < LETTERS { Ok(()) } else { write!(f, "{}", number / LETTERS) }
            }
        }
    }
}

/// `'z` is followed by `'a1`.
const LETTERS: u32 = 26;

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
    let mut own = vec![lifetime(c)?];
    while c.eat(" ") {
        own.push(lifetime(c)?);
    }
    match own[..] {
        [Lifetime::Elided] => Ok(Vec::new()),
        [.., Lifetime::Elided] => Err(c.expected("a lifetime other than `_`")),
        _ => Ok(own),
    }
}

fn lifetime(c: &mut Cursor<'_>) -> Parsed<Lifetime> {
    if c.eat("_") {
        return Ok(Lifetime::Elided);
    }
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

/// All of the inputs and the return type, in the order in which they are written.
fn all(lifetimes: &Lifetimes) -> Vec<Lifetime> {
    let mut all = Vec::new();
    for own in &lifetimes.inputs {
        all.extend_from_slice(own);
    }
    all.extend_from_slice(&lifetimes.ret);
    all
}

/// The slot as it would stand in a trait, if the places of its lifetimes are known: a derived type's are not in the
/// model.
///
/// ```
/// use vtable_api_manifest::canon;
/// let slot = canon::parse_signature("fn first(&self, a: &u32, b: &u32) -> &u32 where (_, 'a, _) -> 'a")?;
/// assert_eq!(canon::in_rust(&slot).as_deref(), Some("fn first<'a>(&self, a: &'a u32, b: &u32) -> &'a u32"));
/// # Ok::<(), vtable_api_manifest::canon::CanonError>(())
/// ```
pub fn in_rust(slot: &Slot) -> Option<String> {
    let own = |input: usize| slot.lifetimes.inputs.get(input).map_or(&[][..], Vec::as_slice);
    let unsafety = if slot.is_unsafe { "unsafe " } else { "" };
    let mut text = format!("{unsafety}fn {}{}(", in_source(&slot.name), generics(&slot.lifetimes));
    let receivers = usize::from(slot.receiver != Receiver::None);
    if receivers > 0 {
        push_receiver(&mut text, slot.receiver, own(0).first());
    }
    for (index, param) in slot.params.iter().enumerate() {
        let input = index + receivers;
        text.push_str(if input == 0 { "" } else { ", " });
        text.push_str(&format!("{}: {}", in_source(&param.name), named(&param.ty, own(input))?));
    }
    text.push(')');
    if slot.ret != Type::Unit {
        text.push_str(" -> ");
        text.push_str(&named(&slot.ret, &slot.lifetimes.ret)?);
    }
    Some(text)
}

/// `<'a, 'b: 'a>`, or nothing.
fn generics(lifetimes: &Lifetimes) -> String {
    let mut text = String::new();
    let mut declared = Vec::new();
    for name in &all(lifetimes) {
        if !matches!(name, Lifetime::Named(_)) || declared.contains(name) {
            continue;
        }
        text.push_str(if text.is_empty() { "<" } else { ", " });
        text.push_str(&name.to_string());
        let mut before = ": ";
        for (longer, shorter) in &lifetimes.bounds {
            if longer == name {
                text.push_str(&format!("{before}{shorter}"));
                before = " + ";
            }
        }
        declared.push(*name);
    }
    text.push_str(if text.is_empty() { "" } else { ">" });
    text
}

fn push_receiver(text: &mut String, receiver: Receiver, own: Option<&Lifetime>) {
    text.push('&');
    if let Some(lifetime) = own {
        push_lifetime(text, *lifetime);
    }
    text.push_str(if receiver == Receiver::Mut { "mut self" } else { "self" });
}

/// Behind a `&`.
fn push_lifetime(text: &mut String, lifetime: Lifetime) {
    if lifetime != Lifetime::Elided {
        text.push_str(&format!("{lifetime} "));
    }
}

/// A type with its lifetimes, whatever names its text has. `None` when one may belong where the text has no place.
fn named(ty: &Type, own: &[Lifetime]) -> Option<String> {
    let text = ty.to_string();
    let (mut rest, mut own, mut out) = (text.as_str(), own, String::new());
    while let Some(first) = rest.chars().next() {
        let (token, behind) = rest.split_at(token(rest, first));
        rest = behind;
        if first != '&' && first != '\'' {
            if !own.is_empty() && hides_lifetimes(token, rest) {
                return None;
            }
            out.push_str(token);
            continue;
        }
        let lifetime = match own.split_first() {
            Some((lifetime, others)) => {
                own = others;
                *lifetime
            }
            None => Lifetime::Elided,
        };
        match (first, lifetime) {
            ('&', lifetime) => {
                rest = rest.trim_start();
                out.push('&');
                push_lifetime(&mut out, lifetime);
            }
            (_, Lifetime::Elided) => out.push_str("'_"),
            (_, lifetime) => out.push_str(&lifetime.to_string()),
        }
    }
    own.is_empty().then_some(out)
}

/// The length of what stands first: `&'a`, `'a`, a word or any character.
fn token(text: &str, first: char) -> usize {
    match text.strip_prefix("&'").or(text.strip_prefix('\'')) {
        Some(name) => text.len() - name.len() + start(name, in_name).len(),
        None if in_name(first) => start(text, in_name).len(),
        None => first.len_utf8(),
    }
}

/// Whether a word may be a derived type, or a callback, whose lifetimes do not stand behind it.
fn hides_lifetimes(token: &str, behind: &str) -> bool {
    !start(token, in_name).is_empty() && !is_reserved(token) && !behind.starts_with("<'")
}
