//! `--format json` and `--format github`.

mod common;

use std::process::{Command, Stdio};

use cargo_vtable_api::Exit;
use common::{Project, REVISION_1, REVISION_2, Ran, run};

/// Reads documents, one after the other, and says which does not follow the schema.
const VALIDATOR: &str = r#"
import json, sys
try:
    import jsonschema
except ImportError:
    sys.exit(77)
schema = json.load(open(sys.argv[1]))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
for document in json.load(sys.stdin):
    errors = [f"{e.json_path}: {e.message}" for e in validator.iter_errors(document)]
    if errors:
        sys.exit(json.dumps(document, indent=1) + "\n" + "\n".join(errors))
"#;

/// The documents of several runs, each of which must have printed exactly one.
#[derive(Default)]
struct Documents(Vec<serde_json::Value>);

impl Documents {
    #[track_caller]
    fn take(&mut self, ran: Ran, exit: Exit) -> &serde_json::Value {
        let ran = ran.ended(exit);
        let document = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {ran:#?}"));
        self.0.push(document);
        self.0.last().unwrap()
    }

    /// Debian's Python knows the schema language.
    fn follow_the_schema(&self) {
        let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/report.schema.json");
        let mut python = Command::new("/usr/bin/python3");
        python.args(["-c", VALIDATOR, schema]).stdin(Stdio::piped()).stderr(Stdio::piped());
        let status = python.spawn().and_then(|mut python| {
            serde_json::to_writer(python.stdin.take().unwrap(), &self.0)?;
            python.wait_with_output()
        });
        match status {
            Ok(done) if done.status.success() => {}
            Ok(done) if done.status.code() != Some(77) => panic!("{}", String::from_utf8_lossy(&done.stderr)),
            _ if std::env::var_os("VTABLE_API_REQUIRE_TOOLS").is_some() => panic!("python3-jsonschema is missing"),
            _ => eprintln!("passed over: the schema needs python3-jsonschema"),
        }
    }
}

#[test]
fn each_document_follows_the_schema() {
    let mut all = Documents::default();
    let json = |project: &Project, args: &[&str]| project.run(&[args, &["--format", "json"]].concat());
    let project = Project::with(&[REVISION_1]);
    all.take(json(&project, &["freeze"]), Exit::Findings);
    all.take(json(&project, &["init"]), Exit::Clean);
    all.take(json(&project, &["freeze", "--dry-run"]), Exit::Clean);
    let frozen = all.take(json(&project, &["freeze"]), Exit::Clean);
    assert_eq!(frozen["packages"][0]["revisions"][0]["slots"], serde_json::json!(["decode"]));
    all.take(json(&project, &["header"]), Exit::Clean);
    project.records(&[REVISION_2]);
    let checked = all.take(json(&project, &["check"]), Exit::Clean);
    assert_eq!(checked["packages"][0]["tables"][0]["drafts"], serde_json::json!(["decode_ex1"]));
    let locked = all.take(json(&project, &["check", "--locked"]), Exit::Findings);
    assert_eq!(locked["findings"][0]["code"], "VT0056");
    all.take(json(&project, &["check", "--against", "nowhere"]), Exit::CouldNotCheck);
    let whole = project.read("src/lib.rs");
    project.write("src/lib.rs", whole.clone() + "const WRONG: u8 = \"\";\n");
    let failed = all.take(json(&project, &["check"]), Exit::CouldNotCheck);
    assert_eq!(failed["error"]["compiler"][0]["code"], "E0308");
    project.write("src/lib.rs", whole);
    all.take(json(&project, &["check", "-p", "vieewr"]), Exit::Usage);
    let grown = all.take(json(&project, &["diff", "abi.toml"]), Exit::Clean);
    assert_eq!(grown["packages"][0]["tables"][0]["gained"], serde_json::json!(["decode_ex1"]));
    all.take(json(&project, &["diff", "source", "abi.toml"]), Exit::Findings);
    project.records(&[&REVISION_2.replacen("input: &[u8]", "input: &mut [u8]", 1)]);
    let refused = all.take(json(&project, &["freeze"]), Exit::Findings);
    assert_eq!(refused["error"]["message"], "nothing was frozen, because of 1 finding");
    let explain = ["cargo-vtable-api", "explain", "VT0004", "--format", "json"];
    all.take(run(explain.map(Into::into)), Exit::Clean);
    inspections(&mut all);
    all.follow_the_schema();
}

/// Objects as compilers for two systems would make them.
fn inspections(all: &mut Documents) {
    let project = Project::empty();
    project.write("png.so", common::object(&[common::frame(1, PRINTED), common::frame(2, MODULE)]));
    project.write("other.o", common::object(&[common::frame(1, &PRINTED.replace("000a", "000b"))]));
    project.write("text", "none");
    let mut inspect = |file: &str, host: &str, exit| {
        let args = ["cargo-vtable-api", "inspect", file, "--host", host, "--format", "json"];
        let args =
            args.map(|arg| if arg == file || arg == host { project.path(arg).into_os_string() } else { arg.into() });
        all.take(run(args), exit).clone()
    };
    let agreed = inspect("png.so", "png.so", Exit::Clean);
    assert_eq!(agreed["tables"][0]["role"], "provides");
    assert_eq!(agreed["host"]["agreements"].as_array().map(Vec::len), Some(1));
    let refused = inspect("png.so", "other.o", Exit::Findings);
    assert_eq!(refused["findings"][0]["code"], "VT0062");
    inspect("png.so", "text", Exit::CouldNotCheck);
}

const PRINTED: &str = "table\tviewer/codec\tCodec\tviewer\tviewer\tlib\t\tsnake\trecorded\n\
    fingerprint\t1\t000000000000000a\tfrozen\nslot\t1\tfn decode(&self)\t-\n";
const MODULE: &str = "module\tvtable-api 0.1.0\t1.0.3\tpng\0export\tpng\tcreate\tviewer/codec\t1:000000000000000a\n";

#[test]
fn github_is_given_one_line_for_each_finding() {
    let project = Project::with(&[REVISION_1]);
    let ran = project.run(&["check", "--format", "github"]).ended(Exit::Findings);
    let (annotation, rest) = ran.out.split_once('\n').unwrap();
    assert!(annotation.starts_with("::error file="), "{annotation}");
    assert!(annotation.contains("Cargo.toml,line=1,title=VT0050::[VT0050] there is no abi.toml"), "{annotation}");
    assert!(annotation.contains("%0A  help: run `cargo vtable-api init`"), "{annotation}");
    assert_eq!(rest, "viewer: 1 finding; `cargo vtable-api explain VT0050` says why\n");
}
