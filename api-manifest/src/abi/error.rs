//! The texts of all that can be wrong with an `abi.toml`.

use super::{AbiError, FORMAT};
use crate::diagnostics::Code;

const RESTORE: &str = "restore it from version control";
const RESTORE_LINE: &str = "restore it from version control: what is released cannot change";

/// One line, whatever the file put into it.
fn one_line(text: &str) -> String {
    const LONGEST: usize = 300;
    let mut line = String::new();
    for c in text.chars().take(LONGEST) {
        line.push(if c.is_control() { ' ' } else { c });
    }
    line
}

fn error(code: Code, line: Option<u32>, message: &str, help: &str) -> AbiError {
    AbiError { code, line, message: one_line(message), help: help.into() }
}

fn unreadable(line: Option<u32>, message: &str, help: &str) -> AbiError {
    error(Code::RecordUnreadable, line, message, help)
}

pub(super) fn too_large(limit: usize) -> AbiError {
    unreadable(None, &format!("it is larger than {} MiB, the limit for a record", limit >> 20), RESTORE)
}

pub(super) fn utf16() -> AbiError {
    unreadable(None, "it is not UTF-8 but UTF-16", "save it as UTF-8, or restore it from version control")
}

pub(super) fn not_utf8(line: u32) -> AbiError {
    unreadable(Some(line), "it is not text: these bytes are not UTF-8", RESTORE)
}

pub(super) fn nul_byte(line: u32) -> AbiError {
    unreadable(Some(line), "it is not text: it contains a NUL byte", RESTORE)
}

const UNMERGE: &str = "both sides' blocks cannot be kept: take the file from the branch that was released, \
                       then run `cargo vtable-api freeze` for what the other branch has added";

pub(super) fn conflict(line: u32) -> AbiError {
    error(Code::RecordConflict, Some(line), "a merge conflict is not resolved here", UNMERGE)
}

pub(super) fn merged(line: u32) -> AbiError {
    let message =
        "this block does not follow the block before it: two branches have frozen, and a merge kept both sides";
    error(Code::RecordInconsistent, Some(line), message, UNMERGE)
}

pub(super) fn pointer() -> AbiError {
    let help = "fetch the file with `git lfs pull`, and then store it in git itself: builds need it in every checkout";
    unreadable(Some(1), "it is a Git LFS pointer, not the file itself", help)
}

/// A link is there, and the file is not.
pub fn dangling(target: &str) -> AbiError {
    let message = format!("it is a link to `{target}`, which does not exist");
    unreadable(None, &message, "restore the file that it links to, or replace the link with the record itself")
}

pub(super) fn newer(line: u32, format: &str) -> AbiError {
    let message = format!("it has format {format}, and this vtable-api reads format {FORMAT}");
    error(Code::RecordNewer, Some(line), &message, "update vtable-api and cargo-vtable-api")
}

pub(super) fn no_format() -> AbiError {
    let help = "restore it from version control, or run `cargo vtable-api init` if nothing is released yet";
    unreadable(None, &format!("it has no `format = {FORMAT}` before the first block"), help)
}

pub(super) fn not_toml(line: u32, why: &str) -> AbiError {
    unreadable(Some(line), &format!("it is not TOML: {why}"), RESTORE)
}

pub(super) fn twice(line: u32, key: &str) -> AbiError {
    let help = "a merge that keeps both sides causes this: take the file from the branch that was released, then run \
                `cargo vtable-api freeze` for what the other branch has added";
    error(Code::RecordInconsistent, Some(line), &format!("this block has `{key}` twice"), help)
}

pub(super) fn not_plain(line: u32, what: &str) -> AbiError {
    edited(line, &format!("{what} is not in the form that `cargo vtable-api freeze` writes"))
}

pub(super) fn truncated(line: u32, what: &str) -> AbiError {
    let message = format!("the file is truncated: {what}");
    error(Code::RecordTruncated, Some(line), &message, RESTORE)
}

pub(super) fn edited(line: u32, what: &str) -> AbiError {
    error(Code::RecordEdited, Some(line), what, RESTORE_LINE)
}

pub(super) fn digest(line: u32) -> AbiError {
    edited(line, "this block was edited by hand, or does not follow the block before it (its digest does not match)")
}

pub(super) fn inconsistent(line: u32, what: &str) -> AbiError {
    error(Code::RecordInconsistent, Some(line), what, RESTORE)
}
