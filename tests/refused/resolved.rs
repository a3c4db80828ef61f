//! What is asserted of types as the compiler resolves them: what no token shows, or another macro has changed. Each case is a crate
//! without `unsafe`, and its first error.

mod cases;

use crate::support::{CHANGE, Project, Worker, in_parallel};
use cases::{Case, Expected};

const MANIFEST: &str = "\
[package]
name = \"NAME\"
version = \"0.1.0\"
edition = \"2024\"

[dependencies]
vtable-api = { path = \"{vtable-api}\" }
NAME-change = { path = \"change\" }

[workspace]
";

const CHANGE_MANIFEST: &str = "\
[package]
name = \"NAME-change\"
version = \"0.1.0\"
edition = \"2024\"

[lib]
name = \"change\"
proc-macro = true
";

fn project(worker: Worker) -> Project {
    let name = worker.name("resolved");
    let named = |text: &str| text.replace("NAME", &name);
    let project = Project::with_manifest(&name, &named(MANIFEST)).in_target(worker.target());
    project.write("change/Cargo.toml", &named(CHANGE_MANIFEST));
    project.write("change/src/lib.rs", CHANGE);
    project
}

/// Of what is not as it must be.
fn wrong(project: &mut Project, case: &Case) -> Option<String> {
    let source = format!(
        "#![forbid(unsafe_code)]\n#![allow(dead_code)]\nuse vtable_api::*;\n{}\n{}\n",
        cases::TYPES,
        case.source
    );
    project.write("src/lib.rs", &source);
    let built = project.check();
    let (number, parts) = match case.expected {
        Expected::Builds => (0, &[][..]),
        Expected::Error(parts) => (1, parts),
        Expected::Errors(number, parts) => (number, parts),
    };
    let first = built.errors().first().map(|error| error.text.clone()).unwrap_or_default();
    let is_right = built.success == (number == 0)
        && built.errors().len() == number
        && (number > 0 || built.diagnostics().is_empty())
        && parts.iter().all(|part| first.contains(part));
    (!is_right).then(|| format!("== {}\n{}\n{}", case.source, built.stdout, built.stderr))
}

#[test]
fn what_types_are_is_asserted_where_they_stand() {
    let wrong = in_parallel(cases::ALL, project, wrong);
    let wrong: Vec<String> = wrong.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases::ALL.len(), wrong.join("\n"));
}
