//! Slots, fields and types with their lifetimes as Rust has them, for messages.

use super::cursor::start;
use super::lifetimes::{LETTERS, all};
use super::names::{in_name, in_source, is_reserved};
use crate::model::{Lifetime, Lifetimes, Receiver, Slot, Type, TypeLifetimes};

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
    let count = free_name(&slot.lifetimes);
    let named = |ty: &Type, own: &[Lifetime]| Writer::new(own, count, None).write(ty);
    let unsafety = if slot.is_unsafe { "unsafe " } else { "" };
    let mut text = format!("{unsafety}fn {}{}(", in_source(&slot.name), generics(count, &slot.lifetimes.bounds));
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

/// The number of the first name that a slot does not have.
fn free_name(lifetimes: &Lifetimes) -> u32 {
    let mut free = 0;
    for lifetime in &all(lifetimes) {
        if let Lifetime::Named(number) = *lifetime {
            free = free.max(number + 1);
        }
    }
    free
}

/// `<'a, 'b: 'a>`, or nothing.
fn generics(count: u32, bounds: &[(Lifetime, Lifetime)]) -> String {
    let mut text = String::new();
    for number in 0..count {
        let name = Lifetime::Named(number);
        text.push_str(&format!("{}{name}", if number == 0 { "<" } else { ", " }));
        let mut before = ": ";
        for (longer, shorter) in bounds {
            if *longer == name {
                text.push_str(&format!("{before}{shorter}"));
                before = " + ";
            }
        }
    }
    text.push_str(if count == 0 { "" } else { ">" });
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

/// A field's type, likewise. What is left out is `'static`.
pub(crate) fn field_in_rust(ty: &Type, own: &[Lifetime]) -> Option<String> {
    Writer {
        text: String::new(),
        own,
        first: LETTERS - 3,
        left_out: Some("'static"),
        callbacks: Vec::new(),
        known: Vec::new(),
        depth: 0,
    }
    .write(ty)
}

/// `View<'a, 'b: 'a>`.
pub(crate) fn declared_in_rust(ty: &Type, lifetimes: &TypeLifetimes) -> String {
    if matches!(ty, Type::Named { args, .. } if !args.is_empty()) {
        return format!("{ty}{}", super::type_suffix(lifetimes));
    }
    let mut bounds = Vec::new();
    for bound in &lifetimes.bounds {
        bounds.push((bound.longer[0], bound.shorter));
    }
    format!("{ty}{}", generics(lifetimes.count, &bounds))
}

/// Writes a type with its lifetimes, whatever names its text has.
struct Writer<'l> {
    text: String,
    /// Those that are still to be written.
    own: &'l [Lifetime],
    /// What the first lifetime of a callback's own is called, as a number.
    first: u32,
    /// What stands where nothing is written, but for callbacks.
    left_out: Option<&'static str>,
    callbacks: Vec<Callback>,
    /// The callbacks' own that have been declared.
    known: Vec<u32>,
    /// Of brackets.
    depth: usize,
}

/// A callback around what is being written.
struct Callback {
    /// Where its `for<…>` stands.
    at: usize,
    depth: usize,
    is_over: bool,
    /// `'x, 'y`
    names: String,
}

impl<'l> Writer<'l> {
    fn new(own: &'l [Lifetime], first: u32, left_out: Option<&'static str>) -> Self {
        Writer { text: String::new(), own, first, left_out, callbacks: Vec::new(), known: Vec::new(), depth: 0 }
    }

    /// `None` when a lifetime may belong where the text has no place.
    fn write(mut self, ty: &Type) -> Option<String> {
        let text = ty.to_string();
        let (mut rest, mut start) = (text.as_str(), None);
        while let Some(first) = rest.chars().next() {
            let (token, behind) = rest.split_at(token(rest, first));
            rest = behind;
            match first {
                '&' | '\'' => rest = self.place(first, token, rest),
                _ if !self.own.is_empty() && !self.text.ends_with("dyn ") && hides_lifetimes(token, rest) => {
                    return None;
                }
                _ => {
                    start = self.bracket(first, start);
                    match token {
                        "dyn" => start = Some(self.text.len() + "dyn ".len()),
                        "unsafe" | "extern" => start = start.or(Some(self.text.len())),
                        _ => {}
                    }
                    self.text.push_str(token);
                }
            }
        }
        while !self.callbacks.is_empty() {
            self.end();
        }
        self.own.is_empty().then_some(self.text)
    }

    /// Writes a lifetime; what follows is the answer.
    fn place<'t>(&mut self, first: char, token: &str, rest: &'t str) -> &'t str {
        let lifetime = self.own.split_first().map(|(lifetime, others)| {
            self.own = others;
            *lifetime
        });
        let name = match lifetime.unwrap_or(Lifetime::Elided) {
            Lifetime::Elided if !self.callbacks.is_empty() => None,
            Lifetime::Elided => self.left_out.map(str::to_owned),
            Lifetime::Own { number, out } => Some(self.own_name(number, out as usize)),
            lifetime => Some(lifetime.to_string()),
        };
        match (first, name) {
            ('&', None) if token == "&" => self.text.push('&'),
            ('&', name) => {
                let name = name.map_or_else(String::new, |name| name + " ");
                self.text.push_str(&format!("&{name}"));
                return rest.trim_start();
            }
            (_, None) => self.text.push_str("'_"),
            (_, Some(name)) => self.text.push_str(&name),
        }
        rest
    }

    fn own_name(&mut self, number: u32, out: usize) -> String {
        let name = Lifetime::Named(self.first + number).to_string();
        let declared = self.callbacks.len().checked_sub(out + 1);
        if let Some(at) = declared
            && !self.known.contains(&number)
        {
            self.known.push(number);
            let names = &mut self.callbacks[at].names;
            names.push_str(if names.is_empty() { "" } else { ", " });
            names.push_str(&name);
        }
        name
    }

    /// Keeps track of brackets: a callback ends behind its result. The answer is where one that is to come starts.
    fn bracket(&mut self, first: char, start: Option<usize>) -> Option<usize> {
        let is_arrow = self.text.ends_with('-');
        match first {
            '(' | '<' => {
                let depth = self.depth;
                self.depth += 1;
                let at = start.filter(|_| first == '(')?;
                self.callbacks.push(Callback { at, depth, is_over: false, names: String::new() });
                return None;
            }
            ')' | ',' | '>' if !is_arrow => {
                while self.callbacks.last().is_some_and(|last| last.is_over && last.depth == self.depth) {
                    self.end();
                }
                self.depth = self.depth.saturating_sub(usize::from(first != ','));
                if let Some(last) = self.callbacks.last_mut() {
                    last.is_over |= first == ')' && last.depth == self.depth;
                }
            }
            _ => {}
        }
        start
    }

    fn end(&mut self) {
        if let Some(Callback { at, names, .. }) = self.callbacks.pop()
            && !names.is_empty()
        {
            self.text.insert_str(at, &format!("for<{names}> "));
        }
    }
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
    // The module of a path has none.
    let is_shown = ["<'", "::", "\""].iter().any(|shown| behind.starts_with(shown));
    let is_callback = is_callback(token) && behind.starts_with('(');
    !(start(token, in_name).is_empty() || is_reserved(token) || is_shown || is_callback)
}

fn is_callback(token: &str) -> bool {
    token == "Fn" || token == "FnMut"
}
