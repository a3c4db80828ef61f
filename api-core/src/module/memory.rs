//! Which memory can be read. A wrong count or pointer in a module's file is an error then, and not the end of the process.

use alloc::vec::Vec;
use core::ops::Range;

/// What this process has mapped. Nothing: nobody knows, so what a module says is taken for true.
pub(crate) struct Memory(Vec<Area>);

struct Area {
    at: Range<usize>,
    /// Of which file, 0 for none.
    file: u64,
    readable: bool,
    executable: bool,
}

impl Memory {
    /// For what this program itself vouches.
    pub(crate) const TRUSTED: Memory = Memory(Vec::new());

    /// As the system has it now: on Linux. Elsewhere, and where `/proc` is closed, all is trusted.
    #[cfg(feature = "load")]
    pub(crate) fn now() -> Memory {
        let maps = if cfg!(any(target_os = "linux", target_os = "android")) { "/proc/self/maps" } else { "" };
        Memory(std::fs::read(maps).ok().and_then(|text| areas(&text)).unwrap_or_default())
    }

    /// How many bytes from `at` on can be read.
    pub(crate) fn readable<T>(&self, at: *const T) -> usize {
        if self.0.is_empty() {
            return usize::MAX;
        }
        let (from, mut end, mut file) = (at.addr(), at.addr(), None);
        for area in self.0.iter().filter(|area| area.readable) {
            // Nothing goes on into another file; behind a file's own data may be its zeroes.
            let goes_on = file.is_none_or(|file| area.file == file || area.file == 0);
            if area.at.contains(&end) && goes_on {
                (end, file) = (area.at.end, Some(area.file));
            }
        }
        end - from
    }

    /// Whether a function can be there.
    pub(crate) fn is_code(&self, function: usize) -> bool {
        // There, a function's address is that of a descriptor.
        let is_elsewhere = cfg!(all(target_arch = "powerpc64", target_endian = "big"));
        is_elsewhere || self.0.is_empty() || self.0.iter().any(|area| area.executable && area.at.contains(&function))
    }
}

/// What `/proc/self/maps` says, in the order of addresses.
#[cfg(any(feature = "load", test))]
fn areas(text: &[u8]) -> Option<Vec<Area>> {
    text.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()).map(area).collect()
}

/// `7f0c2e400000-7f0c2e422000 r-xp 00000000 fe:00 1234  /lib/…`: the path may be anything.
#[cfg(any(feature = "load", test))]
fn area(line: &[u8]) -> Option<Area> {
    let (start, rest) = number(line, 16)?;
    let (end, rest) = number(rest.strip_prefix(b"-")?, 16)?;
    let (_, rest) = word(rest)?;
    let (allowed, rest) = word(rest)?;
    let (_offset, rest) = word(rest)?;
    let (_device, rest) = word(rest)?;
    let (file, _) = number(rest, 10)?;
    let allows = |index: usize, what| Some(*allowed.get(index)? == what);
    Some(Area { at: start..end, file: file as u64, readable: allows(0, b'r')?, executable: allows(2, b'x')? })
}

/// The number that the text begins with, and what follows it. By hand: a process may have hundreds of areas, and this is
/// most of what it costs to open a module.
#[cfg(any(feature = "load", test))]
fn number(text: &[u8], radix: u32) -> Option<(usize, &[u8])> {
    let mut value = 0usize;
    let mut at = 0;
    while let Some(digit) = text.get(at).and_then(|&byte| char::from(byte).to_digit(radix)) {
        value = value.checked_mul(radix as usize)?.checked_add(digit as usize)?;
        at += 1;
    }
    (at > 0).then_some((value, &text[at..]))
}

/// What is before a space, and what is behind it.
#[cfg(any(feature = "load", test))]
fn word(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = text.iter().position(|&byte| byte == b' ')?;
    Some((&text[..end], &text[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAPS: &[u8] = b"\
        1000-2000 r--p 00000000 fe:00 1      /a \xff b\n\
        2000-3000 r-xp 00001000 fe:00 1      /a \xff b\n\
        4000-5000 ---p 00000000 00:00 0\n\
        5000-6000 rw-p 00000000 fe:00 2      /c\n\
        6000-7000 rw-p 00000000 00:00 0\n\
        7000-8000 r--p 00000000 fe:00 3      /d\n";

    fn at(address: usize) -> *const u8 {
        core::ptr::without_provenance(address)
    }

    #[test]
    fn areas_that_touch_are_one() {
        let memory = Memory(areas(MAPS).unwrap());
        let readable = |address| memory.readable(at(address));
        assert_eq!([0x0fff, 0x1000, 0x1fff, 0x2fff, 0x3000].map(readable), [0, 0x2000, 0x1001, 1, 0]);
        assert_eq!([0x4000, 0x5ff0, 0x6ff0, 0x7ff0, usize::MAX].map(readable), [0, 0x1010, 0x10, 0x10, 0]);
        assert_eq!([0x1000, 0x2000, 0x2fff, 0x3000].map(|address| memory.is_code(address)), [false, true, true, false]);
    }

    #[test]
    fn who_does_not_know_trusts() {
        for text in [&b"no map"[..], b"1000-z r-xp 0 0 0", b"1000-2000", b"1000-2000 r 0 0 0", b"1000-2000 r-xp 0 0"] {
            assert!(areas(text).is_none());
        }
        assert_eq!(Memory::TRUSTED.readable(at(1)), usize::MAX);
        assert!(Memory::TRUSTED.is_code(1));
    }

    #[test]
    #[cfg(all(feature = "load", target_os = "linux"))]
    fn what_is_there_now() {
        let memory = Memory::now();
        let local = 7u64;
        assert!(memory.readable(&raw const local) >= size_of_val(&local) && memory.readable(at(8)) == 0);
        assert!(memory.is_code(what_is_there_now as fn() as usize) && !memory.is_code((&raw const local).addr()));
    }
}
