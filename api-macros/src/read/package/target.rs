//! Which crate of its package is being compiled: only the library, and the main program of a package, are released.

use super::current::Package;
use super::manifest::Manifest;
use std::path::Path;

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
        if std::env::var_os("UNSTABLE_RUSTDOC_TEST_PATH").is_some() {
            return Target::Beside("a doctest".into());
        }
        let manifest = self.manifest();
        let (name, is_released);
        if let Ok(bin) = std::env::var("CARGO_BIN_NAME") {
            is_released = bin == manifest.main_bin;
            name = bin;
        } else {
            name = crate_name();
            is_released = name == manifest.lib || name.is_empty() || name == "build_script_build";
        }
        // Tests and benchmarks have it, and may be called like the library.
        if std::env::var_os("CARGO_TARGET_TMPDIR").is_some() {
            return Target::Beside(format!("`{name}`"));
        }
        if is_released {
            let is_example = is_example(&manifest);
            return if is_example { Target::Beside(format!("the example `{name}`")) } else { Target::Released };
        }
        match &manifest.missing {
            None => Target::Beside(format!("`{name}`")),
            Some(why) => Target::Unknown(format!(
                "cannot tell whether `{name}` is the library or the main program of the package `{}`: {why}",
                self.name
            )),
        }
    }
}

/// `CARGO_CRATE_NAME`, or what the compiler is told.
fn crate_name() -> String {
    if let Ok(name) = std::env::var("CARGO_CRATE_NAME") {
        return name;
    }
    let mut is_next = false;
    for arg in std::env::args() {
        if is_next {
            return arg;
        }
        is_next = arg == "--crate-name";
    }
    String::new()
}

/// Examples may be called like the package, and cargo then says the same of both: the compiler's command line has the
/// file. Whether that is the crate's, or a folder of examples has it.
fn is_example(manifest: &Manifest) -> bool {
    for arg in std::env::args() {
        if arg.ends_with(".rs") && !arg.starts_with('-') {
            let Ok(source) = Path::new(&arg).canonicalize() else { return false };
            for example in &manifest.examples {
                if let Ok(example) = example.canonicalize()
                    && source.starts_with(&example)
                {
                    return true;
                }
            }
        }
    }
    false
}
