//! Where the program writes.

use std::fmt;
use std::io::Write;

/// Standard output and standard error, or what stands in for them in a test. Text has colours, as ANSI codes; a
/// stream that wants none takes them out, as those of the crate `anstream` do.
pub struct Streams<'a> {
    /// What was asked for: reports, headers, summaries.
    pub out: &'a mut dyn Write,
    /// Why it cannot be had.
    pub err: &'a mut dyn Write,
}

impl fmt::Debug for Streams<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Streams")
    }
}
