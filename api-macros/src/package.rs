//! The package that is being compiled: its name, its `abi.toml`, and which of its targets this is.
//!
//! | file | reads |
//! |---|---|
//! | `mode` | what the environment asks for |
//! | `target` | which crate of the package this is |
//! | `manifest` | `Cargo.toml` |

mod manifest;
mod mode;
mod target;

use crate::mangle::quote_mixed;
use crate::prefix::Prefix;
use manifest::Manifest;
use mode::Mode;
pub(crate) use mode::in_full;
use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use syn::ext::IdentExt;
use target::Target;
use vtable_api_manifest::abi::{self, AbiError};
use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::model;

/// What the build system tells a macro about the crate at hand.
pub(crate) struct Package {
    /// `CARGO_PKG_NAME`; empty when it is not set.
    pub(crate) name: String,
    /// By which records know it: what its `abi.toml` says, or `name`.
    pub(crate) local: String,
    pub(crate) version: String,
    /// `CARGO_MANIFEST_DIR`, in full.
    root: Option<PathBuf>,
    /// The `abi.toml` beside `Cargo.toml`, or why it cannot be read.
    abi: Option<std::io::Result<Vec<u8>>>,
    mode: Mode,
}

/// What the record says, or why it says nothing.
pub(crate) enum Record {
    /// Not looked at: `unrecorded`, or the CLI reads the source as it is.
    Ignored,
    /// No such file.
    Missing(PathBuf),
    /// A file that cannot be used.
    Broken(AbiError),
    /// A table of a target that has no record.
    Elsewhere(String),
    /// A table of a target of which nobody knows whether it has one; and why.
    Unknown(String),
    /// Another file than the one that the CLI reads and writes.
    Foreign(PathBuf),
    /// The record.
    Read(Arc<model::Package>),
}

impl Package {
    pub(crate) fn current() -> Self {
        let var = |name: &str| std::env::var(name).unwrap_or_default();
        let (name, root) = (var("CARGO_PKG_NAME"), mode::folder("CARGO_MANIFEST_DIR"));
        let abi = root.as_ref().map(|root| bytes(&root.join("abi.toml")));
        let local = match &abi {
            Some(Ok(text)) => abi::package_name(text),
            _ => None,
        };
        let local = local.unwrap_or_else(|| name.clone());
        Package { local, name, version: var("CARGO_PKG_VERSION"), root, abi, mode: Mode::current() }
    }

    /// Drafts are errors.
    pub(crate) fn is_locked(&self) -> bool {
        self.mode.locked
    }

    /// Drafts are not mentioned.
    pub(crate) fn is_quiet(&self) -> bool {
        self.mode.quiet
    }

    /// What the environment asks for in vain, and the way out.
    pub(crate) fn unknown_mode(&self) -> Option<&(String, &'static str)> {
        self.mode.unknown.as_ref()
    }

    /// The word of the CLI that is reading: docs and places are wanted, checks are its own.
    pub(crate) fn session(&self) -> Option<&str> {
        self.mode.session.as_deref()
    }

    /// The id of a trait that does not pin one: `package/trait-name`.
    pub(crate) fn default_id(&self, ident: &Ident) -> String {
        let mut id = self.local.to_ascii_lowercase();
        id.push('/');
        let name = ident.unraw().to_string();
        for (index, c) in name.char_indices() {
            if c.is_uppercase() && index > 0 {
                id.push('-');
            }
            id.push_str(&c.to_string().to_lowercase());
        }
        id
    }

    /// The record, as a table sees it that may say where it is.
    pub(crate) fn record_for_table(&self, named: Option<&str>) -> Record {
        if named.is_some() {
            let path = self.record_path(named);
            return match path {
                Some(path) if is_cargo() && Some(&path) != self.record_path(None).as_ref() => Record::Foreign(path),
                _ => self.record(named),
            };
        }
        match self.target() {
            _ if self.session().is_some() => Record::Ignored,
            Target::Released => self.record(None),
            Target::Beside(target) => Record::Elsewhere(target),
            Target::Unknown(why) => Record::Unknown(why),
        }
    }

