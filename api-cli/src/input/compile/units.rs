//! What of a package is built: its library, and its main program.

use std::collections::BTreeSet;

use cargo_metadata::{Package, Target, TargetKind};

use crate::args::BuildArgs;

/// One target of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// The library; `as_rlib` when it is not one by itself.
    Lib { as_rlib: bool },
    /// A program.
    Bin { name: String },
}

/// The library first, then the main program.
pub(crate) fn of(package: &Package, build: &BuildArgs) -> Vec<Unit> {
    let lib = package.targets.iter().find_map(lib);
    let bin = main_bin(package).filter(|bin| lib.is_none() || is_enabled(package, bin, build));
    let bin = bin.map(|bin| Unit::Bin { name: bin.name.clone() });
    lib.into_iter().chain(bin).collect()
}

/// A library that is only linked by others (`cdylib`, `staticlib`) is built as an `rlib`: it has the same
/// records, and needs no linker.
fn lib(target: &Target) -> Option<Unit> {
    let plain = target.kind.iter().all(|kind| matches!(kind, TargetKind::Lib | TargetKind::RLib));
    let is_lib = |kind: &TargetKind| {
        matches!(
            kind,
            TargetKind::Lib | TargetKind::RLib | TargetKind::DyLib | TargetKind::CDyLib | TargetKind::StaticLib
        )
    };
    target.kind.iter().any(is_lib).then_some(Unit::Lib { as_rlib: !plain })
}

/// The program of the package's name, or the only one.
fn main_bin(package: &Package) -> Option<&Target> {
    let mut bins = package.targets.iter().filter(|target| target.is_bin());
    let named = bins.clone().find(|bin| bin.name == *package.name);
    let only = if bins.clone().count() == 1 { bins.next() } else { None };
    named.or(only)
}

/// Whether cargo would build the program: it refuses one whose `required-features` are off.
fn is_enabled(package: &Package, bin: &Target, build: &BuildArgs) -> bool {
    build.all_features || {
        let enabled = enabled_features(package, build);
        bin.required_features.iter().all(|feature| enabled.contains(feature.as_str()))
    }
}

/// The features asked for, and those that they enable.
fn enabled_features<'p>(package: &'p Package, build: &'p BuildArgs) -> BTreeSet<&'p str> {
    let asked = build.features.iter().flat_map(|list| list.split_whitespace());
    let mut open: Vec<&str> = asked.collect();
    if !build.no_default_features {
        open.push("default");
    }
    let mut enabled = BTreeSet::new();
    while let Some(feature) = open.pop() {
        if enabled.insert(feature) {
            open.extend(package.features.get(feature).into_iter().flatten().map(String::as_str));
        }
    }
    enabled
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A package as cargo would describe it.
    fn package(targets: &str, features: &str) -> Package {
        let text = format!(
            r#"{{"packages": [{{"name": "viewer", "version": "0.1.0", "id": "viewer", "manifest_path": "/Cargo.toml",
                "dependencies": [], "targets": [{targets}], "features": {features}}}],
                "workspace_members": ["viewer"], "target_directory": "/t", "workspace_root": "/", "version": 1}}"#
        );
        let metadata = cargo_metadata::MetadataCommand::parse(text).unwrap();
        metadata.packages[0].clone()
    }

    fn target(name: &str, kinds: &str, required: &str) -> String {
        format!(
            r#"{{"name": "{name}", "kind": [{kinds}], "crate_types": ["lib"], "src_path": "/x.rs",
                "required-features": [{required}]}}"#
        )
    }

    fn build(features: &[&str]) -> BuildArgs {
        let features = features.iter().map(|feature| (*feature).into()).collect();
        BuildArgs { features, all_features: false, no_default_features: false, target: None }
    }

    fn bin(name: &str) -> Unit {
        Unit::Bin { name: name.into() }
    }

    #[test]
    fn the_library_comes_before_the_main_program() {
        let targets =
            [target("other", r#""bin""#, ""), target("viewer", r#""bin""#, ""), target("viewer", r#""lib""#, "")];
        let package = package(&targets.join(","), "{}");
        assert_eq!(of(&package, &build(&[])), [Unit::Lib { as_rlib: false }, bin("viewer")]);
    }

    #[test]
    fn a_module_is_built_as_rlib_and_needs_no_linker() {
        let package = package(&target("viewer", r#""rlib", "cdylib""#, ""), "{}");
        assert_eq!(of(&package, &build(&[])), [Unit::Lib { as_rlib: true }]);
    }

    #[test]
    fn of_several_programs_only_the_main_one_counts() {
        let two = [target("a", r#""bin""#, ""), target("b", r#""bin""#, "")];
        assert_eq!(of(&package(&two.join(","), "{}"), &build(&[])), []);
        assert_eq!(of(&package(&two[0], "{}"), &build(&[])), [bin("a")]);
        assert_eq!(of(&package(&target("m", r#""proc-macro""#, ""), "{}"), &build(&[])), []);
    }

    #[test]
    fn a_program_whose_features_are_off_is_left_out() {
        let targets = [target("viewer", r#""bin""#, r#""cli""#), target("viewer", r#""lib""#, "")].join(",");
        let package = package(&targets, r#"{"cli": [], "full": ["cli"]}"#);
        let lib = Unit::Lib { as_rlib: false };
        assert_eq!(of(&package, &build(&[])), std::slice::from_ref(&lib));
        assert_eq!(of(&package, &build(&["full x"])), [lib.clone(), bin("viewer")]);
        let all = BuildArgs { all_features: true, ..build(&[]) };
        assert_eq!(of(&package, &all), [lib, bin("viewer")]);
    }
}
