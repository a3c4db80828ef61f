//! The facts, read and written: a release is what it did to the one before.

use std::collections::BTreeSet;
use std::path::Path;

const FACTS: &str = include_str!("facts.txt");

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) ty: String,
}

/// What a release did to the struct of the one before.
#[derive(Debug, Default)]
struct Release {
    version: String,
    removed: Vec<String>,
    added: Vec<Field>,
}

/// All releases, the oldest first.
fn releases() -> Vec<Release> {
    let mut releases: Vec<Release> = Vec::new();
    for line in FACTS.lines().filter(|line| !line.starts_with('#')) {
        let Some(fact) = line.strip_prefix("    ") else {
            releases.push(Release { version: line.to_owned(), ..Release::default() });
            continue;
        };
        let release = releases.last_mut().expect("a release before its facts");
        match (fact.strip_prefix("- "), Field::read(fact)) {
            (Some(name), _) => release.removed.push(name.to_owned()),
            (None, Some(field)) => release.added.push(field),
            (None, None) => panic!("{fact}"),
        }
    }
    releases
}

impl Field {
    /// `name: type`
    fn read(text: &str) -> Option<Field> {
        let (name, ty) = text.split_once(": ")?;
        Some(Field { name: name.to_owned(), ty: ty.to_owned() })
    }
}

/// The fields of each growth.
pub(super) fn growths() -> Vec<Vec<Field>> {
    releases().into_iter().map(|release| release.added).filter(|added| !added.is_empty()).collect()
}

/// No field that was removed comes back, and none changes its type. A growable struct would need another name for such a field.
#[test]
fn facts_are_those_of_a_struct_that_grows() {
    let (mut had, mut has) = (BTreeSet::new(), BTreeSet::new());
    let mut sizes = Vec::new();
    for release in releases() {
        for name in &release.removed {
            assert!(has.remove(name), "{}: {name}", release.version);
        }
        for field in &release.added {
            assert!(had.insert(field.name.clone()), "{}: {} again", release.version, field.name);
            has.insert(field.name.clone());
        }
        sizes.push((had.len(), has.len()));
    }
    // Of a growable struct, and of OpenDAL's.
    assert_eq!((sizes[0], sizes[sizes.len() - 1]), ((33, 33), (105, 60)));
    assert_eq!((sizes.len(), growths().len()), (49, 21));
}

/// `VTABLE_API_OPENDAL` names a folder with the source of each release, to make the facts anew. Without it, what is
/// stored is what would be written.
#[test]
fn facts_are_written_as_they_are_read() {
    let comment: String = FACTS.lines().filter(|line| line.starts_with('#')).map(|line| format!("{line}\n")).collect();
    let releases = std::env::var_os("VTABLE_API_OPENDAL").map_or_else(releases, |folder| read(Path::new(&folder)));
    let written = comment + &write(&releases);
    if std::env::var_os("VTABLE_API_BLESS").is_some_and(|value| value == "1") {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("growing/capability/facts.txt");
        std::fs::write(path, written).expect("it is written");
    } else {
        assert_eq!(written, FACTS);
    }
}

/// The releases in a folder: `0.33.0.rs` and so on.
fn read(folder: &Path) -> Vec<Release> {
    let files = std::fs::read_dir(folder).expect("releases").map(|entry| entry.expect("a release").path());
    let version = |path: &Path| path.file_stem().and_then(|stem| stem.to_str()).expect("a version").to_owned();
    let number =
        |version: &str| -> Vec<u32> { version.split('.').map(|part| part.parse().expect("a number")).collect() };
    let mut files: Vec<_> = files.map(|path| (version(&path), path)).collect();
    files.sort_by_key(|(version, _)| number(version));
    let mut last: Vec<Field> = Vec::new();
    let mut releases = Vec::new();
    for (version, path) in files {
        let now = fields(&std::fs::read_to_string(path).expect("a source"));
        let removed = last.iter().filter(|field| !now.contains(field)).map(|field| field.name.clone()).collect();
        let added = now.iter().filter(|field| !last.contains(field)).cloned().collect();
        releases.push(Release { version, removed, added });
        last = now;
    }
    releases
}

/// The fields of `Capability`, in the order of the source.
fn fields(source: &str) -> Vec<Field> {
    let lines = source.lines().skip_while(|line| *line != "pub struct Capability {").take_while(|line| *line != "}");
    let fields: Vec<Field> =
        lines.filter_map(|line| Field::read(line.strip_prefix("    pub ")?.strip_suffix(',')?)).collect();
    assert!(!fields.is_empty(), "no struct");
    fields
}

/// The lines below the comment.
fn write(releases: &[Release]) -> String {
    let mut text = String::new();
    for Release { version, removed, added } in releases {
        text += &format!("{version}\n");
        removed.iter().for_each(|name| text += &format!("    - {name}\n"));
        added.iter().for_each(|Field { name, ty }| text += &format!("    {name}: {ty}\n"));
    }
    text
}
