//! `cargo vtable-api header`.

mod common;

use std::fs;

use cargo_vtable_api::Exit;
use common::{Project, REVISION_1, REVISION_2};

fn released(records: &[&str]) -> Project {
    let project = Project::with(records);
    project.run(&["init", "-q"]);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    project
}

fn other() -> String {
    REVISION_1.replace("viewer/codec", "viewer/host-services").replace("Codec", "HostServices")
}

#[test]
fn one_table_goes_to_standard_output() {
    let project = released(&[REVISION_2]);
    let ran = project.run(&["header"]).ended(Exit::Clean);
    assert!(ran.out.contains("decode_ex1") && ran.out.contains("#include \"vtable_api.h\""), "{}", ran.out);
    assert_eq!(ran.err, "");
}

#[test]
fn docs_come_from_the_source() {
    released(&[REVISION_1]).run(&["header"]).ended(Exit::Clean).says("Decodes images.").says("Decodes one.");
}

#[test]
fn drafts_and_later_revisions_are_left_out() {
    let project = released(&[REVISION_1]);
    project.records(&[REVISION_2]);
    let ran = project.run(&["header"]).ended(Exit::Clean);
    assert!(!ran.out.contains("decode_ex1"), "{}", ran.out);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    let ran = project.run(&["header", "--revision", "1"]).ended(Exit::Clean);
    assert!(!ran.out.contains("decode_ex1"), "{}", ran.out);
    project.run(&["header", "--revision", "3"]).ended(Exit::Usage).complains("no table has a revision 3");
    project.run(&["header", "--revision", "0"]).ended(Exit::Usage);
}

#[test]
fn several_tables_need_a_folder() {
    let project = released(&[REVISION_1, &other()]);
    project.run(&["header"]).ended(Exit::Usage).complains("choose a folder for them with --out DIR");
    let folder = project.path("include/c");
    let out = folder.to_str().unwrap();
    project.run(&["header", "--out", out]).ended(Exit::Clean).says("codec.h: written");
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name()).collect();
    files.sort();
    assert_eq!(files, ["viewer_codec.h", "viewer_host_services.h", "vtable_api.h"]);
    project.run(&["header", "--out", out]).ended(Exit::Clean).says("vtable_api.h: unchanged");
    let ran = project.run(&["header", "--out", out, "-q"]).ended(Exit::Clean);
    assert_eq!(ran.out, "");
}

#[test]
fn who_opens_modules_in_c_asks_for_a_header_more() {
    let project = released(&[REVISION_1]);
    project.run(&["header", "--host"]).ended(Exit::Usage).complains("--out <DIR>");
    let folder = project.path("include");
    let out = folder.to_str().unwrap();
    let ran = project.run(&["header", "--out", out]).ended(Exit::Clean);
    assert!(!ran.out.contains("vtable_api_host.h"), "{}", ran.out);
    let check = ["header", "--host", "--check", "--out", out];
    project.run(&check).ended(Exit::Findings).says("there is no header").says("header --host --out");
    project.run(&["header", "--host", "--out", out]).ended(Exit::Clean).says("vtable_api_host.h: written");
    assert!(project.read("include/vtable_api_host.h").contains("bool vtable_api_open("));
    project.run(&check).ended(Exit::Clean).says("vtable_api_host.h: unchanged");
    let file = folder.join("vtable_api_host.h");
    let of_check = [["check", "--headers", out], ["check", "--header", file.to_str().unwrap()]];
    of_check.iter().for_each(|args| _ = project.run(args).ended(Exit::Clean));
    fs::write(&file, "old\n").unwrap();
    for args in [&check[..], &of_check[0], &of_check[1]] {
        project.run(args).ended(Exit::Findings).says("[VT0063]").says("header --host --out");
    }
    fs::remove_file(&file).unwrap();
    project.run(&of_check[0]).ended(Exit::Clean);
}

#[test]
fn tools_that_read_c_have_a_file_of_their_own() {
    let project = released(&[REVISION_1, &other()]);
    let folder = project.path("include");
    let out = folder.to_str().unwrap();
    project.run(&["header", "--plain", "--lang", "c++"]).ended(Exit::Usage).complains("--plain");
    let ran = project.run(&["header", "--plain"]).ended(Exit::Clean).says("typedef struct viewer_codec_table {");
    assert_eq!(ran.out.matches("typedef struct vtable_api_object {").count(), 1);
    project.run(&["header", "--out", out, "-q"]).ended(Exit::Clean);
    let ran = project.run(&["header", "--plain", "--out", out]).ended(Exit::Clean).says(".plain.h: written");
    let file = ran.out.split(": written").next().unwrap().to_owned();
    let check = ["header", "--plain", "--check", "--out", out];
    let of_check = [["check", "--headers", out], ["check", "--header", &file]];
    for args in [&check[..], &of_check[0], &of_check[1]] {
        project.run(args).ended(Exit::Clean);
    }
    fs::write(&file, "old\n").unwrap();
    for args in [&check[..], &of_check[0], &of_check[1]] {
        project.run(args).ended(Exit::Findings).says("[VT0063]").says("header --plain --out");
    }
}

