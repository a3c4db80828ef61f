//! Which memory can be read. A wrong count or pointer in a module's file is an error then, and not the end of the process.

#[cfg(any(feature = "load", test))]
use crate::contract::c_text::find;
use alloc::vec::Vec;

/// What this process has mapped. Nothing: nobody knows, so what a module says is taken for true.
pub(crate) struct Memory(Vec<Area>);

struct Area {
    start: usize,
    end: usize,
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
    #[inline]
    pub(crate) fn now() -> Memory {
        let maps = if cfg!(any(target_os = "linux", target_os = "android")) { "/proc/self/maps" } else { "" };
        let known = match std::fs::read(maps) {
            Ok(text) => areas(&text),
            Err(_) => None,
        };
        Memory(known.unwrap_or_default())
    }

    /// How many bytes from `at` on can be read.
    #[inline]
    pub(crate) fn readable(&self, from: usize) -> usize {
        if self.0.is_empty() {
            return usize::MAX;
        }
        let (mut end, mut file) = (from, None);
        for area in &self.0 {
            // Nothing goes on into another file; behind a file's own data may be its zeroes.
            let goes_on = file.is_none() || file == Some(area.file) || area.file == 0;
            if area.readable && area.contains(end) && goes_on {
                (end, file) = (area.end, Some(area.file));
            }
        }
        end - from
    }

    /// Whether the two are of two files, as far as anyone knows. What a program has made as it runs is of none.
    #[inline]
    pub(crate) fn are_apart(&self, one: usize, other: usize) -> bool {
        let [one, other] =
            [one, other].map(|at| self.0.iter().find(|area| area.contains(at)).map_or(0, |area| area.file));
        one != 0 && other != 0 && one != other
    }

    /// Whether a function can be there.
    #[inline]
    pub(crate) fn is_code(&self, function: usize) -> bool {
        // There, a function's address is that of a descriptor.
        let is_elsewhere = cfg!(all(target_arch = "powerpc64", target_endian = "big"));
        if is_elsewhere || self.0.is_empty() {
            return true;
        }
        for area in &self.0 {
            if area.executable && area.contains(function) {
                return true;
            }
        }
        false
    }
}

impl Area {
    #[inline]
    fn contains(&self, address: usize) -> bool {
        self.start <= address && address < self.end
    }
}

/// What `/proc/self/maps` says, in the order of addresses.
#[cfg(any(feature = "load", test))]
#[inline]
fn areas(mut text: &[u8]) -> Option<Vec<Area>> {
    let mut areas = Vec::new();
    while !text.is_empty() {
        let (line, rest) = text.split_at(find(text, b'\n'));
        if !line.is_empty() {
            areas.push(area(line)?);
        }
        text = rest.get(1..).unwrap_or_default();
    }
    Some(areas)
}

/// `7f0c2e400000-7f0c2e422000 r-xp 00000000 fe:00 1234  /lib/…`: the path may be anything.
#[cfg(any(feature = "load", test))]
#[inline]
fn area(line: &[u8]) -> Option<Area> {
    let (start, rest) = number(line, 16)?;
    let [b'-', rest @ ..] = rest else { return None };
    let (end, rest) = number(rest, 16)?;
    let (_, rest) = word(rest)?;
    let (allowed, rest) = word(rest)?;
    let (_offset, rest) = word(rest)?;
    let (_device, rest) = word(rest)?;
    let (file, _) = number(rest, 10)?;
    let [read, _, execute, ..] = *allowed else { return None };
    Some(Area { start, end, file: file as u64, readable: read == b'r', executable: execute == b'x' })
}

/// The number that the text begins with, and what follows it. By hand: a process may have hundreds of areas, and this is
/// most of what it costs to open a module.
#[cfg(any(feature = "load", test))]
#[inline]
fn number(text: &[u8], radix: u32) -> Option<(usize, &[u8])> {
    let mut value = 0usize;
    let mut at = 0;
    while at < text.len() {
        let Some(digit) = char::from(text[at]).to_digit(radix) else { break };
        value = value.checked_mul(radix as usize)?.checked_add(digit as usize)?;
        at += 1;
    }
    if at > 0 { Some((value, &text[at..])) } else { None }
}

/// What is before a space, and what is behind it.
#[cfg(any(feature = "load", test))]
#[inline]
fn word(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let (word, rest) = text.split_at(find(text, b' '));
    Some((word, rest.get(1..)?))
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

    #[test]
    fn areas_that_touch_are_one() {
        let memory = Memory(areas(MAPS).unwrap());
        let readable = |address| memory.readable(address);
        assert_eq!([0x0fff, 0x1000, 0x1fff, 0x2fff, 0x3000].map(readable), [0, 0x2000, 0x1001, 1, 0]);
        assert_eq!([0x4000, 0x5ff0, 0x6ff0, 0x7ff0, usize::MAX].map(readable), [0, 0x1010, 0x10, 0x10, 0]);
        assert!(memory.are_apart(0x1000, 0x5000) && !memory.are_apart(0x1000, 0x2fff));
        assert!(!memory.are_apart(0x1000, 0x6000) && !memory.are_apart(0x3000, 0x1000) && !memory.are_apart(0, 0));
        assert_eq!([0x1000, 0x2000, 0x2fff, 0x3000].map(|address| memory.is_code(address)), [false, true, true, false]);
    }

    #[test]
    fn who_does_not_know_trusts() {
        for text in [&b"no map"[..], b"1000-z r-xp 0 0 0", b"1000-2000", b"1000-2000 r 0 0 0", b"1000-2000 r-xp 0 0"] {
            assert!(areas(text).is_none());
        }
        assert_eq!(Memory::TRUSTED.readable(1), usize::MAX);
        assert!(Memory::TRUSTED.is_code(1) && !Memory::TRUSTED.are_apart(1, 2));
    }

    #[test]
    #[cfg(all(feature = "load", target_os = "linux"))]
    fn what_is_there_now() {
        let memory = Memory::now();
        let local = 7u64;
        assert!(memory.readable((&raw const local).addr()) >= size_of_val(&local) && memory.readable(8) == 0);
        assert!(memory.is_code(what_is_there_now as fn() as usize) && !memory.is_code((&raw const local).addr()));
    }
}
