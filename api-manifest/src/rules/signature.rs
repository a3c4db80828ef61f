//! Rules on one slot: receiver, `unsafe`, parameters, return type and lifetimes stay as they were recorded.

use super::advice::{Tables, list};
use super::compare::{Comparison, compare};
use super::findings::add;
use super::pairs::{pairs, types_differ};
use crate::borrow;
use crate::canon;
use crate::diagnostics::Code;
use crate::model::{Param, Receiver, Slot, Type};
use crate::violation::{Place, Violation};
use crate::visit::parts;

const RESTORE: &str = "restore it, and append the new form";

/// One slot, as recorded and in the source, with its indexes there.
#[derive(Clone, Copy)]
pub(super) struct Pair<'a> {
    pub(super) tables: Tables<'a>,
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) recorded: &'a Slot,
    pub(super) now: &'a Slot,
}

/// Everything that differs between the two, in the order of the source.
pub(super) fn check(pair: Pair<'_>, found: &mut Vec<Violation>) {
    add(found, pair.unsafety());
    let before = found.len();
    add(found, pair.receiver());
    pair.parameters(found);
    if compare(&pair.recorded.ret, &pair.now.ret) == Comparison::Differs {
        found.push(pair.ret_changed());
    }
    // What comes, goes or changes its type has other lifetimes for that alone.
    if found.len() == before {
        add(found, pair.lifetimes());
    }
}

