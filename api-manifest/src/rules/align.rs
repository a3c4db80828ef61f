//! What happened to a list of named things: which were kept, moved, replaced, inserted, appended, lost.
//!
//! Names decide, not positions, so that one deleted slot is one finding and not one per slot behind it.

use std::ops::Range;

use crate::index::Index;

/// What became of one thing in the new list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Fate {
    /// It is recorded at this index, and in order with the others.
    Kept(usize),
    /// It is recorded at this index, but stands elsewhere.
    Moved(usize),
    /// It is new and stands where this recorded one is missing.
    Replaces(usize),
    /// It is new, and a recorded one stands somewhere behind it.
    Inserted,
    /// It is new, behind everything recorded.
    Appended,
}

/// The fate of every new thing, and the recorded ones that have no counterpart.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Alignment {
    pub(super) now: Vec<Fate>,
    pub(super) lost: Vec<usize>,
}

/// Aligns two lists by name. `same(recorded, now)` says whether two differ by name alone; `may_append(now)`
/// whether a new thing at the end is meant as an addition rather than a replacement.
pub(super) fn align(
    recorded: &[&str],
    now: &[&str],
    same: &dyn Fn(usize, usize) -> bool,
    may_append: &dyn Fn(usize) -> bool,
) -> Alignment {
    let (origins, mut lost) = origins(recorded, now);
    let mut fates = first_fates(&origins, recorded.len());
    for (olds, news) in &gaps(&fates, recorded.len()) {
        let olds = those(olds, &|old| lost[old]);
        let news = those(news, &|new| match fates[new] {
            Fate::Inserted => true,
            Fate::Appended => !may_append(new),
            _ => false,
        });
        for &(old, new) in &pairs(&olds, &news, same) {
            fates[new] = Fate::Replaces(old);
            lost[old] = false;
        }
    }
    Alignment { now: fates, lost: those(&(0..recorded.len()), &|old| lost[old]) }
}

fn those(range: &Range<usize>, fit: &dyn Fn(usize) -> bool) -> Vec<usize> {
    let mut those = Vec::new();
    for index in range.start..range.end {
        if fit(index) {
            those.push(index);
        }
    }
    those
}

/// The recorded index of each new name (a second use of a name has none), and which recorded ones have no new one.
fn origins(recorded: &[&str], now: &[&str]) -> (Vec<Option<usize>>, Vec<bool>) {
    let mut index = Index::default();
    for (old, name) in recorded.iter().enumerate() {
        index.note(name, old);
    }
    let mut lost = vec![true; recorded.len()];
    let mut origins = Vec::with_capacity(now.len());
    for name in now {
        origins.push(match index.get(name) {
            Some(old) if lost[old] => {
                lost[old] = false;
                Some(old)
            }
            _ => None,
        });
    }
    (origins, lost)
}

/// The fates of new things while none of them replaces a recorded one.
fn first_fates(origins: &[Option<usize>], recorded: usize) -> Vec<Fate> {
    let mut common = Vec::new();
    let mut end = 0;
    for (new, origin) in origins.iter().enumerate() {
        if let Some(old) = origin {
            common.push(*old);
            end = new + 1;
        }
    }
    let in_order = unmoved(&common, recorded);
    let mut fates = Vec::with_capacity(origins.len());
    let mut met = 0;
    for (new, origin) in origins.iter().enumerate() {
        fates.push(match *origin {
            Some(old) if in_order[met] => Fate::Kept(old),
            Some(old) => Fate::Moved(old),
            None if new < end => Fate::Inserted,
            None => Fate::Appended,
        });
        met += usize::from(origin.is_some());
    }
    fates
}

/// Which of `order`, recorded indexes, stayed in place: all but the members of swaps and what breaks the longest ascent.
fn unmoved(order: &[usize], recorded: usize) -> Vec<bool> {
    let rank = ranks(order, recorded);
    let rest = those(&(0..rank.len()), &|at| rank[at] == at || rank[rank[at]] != at);
    let mut ranks_of_rest = Vec::with_capacity(rest.len());
    for at in &rest {
        ranks_of_rest.push(rank[*at]);
    }
    let mut unmoved = vec![false; order.len()];
    for at in &longest_ascent(&ranks_of_rest) {
        unmoved[rest[*at]] = true;
    }
    unmoved
}

