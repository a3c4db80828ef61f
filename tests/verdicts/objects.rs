//! Slots that name other tables: by the time that a slot is frozen, each of these is recorded, or no two builds could call it.

use crate::support::{Built, Project};

const SLOTS: &[&str] = &[
    "fn put(&self, into: «&dyn sink::Sink»);",
    "fn put(&self, into: «Option<&mut dyn sink::Sink>»);",
    "fn put(&self) -> «Result<Box<dyn sink::Sink>, u32>»;",
    "fn put(&self, into: &mut dyn FnMut(«Box<dyn sink::Sink>»));",
    "fn put(&self, n: u32, into: «sink::Given»);",
    "fn put(&self, n: u32, into: «Vec<sink::Holds>»);",
];

/// As exactly as the command knows it: the parameter or the return.
const LINE: &str = "iface/src/lib.rs:3:";

/// A table, and the package of the one that it names.
struct Workspace(Project);

impl Workspace {
    fn new(name: &str) -> Workspace {
        let project = Project::empty(name);
        project.write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"sink\", \"iface\"]\n");
        let write = |folder: &str, dependency: &str| {
            let head = format!("[package]\nname = \"{name}-{folder}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n");
            let ours = "[dependencies]\nvtable-api = { path = \"{vtable-api}\" }\n";
            project.write(&format!("{folder}/Cargo.toml"), &format!("{head}{ours}{dependency}"));
        };
        write("sink", "");
        write("iface", &format!("sink = {{ package = \"{name}-sink\", path = \"../sink\" }}\n"));
        let workspace = Workspace(project);
        workspace.sink("");
        workspace.slot(SLOTS[0]);
        workspace
    }

    fn sink(&self, argument: &str) {
        self.0.write(
            "sink/src/lib.rs",
            &format!(
                "#[vtable_api::vtable_api(id = \"objects/sink\"{argument})]\npub trait Sink {{ fn put(&self, b: u8); }}\n\
                 pub type Given = Box<dyn Sink>;\n\
                 #[derive(vtable_api::AbiType)]\npub struct Holds {{ pub below: Vec<Holds>, pub sink: Option<Given> }}\n"
            ),
        );
    }

    /// Where its type stands.
    fn slot(&self, slot: &str) -> String {
        let before = "#[vtable_api::vtable_api(id = \"objects/main\")]\npub trait Main {\n    ";
        self.0.write("iface/src/lib.rs", &format!("{before}{}\n}}\n", slot.replace(['«', '»'], "")));
        format!("iface/src/lib.rs:3:{}", 5 + slot.find('«').expect("a mark"))
    }

    fn name(&self, member: &str) -> String {
        format!("{}-{member}", self.0.path().file_name().expect("a name").to_string_lossy())
    }

    fn cli(&self, command: &str, members: &[&str]) -> Built {
        let packages: Vec<_> = members.iter().map(|member| format!(" --package {}", self.name(member))).collect();
        self.0.cli(&format!("{command}{}", packages.concat()))
    }

    fn locked(&self) -> Built {
        self.0.cargo_with("check --workspace", &[("VTABLE_API", "locked")])
    }
}

/// One error, of this slot, which says what is wrong with the other table.
#[track_caller]
fn assert_refused(text: &str, state: &str, at: &str, what: &str) {
    for part in [
        "[VT0116] slot 0 `Main::put` is frozen, but names a table that is not",
        "table `objects/sink` of package `",
        state,
        "help: record that table as well",
        at,
    ] {
        assert!(text.contains(part), "{what}: no `{part}` in\n{text}");
    }
    assert_eq!(text.matches("[VT0").count(), 1, "{what}: one cause\n{text}");
}

