//! `sqlite.txt`, read and written.

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
        let Some(fact) = line.strip_prefix("    ") else {
            let slots = releases.last().map_or(Vec::new(), |last| last.slots.clone());
            releases.push(Release { version: line.to_string(), slots });
            continue;
        };
        let slots = &mut releases.last_mut().expect("a release before its slots").slots;
        match fact.split_once(" => ") {
            None => slots.push(Slot::read(fact)),
            Some((old, new)) => {
                let (index, name) = old.split_once(' ').expect("index and name");
                let slot = &mut slots[index.parse::<usize>().expect("an index")];
                assert_eq!(slot.name, name, "{line}");
                *slot = Slot::read(new);
            }
        }
    }
    releases
}

/// The lines below the comment.
pub(crate) fn write(releases: &[Release]) -> String {
    let mut text = String::new();
    let mut recorded: &[Slot] = &[];
    for Release { version, slots } in releases {
        text += &format!("{version}\n");
        for (index, (old, new)) in recorded.iter().zip(slots).enumerate().filter(|(_, (old, new))| old != new) {
            text += &format!("    {index} {} => {new}\n", old.name);
        }
        slots[recorded.len()..].iter().for_each(|slot| text += &format!("    {slot}\n"));
        recorded = slots;
    }
    text
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

/// Parameters apart; `void` is none.
pub(crate) fn parts(parameters: &str) -> Vec<String> {
    let mut depth = 0;
    let outer_comma = |c: char| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        c == ',' && depth == 0
    };
    let parts: Vec<String> = parameters.split(outer_comma).map(|part| part.trim().to_string()).collect();
    if parts == ["void"] { Vec::new() } else { parts }
}
