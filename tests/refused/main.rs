//! What a user is told when something cannot be: one error for one mistake, in our words, and nothing that is unsound
//! compiles.

mod help;
mod lifetimes;
mod one_error;
mod resolved;
mod shared_handles;
#[path = "../support/mod.rs"]
mod support;
mod wall;
mod witness;