    /// The record, as a definition sees it: only that of the library, or of a package's only program, is compared
    /// where it stands. A type of the same name elsewhere is another one.
    pub(crate) fn record_for_type(&self) -> Record {
        let is_beside_library = std::env::var_os("CARGO_BIN_NAME").is_some() && self.manifest().has_lib;
        let is_released = !is_beside_library && matches!(self.target(), Target::Released);
        if is_released { self.record(None) } else { Record::Ignored }
    }

    fn record(&self, named: Option<&str>) -> Record {
        if self.session().is_some() {
            return Record::Ignored;
        }
        let Some(path) = self.record_path(named) else {
            let missing = self.manifest().missing.clone().unwrap_or_default();
            return Record::Unknown(format!(
                "cannot tell where the abi.toml of the package `{}` is: {missing}",
                self.name
            ));
        };
        let read;
        let text = match (&self.abi, named) {
            (Some(own), None) => own,
            _ => {
                read = bytes(&path);
                &read
            }
        };
        match text {
            Ok(text) => match read_once(text) {
                Ok(package) => Record::Read(package),
                Err(error) => Record::Broken(error),
            },
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => match std::fs::read_link(&path) {
                Ok(target) => Record::Broken(abi::dangling(&target.display().to_string())),
                Err(_) => Record::Missing(path),
            },
            Err(error) => Record::Broken(unreadable(error)),
        }
    }

    /// Where the record is: beside `Cargo.toml`, or where the table says.
    fn record_path(&self, named: Option<&str>) -> Option<PathBuf> {
        match (&self.root, named) {
            (Some(root), named) => Some(root.join(named.unwrap_or("abi.toml"))),
            (None, Some(named)) => mode::in_full(named.into()),
            _ => None,
        }
    }

    /// Makes cargo rebuild when what the macro reads changes, at no cost in the binary.
    pub(crate) fn track(&self, krate: &Prefix, named: Option<&str>) -> TokenStream {
        let mut files = TokenStream::new();
        for path in &self.files_read(named) {
            if let Some(path) = path.to_str() {
                include(krate, &path).to_tokens(&mut files);
            }
        }
        let variable = if self.session().is_some() { mode::SESSION } else { "VTABLE_API" };
        quote_mixed! {
            #files
            const _: #krate::__private::core::option::Option<&#krate::__private::core::primitive::str> =
                #krate::__private::core::option_env!(#variable);
        }
    }

