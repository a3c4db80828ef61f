//! Whether attributes of `#[diagnostic]` may stand in what is expanded: where a crate has no prelude, that is no name.

use proc_macro2::Span;
use std::path::Path;
use std::sync::OnceLock;

/// Not where nobody knows: they choose words of rustc's, and nothing else.
pub(crate) fn is_there() -> bool {
    static ROOT: OnceLock<bool> = OnceLock::new();
    let root = *ROOT.get_or_init(|| {
        let mut args = std::env::args().filter(|arg| arg.ends_with(".rs") && !arg.starts_with('-'));
        args.next().is_some_and(|root| says_nothing(Path::new(&root)))
    });
    root && Span::call_site().unwrap().local_file().is_none_or(|file| says_nothing(&file))
}

/// Whether a file was read, and takes no prelude away.
fn says_nothing(file: &Path) -> bool {
    std::fs::read_to_string(file).is_ok_and(|text| !text.contains("no_implicit_prelude"))
}
