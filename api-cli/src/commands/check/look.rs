//! What is known of a package: of its record alone, and then with its source.

use vtable_api_manifest::canon;
use vtable_api_manifest::model::{Package, Table, Type, TypeDef};
use vtable_api_manifest::record::ObjectOf;
use vtable_api_manifest::rules::{self, Drafts};
use vtable_api_manifest::violation::Violation;

use super::report::{PackageState, TableState, TypeState};
use crate::args;
use crate::input::compile::source::{Read, Source};
use crate::input::project::Project;
use crate::output::{headers, stale};
use crate::record::{self, Earlier, twins};
use crate::report::{Finding, Refused, Stop};

/// What is known of a package.
pub(super) struct Look<'p> {
    pub(super) project: &'p Project,
    pub(super) recorded: Option<Package>,
    /// By which name records know it.
    pub(super) local: String,
    /// The record as it is.
    pub(super) text: String,
    /// The record cannot be read: there is nothing to compare the source with.
    pub(super) is_broken: bool,
    /// It needs a package that does not build.
    pub(super) is_unknown: bool,
    pub(super) state: PackageState,
    pub(super) found: Vec<Finding>,
    /// The headers that it may have.
    pub(super) headers: Vec<String>,
}

impl<'p> Look<'p> {
    pub(super) fn of(project: &'p Project, earlier: Option<&Earlier>) -> Result<Look<'p>, Stop> {
        let state = PackageState::of(project.name());
        let headers = Vec::new();
        let mut look = Look {
            project,
            recorded: None,
            local: String::new(),
            text: String::new(),
            is_broken: false,
            is_unknown: false,
            state,
            found: Vec::new(),
            headers,
        };
        match record::read(&project.root).refused()? {
            Ok(record) => {
                look.local = record.as_ref().map(|record| record.local(project)).unwrap_or_default();
                if let Some(record) = record {
                    (look.text, look.recorded) = (record.text, Some(record.package));
                }
            }
            // What keeps other commands from their work is what this one is here to find.
            Err(findings) => {
                look.is_broken = true;
                look.found = findings;
                look.own_findings(0);
                return Ok(look);
            }
        }
        let deleted = if look.recorded.is_none() { record::deleted(&project.root) } else { None };
        match (deleted, earlier) {
            // What the last commit has is nearer than any other state.
            (Some(deleted), _) => look.found.push(deleted),
            (None, Some(earlier)) => {
                look.found = earlier.lost(look.recorded.as_ref(), &project.root);
                look.state.against = look.found.is_empty().then(|| earlier.summary());
            }
            (None, None) => {}
        }
        look.own_findings(0);
        Ok(look)
    }

    pub(super) fn find_twins(&mut self, records: &[(&Project, Package)]) {
        let Some(recorded) = &self.recorded else { return };
        self.found.extend(twins::of(self.project, recorded, records));
    }

    /// A linker that is too old for `#[used]` drops records.
    pub(super) fn misses(&self, source: &Read) -> bool {
        let (Some(recorded), Ok(source)) = (&self.recorded, source) else { return false };
        let has = |id: &str| source.package.tables.iter().any(|table| table.id == id);
        recorded.tables.iter().any(|table| !has(&table.id))
    }

    pub(super) fn at_source(
        &mut self,
        args: &args::Check,
        source: &Source,
        records: &[(&Project, Package)],
        checked: &[&str],
    ) -> Result<(), Stop> {
        let nothing_recorded = self.recorded.as_ref().is_none_or(|recorded| recorded.tables.is_empty());
        if source.package.tables.is_empty() && nothing_recorded {
            return Ok(());
        }
        if self.recorded.is_none() && self.found.is_empty() {
            self.found.push(record::missing(&self.project.root));
            self.own_findings(0);
        }
        // Without a record all is a draft, which the finding above says already.
        let locked = args.locked && self.recorded.is_some();
        let empty = Package::default();
        let recorded = self.recorded.as_ref().unwrap_or(&empty);
        let broken = broken_rules(&self.local, recorded, &source.package, locked);
        let is_clean = broken.is_empty();
        if is_clean && locked {
            // A draft of a package that is checked is said where it stands.
            let is_said = |object: &ObjectOf| checked.contains(&object.package.as_str());
            self.found.extend(source.unrecorded_objects(self.project, &is_said));
            self.found.extend(source.unrecorded_growables(self.project, &|_, _| false));
        }
        self.found.extend(source.findings(self.project, broken));
        if is_clean && let Some(future) = twins::future(self.project, &self.text, &source.package) {
            self.found.extend(twins::of_drafts(self.project, recorded, &future, source, records));
        }
        self.state.tables = states(recorded, &source.package);
        self.state.types = growths(recorded, &source.package);
        if is_clean && args.headers.are_asked_for() {
            let before = self.found.len();
            let package = self.project.name();
            let of = headers::Of { package, recorded, source: &source.package };
            let (names, stale) = stale::stale(&args.headers, of)?;
            self.headers = names;
            self.found.extend(stale);
            self.own_findings(before);
        }
        Ok(())
    }

    /// Puts the package's name on findings, from the given one on.
    fn own_findings(&mut self, from: usize) {
        self.found[from..].iter_mut().for_each(|found| found.package = Some(self.project.name().into()));
    }

    /// Whether there was anything to check.
    pub(super) fn has_seen(&self) -> bool {
        !self.found.is_empty()
            || self.is_unknown
            || !self.state.tables.is_empty()
            || self.recorded.as_ref().is_some_and(|recorded| !recorded.tables.is_empty())
    }
}

fn broken_rules(local: &str, recorded: &Package, source: &Package, locked: bool) -> Vec<Violation> {
    let mut found = rules::check_of(local, recorded, source);
    if locked {
        found.extend(source.tables.iter().flat_map(|table| rules::draft_slots(recorded, table, Drafts::Locked)));
        found.extend(source.types.iter().flat_map(|def| rules::draft_variants(recorded, def, Drafts::Locked)));
        found.extend(source.types.iter().flat_map(|def| rules::draft_members(recorded, def, Drafts::Locked)));
    }
    found
}

fn states(recorded: &Package, source: &Package) -> Vec<TableState> {
    let last = |table: &Table| {
        let record = recorded.tables.iter().find(|record| record.id == table.id);
        record.and_then(|record| record.revisions.last()).map_or(0, |revision| revision.number)
    };
    let state = |table: &Table| {
        let drafts = table.slots.iter().filter(|slot| slot.revision > last(table));
        TableState {
            id: table.id.clone(),
            slots: table.slots.len(),
            recorded: last(table),
            drafts: drafts.map(|slot| slot.name.clone()).collect(),
        }
    };
    source.tables.iter().map(state).collect()
}

/// How far the package's own growable types are recorded.
fn growths(recorded: &Package, source: &Package) -> Vec<TypeState> {
    let state = |def: &TypeDef| {
        let growths = def.body.growths().filter(|_| matches!(def.ty, Type::Named { package: None, .. }))?;
        let record = recorded.types.iter().find(|record| record.ty == def.ty);
        let last = record.and_then(|record| record.body.growths()).map_or(0, |growths| growths.count());
        let names = canon::fields(&def.body).iter().map(|field| &field.name);
        let names = names.chain(canon::variants(&def.body).iter().map(|variant| &variant.name));
        let drafts = names.skip(growths.up_to_growth(last)).cloned().collect();
        Some(TypeState { name: def.ty.to_string(), recorded: last, drafts })
    };
    source.types.iter().filter_map(state).collect()
}
