//! Whether headers can be written, before anything is frozen: the same stages, up to the text.

use super::{HeaderError, Input, clash, cpp, file_name, growable, table};
use crate::diagnostics::Code;
use crate::model::{Package, Table};
use crate::violation::{Place, Violation};

/// What keeps a table of the package from having a header in C or C++, each cause once.
///
/// ```
/// use vtable_api_manifest::{canon, header, model::*};
/// let slot = Slot { revision: 1, ..canon::parse_signature("fn go(&self)").unwrap() };
/// let table = Table {
///     id: "posix/spawn".into(),
///     trait_name: "Spawn".into(),
///     module: "m".into(),
///     bounds: Bounds::default(),
///     c_case: CCase::Snake,
///     docs: vec![],
///     slots: vec![slot],
///     revisions: vec![],
///     line: None,
/// };
/// let found = header::check(&Package { tables: vec![table], types: vec![] });
/// assert!(found[0].message.contains("`posix_spawn` in C, which a system header already defines"));
/// ```
pub fn check(package: &Package) -> Vec<Violation> {
    let mut found: Vec<Violation> = Vec::new();
    let mut headers: Vec<(&Table, String, String)> = Vec::new();
    for table in package.tables.iter().filter(|table| !table.slots.is_empty()) {
        match text(package, table) {
            Ok(text) => headers.push((table, file_name(&table.id), text)),
            // Other rules have found these.
            Err(HeaderError::Revisions { .. } | HeaderError::Unknown { .. } | HeaderError::Growths { .. }) => {}
            Err(error) => {
                let violation = violation(table, &error);
                found.extend(found.iter().all(|other| other.message != violation.message).then_some(violation));
            }
        }
    }
    found.extend(together(&headers));
    found
}

/// What keeps the headers of several packages from being in one program, each of which has its headers: the package that has the
/// second of two, and why.
///
/// ```
/// use vtable_api_manifest::{canon, header, model::*};
/// # let package = |id: &str, text: &str| {
/// #     let slot = Slot { revision: 1, ..canon::parse_signature("fn state(&self) -> Status").unwrap() };
/// #     let table = Table { id: id.into(), trait_name: "Codec".into(), module: "m".into(), bounds: Bounds::default(),
/// #         c_case: CCase::Snake, docs: vec![], slots: vec![slot], revisions: vec![], line: None };
/// #     let variants = vec![canon::parse_variant(text).unwrap()];
/// #     let body = canon::parse_body("enum", Some("u32"), vec![], variants).unwrap();
/// #     let status = TypeDef { ty: canon::parse_type("Status").unwrap(), module: "m".into(), body,
/// #         lifetimes: Default::default(), traits: String::new(), docs: vec![], line: None };
/// #     Package { tables: vec![table], types: vec![status] }
/// # };
/// // Each has an enum `Status` of its own, which both are `viewer_status` in C.
/// let (codec, filter) = (package("viewer/codec", "Ready = 1"), package("viewer/filter", "Ready = 2"));
/// let (second, why) = header::check_together(&[&codec, &filter]).unwrap();
/// assert!(second == 1 && why.message.contains("two things are both called `viewer_status`"));
/// assert!(header::check_together(&[&codec, &codec.clone()]).is_some(), "two tables of one id");
/// assert!(header::check_together(&[&filter]).is_none());
/// ```
pub fn check_together(packages: &[&Package]) -> Option<(usize, Violation)> {
    let mut headers: Vec<(&Table, String, String)> = Vec::new();
    let mut owners = Vec::new();
    for (at, package) in packages.iter().enumerate() {
        for table in package.tables.iter().filter(|table| !table.slots.is_empty()) {
            if let Ok(text) = text(package, table) {
                headers.push((table, file_name(&table.id), text));
                owners.push(at);
            }
        }
    }
    let violation = together(&headers)?;
    let Place::Table { table } = &violation.place else { return None };
    // The last of this id: one that two packages have is wrong in the second.
    let second = headers.iter().rposition(|(header, ..)| header.id == *table)?;
    Some((owners[second], violation))
}

/// The header in C, where there is one in C++, too.
fn text(package: &Package, of: &Table) -> Result<String, HeaderError> {
    let last = of.slots.iter().map(|slot| slot.revision).max().unwrap_or(1);
    let fingerprints = vec![0; last as usize];
    let types = &growable::as_if_recorded(&package.types)[..];
    let header_names = &file_name as &dyn Fn(&str) -> String;
    let input = Input { table: of, types, package: "", fingerprints: &fingerprints, prefix: None, header_names };
    let text = table(&input)?;
    cpp(&input).map(|_| text)
}

/// What keeps two headers from being in one folder, or in one program.
fn together(headers: &[(&Table, String, String)]) -> Option<Violation> {
    for (index, (table, file, _)) in headers.iter().enumerate() {
        if let Some((other, ..)) = headers[..index].iter().find(|(_, other, _)| other == file) {
            let message = format!("tables `{}` and `{}` would both have the C header {file}", other.id, table.id);
            return Some(collision(table, message, "give the one that is not frozen yet another id"));
        }
    }
    let texts = headers.iter().map(|(_, file, text)| (file.as_str(), text.as_str()));
    let clash = clash(texts)?;
    let (table, ..) = headers.iter().find(|(_, file, _)| *file == clash.second)?;
    Some(collision(table, clash.to_string(), "rename the one that is not frozen yet"))
}

fn collision(table: &Table, message: String, help: &str) -> Violation {
    Violation::new(Code::CNameCollision, Place::Table { table: table.id.clone() }, message).help(help)
}

fn violation(table: &Table, error: &HeaderError) -> Violation {
    let text = error.to_string();
    let (why, help) = text.split_once("; help: ").unwrap_or((&text, "change it while it is a draft"));
    let message = format!("table `{}` has no C header: {why}", table.id);
    Violation::new(error.code(), Place::Table { table: table.id.clone() }, message).help(help)
}
