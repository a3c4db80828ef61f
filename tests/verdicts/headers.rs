//! C headers in the repository against what is frozen.

use crate::support::Project;

const FIRST: &str = "#[vtable_api::vtable_api(id = \"headers/meter\")]\npub trait Meter { fn read(&self) -> u32; }\n";
const SECOND: &str = "#[vtable_api::vtable_api(id = \"headers/meter\")]\npub trait Meter { fn read(&self) -> u32; \
                      #[revision(2)] fn reset(&self) {} }\n";

#[test]
pub(crate) fn a_stale_header_is_found() {
    let project = Project::library("edits-headers", FIRST);
    for command in ["init", "freeze", "header --out include"] {
        project.cli(command).assert_builds(command);
    }
    project.cli("check --headers include").assert_builds("as written");
    let written = project.read("include/headers_meter.h");
    project.write("include/headers_meter.h", &written.replacen("uint32_t", "uint64_t", 1));
    let line = 1 + written.lines().position(|line| line.contains("uint32_t")).expect("a number");
    let edited = project.cli("check --headers include");
    let wanted = format!("error: [VT0063] header `include/headers_meter.h` is stale from line {line}\n");
    assert!(!edited.success && edited.stdout.starts_with(&wanted), "{}{}", edited.stdout, edited.stderr);

    project.write("include/headers_meter.h", &written);
    project.write("src/lib.rs", SECOND);
    project.cli("check --header include/headers_meter.h").assert_builds("a draft is in no header");
    project.cli("freeze").assert_builds("freeze");
    let frozen = project.cli("check --header include/headers_meter.h");
    assert!(!frozen.success && frozen.stdout.contains("[VT0063]"), "{}{}", frozen.stdout, frozen.stderr);
}