/// How many of `order` are smaller, for each: they are different numbers below `limit`.
fn ranks(order: &[usize], limit: usize) -> Vec<usize> {
    let mut smaller = vec![0; limit + 1];
    for old in order {
        smaller[*old + 1] = 1;
    }
    for number in 1..=limit {
        smaller[number] += smaller[number - 1];
    }
    let mut ranks = Vec::with_capacity(order.len());
    for old in order {
        ranks.push(smaller[*old]);
    }
    ranks
}

/// The positions of a longest ascending subsequence, by patience sorting.
fn longest_ascent(values: &[usize]) -> Vec<usize> {
    let mut piles: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(values.len());
    for (at, value) in values.iter().enumerate() {
        let pile = piles.partition_point(|&top| values[top] < *value);
        before.push(if pile == 0 { None } else { Some(piles[pile - 1]) });
        if pile == piles.len() {
            piles.push(at);
        } else {
            piles[pile] = at;
        }
    }
    let mut ascent = Vec::with_capacity(piles.len());
    let mut next = piles.last().copied();
    while let Some(at) = next {
        ascent.push(at);
        next = before[at];
    }
    ascent.reverse();
    ascent
}

/// The stretches between two kept things: recorded indexes, new indexes.
fn gaps(fates: &[Fate], recorded: usize) -> Vec<(Range<usize>, Range<usize>)> {
    let mut gaps = Vec::new();
    let (mut old_start, mut new_start) = (0, 0);
    for (new, fate) in fates.iter().enumerate() {
        if let Fate::Kept(old) = *fate {
            gaps.push((old_start..old, new_start..new));
            (old_start, new_start) = (old + 1, new + 1);
        }
    }
    gaps.push((old_start..recorded, new_start..fates.len()));
    gaps
}

/// Who replaces whom in one gap: first what differs by name alone, then the others in order.
fn pairs(olds: &[usize], news: &[usize], same: &dyn Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    let mut free = news.to_vec();
    let mut pairs = Vec::new();
    let mut unpaired = Vec::new();
    for &old in olds {
        match free.iter().position(|&new| same(old, new)) {
            Some(at) => pairs.push((old, free.remove(at))),
            None => unpaired.push(old),
        }
    }
    for (at, old) in unpaired.iter().enumerate() {
        if let Some(new) = free.get(at) {
            pairs.push((*old, *new));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::Fate::*;
    use super::*;

    fn fates(recorded: &str, now: &str) -> Alignment {
        let (recorded, now): (Vec<_>, Vec<_>) = (recorded.split(' ').collect(), now.split(' ').collect());
        // A name in capitals is marked as an addition.
        align(&recorded, &now, &|_, _| false, &|new| now[new].starts_with(char::is_uppercase))
    }

    fn alignment(now: &[Fate], lost: &[usize]) -> Alignment {
        Alignment { now: now.to_vec(), lost: lost.to_vec() }
    }

    #[test]
    fn the_same_and_what_is_behind_it() {
        assert_eq!(fates("a b", "a b c"), alignment(&[Kept(0), Kept(1), Appended], &[]));
    }

    #[test]
    fn one_loss_is_one_loss() {
        assert_eq!(fates("a b c", "a c"), alignment(&[Kept(0), Kept(2)], &[1]));
        assert_eq!(fates("a b", "a C"), alignment(&[Kept(0), Appended], &[1]));
    }

    #[test]
    fn a_swap_moves_both_and_a_rotation_one() {
        assert_eq!(fates("a b c", "c b a"), alignment(&[Moved(2), Kept(1), Moved(0)], &[]));
        assert_eq!(fates("a b", "b a"), alignment(&[Moved(1), Moved(0)], &[]));
        assert_eq!(fates("a b c d", "d a b c"), alignment(&[Moved(3), Kept(0), Kept(1), Kept(2)], &[]));
    }

    #[test]
    fn insertion_is_not_replacement() {
        assert_eq!(fates("a b c", "a x b"), alignment(&[Kept(0), Inserted, Kept(1)], &[2]));
        assert_eq!(fates("a b c", "a x c"), alignment(&[Kept(0), Replaces(1), Kept(2)], &[]));
    }

    #[test]
    fn a_name_twice_is_new_the_second_time() {
        assert_eq!(fates("a", "a a"), alignment(&[Kept(0), Appended], &[]));
    }
}