#[test]
fn a_skeleton_is_not_written_over() {
    let project = released(&[REVISION_1]);
    let folder = project.path("include");
    let out = folder.to_str().unwrap();
    project.run(&["header", "--skeleton"]).ended(Exit::Usage).complains("--out <DIR>");
    let begin = ["header", "--skeleton", "--out", out];
    let ran = project.run(&begin).ended(Exit::Clean).says("viewer_codec_module.c: written");
    ran.says("viewer_codec_host.c: written").says("vtable_api_host.h: written");
    fs::write(folder.join("viewer_codec_module.c"), "mine\n").unwrap();
    project.run(&begin).complains("viewer_codec_module.c already exists").complains("omit --skeleton");
    assert_eq!(project.read("include/viewer_codec_module.c"), "mine\n");
}

#[test]
fn two_tables_never_share_a_file() {
    let project = Project::with(&[REVISION_1, &other().replace("viewer/host-services", "viewer-codec")]);
    project.run(&["init", "-q"]);
    let ran = project.run(&["freeze", "-q"]).ended(Exit::Findings);
    ran.complains("[VT0039] tables `viewer-codec` and `viewer/codec` would both have the C header viewer_codec.h");
    assert!(!project.read("abi.toml").contains("[[table]]"));
}

#[test]
fn nothing_frozen_and_broken_rules_give_no_header() {
    let project = Project::with(&[REVISION_1]);
    project.run(&["header"]).ended(Exit::Findings).complains("run `cargo vtable-api init`");
    project.run(&["init", "-q"]);
    project.run(&["header"]).ended(Exit::Findings).complains("run `cargo vtable-api freeze` first");
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    project.records(&[&REVISION_1.replace("&[u8]", "&mut [u8]")]);
    let ran = project.run(&["header"]).ended(Exit::Findings);
    assert_eq!(ran.out, "");
    ran.complains("[VT0004]").complains("error: no header was written, because of 1 finding");
}

#[test]
fn who_wants_another_prefix_has_it() {
    let project = released(&[REVISION_1, &other()]);
    let one = ["header", "--table", "viewer/codec", "--c-prefix", "acme_gz", "--lang", "c++", "--out"];
    let out = project.path("gz");
    let args = [&one[..], &[out.to_str().unwrap()]].concat();
    project.run(&args).ended(Exit::Clean).says("acme_gz.h: written").says("acme_gz.hpp: written");
    let text = project.read("gz/acme_gz.h");
    for name in [
        "acme_gz_table;",
        "acme_gz_negotiate(",
        "ACME_GZ_HEADER(",
        "#define ACME_GZ_ID \"viewer/codec\"",
        "viewer_frame",
    ] {
        assert!(text.contains(name), "no {name} in {text}");
    }
    assert!(!text.contains("viewer_codec"), "{text}");
    assert!(project.read("gz/acme_gz.hpp").contains("#include \"acme_gz.h\""));
    project.run(&[&args[..], &["--check"]].concat()).ended(Exit::Clean);
    project
        .run(&["header", "--c-prefix", "acme_gz", "--out", out.to_str().unwrap()])
        .ended(Exit::Usage)
        .complains("choose one of them");
    // Of one word are the systems' headers, functions and namespaces, and devices of Windows.
    for wrong in ["Gz_a", "1gz_a", "g-z", "g z", "gz", "aux", "time", "int", "std", "gz_", "_gz", "g__z"] {
        project
            .run(&["header", "--table", "viewer/codec", "--c-prefix", wrong])
            .ended(Exit::Usage)
            .complains("a prefix looks like `acme_codec`");
    }
    for taken in ["static_cast", "co_await", "posix_spawn", "pthread_mutex"] {
        let ran = project.run(&["header", "--table", "viewer/codec", "--c-prefix", taken]);
        if taken == "pthread_mutex" {
            ran.ended(Exit::Clean);
        } else {
            ran.ended(Exit::Usage).complains("is already defined by C++ or a system header");
        }
    }
}
