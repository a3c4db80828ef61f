//! The viewer with plug-ins of its own time and older ones; handles that do not fit.

use abi_stable::StableAbi;
use abi_stable::abi_stability::check_layout_compatibility;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds a plug-in. Their names differ: a library's file has no hash in its name, so one would pass for the other.
fn plugin(workspace: &str, package: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(workspace);
    // Where this was built: abi_stable is there already.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("target/tmp is in target");
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--quiet", "--locked", "--package", package]).current_dir(folder);
    let output = cargo.env("CARGO_TARGET_DIR", target).output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let name = package.replace('-', "_");
    let name = format!("{}{name}{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    target.join("debug").join(name)
}

fn view(plugin: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_viewer")).arg(plugin).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it prints text")
}

const FIRST: &str =
    "decoded: [0, 127, 255], inverted: [255, 128, 0]\nnot grey: no `grey` in front\ncalled grey: true\n";

/// The older plug-in knows revision 1 of `Codec`. Had this been a trait of abi_stable's, it would have been refused.
#[test]
fn plugins_of_then_and_now_load() {
    assert_eq!(
        view(&plugin("../older", "viewer-plugin-older")),
        format!("{FIRST}a codec that does not say (its own: false)\n")
    );
    assert_eq!(view(&plugin("..", "viewer-plugin")), format!("{FIRST}one byte a pixel (its own: true)\n"));
}

/// Another program's idea of the same table.
mod fork {
    #[vtable_api::vtable_api(id = "viewer/codec", unrecorded)]
    pub trait Codec: Send + Sync {
        fn decode(&self, file: &[u8]) -> u32;
    }
}

/// Another table.
mod other {
    #[vtable_api::vtable_api(id = "viewer/scanner", unrecorded)]
    pub trait Scanner {
        fn scan(&self) -> u32;
    }
}

fn refusal<A: StableAbi, B: StableAbi>() -> Option<String> {
    check_layout_compatibility(A::LAYOUT, B::LAYOUT).into_result().err().map(|error| error.to_string())
}

#[test]
fn handles_on_the_same_table_fit() {
    use viewer_interface::{CodecBox, CodecMut, CodecRef};
    assert_eq!(refusal::<CodecBox, CodecBox>(), None);
    assert_eq!(refusal::<CodecRef<'_>, CodecRef<'static>>(), None);
    assert_eq!(refusal::<CodecMut<'_>, CodecMut<'_>>(), None);
}

#[test]
fn handles_on_other_tables_are_refused_in_one_line() {
    use viewer_interface::CodecBox;
    let fork = refusal::<CodecBox, fork::CodecBox>().expect("another revision 1 is refused");
    assert!(
        fork.contains(
            "wanted a handle on table `viewer/codec` with revisions 0b11, found a handle on table `viewer/codec` with revisions 0b1; a revision that both know differs: build both against the same released interface"
        ),
        "{fork}"
    );
    let other = refusal::<CodecBox, other::ScannerBox>().expect("another table is refused");
    assert!(
        other.contains("found a handle on table `viewer/scanner` with revisions 0b1; these are two interfaces"),
        "{other}"
    );
}
