//! Headers at work: with Rust, with each compiler, from other languages, and in hosts that are written with them.

#[path = "../c/mod.rs"]
mod c;
mod c_growing;
mod c_growing_host;
mod c_module;
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
#[path = "../../api-manifest/tests/header/tools.rs"]
#[allow(dead_code, reason = "others use all of it")]
mod compilers;
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
#[path = "../machines/fixtures.rs"]
mod fixtures;
mod foreign_struct;
mod header_compiles;
mod host;
mod inspect;
mod languages;
mod same_names;
#[path = "../support/mod.rs"]
mod support;
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
#[path = "../windows/wine.rs"]
mod wine;
