//! Files of the user's, read to an end that is known: a pipe is not waited for, and what is larger than any record is cut.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// More than any record has; what is larger is refused for its size, and need not be read to its end.
const ENOUGH: u64 = 32 << 20;

/// The file's bytes, or so many that it is too large in any case.
pub(crate) fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    // Before it is opened: a pipe waits for someone to write.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(ENOUGH).read_to_end(&mut bytes)?;
    Ok(bytes)
}
