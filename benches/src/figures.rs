//! What was measured, as lines of text: section, row, column, unit, value, separated by tabs. So a page can be made again without measuring, and two
//! runs can be compared.

use crate::contender::Contender;
use std::fmt::Write;

/// A part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Calls,
    Load,
    Build,
    Size,
}

impl Section {
    pub(crate) const ALL: [Section; 4] = [Section::Calls, Section::Load, Section::Build, Section::Size];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Section::Calls => "calls",
            Section::Load => "load",
            Section::Build => "build",
            Section::Size => "size",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Section> {
        Section::ALL.into_iter().find(|section| section.name() == name)
    }
}

/// One number.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Figure {
    pub(crate) section: String,
    pub(crate) row: String,
    pub(crate) column: String,
    pub(crate) unit: String,
    pub(crate) value: f64,
}

impl Figure {
    pub(crate) fn new(section: Section, row: &str, column: Contender, unit: &str, value: f64) -> Figure {
        Figure {
            section: section.name().into(),
            row: row.into(),
            column: column.name().into(),
            unit: unit.into(),
            // As it is written.
            value: (value * 1000.0).round() / 1000.0,
        }
    }

    fn is(&self, section: Section, row: &str, column: Contender, unit: &str) -> bool {
        self.section == section.name() && self.row == row && self.column == column.name() && self.unit == unit
    }

    fn key(&self) -> [&str; 4] {
        [&self.section, &self.row, &self.column, &self.unit]
    }
}

/// All numbers, and on what machine each section was measured.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Figures {
    /// Section, what, and what it is.
    pub(crate) facts: Vec<[String; 3]>,
    pub(crate) all: Vec<Figure>,
}

impl Figures {
    pub(crate) fn get(&self, section: Section, row: &str, column: Contender, unit: &str) -> Option<f64> {
        self.all.iter().find(|figure| figure.is(section, row, column, unit)).map(|figure| figure.value)
    }

    pub(crate) fn facts(&self, section: Section) -> impl Iterator<Item = (&str, &str)> {
        let of = move |fact: &&[String; 3]| fact[0] == section.name();
        self.facts.iter().filter(of).map(|[_, what, is]| (what.as_str(), is.as_str()))
    }

    /// Puts in what was measured of a section, instead of what was there.
    pub(crate) fn replace(&mut self, section: Section, facts: Vec<(String, String)>, figures: Vec<Figure>) {
        self.facts.retain(|[of, ..]| of != section.name());
        self.facts.extend(facts.into_iter().map(|(what, is)| [section.name().into(), what, is]));
        self.all.retain(|figure| figure.section != section.name());
        self.add(figures);
    }

    /// Puts in more of a section.
    pub(crate) fn add(&mut self, figures: Vec<Figure>) {
        self.all.extend(figures);
        let place = |of: &str| Section::named(of).map_or(usize::MAX, |section| section as usize);
        self.facts.sort_by_key(|[of, ..]| place(of));
        self.all.sort_by_key(|figure| place(&figure.section));
    }

    pub(crate) fn to_text(&self) -> String {
        let mut text = String::from("# Made by `cargo run -p benches --release -- report`.\n");
        for [section, what, is] in &self.facts {
            let _ = writeln!(text, "{section}\t{what}\t{is}");
        }
        for Figure { section, row, column, unit, value } in &self.all {
            let _ = writeln!(text, "{section}\t{row}\t{column}\t{unit}\t{value}");
        }
        text
    }

    /// Lines that are no figure are passed over.
    pub(crate) fn from_text(text: &str) -> Figures {
        let mut figures = Figures::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            match line.split('\t').collect::<Vec<_>>()[..] {
                [section, what, is] => figures.facts.push([section, what, is].map(String::from)),
                [section, row, column, unit, value] => {
                    let [section, row, column, unit] = [section, row, column, unit].map(String::from);
                    figures.all.extend(value.parse().ok().map(|value| Figure { section, row, column, unit, value }));
                }
                _ => {}
            }
        }
        figures
    }

    /// How many figures that must not vary are in both, and those that differ by more than 5 %. Times vary.
    pub(crate) fn differences(&self, other: &Figures) -> (usize, Vec<String>) {
        let mut compared = 0;
        let mut lines = Vec::new();
        for figure in self.all.iter().filter(|figure| ["instructions", "bytes", "crates"].contains(&&*figure.unit)) {
            let Some(found) = other.all.iter().find(|found| found.key() == figure.key()) else { continue };
            compared += 1;
            let (a, b) = (figure.value, found.value);
            if (a - b).abs() > 0.05 * a.abs().max(b.abs()) {
                lines.push(format!("{}: {a} and {b}", figure.key().join(", ")));
            }
        }
        (compared, lines)
    }
}
