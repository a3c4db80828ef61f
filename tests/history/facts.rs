//! The facts, read and written: a release is what it did to the one before.

use std::fmt;

/// A function of the table, in C.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) name: String,
    pub(crate) returns: String,
    pub(crate) parameters: Vec<String>,
}

/// The table of one release, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Release {
    pub(crate) version: String,
    pub(crate) slots: Vec<Slot>,
}

/// All releases, the oldest first.
pub(crate) fn read(text: &str) -> Vec<Release> {
    let mut releases: Vec<Release> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix("    ") {
            None => {
                let slots = releases.last().map_or(Vec::new(), |last| last.slots.clone());
                releases.push(Release { version: line.to_string(), slots });
            }
            Some(fact) => apply(&mut releases.last_mut().expect("a release before its slots").slots, fact),
        }
    }
    releases
}

/// One fact: a slot that is appended, `- 7 name` removed, `+ 7 name: …` inserted, `7 name => …` changed.
fn apply(slots: &mut Vec<Slot>, fact: &str) {
    let indexed = |fact: &str| {
        let (index, rest) = fact.split_once(' ').expect("an index");
        (index.parse::<usize>().expect("an index"), rest.to_string())
    };
    if let Some((index, name)) = fact.strip_prefix("- ").map(indexed) {
        assert_eq!(slots.remove(index).name, name, "{fact}");
    } else if let Some((index, slot)) = fact.strip_prefix("+ ").map(indexed) {
        slots.insert(index, Slot::read(&slot));
    } else if let Some((old, new)) = fact.split_once(" => ") {
        let (index, name) = indexed(old);
        let slot = &mut slots[index];
        assert_eq!(slot.name, name, "{fact}");
        *slot = Slot::read(new);
    } else {
        slots.push(Slot::read(fact));
    }
}

/// The lines below the comment.
pub(crate) fn write(releases: &[Release]) -> String {
    let mut text = String::new();
    let mut recorded: &[Slot] = &[];
    for Release { version, slots } in releases {
        text += &format!("{version}\n");
        step(recorded, slots).iter().for_each(|fact| text += &format!("    {fact}\n"));
        recorded = slots;
    }
    text
}

/// What leads from one to the next: what is gone, inserted, changed, appended.
fn step(old: &[Slot], new: &[Slot]) -> Vec<String> {
    let kept = kept(old, new);
    let mut facts = Vec::new();
    for (index, slot) in old.iter().enumerate().rev().filter(|(index, _)| !kept.iter().any(|(old, _)| old == index)) {
        facts.push(format!("- {index} {}", slot.name));
    }
    let tail = kept.last().map_or(0, |(_, new)| new + 1);
    for (index, slot) in new[..tail].iter().enumerate().filter(|(index, _)| !kept.iter().any(|(_, new)| new == index)) {
        facts.push(format!("+ {index} {slot}"));
    }
    for (was, is) in kept.into_iter().filter(|(was, is)| old[*was] != new[*is]) {
        facts.push(format!("{is} {} => {}", old[was].name, new[is]));
    }
    facts.extend(new[tail..].iter().map(Slot::to_string));
    facts
}

/// The longest row of names that both have: their indexes.
fn kept(old: &[Slot], new: &[Slot]) -> Vec<(usize, usize)> {
    let mut longest = vec![vec![0; new.len() + 1]; old.len() + 1];
    for (i, j) in (0..old.len()).rev().flat_map(|i| (0..new.len()).rev().map(move |j| (i, j))) {
        let same = old[i].name == new[j].name;
        longest[i][j] = if same { longest[i + 1][j + 1] + 1 } else { longest[i + 1][j].max(longest[i][j + 1]) };
    }
    let (mut i, mut j, mut kept) = (0, 0, Vec::new());
    while i < old.len() && j < new.len() {
        if old[i].name == new[j].name {
            kept.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if longest[i + 1][j] >= longest[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    kept
}

impl Slot {
    /// `close: int (sqlite3*)`
    fn read(fact: &str) -> Slot {
        let (name, signature) = fact.split_once(": ").expect("a name");
        let (returns, parameters) = signature.split_once(" (").expect("parameters");
        let parameters = parameters.strip_suffix(')').expect("the end of the parameters");
        Slot { name: name.to_string(), returns: returns.to_string(), parameters: parts(parameters) }
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parameters = if self.parameters.is_empty() { "void".into() } else { self.parameters.join(", ") };
        write!(f, "{}: {} ({parameters})", self.name, self.returns)
    }
}

/// Parameters apart; `void` and nothing are none.
pub(crate) fn parts(parameters: &str) -> Vec<String> {
    let mut depth = 0;
    let outer_comma = |c: char| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        c == ',' && depth == 0
    };
    let parts: Vec<String> = parameters.split(outer_comma).map(|part| part.trim().to_string()).collect();
    if parts == ["void"] || parts == [""] { Vec::new() } else { parts }
}
