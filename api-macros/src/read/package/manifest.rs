//! `Cargo.toml`, as far as it says which target a crate is, and how the package calls `vtable-api`.

use std::path::{Path, PathBuf};
use vtable_api_manifest::toml;

/// What matters here of `Cargo.toml`.
pub(super) struct Manifest {
    /// The library's crate name.
    pub(super) lib: String,
    pub(super) has_lib: bool,
    /// The binary that counts as the package's own.
    pub(super) main_bin: String,
    /// How `vtable-api` is called; `None` where the package does not depend on it.
    pub(super) dependency: Option<String>,
    /// Where examples are: their folder, and those that are declared with a path.
    pub(super) examples: Vec<PathBuf>,
    /// There is no such file, and why: other build systems than cargo need not have it. Then the crate that is called
    /// like the package is the library.
    pub(super) missing: Option<String>,
}

impl Manifest {
    pub(super) fn read(root: Option<&Path>, package: &str) -> Self {
        let Some(root) = root else { return Manifest::guess(package, "`CARGO_MANIFEST_DIR` is not set".into()) };
        let Ok(text) = std::fs::read_to_string(root.join("Cargo.toml")) else {
            return Manifest::guess(package, format!("there is no Cargo.toml in {}", root.display()));
        };
        // Cargo has read it.
        let manifest = toml::read(&text).unwrap_or_default();
        let text = |path: &[&str]| manifest.find(path).and_then(toml::Value::as_str);
        let package = text(&["package", "name"]).unwrap_or(package).to_string();
        let bins = programs(&manifest, &package, root);
        let main_bin = match bins.as_slice() {
            [only] => only.clone(),
            _ => package.clone(),
        };
        Manifest {
            lib: text(&["lib", "name"]).map_or_else(|| package.replace("-", "_"), str::to_string),
            has_lib: manifest.get("lib").is_some() || root.join("src/lib.rs").is_file(),
            main_bin,
            dependency: called(&manifest, root, &package),
            examples: examples(&manifest, root),
            missing: None,
        }
    }

    fn guess(package: &str, missing: String) -> Self {
        Manifest {
            lib: package.replace("-", "_"),
            has_lib: false,
            main_bin: package.into(),
            dependency: Some("vtable_api".into()),
            examples: Vec::new(),
            missing: Some(missing),
        }
    }
}

fn examples(manifest: &toml::Table, root: &Path) -> Vec<PathBuf> {
    let mut paths = vec![root.join("examples")];
    for example in manifest.items("example") {
        if let Some(example) = example.as_table()
            && let Some(path) = example.get("path")
            && let Some(path) = path.as_str()
        {
            paths.push(root.join(path));
        }
    }
    paths
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
    for bin in manifest.items("bin") {
        let text = |key: &str| bin.as_table().and_then(|bin| bin.get(key)?.as_str()).unwrap_or_default();
        if !text("name").is_empty() {
            add(text("name"));
        }
        is_declared |= text("path") == "src/main.rs";
    }
    if !is_declared && root.join("src/main.rs").is_file() {
        add(package);
    }
    let Ok(entries) = std::fs::read_dir(root.join("src/bin")) else { return names };
    for entry in entries {
        let Ok(entry) = entry else { continue };
        let path = entry.path();
        let is_program = path.extension().is_some_and(|extension| extension == "rs") || path.join("main.rs").is_file();
        if let Some(name) = path.file_stem().and_then(|stem| stem.to_str()).filter(|_| is_program) {
            add(name);
        }
    }
    names
}

const DEPENDENCIES: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

/// The key of a dependency table whose package is `vtable-api`, in code.
fn called(manifest: &toml::Table, root: &Path, package: &str) -> Option<String> {
    let mut tables = Vec::new();
    for kind in DEPENDENCIES {
        if let Some(table) = manifest.get(kind) {
            tables.push(table);
        }
        if let Some(targets) = manifest.get("target").and_then(toml::Value::as_table) {
            for target in targets.entries() {
                if let Some(table) = target.value.as_table().and_then(|target| target.get(kind)) {
                    tables.push(table);
                }
            }
        }
    }
    for &table in &tables {
        for toml::Entry { key, value, .. } in table.as_table().map_or(&[][..], toml::Table::entries) {
            let is_ours = match value.as_table() {
                Some(table) if table.get("package").is_some() => is_ours(table),
                _ if key == "vtable-api" => true,
                Some(table) => table.get("workspace").is_some() && inherits(key, manifest, root),
                None => false,
            };
            if is_ours {
                return Some(key.replace("-", "_"));
            }
        }
    }
    // Its own tests have it, and what another build system does is not said here.
    if package == "vtable-api" || !super::mode::is_cargo() { Some("vtable_api".into()) } else { None }
}

fn is_ours(dependency: &toml::Table) -> bool {
    dependency.get("package").and_then(toml::Value::as_str) == Some("vtable-api")
}

/// Whether the workspace calls `vtable-api` so: the one that the package names, or one around it.
fn inherits(key: &str, manifest: &toml::Table, root: &Path) -> bool {
    let named = manifest.find(&["package", "workspace"]).and_then(toml::Value::as_str);
    let start = root.join(named.unwrap_or(".."));
    for folder in start.ancestors() {
        let Ok(text) = std::fs::read_to_string(folder.join("Cargo.toml")) else { continue };
        let Ok(manifest) = toml::read(&text) else { continue };
        let dependency = manifest.find(&["workspace", "dependencies", key]);
        if dependency.and_then(toml::Value::as_table).is_some_and(is_ours) {
            return true;
        }
    }
    false
}
