//! The recipes of `docs/ci.md`, run as they stand.
#![cfg(unix)]

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use cargo_vtable_api::Exit;
use common::{Project, REVISION_1, REVISION_2};

/// A block of the document.
fn recipe(name: &str) -> String {
    let document = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/ci.md")).unwrap();
    let (_, rest) =
        document.split_once(&format!("<!-- recipe: {name} -->\n```")).unwrap_or_else(|| panic!("no {name}"));
    let (_, rest) = rest.split_once('\n').unwrap();
    rest.split_once("\n```").unwrap().0.to_owned() + "\n"
}

/// A released package in a repository.
fn released() -> Project {
    let project = Project::with(&[REVISION_1]);
    project.write(
        "Cargo.toml",
        project.read("Cargo.toml") + "license = \"MIT\"\ndescription = \"a viewer\"\n[workspace]\n",
    );
    project.run(&["init", "-q"]).ended(Exit::Clean);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    project.commit();
    project
}

fn broken() -> String {
    REVISION_1.replace("input: &[u8]", "input: &mut [u8]")
}

/// With `cargo vtable-api` installed.
fn with_program(command: &mut Command) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_cargo-vtable-api"));
    let mut folders = vec![program.parent().unwrap().to_owned()];
    folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap()));
    let command = command.env("PATH", std::env::join_paths(folders).unwrap()).env_remove("CARGO_TARGET_DIR");
    let author = ["GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"];
    command.envs(author.map(|name| (name, "a"))).env_remove("GITHUB_WORKSPACE").output().unwrap()
}

#[test]
fn the_hook_refuses_a_break_and_nothing_else() {
    let project = released();
    project.write(".git/hooks/pre-commit", recipe("hook"));
    fs::set_permissions(project.path(".git/hooks/pre-commit"), fs::Permissions::from_mode(0o755)).unwrap();
    let commit =
        || with_program(Command::new("git").args(["commit", "-q", "-a", "-m", "more"]).current_dir(project.root()));
    project.records(&[REVISION_2]);
    let done = commit();
    assert!(done.status.success(), "{done:?}");
    project.records(&[&broken()]);
    let done = commit();
    assert!(!done.status.success() && String::from_utf8_lossy(&done.stderr).contains("[VT0004]"), "{done:?}");
    project.git(&["checkout", "-q", "--", "."]);
    project.write("README", "text");
    project.git(&["add", "README"]);
    project.write("src/lib.rs", "does not build");
    let done = with_program(Command::new("git").args(["commit", "-q", "-m", "text"]).current_dir(project.root()));
    assert!(done.status.success(), "a commit of other files is not looked at: {done:?}");
}

#[test]
fn the_packed_archive_has_its_record() {
    let project = released();
    let run = || with_program(Command::new("sh").args(["-c", &recipe("package")]).current_dir(project.root()));
    let done = run();
    let out = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success() && out.ends_with("viewer: no findings\n"), "{done:?}");
    project.write(
        "Cargo.toml",
        project.read("Cargo.toml").replace("[workspace]", "exclude = [\"abi.toml\"]\n[workspace]"),
    );
    project.git(&["commit", "-q", "-a", "-m", "without"]);
    let done = run();
    assert!(done.status.code() == Some(100) && String::from_utf8_lossy(&done.stdout).contains("[VT0050]"), "{done:?}");
}

#[test]
fn the_workflow_is_one_and_its_steps_run() {
    let steps = workflow_steps();
    let Some(steps) = steps else { return };
    let project = released();
    project.git(&["tag", "v1.0"]);
    project.records(&[REVISION_2]);
    project.git(&["commit", "-q", "-a", "-m", "a draft"]);
    // As GitHub's runner starts them.
    let run = |step: &String| with_program(Command::new("bash").args(["-e", "-c", step]).current_dir(project.root()));
    let codes = || steps.iter().map(|step| run(step).status.code().unwrap()).collect::<Vec<_>>();
    assert_eq!(codes(), [0, 0, 100], "a draft keeps only a release from passing");
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    assert_eq!(codes(), [0, 0, 0]);
    project.records(&[&broken()]);
    assert_eq!(codes(), [100, 100, 100]);
    fs::copy(project.path("abi.toml"), project.path("keep")).unwrap();
    fs::remove_file(project.path("abi.toml")).unwrap();
    project.records(&[REVISION_1]);
    project.run(&["check"]).ended(Exit::Findings);
}

/// The commands of the workflow's steps, but for the installation; `None` without a parser.
fn workflow_steps() -> Option<Vec<String>> {
    const READ: &str = "
import json, sys
try:
    import yaml
except ImportError:
    sys.exit(77)
flow = yaml.safe_load(sys.stdin)
assert set(flow) == {'name', True, 'jobs'}, flow.keys()  # YAML 1.1 takes `on` for a boolean
for job in flow['jobs'].values():
    assert set(job) <= {'runs-on', 'steps'}, job.keys()
    for step in job['steps']:
        assert set(step) <= {'uses', 'with', 'run', 'name', 'if'} and ('uses' in step) != ('run' in step), step
print(json.dumps([step['run'] for job in flow['jobs'].values() for step in job['steps'] if 'run' in step]))
";
    let mut python = Command::new("/usr/bin/python3");
    python.args(["-c", READ]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let done = python.spawn().and_then(|mut python| {
        std::io::Write::write_all(&mut python.stdin.take().unwrap(), recipe("workflow").as_bytes())?;
        python.wait_with_output()
    });
    match done {
        Ok(done) if done.status.success() => {
            let steps: Vec<String> = serde_json::from_slice(&done.stdout).unwrap();
            assert!(steps[0].starts_with("cargo install cargo-vtable-api"), "{steps:?}");
            Some(steps[1..].to_vec())
        }
        Ok(done) if done.status.code() != Some(77) => panic!("{}", String::from_utf8_lossy(&done.stderr)),
        _ if std::env::var_os("VTABLE_API_REQUIRE_TOOLS").is_some() => panic!("python3-yaml is missing"),
        _ => {
            eprintln!("passed over: the workflow needs python3-yaml");
            None
        }
    }
}

/// Runs a recipe in the package's folder.
fn follow(project: &Project, name: &str) {
    let done = with_program(Command::new("sh").args(["-e", "-c", &recipe(name)]).current_dir(project.root()));
    assert!(done.status.success(), "{name}: {done:?}");
}

#[test]
fn a_freeze_that_nobody_has_is_undone() {
    let project = released();
    let before = project.abi();
    let freeze = |slots: &str| {
        project.records(&[slots]);
        project.run(&["freeze", "-q"]).ended(Exit::Clean);
    };
    let mistake = REVISION_2.replace("flags: u32", "flags: u16");
    freeze(&mistake);
    follow(&project, "undo");
    assert_eq!(project.abi(), before);
    freeze(&mistake);
    project.commit();
    follow(&project, "undo-committed");
    assert_eq!(project.abi(), before);
    freeze(REVISION_2);
    project.run(&["check", "--locked"]).ended(Exit::Clean);
    // What is with others stays.
    project.commit();
    project.git(&["tag", "v2"]);
    follow(&project, "undo-committed");
    project.run(&["check", "--against", "v2"]).ended(Exit::Findings).says("[VT0058]");
}
