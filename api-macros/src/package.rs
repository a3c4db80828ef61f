//! The package that is being compiled: its name, its `abi.toml`, and which of its targets this is.

use crate::template::{Prefix, emit};
use proc_macro2::{Ident, Span, TokenStream};
use quote::format_ident;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use syn::ext::IdentExt;
use vtable_api_manifest::abi::{self, AbiError};
use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::{model, toml};

/// What cargo tells a macro about the crate at hand.
pub(crate) struct Package {
    /// `CARGO_PKG_NAME`.
    pub(crate) name: String,
    pub(crate) version: String,
    root: PathBuf,
    mode: Mode,
}

/// What `VTABLE_API` asks for.
#[derive(Clone, Default)]
struct Mode {
    locked: bool,
    quiet: bool,
    extract: bool,
    /// With `extract`: places in files are wanted. A variable of its own, so that programs and macros of other
    /// versions get along.
    places: bool,
    /// A word that asks for nothing.
    unknown: Option<String>,
}

impl Mode {
    /// Words with commas between them.
    fn read(text: &str) -> Mode {
        let mut mode = Mode::default();
        for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            match word {
                "locked" => mode.locked = true,
                "quiet-drafts" => mode.quiet = true,
                "extract" => mode.extract = true,
                other => mode.unknown = Some(other.to_owned()),
            }
        }
        mode
    }
}

/// What the record says, or why it says nothing.
pub(crate) enum Record {
    /// Not looked at: `unrecorded`, or the CLI reads the source as it is.
    Ignored,
    /// No file.
    Missing,
    /// A file that cannot be used.
    Broken(AbiError),
    /// A table of a target that has no record.
    Elsewhere(String),
    /// The record.
    Read(Arc<model::Package>),
}

impl Package {
    pub(crate) fn current() -> Self {
        let var = |name: &str| std::env::var(name).unwrap_or_default();
        Package {
            name: var("CARGO_PKG_NAME"),
            version: var("CARGO_PKG_VERSION"),
            root: PathBuf::from(var("CARGO_MANIFEST_DIR")),
            mode: Mode { places: !var("VTABLE_API_PLACES").is_empty(), ..Mode::read(&var("VTABLE_API")) },
        }
    }

    /// Drafts are errors.
    pub(crate) fn is_locked(&self) -> bool {
        self.mode.locked
    }

    /// Drafts are not mentioned.
    pub(crate) fn is_quiet(&self) -> bool {
        self.mode.quiet
    }

    /// A word of `VTABLE_API` that asks for nothing.
    pub(crate) fn unknown_mode(&self) -> Option<&str> {
        self.mode.unknown.as_deref()
    }

    /// The CLI is reading: docs are wanted, checks are its own.
    pub(crate) fn is_extract(&self) -> bool {
        self.mode.extract
    }

    /// The CLI shows where things are.
    pub(crate) fn wants_places(&self) -> bool {
        self.mode.extract && self.mode.places
    }

    /// The id of a trait that does not pin one: `package/trait-name`.
    pub(crate) fn default_id(&self, ident: &Ident) -> String {
        let mut id = self.name.to_ascii_lowercase();
        id.push('/');
        let name = ident.unraw().to_string();
        for (index, c) in name.char_indices() {
            if c.is_uppercase() && index > 0 {
                id.push('-');
            }
            id.extend(c.to_lowercase());
        }
        id
    }

    /// The record, as a table sees it.
    pub(crate) fn record_for_table(&self) -> Record {
        match self.record() {
            Record::Ignored => Record::Ignored,
            other => match self.elsewhere() {
                Some(target) => Record::Elsewhere(target),
                None => other,
            },
        }
    }

    /// The record, as a definition sees it: only that of the library, or of a package's only program, is compared
    /// where it stands. A type of the same name elsewhere is another one.
    pub(crate) fn record_for_type(&self) -> Record {
        let is_beside_library = std::env::var_os("CARGO_BIN_NAME").is_some() && self.manifest().has_lib;
        if is_beside_library || self.elsewhere().is_some() { Record::Ignored } else { self.record() }
    }

    fn record(&self) -> Record {
        if self.mode.extract {
            return Record::Ignored;
        }
        match bytes(&self.record_path()) {
            Ok(bytes) => match read_once(bytes) {
                Ok(package) => Record::Read(package),
                Err(error) => Record::Broken(error),
            },
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Record::Missing,
            Err(error) => Record::Broken(unreadable(&error)),
        }
    }