impl Pair<'_> {
    fn table(&self) -> String {
        self.tables.now.id.clone()
    }

    /// A violation of this slot, without its way out.
    fn broken(&self, code: Code, place: Place, what: &str, recorded: String, now: String) -> Violation {
        Violation::new(code, place, format!("{}: {what}", self.tables.frozen(self.old)))
            .recorded(recorded, self.recorded.line)
            .now(now)
    }

    fn way_out(&self) -> Vec<String> {
        self.tables.append_ex(RESTORE, self.now)
    }

    fn unsafety(&self) -> Option<Violation> {
        let what = match (self.recorded.is_unsafe, self.now.is_unsafe) {
            (false, true) => "it became `unsafe`",
            (true, false) => "it is no longer `unsafe`",
            _ => return None,
        };
        let place = Place::Slot { table: self.table(), slot: self.new };
        let text = |slot: &Slot| String::from(if slot.is_unsafe { "unsafe fn" } else { "fn" });
        let violation = self.broken(Code::Unsafety, place, what, text(self.recorded), text(self.now));
        Some(violation.help_lines(self.way_out()))
    }

    fn receiver(&self) -> Option<Violation> {
        if self.recorded.receiver == self.now.receiver {
            return None;
        }
        let place = Place::Receiver { table: self.table(), slot: self.new };
        let (recorded, now) = (receiver_text(self.recorded.receiver), receiver_text(self.now.receiver));
        let violation = self.broken(Code::Receiver, place, "its receiver changed", recorded, now);
        Some(violation.help_lines(self.way_out()))
    }

    fn parameters(&self, found: &mut Vec<Violation>) {
        let (recorded, now) = (&self.recorded.params, &self.now.params);
        let kept = pairs(recorded, now);
        let (mut is_kept, mut is_old) = (vec![false; recorded.len()], vec![false; now.len()]);
        for (old, new) in &kept {
            is_kept[*old] = true;
            is_old[*new] = true;
        }
        add(found, self.count_changed(now, &is_old, "added"));
        add(found, self.count_changed(recorded, &is_kept, "removed"));
        for &(old, new) in &kept {
            if types_differ(&recorded[old], &now[new]) {
                found.push(self.param_changed(old, new));
            }
        }
    }

    /// The violation of those parameters that only one of the two slots has.
    fn count_changed(&self, of: &[Param], is_in_both: &[bool], verb: &str) -> Option<Violation> {
        let mut names = Vec::new();
        let mut first = 0;
        for (index, param) in of.iter().enumerate() {
            if !is_in_both[index] {
                first = if names.is_empty() { index } else { first };
                names.push(param.name.as_str());
            }
        }
        let what = match names.len() {
            0 => return None,
            1 => format!("parameter {} was {verb}", list(&names)),
            _ => format!("parameters {} were {verb}", list(&names)),
        };
        let place = match verb {
            "added" => Place::Param { table: self.table(), slot: self.new, param: first },
            _ => Place::Slot { table: self.table(), slot: self.new },
        };
        let (recorded, now) = (canon::signature(self.recorded), canon::signature(self.now));
        Some(self.broken(Code::ParamCount, place, &what, recorded, now).help_lines(self.way_out()))
    }

    /// The violation of one parameter, whose types are known to differ.
    pub(super) fn param_changed(&self, old: usize, new: usize) -> Violation {
        let place = Place::Param { table: self.table(), slot: self.new, param: new };
        let (recorded, now) = (&self.recorded.params[old], &self.now.params[new]);
        let what = format!("parameter `{}` changed type", now.name);
        let help = match &now.ty {
            // What is copied is not lent by `&mut`.
            Type::Ref { mutable: true, to } if is_named(to) && !self.is_memory(to) => {
                self.tables.append_lent(RESTORE, self.now, to)
            }
            _ => self.way_out(),
        };
        self.broken(Code::ParamType, place, &what, recorded.ty.to_string(), now.ty.to_string()).help_lines(help)
    }

    /// Whether something recorded points to the type, or lends it by `&mut`.
    fn is_memory(&self, ty: &Type) -> bool {
        let name = ty.to_string();
        let slots = self.tables.recorded.slots.iter();
        slots.flat_map(|slot| &slot.params).any(|param| points_to(&param.ty, &name))
    }

    /// The violation of the return type, known to differ.
    pub(super) fn ret_changed(&self) -> Violation {
        let place = Place::Ret { table: self.table(), slot: self.new };
        let (recorded, now) = (self.recorded.ret.to_string(), self.now.ret.to_string());
        let what = match (&self.recorded.ret, &self.now.ret) {
            (Type::Unit, _) => "it returned nothing, and now returns a value",
            (_, Type::Unit) => "it returned a value, and now returns nothing",
            _ => "the return type changed",
        };
        self.broken(Code::ReturnType, place, what, recorded, now).help_lines(self.way_out())
    }

    /// Who borrows from whom, where receiver and types are as they were.
    fn lifetimes(&self) -> Option<Violation> {
        if self.recorded.lifetimes == self.now.lifetimes {
            return None;
        }
        let (place, what) = self.lifetime_changed();
        let (recorded, now) = self.in_rust();
        Some(self.broken(Code::Lifetimes, place, &what, recorded, now).help_lines(self.way_out()))
    }

    fn lifetime_changed(&self) -> (Place, String) {
        let (table, slot) = (self.table(), self.new);
        let receivers = usize::from(self.now.receiver != Receiver::None);
        if borrow::result(self.recorded) != borrow::result(self.now) {
            return (Place::Ret { table, slot }, "what its return value borrows from changed".to_owned());
        }
        for (param, Param { name, .. }) in self.now.params.iter().enumerate() {
            if self.input_changed(param + receivers) {
                return (Place::Param { table, slot, param }, format!("the lifetime of parameter `{name}` changed"));
            }
        }
        if self.input_changed(0) {
            (Place::Receiver { table, slot }, "the lifetime of its receiver changed".to_owned())
        } else {
            (Place::Slot { table, slot }, "the bounds of its lifetimes changed".to_owned())
        }
    }

    /// Whether an input, the receiver counted, borrows otherwise than it did.
    fn input_changed(&self, input: usize) -> bool {
        borrow::input(self.recorded, input) != borrow::input(self.now, input)
    }

    /// Both as a trait would have them, in the words of the source; as the record has them, where a type hides its
    /// lifetimes.
    fn in_rust(&self) -> (String, String) {
        let before = Slot { lifetimes: self.recorded.lifetimes.clone(), ..self.now.clone() };
        match (canon::in_rust(&before), canon::in_rust(self.now)) {
            (Some(before), Some(now)) => (before, now),
            _ => (canon::signature(self.recorded), canon::signature(self.now)),
        }
    }
}

fn is_named(ty: &Type) -> bool {
    matches!(ty, Type::Named { .. } | Type::Unresolved(_))
}

fn points_to(ty: &Type, name: &str) -> bool {
    let is_so = match ty {
        Type::Pointer { to, .. } | Type::NonNull(to) | Type::Ref { mutable: true, to } => to.to_string() == name,
        _ => false,
    };
    is_so || parts(ty).into_iter().any(|part| points_to(part, name))
}

fn receiver_text(receiver: Receiver) -> String {
    match receiver {
        Receiver::None => "no receiver",
        Receiver::Ref => "&self",
        Receiver::Mut => "&mut self",
    }
    .to_owned()
}
