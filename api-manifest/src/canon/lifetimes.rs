//! Which lifetimes of a slot are one: to text and back, and as Rust has them.

use std::fmt::{self, Display, Formatter};

use super::cursor::{Cursor, Parsed};
use super::names::{in_name, in_source, is_reserved};
use crate::model::{Lifetime, Lifetimes, Param, Receiver, Slot, Type};

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
    let inputs: Vec<String> = lifetimes.inputs.iter().map(|own| write_own(own)).collect();
    let mut text = format!(" where ({})", inputs.join(", "));
    if !lifetimes.ret.is_empty() {
        text.push_str(&format!(" -> {}", write_own(&lifetimes.ret)));
    }
    lifetimes.bounds.iter().for_each(|(longer, shorter)| text.push_str(&format!(", {longer}: {shorter}")));
    text
}

fn write_own(own: &[Lifetime]) -> String {
    match own {
        [] => "_".to_owned(),
        own => own.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
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
    if own == [Lifetime::Elided] {
        own.clear();
    }
    if own.last() == Some(&Lifetime::Elided) { Err(c.expected("a lifetime other than `_`")) } else { Ok(own) }
}

fn lifetime(c: &mut Cursor<'_>) -> Parsed<Lifetime> {
    if c.eat("_") {
        return Ok(Lifetime::Elided);
    }
    let at = c.position();
    let word = if c.eat("'") { c.run(|c| c.is_ascii_alphanumeric()) } else { "" };
    match word {
        "static" => Ok(Lifetime::Static),
        _ => number(word).map(Lifetime::Named).ok_or_else(|| c.expected_at(at, "a lifetime")),
    }
}

fn number(word: &str) -> Option<u32> {
    let letter = word.chars().next().filter(char::is_ascii_lowercase)?;
    let round = match word.get(1..)? {
        "" => 0,
        digits => digits.parse::<u32>().ok().filter(|round| *round > 0 && round.to_string() == digits)?,
    };
    round.checked_mul(LETTERS)?.checked_add(u32::from(letter) - u32::from('a'))
}

/// What the text should have been: each slot has one.
fn misfit(found: &Lifetimes, inputs: usize) -> Option<&'static str> {
    if found.inputs.len() != inputs {
        return Some("`_` or lifetimes for the receiver and for each parameter");
    }
    let mut names = 0;
    for lifetime in found.inputs.iter().flatten().chain(&found.ret) {
        match *lifetime {
            Lifetime::Named(number) if number > names => return Some("names in the order `'a`, `'b`, `'c`, …"),
            Lifetime::Named(number) if number == names => names += 1,
            _ => {}
        }
    }
    let known = |lifetime: &Lifetime| matches!(lifetime, Lifetime::Named(number) if *number < names);
    let is_bound = |(longer, shorter): &(Lifetime, Lifetime)| {
        known(longer) && longer != shorter && (known(shorter) || *shorter == Lifetime::Static)
    };
    if !found.bounds.iter().all(is_bound) || !found.bounds.is_sorted_by(|a, b| a < b) {
        return Some("bounds of lifetimes that stand before, in order");
    }
    let says_nothing = found.ret.is_empty() && found.inputs.iter().all(Vec::is_empty);
    says_nothing.then_some("a lifetime that elision would not give")
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
    let mut inputs = slot.lifetimes.inputs.iter().map(Vec::as_slice);
    let receiver = match slot.receiver {
        Receiver::None => None,
        receiver => Some(named_receiver(receiver, inputs.next().unwrap_or_default())),
    };
    let mut params = Vec::from_iter(receiver);
    for Param { name, ty } in &slot.params {
        params.push(format!("{}: {}", in_source(name), named(ty, inputs.next().unwrap_or_default())?));
    }
    let ret = match &slot.ret {
        Type::Unit => String::new(),
        ret => format!(" -> {}", named(ret, &slot.lifetimes.ret)?),
    };
    let (unsafety, name, generics) =
        (if slot.is_unsafe { "unsafe " } else { "" }, in_source(&slot.name), generics(&slot.lifetimes));
    Some(format!("{unsafety}fn {name}{generics}({}){ret}", params.join(", ")))
}

/// `<'a, 'b: 'a>`, or nothing.
fn generics(lifetimes: &Lifetimes) -> String {
    let all = lifetimes.inputs.iter().flatten().chain(&lifetimes.ret);
    let names: std::collections::BTreeSet<_> = all.filter(|lifetime| matches!(lifetime, Lifetime::Named(_))).collect();
    let declare = |name: &&Lifetime| {
        let bounds = lifetimes.bounds.iter().filter(|(longer, _)| longer == *name);
        let bounds: Vec<String> = bounds.map(|(_, shorter)| shorter.to_string()).collect();
        if bounds.is_empty() { name.to_string() } else { format!("{name}: {}", bounds.join(" + ")) }
    };
    let declared: Vec<String> = names.iter().map(declare).collect();
    if declared.is_empty() { String::new() } else { format!("<{}>", declared.join(", ")) }
}

fn named_receiver(receiver: Receiver, own: &[Lifetime]) -> String {
    let lifetime = own.first().filter(|lifetime| **lifetime != Lifetime::Elided);
    let lifetime = lifetime.map_or(String::new(), |lifetime| format!("{lifetime} "));
    format!("&{lifetime}{}self", if receiver == Receiver::Mut { "mut " } else { "" })
}

/// A type with its lifetimes, whatever names its text has. `None` when one may belong where the text has no place.
fn named(ty: &Type, own: &[Lifetime]) -> Option<String> {
    let text = ty.to_string();
    let (mut rest, mut own, mut out) = (text.as_str(), own.iter(), String::new());
    while let Some(first) = rest.chars().next() {
        let (token, behind) = rest.split_at(token(rest, first));
        rest = behind;
        match first {
            '&' => {
                rest = rest.trim_start();
                out.push('&');
                out.extend(own.next().filter(|it| **it != Lifetime::Elided).map(|lifetime| format!("{lifetime} ")));
            }
            '\'' => match own.next() {
                None | Some(Lifetime::Elided) => out.push_str("'_"),
                Some(lifetime) => out.push_str(&lifetime.to_string()),
            },
            _ if own.len() > 0 && hides_lifetimes(token, rest) => return None,
            _ => out.push_str(token),
        }
    }
    (own.len() == 0).then_some(out)
}

/// The length of what stands first: `&'a`, `'a`, a word or any character.
fn token(text: &str, first: char) -> usize {
    let word = |text: &str| text.find(|c| !in_name(c)).unwrap_or(text.len());
    match (text.strip_prefix("&'").or(text.strip_prefix('\'')), first) {
        (Some(name), _) => text.len() - name.len() + word(name),
        (None, first) if in_name(first) => word(text),
        (None, first) => first.len_utf8(),
    }
}

/// Whether a word may be a derived type, or a callback, whose lifetimes do not stand behind it.
fn hides_lifetimes(token: &str, behind: &str) -> bool {
    token.starts_with(in_name) && !is_reserved(token) && !behind.starts_with("<'")
}