    pub(crate) fn record_path(&self) -> PathBuf {
        self.root.join("abi.toml")
    }

    /// Makes cargo rebuild when the record or `VTABLE_API` changes, at no cost in the binary.
    pub(crate) fn track(&self, krate: &Prefix, record: &Record) -> TokenStream {
        // A record that cannot be used fails the build, so there is nothing to do anew.
        let file = match (record, self.record_path().to_str()) {
            (Record::Read(_), Some(path)) => {
                emit!(krate, path => const _: fn() = || { let _ = #krate::__private::core::include_bytes!(#path); };)
            }
            _ => TokenStream::new(),
        };
        emit! { file, krate =>
            #file
            const _: #krate::__private::core::option::Option<&#krate::__private::core::primitive::str> =
                #krate::__private::core::option_env!("VTABLE_API");
        }
    }

    /// The target's name when it is one that no record covers: only the library, or the main binary of a
    /// package without a library or beside it, is released.
    fn elsewhere(&self) -> Option<String> {
        let manifest = self.manifest();
        let krate = std::env::var("CARGO_CRATE_NAME").unwrap_or_default();
        if std::env::var_os("UNSTABLE_RUSTDOC_TEST_PATH").is_some() {
            return Some("a doctest".into());
        }
        // Tests and benchmarks have it, and may be called like the library.
        if std::env::var_os("CARGO_TARGET_TMPDIR").is_some() {
            return Some(format!("`{krate}`"));
        }
        match std::env::var("CARGO_BIN_NAME") {
            Ok(bin) if bin == manifest.main_bin => None,
            Ok(bin) => Some(format!("`{bin}`")),
            Err(_) if krate == manifest.lib => None,
            Err(_) if krate.is_empty() || krate == "build_script_build" => None,
            Err(_) => Some(format!("`{krate}`")),
        }
    }

    /// Claims an id for a trait of this crate; returns the trait that has it already.
    ///
    /// A compiler process expands one crate, and each trait of it once, so it sees every claim. An editor's server
    /// expands the same trait over and over, under names that are being typed: there the CLI's word must do.
    pub(crate) fn claim(&self, id: &str, ident: &Ident) -> Option<String> {
        static CLAIMS: Mutex<Vec<(String, String)>> = Mutex::new(Vec::new());
        let mut claims = CLAIMS.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let owner = claims.iter_mut().find(|(claimed, _)| claimed == id);
        let Some((_, owner)) = owner else {
            claims.push((id.to_string(), ident.to_string()));
            return None;
        };
        let owner = std::mem::replace(owner, ident.to_string());
        is_compiler().then_some(owner)
    }

    /// Whether nothing was said yet of a cause that all tables of the package have in common. An editor's server
    /// says it at each, since it may show any of them alone.
    pub(crate) fn is_first(&self, cause: Code) -> bool {
        static SAID: Mutex<Vec<Code>> = Mutex::new(Vec::new());
        let mut said = SAID.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let is_first = !said.contains(&cause);
        said.push(cause);
        is_first || !is_compiler()
    }

    /// How the package calls `vtable-api`.
    pub(crate) fn krate(&self) -> Prefix {
        let mut ident = format_ident!("{}", self.manifest().dependency);
        ident.set_span(Span::mixed_site());
        Prefix::of(emit!(ident => ::#ident))
    }

    /// The package's `Cargo.toml`, read once for all macro calls of a compiler process.
    fn manifest(&self) -> Arc<Manifest> {
        static LAST: Mutex<Option<(PathBuf, Arc<Manifest>)>> = Mutex::new(None);
        let mut last = LAST.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some((root, manifest)) = last.as_ref()
            && *root == self.root
        {
            return manifest.clone();
        }
        let manifest = Arc::new(Manifest::read(&self.root));
        *last = Some((self.root.clone(), manifest.clone()));
        manifest
    }
}

/// Programs that expand a crate from its first to its last line, and end.
const COMPILERS: &[&str] = &["rustc", "rustdoc", "clippy-driver", "miri"];

fn is_compiler() -> bool {
    let exe = std::env::current_exe().unwrap_or_default();
    COMPILERS.iter().any(|name| exe.file_stem().is_some_and(|stem| stem == *name))
}

/// More than any record has; what is larger is refused for its size, and need not be read to its end.
const ENOUGH: u64 = 32 << 20;

/// The file's bytes, or so many that it is too large in any case.
fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    // Before it is opened: a pipe waits for someone to write.
    if !std::fs::metadata(path)?.is_file() {
        return Err(std::io::Error::other("it is not a file"));
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(ENOUGH).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(error: &std::io::Error) -> AbiError {
    AbiError {
        code: Code::RecordUnreadable,
        line: None,
        message: format!("it cannot be read: {error}"),
        help: "make abi.toml a file that the build may read".into(),
    }
}

/// Parses the record once for all macro calls of a compiler process.
fn read_once(bytes: Vec<u8>) -> Result<Arc<model::Package>, AbiError> {
    type Cached = Option<(Vec<u8>, Result<Arc<model::Package>, AbiError>)>;
    static LAST: Mutex<Cached> = Mutex::new(None);
    let mut last = LAST.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some((known, result)) = last.as_ref()
        && *known == bytes
    {
        return result.clone();
    }
    let result = abi::read(&bytes).map(Arc::new);
    *last = Some((bytes, result.clone()));
    result
}

/// What matters here of `Cargo.toml`.
struct Manifest {
    /// The library's crate name.
    lib: String,
    has_lib: bool,
    /// The binary that counts as the package's own.
    main_bin: String,
    /// How `vtable-api` is called.
    dependency: String,
}

impl Manifest {
    fn read(root: &Path) -> Self {
        let text = std::fs::read_to_string(root.join("Cargo.toml")).unwrap_or_default();
        // Cargo has read it, or there is none.
        let manifest = toml::read(&text).unwrap_or_default();
        let text = |path: &[&str]| manifest.find(path).and_then(toml::Value::as_str);
        let package = text(&["package", "name"]).unwrap_or_default().to_string();
        let bins = programs(&manifest, &package, root);
        let main_bin = match bins.as_slice() {
            [only] => only.clone(),
            _ => package.clone(),
        };
        Manifest {
            lib: text(&["lib", "name"]).map_or_else(|| package.replace('-', "_"), str::to_string),
            has_lib: manifest.get("lib").is_some() || root.join("src/lib.rs").is_file(),
            main_bin,
            dependency: renamed(&manifest, root).unwrap_or_else(|| "vtable_api".into()),
        }
    }
}

/// The names of the package's programs, declared and found as cargo finds them.
fn programs(manifest: &toml::Table, package: &str, root: &Path) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut add = |name: &str| {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    };
    let mut is_declared = false;
    for bin in manifest.get("bin").map_or(&[][..], toml::Value::items) {
        let text = |key: &str| bin.as_table().and_then(|bin| bin.get(key)?.as_str()).unwrap_or_default();
        if !text("name").is_empty() {
            add(text("name"));
        }
        is_declared |= text("path") == "src/main.rs";
    }
    if !is_declared && root.join("src/main.rs").is_file() {
        add(package);
    }
    for entry in std::fs::read_dir(root.join("src/bin")).into_iter().flatten().flatten() {
        let path = entry.path();
        let is_program = path.extension().is_some_and(|extension| extension == "rs") || path.join("main.rs").is_file();
        if let Some(name) = path.file_stem().and_then(|stem| stem.to_str()).filter(|_| is_program) {
            add(name);
        }
    }
    names
}

/// The key of a dependency table whose package is `vtable-api`.
fn renamed(manifest: &toml::Table, root: &Path) -> Option<String> {
    let mut tables = Vec::new();
    for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
        tables.extend(manifest.get(table));
    }
    if let Some(targets) = manifest.get("target").and_then(toml::Value::as_table) {
        for target in targets.entries() {
            tables.extend(target.value.as_table().and_then(|target| target.get("dependencies")));
        }
    }
    for table in tables {
        for toml::Entry { key, value, .. } in table.as_table().map_or(&[][..], toml::Table::entries) {
            let Some(dependency) = value.as_table() else { continue };
            if is_ours(dependency) || (dependency.get("workspace").is_some() && inherits(key, root)) {
                return Some(key.replace('-', "_"));
            }
        }
    }
    None
}

fn is_ours(dependency: &toml::Table) -> bool {
    dependency.get("package").and_then(toml::Value::as_str) == Some("vtable-api")
}

/// Whether the workspace calls `vtable-api` so.
fn inherits(key: &str, root: &Path) -> bool {
    for folder in root.ancestors().skip(1) {
        let Ok(text) = std::fs::read_to_string(folder.join("Cargo.toml")) else { continue };
        let Ok(manifest) = toml::read(&text) else { continue };
        let dependency = manifest.find(&["workspace", "dependencies", key]);
        if dependency.and_then(toml::Value::as_table).is_some_and(is_ours) {
            return true;
        }
    }
    false
}
