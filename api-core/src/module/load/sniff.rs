//! What a file is that the system would not load, from its first bytes.

use crate::contract::c_text::find;
use crate::module::text;
use alloc::format;
use alloc::string::{String, ToString};

/// The formats of shared libraries, and the systems that load them.
const FORMATS: [(&[&[u8]], &str, bool); 3] = [
    (&[b"\x7fELF"], "an ELF file", cfg!(all(unix, not(target_vendor = "apple")))),
    (&[b"MZ"], "a Windows library or program", cfg!(windows)),
    (
        &[b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xfe\xed\xfa\xcf", b"\xfe\xed\xfa\xce", b"\xca\xfe\xba\xbe"],
        "a macOS library or program",
        cfg!(target_vendor = "apple"),
    ),
];

/// What is there instead of a library of this system, for `found …`.
#[inline]
pub(super) fn other_than_library(begin: &[u8]) -> Option<String> {
    for (magics, what, ours) in &FORMATS {
        for magic in *magics {
            if begin.starts_with(magic) {
                return if *ours { unlinked(begin) } else { Some(format!("{what}, which this system cannot load")) };
            }
        }
    }
    Some(match begin {
        [] => "an empty file".into(),
        _ if begin.starts_with(b"!<arch>\n") => "a static library".into(),
        _ => match text_of(begin) {
            Some(line) => format!("a text file that starts with {line}"),
            None => "a file that is not a library".into(),
        },
    })
}

/// An ELF file that is an object file (`ET_REL`), a program (`ET_EXEC`) or a core dump (`ET_CORE`).
#[inline]
fn unlinked(begin: &[u8]) -> Option<String> {
    match half(begin, 16)? {
        1 => Some("an unlinked object file".into()),
        2 => Some("a program, not a library".into()),
        4 => Some("a core dump".into()),
        _ => None,
    }
}

/// Two bytes of an ELF file, in its own order.
#[inline]
fn half(begin: &[u8], at: usize) -> Option<u16> {
    if !begin.starts_with(b"\x7fELF") || begin.len() < at + 2 {
        return None;
    }
    let bytes = [begin[at], begin[at + 1]];
    Some(if begin[5] == 2 { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
}

/// The numbers of machines in ELF files (`e_machine`).
const MACHINES: [(u16, &str, bool); 9] = [
    (3, "32-bit x86", cfg!(target_arch = "x86")),
    (62, "x86-64", cfg!(target_arch = "x86_64")),
    (40, "32-bit Arm", cfg!(target_arch = "arm")),
    (183, "64-bit Arm", cfg!(target_arch = "aarch64")),
    (20, "32-bit PowerPC", cfg!(target_arch = "powerpc")),
    (21, "64-bit PowerPC", cfg!(target_arch = "powerpc64")),
    (22, "s390x", cfg!(target_arch = "s390x")),
    (243, "RISC-V", cfg!(any(target_arch = "riscv32", target_arch = "riscv64"))),
    (258, "LoongArch", cfg!(target_arch = "loongarch64")),
];

/// Which machine the file is for and which one this is, if they are known and not the same. The system says of some that
/// there is no such file.
#[inline]
pub(super) fn machines(begin: &[u8]) -> Option<(&'static str, &'static str)> {
    let machine = half(begin, 18)?;
    let (mut theirs, mut ours) = (None, None);
    for (number, name, is_this) in MACHINES {
        if number == machine {
            theirs = Some(name);
        }
        if is_this {
            ours = Some(name);
        }
    }
    let (theirs, ours) = (theirs?, ours?);
    if theirs == ours { None } else { Some((theirs, ours)) }
}

#[inline]
fn text_of(begin: &[u8]) -> Option<String> {
    let text = match core::str::from_utf8(begin) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => core::str::from_utf8(&begin[..error.valid_up_to()]).ok()?,
        Err(_) => return None,
    };
    for c in text.chars() {
        if c.is_control() && !c.is_ascii_whitespace() {
            return None;
        }
    }
    let line = text.split_at(find(text.as_bytes(), b'\n')).0;
    Some(text::name(line.strip_suffix('\r').unwrap_or(line)).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_a_file_is() {
        let found = |begin: &[u8]| other_than_library(begin).unwrap();
        assert_eq!(found(b""), "an empty file");
        assert_eq!(found(b"hello\nworld"), "a text file that starts with `hello`");
        assert_eq!(found("na\u{ef}ve".as_bytes()), "a text file that starts with `na\u{ef}ve`");
        assert_eq!(found(b"abc\xc3"), "a text file that starts with `abc`");
        assert_eq!(found(b"!<arch>\nlib.o"), "a static library");
        assert_eq!(found(b"\0\x01\x02"), "a file that is not a library");
    }

    #[test]
    #[cfg(all(unix, not(target_vendor = "apple")))]
    fn says_what_this_system_does_not_load() {
        assert_eq!(
            other_than_library(b"MZ\x90").unwrap(),
            "a Windows library or program, which this system cannot load"
        );
        let mut elf = *b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0";
        assert_eq!(other_than_library(&elf), None);
        elf[16] = 1;
        assert_eq!(other_than_library(&elf).unwrap(), "an unlinked object file");
        elf[16] = 2;
        assert_eq!(other_than_library(&elf).unwrap(), "a program, not a library");
    }
    #[test]
    #[cfg(target_arch = "x86_64")]
    fn says_for_which_machine_a_file_is() {
        let mut elf = *b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0";
        assert_eq!(machines(&elf), None);
        elf[18] = 183;
        assert_eq!(machines(&elf), Some(("64-bit Arm", "x86-64")));
        let big = *b"\x7fELF\x02\x02\x01\0\0\0\0\0\0\0\0\0\0\x03\0\x16";
        assert_eq!(machines(&big), Some(("s390x", "x86-64")));
        elf[18] = 0xff;
        assert_eq!((machines(&elf), machines(b"MZ"), machines(&elf[..18])), (None, None, None));
    }
}
