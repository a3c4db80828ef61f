//! `cargo vtable-api check`: the source against the record, the record against itself and an earlier state, and
//! headers against both.

mod report;

use vtable_api_manifest::model::{Package, Table};
use vtable_api_manifest::record::ObjectOf;
use vtable_api_manifest::rules::{self, Drafts};
use vtable_api_manifest::violation::Violation;

use crate::args::{self, OutputArgs};
use crate::cargo::Build;
use crate::grown::{Compared, Earlier};
use crate::headers;
use crate::ordinary;
use crate::project::{self, Project, Unnamed, Workspace};
use crate::record;
use crate::report::Finding;
use crate::source::{self, Read, Source};
use crate::stop::{Refused, Stop};
use crate::store;
use crate::twins;
use report::{CheckReport, PackageState, TableState};

pub(crate) fn run(args: &args::Check, output: OutputArgs) -> Result<CheckReport, Stop> {
    let workspace = project::select(&args.select, Unnamed::All)?;
    let (mut looks, homeless) = looks(args, &workspace)?;
    let records = twins::records(&workspace);
    looks.iter_mut().for_each(|look| look.find_twins(&records));
    let sources = sources(&workspace, &looks, args, output)?;
    let checked: Vec<&str> = workspace.projects.iter().map(Project::name).collect();
    let mut read = Vec::new();
    for (at, (look, source)) in looks.iter_mut().zip(sources).enumerate() {
        match source {
            Some(Ok(source)) => {
                look.at_source(args, &source, &records, &checked)?;
                read.push((at, source));
            }
            Some(Err(findings)) => {
                look.is_unknown = findings.is_empty();
                look.found.extend(findings);
            }
            None => {}
        }
    }
    if looks.iter().all(|look| look.found.is_empty()) {
        find_clashes(&mut looks, &read);
    }
    if !looks.iter().any(Look::has_seen) && homeless.is_empty()
        || (workspace.are_named && !looks.iter().all(Look::has_seen))
    {
        return Err(nothing(&workspace, &looks));
    }
    if homeless.is_empty() && looks.iter().all(|look| look.found.is_empty()) {
        find_more(&workspace, &mut looks, how(args, output))?;
    }
    let mut report = CheckReport::default();
    looks.retain(|look| look.has_seen() && !look.is_unknown);
    headers::find_unknown(&args.headers, looks.iter().flat_map(|look| &look.headers))?;
    for look in looks {
        report.packages.push(PackageState { findings: look.found.len(), ..look.state });
        report.findings.extend(look.found);
    }
    report.findings.extend(homeless);
    Ok(report)
}

fn how(args: &args::Check, output: OutputArgs) -> Build<'_> {
    Build { args: &args.build, quiet: output.quiet, thorough: false, locked: args.locked }
}

/// What two packages call alike in C; `read` has the sources of those looks.
fn find_clashes(looks: &mut [Look<'_>], read: &[(usize, Source)]) {
    let mut packages = Vec::new();
    for (at, source) in read {
        if let Some(recorded) = &looks[*at].recorded {
            packages.push((looks[*at].project, recorded, source));
        }
    }
    let found = headers::together(&packages);
    for finding in found {
        let is_owner = |look: &&mut Look<'_>| finding.package.as_deref() == Some(look.project.name());
        if let Some(owner) = looks.iter_mut().find(is_owner) {
            owner.found.push(finding);
        }
    }
}

/// What only the user's own build finds: it builds programs, too, that have no tables to record.
fn find_more(workspace: &Workspace, looks: &mut [Look<'_>], how: Build<'_>) -> Result<(), Stop> {
    let _lock = store::lock(&workspace.target_dir, "builds")?;
    let seen = looks.iter().filter(|look| look.has_seen()).map(|look| look.project);
    for finding in ordinary::hear(workspace, seen, how)?.findings {
        // One in a package that is only needed belongs to who needs it.
        let is_owner = |look: &Look<'_>| finding.package.as_deref() == Some(look.project.name());
        let owner = looks.iter().position(is_owner).or_else(|| looks.iter().position(Look::has_seen));
        if let Some(owner) = owner {
            looks[owner].found.push(finding);
        }
    }
    Ok(())
}

/// What is known of a package.
struct Look<'p> {
    project: &'p Project,
    recorded: Option<Package>,
    /// By which name records know it.
    local: String,
    /// The record as it is.
    text: String,
    /// The record cannot be read: there is nothing to compare the source with.
    is_broken: bool,
    /// It needs a package that does not build.
    is_unknown: bool,
    state: PackageState,
    found: Vec<Finding>,
    /// The headers that it may have.
    headers: Vec<String>,
}

/// Before anything is built: records, alone and against earlier ones; and what is in none of them any more.
fn looks<'w>(args: &args::Check, workspace: &'w Workspace) -> Result<(Vec<Look<'w>>, Vec<Finding>), Stop> {
    // A name that means nothing is told before packages are built for nothing.
    let compared = args.against.as_deref().map(|word| Earlier::find(word, workspace)).transpose()?;
    let Compared { each, homeless } = compared.unwrap_or_default();
    let earlier = each.into_iter().map(Some).chain(std::iter::repeat_with(|| None));
    let looks = workspace.projects.iter().zip(earlier).map(|(project, earlier)| Look::of(project, earlier.as_ref()));
    Ok((looks.collect::<Result<Vec<_>, Stop>>()?, homeless))
}

