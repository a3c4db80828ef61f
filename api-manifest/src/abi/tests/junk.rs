//! Bytes that nobody wrote: no panic, no hang, and no edit that passes.

use super::*;
use crate::canon;

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit.max(1)
    }
}

#[test]
fn junk_is_an_error_and_no_edit_passes() {
    let text = samples::rich_record();
    let plain: Vec<String> = read(text.as_bytes()).unwrap().types.iter().map(canon::definition).collect();
    let mut random = Random(1);
    let bytes_of_interest = b"\"'[]{}=.#\n\r\\,-0a\xff\x00 ";
    for _ in 0..1_000 {
        let mut bytes = text.clone().into_bytes();
        for _ in 0..=random.below(3) {
            let at = random.below(bytes.len());
            match random.below(4) {
                0 => bytes[at] ^= 1 << random.below(8),
                1 => bytes[at] = bytes_of_interest[random.below(bytes_of_interest.len())],
                2 => drop(bytes.remove(at)),
                _ => bytes.insert(at, bytes_of_interest[random.below(bytes_of_interest.len())]),
            }
        }
        if let Ok(package) = read(&bytes) {
            let now: Vec<String> = package.types.iter().map(canon::definition).collect();
            assert_eq!(now, plain);
        }
    }
}

#[test]
fn nothing_takes_long() {
    let size = 1 << 17;
    for unit in
        ["[", "[[", "[[a]]\n", "[[slot]]\n", "a = [", "a.b = 1\n", "\"", "'\\", "x", "[a]\n", "slot = [[", "#\n"]
    {
        let text = String::from("format = 1\n") + &unit.repeat(size / unit.len());
        let _ = read(text.as_bytes());
    }
    let keys: String = (0..size / 16).map(|n| format!("k{n} = 1\n")).collect();
    assert!(read(keys.as_bytes()).is_err());
}
