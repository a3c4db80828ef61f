//! Whether headers can be written, before anything is frozen: the same stages, up to the text.

use super::{HeaderError, Input, cpp, file_name, table};
use crate::model::{Package, Table};
use crate::violation::{Place, Violation};

/// What keeps a table of the package from having a header in C or C++, each cause once.
///
/// ```
/// use vtable_api_manifest::{canon, header, model::*};
/// let slot = Slot { revision: 1, ..canon::parse_signature("fn lock(&self)").unwrap() };
/// let table = Table {
///     id: "pthread/mutex".into(),
///     trait_name: "Mutex".into(),
///     module: "m".into(),
///     bounds: Bounds::default(),
///     c_case: CCase::Snake,
///     docs: vec![],
///     slots: vec![slot],
///     revisions: vec![],
///     line: None,
/// };
/// let found = header::check(&Package { tables: vec![table], types: vec![] });
/// assert!(found[0].message.contains("`pthread_mutex_lock` in C, which a system's header has"));
/// ```
pub fn check(package: &Package) -> Vec<Violation> {
    let mut found: Vec<Violation> = Vec::new();
    for table in package.tables.iter().filter(|table| !table.slots.is_empty()) {
        let violation = error(package, table).map(|error| violation(table, &error));
        found.extend(violation.filter(|violation| found.iter().all(|other| other.message != violation.message)));
    }
    found
}

fn error(package: &Package, of: &Table) -> Option<HeaderError> {
    let last = of.slots.iter().map(|slot| slot.revision).max().unwrap_or(1);
    let fingerprints = vec![0; last as usize];
    let (types, header_names) = (&package.types[..], &file_name as &dyn Fn(&str) -> String);
    let input = Input { table: of, types, package: "", fingerprints: &fingerprints, prefix: None, header_names };
    let error = table(&input).err().or_else(|| cpp(&input).err());
    // Other rules have found these.
    error.filter(|error| !matches!(error, HeaderError::Revisions { .. } | HeaderError::Unknown { .. }))
}

fn violation(table: &Table, error: &HeaderError) -> Violation {
    let text = error.to_string();
    let (why, help) = text.split_once("; help: ").unwrap_or((&text, "change it while it is a draft"));
    let message = format!("table `{}` has no C header: {why}", table.id);
    Violation::new(error.code(), Place::Table { table: table.id.clone() }, message).help(help)
}
