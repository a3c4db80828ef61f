//! Colours. Text is written with them; where they are not wanted, the stream takes them out again.

use anstyle::{AnsiColor, Style};

/// What is wrong.
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
/// What is right.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();
/// Where it is.
pub(crate) const PLACE: Style = AnsiColor::Blue.on_default().bold();
