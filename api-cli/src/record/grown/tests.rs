use vtable_api_manifest::model::{Bounds, CCase, Growth, Revision, Slot};

use super::*;

fn slot(revision: u32, signature: &str) -> Slot {
    Slot { revision, ..canon::parse_signature(signature).unwrap() }
}

fn def(name: &str, kind: &str, repr: Option<&str>, members: &[&str]) -> TypeDef {
    let is_enum = kind.ends_with("enum");
    let (variants, fields): (&[&str], &[&str]) = if is_enum { (members, &[]) } else { (&[], members) };
    let fields = fields.iter().map(|field| canon::parse_field(field).unwrap()).collect();
    let variants = variants.iter().map(|variant| canon::parse_variant(variant).unwrap()).collect();
    let body = canon::parse_body(kind, repr, fields, variants).unwrap();
    let ty = canon::parse_type(name).unwrap();
    TypeDef {
        ty,
        module: "viewer".into(),
        body,
        lifetimes: Default::default(),
        traits: String::new(),
        docs: vec![],
        line: Some(3),
    }
}

fn package() -> Package {
    let table = Table {
        id: "viewer/codec".into(),
        trait_name: "Codec".into(),
        module: "viewer".into(),
        bounds: Bounds::default(),
        c_case: CCase::Snake,
        docs: vec![],
        slots: vec![slot(1, "fn open(&self, frame: &mut Frame)"), slot(2, "fn open_ex1(&self) -> Status")],
        revisions: vec![1, 2].into_iter().map(|number| Revision { number, fingerprint: 7, line: None }).collect(),
        line: None,
    };
    let types =
        vec![def("Frame", "struct", None, &["width: u32"]), def("Status", "open enum", Some("u32"), &["Ok = 0"])];
    Package { tables: vec![table], types }
}

/// The messages after one edit of the later state.
fn lost(edit: impl FnOnce(&mut Package)) -> Vec<String> {
    let mut after = package();
    edit(&mut after);
    let found = check(&package(), &after, "the last commit", Path::new("abi.toml"));
    assert!(found.iter().all(|found| found.at.is_some()));
    let found: Vec<Violation> = found.into_iter().map(|found| found.violation).collect();
    assert!(found.iter().all(|violation| violation.code == Code::RecordShrunk && !violation.help.is_empty()));
    found.into_iter().map(|violation| violation.message).collect()
}

#[test]
fn what_comes_behind_is_growth() {
    let grown = lost(|package| {
        let table = &mut package.tables[0];
        table.slots.push(slot(3, "fn close(&self)"));
        table.revisions.push(Revision { number: 3, fingerprint: 9, line: None });
        package.types[1] = def("Status", "open enum", Some("u32"), &["Ok = 0", "Busy = 1"]);
        package.types.push(def("More", "opaque", None, &[]));
        package.tables.push(Table { id: "viewer/other".into(), ..package.tables[0].clone() });
    });
    assert_eq!(grown, [] as [&str; 0]);
    assert_eq!(lost(|package| package.types[0].line = None), [] as [&str; 0]);
}

#[test]
fn a_release_taken_back_is_a_loss() {
    let found = lost(|package| {
        package.tables[0].slots.pop();
        package.tables[0].revisions.pop();
    });
    assert_eq!(
        found,
        [
            "slot 1 of `viewer/codec`, revision 2, recorded in the last commit, is gone from abi.toml",
            "revision 2 of `viewer/codec`, recorded in the last commit, is gone from abi.toml",
        ]
    );
    assert_eq!(lost(|package| package.tables.clear()).len(), 1);
}

#[test]
fn each_part_of_a_table_counts() {
    assert_eq!(lost(|package| package.tables[0].bounds.send = true).len(), 1);
    assert_eq!(lost(|package| package.tables[0].trait_name = "Other".into()).len(), 1);
    assert_eq!(lost(|package| package.tables[0].slots[0] = slot(1, "fn open(&mut self, frame: &mut Frame)")).len(), 1);
    assert_eq!(lost(|package| package.tables[0].slots[1].revision = 1).len(), 1);
    assert_eq!(lost(|package| package.tables[0].revisions[0].fingerprint = 8).len(), 1);
}

#[test]
fn each_part_of_a_type_counts() {
    let replaced = |index: usize, def: TypeDef| lost(|package| package.types[index] = def).len();
    assert_eq!(replaced(0, def("Frame", "struct", None, &["width: u64"])), 1);
    assert_eq!(replaced(0, def("Frame", "struct", None, &["width: u32", "height: u32"])), 1);
    assert_eq!(replaced(0, def("Frame", "union", None, &["width: u32"])), 1);
    assert_eq!(replaced(1, def("Status", "open enum", Some("u8"), &["Ok = 0"])), 1);
    assert_eq!(replaced(1, def("Status", "enum", Some("u32"), &["Ok = 0"])), 1);
    assert_eq!(replaced(1, def("Status", "open enum", Some("u32"), &["Busy = 1", "Ok = 0"])), 1);
    assert_eq!(lost(|package| package.types.clear()).len(), 2);
}

fn options(numbers: &[u32], members: &[&str]) -> TypeDef {
    let mut def = def("Options", "growable struct", None, members);
    let mut growths = Growths::numbered(numbers);
    growths.recorded =
        (1..=growths.count()).map(|number| Growth { fingerprint: number.into(), line: Some(number) }).collect();
    *def.body.growths_mut().unwrap() = growths;
    def
}

#[test]
fn each_growth_counts() {
    let before =
        Package { tables: vec![], types: vec![options(&[1, 2, 3], &["level: u32", "strict: bool", "deep: bool"])] };
    let lost = |now: TypeDef| {
        let after = Package { tables: vec![], types: vec![now] };
        let found = check(&before, &after, "the last commit", Path::new("abi.toml"));
        found.into_iter().map(|found| found.violation.message).collect::<Vec<_>>()
    };
    assert_eq!(lost(before.types[0].clone()), [] as [&str; 0]);
    let longer = options(&[1, 2, 3, 4], &["level: u32", "strict: bool", "deep: bool", "wide: bool"]);
    assert_eq!(lost(longer), [] as [&str; 0]);
    let shorter = options(&[1, 2], &["level: u32", "strict: bool"]);
    assert_eq!(lost(shorter), ["growth 3 of `Options`, recorded in the last commit, is gone from abi.toml"]);
    let changed = options(&[1, 2, 3], &["level: u32", "strict: u8", "deep: bool"]);
    assert_eq!(lost(changed), ["growth 2 of `Options`, recorded in the last commit, was changed in abi.toml"]);
    let mut forked = before.types[0].clone();
    forked.body.growths_mut().unwrap().recorded[2].fingerprint = 9;
    assert_eq!(lost(forked), ["growth 3 of `Options`, recorded in the last commit, was changed in abi.toml"]);
    let first = options(&[1, 1, 2], &["level: u32", "strict: bool", "deep: bool"]);
    assert_eq!(lost(first), ["type `Options`, recorded in the last commit, was changed in abi.toml"]);
    assert_eq!(lost(def("Options", "struct", None, &["level: u32"])).len(), 1);
}
