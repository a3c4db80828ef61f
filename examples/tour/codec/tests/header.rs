//! The committed header of revision 1, from which `qoi.c` was written, is what the tool makes.

use cargo_vtable_api::{Exit, Streams, run};
use std::path::Path;

#[test]
fn the_committed_header_is_fresh() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("header");
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let manifest = package.join("Cargo.toml");
    let args = ["--manifest-path".as_ref(), manifest.as_os_str(), "--out".as_ref(), folder.as_os_str()];
    let args = ["cargo-vtable-api", "header", "--revision", "1"].map(AsRef::as_ref).into_iter().chain(args);
    let exit = run(args, &mut Streams { out: &mut out, err: &mut err });
    assert_eq!(exit, Exit::Clean, "{}", String::from_utf8_lossy(&err));

    let committed = package.join("../qoi-module/include");
    for file in ["viewer_codec.h", "vtable_api.h"] {
        let read = |folder: &Path| std::fs::read_to_string(folder.join(file)).unwrap();
        assert!(
            read(&committed) == read(&folder),
            "{file} is out of date; run `cargo vtable-api header -p tour-codec --revision 1 --out {}`",
            committed.display()
        );
    }
}
