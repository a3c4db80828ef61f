//! What a module in C hands over: bad values, and memory that is its own. Bad values end the process, so each case is a
//! process of its own: this program again.

#[cfg(unix)]
#[path = "../c/mod.rs"]
mod c;
#[cfg(unix)]
mod child_process;
mod copied;
mod memory;
mod parts;
mod values;