#[test]
pub(crate) fn what_a_frozen_slot_names_is_recorded() {
    let workspace = Workspace::new("edits-objects");
    workspace.cli("init", &["sink", "iface"]).assert_builds("init");
    let empty = workspace.0.read("iface/abi.toml");
    for slot in SLOTS {
        let at = workspace.slot(slot);

        workspace.sink("");
        let refused = workspace.cli("freeze", &["iface"]);
        assert!(!refused.success, "{slot}: {refused:?}");
        assert_refused(&refused.stderr, "which is a draft", LINE, slot);
        assert_eq!(workspace.0.read("iface/abi.toml"), empty, "{slot}");

        // Both at once: each knows what the other one is about to have.
        workspace.cli("freeze", &["iface", "sink"]).assert_builds(slot);
        workspace.locked().assert_silent(slot);
        workspace.cli("check --locked", &["iface", "sink"]).assert_builds(slot);
        let recorded = workspace.0.read("sink/abi.toml");

        // As if it never had been.
        workspace.0.remove("sink/abi.toml");
        workspace.sink(", unrecorded");
        workspace.0.check().assert_silent(slot);
        let locked = workspace.locked().only_error(slot);
        assert_refused(&locked.text, "which says `unrecorded`", &at, slot);
        let check = workspace.cli("check --locked", &["iface"]);
        assert!(!check.success, "{slot}: {check:?}");
        assert_refused(check.stdout.split("\n\n").next().unwrap_or_default(), "which says `unrecorded`", LINE, slot);
        let freeze = workspace.cli("freeze", &["iface"]);
        assert!(!freeze.success, "{slot}: {freeze:?}");

        // Recorded again: nothing is wrong with the slot.
        workspace.0.write("sink/abi.toml", &recorded);
        workspace.sink("");
        workspace.locked().assert_silent(slot);
        workspace.cli("check --locked", &["iface"]).assert_builds(slot);
        workspace.0.write("iface/abi.toml", &empty);
        workspace.0.write("sink/abi.toml", &empty.replace("iface", "sink"));
    }
    // One after the other.
    workspace.cli("freeze", &["sink"]).assert_builds("first");
    workspace.cli("freeze", &["iface"]).assert_builds("second");
    workspace.locked().assert_silent("one after the other");
    // A draft is said once: where it stands, if that is looked at.
    workspace.0.write("sink/abi.toml", &empty.replace("iface", "sink"));
    let alone = workspace.cli("check --locked", &["iface"]);
    assert_refused(alone.stdout.split("\n\n").next().unwrap_or_default(), "which is a draft", LINE, "alone");
    let both = workspace.cli("check --locked", &["iface", "sink"]);
    assert!(!both.success && both.stdout.contains("[VT0056]") && !both.stdout.contains("[VT0116]"), "{both:?}");
}

#[test]
pub(crate) fn tables_that_name_each_other_are_frozen_together() {
    let source = "\
use vtable_api::vtable_api;
#[vtable_api(id = \"ring/node\")]
pub trait Node {
    fn next(&self) -> Option<Box<dyn Node>>;
    fn visit(&self, visitor: &mut dyn Visitor);
}
#[vtable_api(id = \"ring/visitor\")]
pub trait Visitor {
    fn node(&mut self, node: &dyn Node, then: &mut dyn FnMut(Box<dyn Visitor>));
}
";
    let project = Project::library("edits-object-ring", source);
    project.cli("init").assert_builds("init");
    let locked = || project.cargo_with("check", &[("VTABLE_API", "locked")]);
    let drafts = locked();
    assert!(!drafts.success && drafts.errors().len() == 3, "{}", drafts.stderr);
    assert!(!drafts.stderr.contains("VT0116"), "{}", drafts.stderr);
    project.cli("freeze").assert_builds("freeze");
    locked().assert_silent("frozen together");
    project.cli("check --locked").assert_builds("frozen together");
}

/// What another package's growable type is, is in that package's record: before that has it, no slot that passes it is frozen.
#[test]
pub(crate) fn what_a_frozen_slot_passes_of_another_package_is_recorded() {
    let workspace = Workspace::new("edits-growables");
    workspace.cli("init", &["sink", "iface"]).assert_builds("init");
    let empty = workspace.0.read("iface/abi.toml");
    workspace.0.write(
        "sink/src/lib.rs",
        "#[derive(vtable_api::AbiType)]\n#[abi(growable)]\npub struct Options { pub level: u32 }\n\
         #[vtable_api::vtable_api(id = \"growables/sink\")]\npub trait Sink { fn put(&self, options: &Options); }\n",
    );
    for slot in ["fn put(&self, with: «&sink::Options»);", "fn put(&self) -> «Vec<sink::Options>»;"] {
        workspace.slot(slot);
        let refused = workspace.cli("freeze", &["iface"]);
        assert!(!refused.success, "{slot}: {refused:?}");
        for part in [
            "[VT0118] slot 0 `Main::put` is frozen, but passes a growable type that is not",
            "sink::Options`, which is a draft",
            "help: record that type as well",
            LINE,
        ] {
            assert!(refused.stderr.contains(part), "{slot}: no `{part}` in\n{}", refused.stderr);
        }
        assert_eq!(refused.stderr.matches("[VT0").count(), 1, "{slot}: one cause\n{}", refused.stderr);
        assert_eq!(workspace.0.read("iface/abi.toml"), empty, "{slot}");
    }
    // Both at once: each knows what the other one is about to have.
    workspace.cli("freeze", &["iface", "sink"]).assert_builds("both");
    let recorded = workspace.0.read("iface/abi.toml");
    assert!(recorded.contains("sink::Options\"") && !recorded.contains("[[growth]]"), "{recorded}");
    assert_eq!(recorded.matches("fingerprint = ").count(), 1, "that of the revision: {recorded}");
}
