//! The frames of a section, found between their padding.

use super::RecordError;
use crate::diagnostics::Code;

use vtable_api_contract::record::{MAGIC, ROLES, TABLES};

/// What the byte behind the magic says.
#[derive(Clone, Copy)]
pub(super) enum Version {
    Tables,
    Roles,
}

pub(super) struct Frame<'s> {
    pub(super) offset: usize,
    pub(super) version: Version,
    pub(super) payload: &'s str,
}

pub(super) fn unreadable(offset: usize, message: &str) -> RecordError {
    let message = format!("{message}; the file is damaged, or not made by vtable-api");
    RecordError { code: Code::RecordUnreadable, offset, message }
}

fn newer(offset: usize, version: u8) -> RecordError {
    let message = format!("version {version} of the record is made by a newer vtable-api; update cargo-vtable-api");
    RecordError { code: Code::RecordNewer, offset, message }
}

/// All frames, up to the first error.
pub(super) fn frames(section: &[u8]) -> impl Iterator<Item = Result<Frame<'_>, RecordError>> {
    let mut at = Some(0);
    std::iter::from_fn(move || {
        let start = at.take()?;
        let found = section.get(start..)?.windows(MAGIC.len()).position(|window| window == MAGIC)?;
        let frame = frame(section, start + found);
        at = frame.as_ref().ok().map(|(_, end)| *end);
        Some(frame.map(|(frame, _)| frame))
    })
}

/// The frame at `offset`, and where it ends.
fn frame(section: &[u8], offset: usize) -> Result<(Frame<'_>, usize), RecordError> {
    let cut_off = || unreadable(offset, "it is cut off");
    let rest = section.get(offset + MAGIC.len()..).unwrap_or_default();
    let (version, rest) = rest.split_first().ok_or_else(cut_off)?;
    let version = match *version {
        TABLES => Version::Tables,
        ROLES => Version::Roles,
        version => return Err(newer(offset, version)),
    };
    let (length, rest) = rest.split_first_chunk::<4>().ok_or_else(cut_off)?;
    let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| cut_off())?;
    let payload = rest.get(..length).ok_or_else(cut_off)?;
    let payload = std::str::from_utf8(payload).map_err(|_| unreadable(offset, "it is not UTF-8"))?;
    let end = section.len() - rest.len() + length;
    Ok((Frame { offset, version, payload }, end))
}
