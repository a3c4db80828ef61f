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
            "expected a `…Box` on table `viewer/codec` with revisions 0b11, found a `…Box` on table `viewer/codec` with revisions 0b1; a revision that both know differs: build both against the same released interface"
        ),
        "{fork}"
    );
    let other = refusal::<CodecBox, other::ScannerBox>().expect("another table is refused");
    assert!(
        other.contains("found a `…Box` on table `viewer/scanner` with revisions 0b1; these are two interfaces"),
        "{other}"
    );
}

/// A `CodecRef` is copied and a `CodecBox` releases its object: one in the place of the other would release it twice.
#[test]
fn a_handle_of_another_kind_is_refused() {
    use viewer_interface::{CodecBox, CodecMut, CodecRef};
    let refusals = [
        refusal::<CodecRef<'static>, CodecMut<'static>>(),
        refusal::<CodecRef<'static>, CodecBox>(),
        refusal::<CodecMut<'static>, CodecRef<'static>>(),
        refusal::<CodecMut<'static>, CodecBox>(),
        refusal::<CodecBox, CodecRef<'static>>(),
        refusal::<CodecBox, CodecMut<'static>>(),
        refusal::<held::lent::Held, held::given::Held>(),
        refusal::<held::given::Held, held::exclusive::Held>(),
    ];
    for (number, refusal) in refusals.into_iter().enumerate() {
        let refusal = refusal.unwrap_or_else(|| panic!("pair {number} fits"));
        assert!(refusal.contains("these are two kinds of handle"), "{refusal}");
    }
    let given = refusal::<CodecRef<'static>, CodecBox>().expect("refused");
    let line = "expected a `…Ref` on table `viewer/codec` with revisions 0b11, found a `…Box` on table `viewer/codec` with revisions 0b11; these are two kinds of handle: write the same one on both sides";
    assert!(given.contains(line), "{given}");
}

/// The same field, in three binaries.
mod held {
    macro_rules! held {
        ($($binary:ident $handle:ty;)*) => { $(
            pub mod $binary {
                type Handle = $handle;
                #[repr(C)]
                #[derive(abi_stable::StableAbi)]
                pub struct Held {
                    pub handle: Handle,
                }
            }
        )* };
    }
    held! {
        lent viewer_interface::CodecRef<'static>;
        exclusive viewer_interface::CodecMut<'static>;
        given viewer_interface::CodecBox;
    }
}
