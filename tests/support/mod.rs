//! What the tests share: real crates in temporary folders, built by the real cargo; what cargo said, in parts;
//! tools that may be missing.
#![allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    missing_docs,
    reason = "every test file is a crate of its own and uses a part of this"
)]

mod dependencies;
mod diagnostic;
mod limit;
mod pool;
mod project;
mod tools;

pub use diagnostic::{Diagnostic, Level};
pub use limit::output_within;
pub use pool::{Worker, in_parallel};
pub use project::{Built, Project, cargo_vtable_api, shared_target, workspace};
pub use tools::{PINNED, first_tool, has_nightly, installed_file, installed_target, pinned_toolchain, tool, works};

/// The source of a macro that changes an item once ours has read it.
pub const CHANGE: &str = include_str!("change.rs");