    /// The same where an `abi.toml` would be read, were there one: cargo cannot wait for a file. So the crate is built
    /// anew for each run of the CLI, whose file is new. In the user's own build, a table without a record is an error,
    /// or has nothing to do with records.
    pub(crate) fn track_missing(&self, krate: &Prefix) -> TokenStream {
        if self.has_abi() || self.session().is_none() {
            return TokenStream::new();
        }
        include(krate, &{
            let variable = mode::SESSION;
            quote_mixed!(#krate::__private::core::env!(#variable))
        })
    }

    /// What is there of the files that say what an expansion is: the record has the package's name for the CLI, too.
    fn files_read(&self, named: Option<&str>) -> Vec<PathBuf> {
        let mut files = Vec::new();
        if let Some(path) = self.abi()
            && self.has_abi()
        {
            files.push(path);
        }
        if named.is_some()
            && let Some(path) = self.record_path(named)
            && !files.contains(&path)
            && bytes(&path).is_ok()
        {
            files.push(path);
        }
        // Which of several programs is the main one.
        if std::env::var_os("CARGO_BIN_NAME").is_some()
            && self.manifest().missing.is_none()
            && let Some(root) = &self.root
        {
            files.push(root.join("Cargo.toml"));
        }
        files
    }

    /// Whether there is an `abi.toml` beside `Cargo.toml`, which can be read.
    fn has_abi(&self) -> bool {
        matches!(&self.abi, Some(Ok(text)) if (text.len() as u64) < ENOUGH)
    }

    /// Whether the package's own record, read by the CLI's leave only, has a revision of the table.
    pub(crate) fn has_frozen(&self, id: &str) -> bool {
        let (Some(_), Some(Ok(text))) = (self.session(), &self.abi) else { return false };
        let Ok(package) = read_once(text) else { return false };
        has_frozen(&package, id)
    }

    /// Where the package's own record is, if there is one.
    pub(crate) fn abi(&self) -> Option<PathBuf> {
        self.record_path(None)
    }

    /// Claims an id for a trait of this crate; returns the trait that has it already.
    ///
    /// A compiler process expands one crate, and each trait of it once, so it sees every claim. An editor's server
    /// expands the same trait over and over, under names that are being typed: there the CLI's word must do.
    pub(crate) fn claim(&self, id: &str, ident: &Ident) -> Option<String> {
        let mut claims = claims();
        let owner = claims.iter_mut().find(|(claimed, _)| claimed == id);
        let Some((_, owner)) = owner else {
            claims.push((id.to_string(), ident.to_string()));
            return None;
        };
        let owner = std::mem::replace(owner, ident.to_string());
        is_compiler().then_some(owner)
    }

    /// Whether a trait has claimed the id so far.
    pub(crate) fn is_claimed(&self, id: &str) -> bool {
        claims().iter().any(|(claimed, _)| claimed == id)
    }

    /// Whether nothing was said yet of a cause that all tables of the package have in common. An editor's server
    /// says it at each, since it may show any of them alone.
    pub(crate) fn is_first(&self, cause: Code) -> bool {
        static SAID: Mutex<Vec<Code>> = Mutex::new(Vec::new());
        let mut said = SAID.lock().unwrap_or_else(PoisonError::into_inner);
        let is_first = !said.contains(&cause);
        said.push(cause);
        is_first || !is_compiler()
    }

    /// How the package calls `vtable-api`, if it depends on it.
    pub(crate) fn dependency(&self) -> Option<Ident> {
        Some(Ident::new(self.manifest().dependency.as_ref()?, Span::mixed_site()))
    }

    /// The package's `Cargo.toml`, read once for all macro calls of a compiler process.
    fn manifest(&self) -> Arc<Manifest> {
        static LAST: Mutex<Option<(Option<PathBuf>, Arc<Manifest>)>> = Mutex::new(None);
        let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((root, manifest)) = last.as_ref()
            && *root == self.root
        {
            return manifest.clone();
        }
        let manifest = Arc::new(Manifest::read(self.root.as_deref(), &self.name));
        *last = Some((self.root.clone(), manifest.clone()));
        manifest
    }
}

/// Whether a record has a revision of the table.
pub(crate) fn has_frozen(package: &model::Package, id: &str) -> bool {
    for table in &package.tables {
        if table.id == id {
            return !table.revisions.is_empty();
        }
    }
    false
}

/// Ids, and the traits that have them.
fn claims() -> MutexGuard<'static, Vec<(String, String)>> {
    static CLAIMS: Mutex<Vec<(String, String)>> = Mutex::new(Vec::new());
    CLAIMS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Has the compiler say that it read the file.
fn include(krate: &Prefix, path: &dyn ToTokens) -> TokenStream {
    quote_mixed!(const _: fn() = || { let _ = #krate::__private::core::include_bytes!(#path); };)
}

/// Whether cargo builds this: other build systems name no cargo.
pub(crate) fn is_cargo() -> bool {
    std::env::var_os("CARGO").is_some()
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
pub(crate) fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    // Before it is opened: a pipe waits for someone to write.
    let found = std::fs::metadata(path)?;
    if !found.is_file() {
        return Err(std::io::Error::other("it is not a file"));
    }
    let mut bytes = vec![0; found.len().min(ENOUGH) as usize];
    std::fs::File::open(path)?.read_exact(&mut bytes)?;
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
fn read_once(bytes: &[u8]) -> Result<Arc<model::Package>, AbiError> {
    type Cached = Option<(Vec<u8>, Result<Arc<model::Package>, AbiError>)>;
    static LAST: Mutex<Cached> = Mutex::new(None);
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((known, result)) = last.as_ref()
        && *known == bytes
    {
        return result.clone();
    }
    let result = abi::read(bytes).map(Arc::new);
    *last = Some((bytes.to_vec(), result.clone()));
    result
}
