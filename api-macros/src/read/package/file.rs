//! A file, whole or not at all.

use std::io::Read;
use std::path::Path;

/// More than any record has; what is larger is refused for its size, and need not be read to its end.
pub(super) const ENOUGH: u64 = 32 << 20;

/// The file's bytes, or so many that it is too large in any case.
pub(crate) fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    // Before it is opened: a pipe waits for someone to write.
    let found = std::fs::metadata(path)?;
    if !found.is_file() {
        return Err(std::io::Error::other("it is not a file"));
    }
    let mut bytes = vec![0; found.len().min(ENOUGH) as usize];
    std::fs::File::open(path)?.read_exact(&mut bytes)?;
    Ok(bytes)
}