/// Builds those whose records can be read.
fn sources(
    workspace: &Workspace,
    looks: &[Look<'_>],
    args: &args::Check,
    output: OutputArgs,
) -> Result<Vec<Option<Read>>, Stop> {
    let whole = looks.iter().filter(|look| !look.is_broken).map(|look| look.project.clone());
    let workspace = workspace.with(whole.collect());
    if workspace.projects.is_empty() {
        return Ok(looks.iter().map(|_| None).collect());
    }
    let how = how(args, output);
    let mut sources = source::read(&workspace, how)?;
    if looks.iter().filter(|look| !look.is_broken).zip(&sources).any(|(look, source)| look.misses(source)) {
        sources = source::read(&workspace, Build { thorough: true, ..how })?;
    }
    let mut sources = sources.into_iter();
    Ok(looks.iter().map(|look| if look.is_broken { None } else { sources.next() }).collect())
}

impl<'p> Look<'p> {
    fn of(project: &'p Project, earlier: Option<&Earlier>) -> Result<Look<'p>, Stop> {
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

    fn find_twins(&mut self, records: &[(&Project, Package)]) {
        let Some(recorded) = &self.recorded else { return };
        self.found.extend(twins::of(self.project, recorded, records));
    }

    /// A linker that is too old for `#[used]` drops records.
    fn misses(&self, source: &Read) -> bool {
        let (Some(recorded), Ok(source)) = (&self.recorded, source) else { return false };
        let has = |id: &str| source.package.tables.iter().any(|table| table.id == id);
        recorded.tables.iter().any(|table| !has(&table.id))
    }

    fn at_source(
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
        }
        self.found.extend(source.findings(self.project, broken));
        if is_clean && let Some(future) = twins::future(&self.text, &source.package) {
            self.found.extend(twins::of_drafts(self.project, recorded, &future, source, records));
        }
        self.state.tables = states(recorded, &source.package);
        if is_clean && args.headers.are_asked_for() {
            let before = self.found.len();
            let of = headers::Of { package: self.project.name(), recorded, source: &source.package };
            let (names, stale) = headers::stale(&args.headers, of)?;
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
    fn has_seen(&self) -> bool {
        !self.found.is_empty()
            || self.is_unknown
            || !self.state.tables.is_empty()
            || self.recorded.as_ref().is_some_and(|recorded| !recorded.tables.is_empty())
    }
}

fn nothing(workspace: &Workspace, looks: &[Look<'_>]) -> Stop {
    match looks.iter().find(|look| !look.has_seen()) {
        Some(look) if workspace.are_named => source::nothing(look.project),
        _ => source::nothing_in(workspace),
    }
}

fn broken_rules(local: &str, recorded: &Package, source: &Package, locked: bool) -> Vec<Violation> {
    let mut found = rules::check_of(local, recorded, source);
    if locked {
        found.extend(source.tables.iter().flat_map(|table| rules::draft_slots(recorded, table, Drafts::Locked)));
        found.extend(source.types.iter().flat_map(|def| rules::draft_variants(recorded, def, Drafts::Locked)));
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
