//! Which crate of its package is being compiled: only the library, and the main program of a package, are released.

use super::Package;
use std::path::{Path, PathBuf};

/// A crate of the package.
pub(super) enum Target {
    /// What the record is of: the library, or the main program of a package without a library or beside it.
    Released,
    /// Another one, by its name.
    Beside(String),
    /// Nothing says which one; and what is missing.
    Unknown(String),
}

impl Package {
    pub(super) fn target(&self) -> Target {
        let krate = crate_name();
        if std::env::var_os("UNSTABLE_RUSTDOC_TEST_PATH").is_some() {
            return Target::Beside("a doctest".into());
        }
        // Tests and benchmarks have it, and may be called like the library.
        if std::env::var_os("CARGO_TARGET_TMPDIR").is_some() {
            return Target::Beside(format!("`{krate}`"));
        }
        let manifest = self.manifest();
        let (name, is_released) = match std::env::var("CARGO_BIN_NAME") {
            Ok(bin) => (format!("`{bin}`"), bin == manifest.main_bin),
            Err(_) => {
                let is_it = krate == manifest.lib || krate.is_empty() || krate == "build_script_build";
                (format!("`{krate}`"), is_it)
            }
        };
        match &manifest.missing {
            _ if is_released && self.is_example(&manifest.examples) => Target::Beside(format!("the example {name}")),
            _ if is_released => Target::Released,
            None => Target::Beside(name),
            Some(why) => Target::Unknown(format!(
                "nothing says whether {name} is the library or the main program of the package `{}`: {why}",
                self.name
            )),
        }
    }

    /// Examples may be called like the package, and cargo then says the same of both: the compiler's command line has
    /// the file.
    fn is_example(&self, declared: &[PathBuf]) -> bool {
        let (Some(root), Some(source)) = (&self.root, source()) else { return false };
        let Ok(source) = source.canonicalize() else { return false };
        let is_in = |folder: PathBuf| folder.canonicalize().is_ok_and(|folder| source.starts_with(folder));
        is_in(root.join("examples")) || declared.iter().any(|path| is_in(path.clone()))
    }
}

/// `CARGO_CRATE_NAME`, or what the compiler is told.
fn crate_name() -> String {
    std::env::var("CARGO_CRATE_NAME").ok().or_else(|| argument("--crate-name")).unwrap_or_default()
}

fn argument(name: &str) -> Option<String> {
    let mut args = std::env::args();
    while let Some(arg) = args.next() {
        match arg.strip_prefix(name) {
            Some("") => return args.next(),
            Some(value) if value.starts_with('=') => return Some(value[1..].into()),
            _ => {}
        }
    }
    None
}

/// The first file of the crate.
fn source() -> Option<PathBuf> {
    let mut args = std::env::args_os().skip(1).map(PathBuf::from);
    args.find(|arg| arg.extension().is_some_and(|end| end == "rs") && !is_option(arg))
}

fn is_option(arg: &Path) -> bool {
    arg.to_str().is_some_and(|arg| arg.starts_with('-'))
}
