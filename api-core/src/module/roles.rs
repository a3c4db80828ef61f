//! What `module!` says of itself: its exports and requirements.
//!
//! The descriptor's name is the one in the frame, so that a linker which leaves out what nothing refers to keeps
//! the frame exactly where it keeps the module.

use crate::contract::spec::TableSpec;
use crate::describe::flatten;
use crate::describe::out::Out;
use crate::table::handle::Handle;
use core::ffi::CStr;
use vtable_api_contract::record::{HEAD, ROLES, magic};

/// What a module's frame is written from: made by `module!`.
#[derive(Clone, Copy, Debug)]
pub struct ModuleRecord {
    /// Its name.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// Hosts find it by the symbol `vtable_api_module`.
    pub exported: bool,
    /// Its exports and requirements.
    pub parts: &'static [Part],
}

/// An export or a requirement.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    name: &'static str,
    spec: &'static TableSpec,
    kind: Kind,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    /// `create` or `lend`.
    Export(&'static str),
    /// The revisions that the module cannot do without.
    Require(&'static [u32]),
}

impl Part {
    /// An export of that name; `form` is `create` or `lend`.
    #[inline]
    pub const fn export<H: Handle>(name: &'static str, form: &'static str) -> Self {
        Part { name, spec: H::SPEC, kind: Kind::Export(form) }
    }

    /// What the host must export under that name.
    #[inline]
    pub const fn require<H: Handle>(name: &'static str, revisions: &'static [u32]) -> Self {
        Part { name, spec: H::SPEC, kind: Kind::Require(revisions) }
    }
}

/// The bytes of [`module()`].
#[inline]
pub const fn module_len(module: &ModuleRecord) -> usize {
    let mut out = Out { buffer: None, at: 0, local: "" };
    payload(&mut out, module);
    HEAD + out.at
}

/// A whole frame.
#[inline]
pub const fn module<const N: usize>(module: &ModuleRecord) -> [u8; N] {
    let mut bytes = [0; N];
    let at = flatten::copy(&magic(ROLES), &mut bytes, 0);
    let payload_len = (N - HEAD) as u32;
    let at = flatten::copy(&payload_len.to_le_bytes(), &mut bytes, at);
    let mut out = Out { buffer: Some(&mut bytes), at, local: "" };
    payload(&mut out, module);
    bytes
}

/// The module's name in its frame, which ends with a NUL there. `None` if `frame` is another one's.
#[inline]
pub const fn name<'f>(frame: &'f [u8], module: &ModuleRecord) -> Option<&'f CStr> {
    let mut out = Out { buffer: None, at: HEAD, local: "" };
    before_name(&mut out, module);
    let Some((_, rest)) = frame.split_at_checked(out.at) else { return None };
    match CStr::from_bytes_until_nul(rest) {
        Ok(name) => Some(name),
        Err(_) => None,
    }
}

#[inline]
const fn before_name(out: &mut Out<'_>, module: &ModuleRecord) {
    out.text(concat!("module\tvtable-api ", env!("CARGO_PKG_VERSION"), "\t"));
    field(out, module.version);
    out.text("\t");
}

#[inline]
const fn payload(out: &mut Out<'_>, module: &ModuleRecord) {
    before_name(out, module);
    field(out, module.name);
    out.text("\0");
    if module.exported {
        out.text("exported\n");
    }
    let mut i = 0;
    while i < module.parts.len() {
        part(out, &module.parts[i]);
        i += 1;
    }
}

#[inline]
const fn part(out: &mut Out<'_>, part: &Part) {
    match part.kind {
        Kind::Export(form) => {
            out.text("export\t");
            field(out, part.name);
            out.text("\t");
            out.text(form);
            table(out, part.spec);
        }
        Kind::Require(revisions) => {
            out.text("require\t");
            field(out, part.name);
            table(out, part.spec);
            let mut i = 0;
            while i < revisions.len() {
                out.text(if i == 0 { "\t" } else { " " });
                out.number(revisions[i]);
                i += 1;
            }
        }
    }
    out.text("\n");
}

#[inline]
const fn table(out: &mut Out<'_>, spec: &TableSpec) {
    out.text("\t");
    out.text(spec.name);
    let mut i = 0;
    while i < spec.fingerprints.len() {
        out.text(if i == 0 { "\t" } else { " " });
        out.number(i as u32 + 1);
        out.text(":");
        out.hex(spec.fingerprints[i]);
        i += 1;
    }
}

/// A text of the user's; what would end its field or line becomes a space.
#[inline]
const fn field(out: &mut Out<'_>, text: &str) {
    let mut rest = text;
    let mut i = 0;
    while i < rest.len() {
        if matches!(rest.as_bytes()[i], b'\t' | b'\n') {
            let (clean, tail) = rest.split_at(i);
            out.text(clean);
            out.text(" ");
            rest = tail.split_at(1).1;
            i = 0;
        } else {
            i += 1;
        }
    }
    out.text(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPEC: TableSpec =
        TableSpec::new(c"viewer/codec", "viewer/codec", &[1, 2, 0xfca1_92cd_39f2_e21e], &[1, 2, 3], c"viewer/1");

    const MODULE: ModuleRecord = ModuleRecord {
        name: "p\tn\ng",
        version: "1.0",
        exported: true,
        parts: &[
            Part { name: "png", spec: &SPEC, kind: Kind::Export("create") },
            Part { name: "\tlog", spec: &SPEC, kind: Kind::Require(&[1, 23]) },
        ],
    };
    static FRAME: [u8; module_len(&MODULE)] = module(&MODULE);

    #[test]
    fn a_module_in_lines() {
        let (head, payload) = FRAME.split_at(12);
        assert_eq!(
            (&head[..8], head[8..].to_vec()),
            (&magic(ROLES)[..], (payload.len() as u32).to_le_bytes().to_vec())
        );
        let prints = "1:0000000000000001 2:0000000000000002 3:fca192cd39f2e21e";
        let expected = alloc::format!(
            "module\tvtable-api {}\t1.0\tp n g\0exported\nexport\tpng\tcreate\tviewer/codec\t{prints}\n\
             require\t log\tviewer/codec\t{prints}\t1 23\n",
            env!("CARGO_PKG_VERSION")
        );
        assert_eq!(core::str::from_utf8(payload), Ok(&*expected));
    }

    #[test]
    fn its_name_is_that_of_the_descriptor() {
        assert_eq!(name(&FRAME, &MODULE), Some(c"p n g"));
        assert_eq!(name(&FRAME[..12], &MODULE), None);
    }
}
