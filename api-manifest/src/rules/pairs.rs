//! Which parameter of a slot is which recorded one, where some were added or removed.

use super::compare::{Comparison, compare};
use crate::model::Param;

/// What it costs to take two parameters for one: in all, and for their names.
type Cost = (u32, u32);

/// Parameters of two rows that are one: their indexes.
type Pairs = Vec<(usize, usize)>;

const OTHER_TYPE: u32 = 4;
const OTHER_NAME: u32 = 2;
const OTHER_TEXT: u32 = 1;

/// The indexes, in order, of as many parameters as both have, so that least differs: types above all, but names, which
/// are not part of the contract, say what was meant where types leave it open.
pub(super) fn pairs(recorded: &[Param], now: &[Param]) -> Pairs {
    if recorded.len() > now.len() {
        let mut pairs = embed(now, recorded, &|new, old| cost(old, new));
        for pair in &mut pairs {
            *pair = (pair.1, pair.0);
        }
        return pairs;
    }
    embed(recorded, now, &cost)
}

pub(super) fn types_differ(recorded: &Param, now: &Param) -> bool {
    compare(&recorded.ty, &now.ty) == Comparison::Differs
}

fn cost(recorded: &Param, now: &Param) -> Cost {
    let ty = match compare(&recorded.ty, &now.ty) {
        Comparison::Same => 0,
        Comparison::Differs => OTHER_TYPE,
        Comparison::Unknown if recorded.ty.to_string() == now.ty.to_string() => 0,
        Comparison::Unknown => OTHER_TEXT,
    };
    let name = if recorded.name == now.name { 0 } else { OTHER_NAME };
    (ty + name, name)
}

/// Finds each of `short` in `long`: `best[taken]` is the cheapest way to place the first ones among those of `long` that
/// were seen.
fn embed(short: &[Param], long: &[Param], cost: &dyn Fn(&Param, &Param) -> Cost) -> Pairs {
    let mut best: Vec<Option<(Cost, Pairs)>> = vec![None; short.len() + 1];
    best[0] = Some(((0, 0), Vec::new()));
    for (at, param) in long.iter().enumerate() {
        for taken in (0..short.len()).rev() {
            let Some((spent, before)) = &best[taken] else { continue };
            let more = cost(&short[taken], param);
            let total = (spent.0 + more.0, spent.1 + more.1);
            if best[taken + 1].as_ref().is_none_or(|(known, _)| total < *known) {
                let mut placed = before.clone();
                placed.push((taken, at));
                best[taken + 1] = Some((total, placed));
            }
        }
    }
    match best.pop() {
        Some(Some((_, placed))) => placed,
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canon::parse_signature;

    fn of(recorded: &str, now: &str) -> Pairs {
        let params = |text: &str| parse_signature(&format!("fn f({text})")).unwrap().params;
        let found = pairs(&params(recorded), &params(now));
        let back: Vec<_> = pairs(&params(now), &params(recorded)).into_iter().map(|(now, was)| (was, now)).collect();
        assert_eq!(found, back, "{recorded} and {now}, and the reverse");
        found
    }

    #[test]
    fn least_differs() {
        for (recorded, now, wanted) in [
            ("", "a: u8", &[][..]),
            ("a: u8", "a: u16", &[(0, 0)]),
            ("a: u8, b: u8", "b: u8, a: u8", &[(0, 0), (1, 1)]),
            // Names tell.
            ("a: u8, b: u8", "a: u8, x: u8, b: u8", &[(0, 0), (1, 2)]),
            ("a: u8, b: u8", "x: u8, a: u8, b: u8", &[(0, 1), (1, 2)]),
            ("a: u8, b: u8", "a: u16, b: u8, c: u8", &[(0, 0), (1, 1)]),
            ("a: u8, b: u8, c: u8", "b: u8", &[(1, 0)]),
            // Types tell, where parameters are only counted, or were renamed.
            ("p0: u8, p1: u16, p2: f32", "p0: u8, p1: bool, p2: u16, p3: f32", &[(0, 0), (1, 2), (2, 3)]),
            ("p0: u8, p1: u16, p2: f32, p3: bool", "p0: u16, p1: bool", &[(1, 0), (3, 1)]),
            ("a: u8, b: u16", "x: bool, y: u8, z: u16", &[(0, 1), (1, 2)]),
            // Nothing tells.
            ("p0: u8", "p0: u8, p1: u8", &[(0, 0)]),
        ] {
            assert_eq!(of(recorded, now), wanted, "{recorded} and {now}");
        }
    }
}
