//! One broken rule, in words: what is wrong and where, what the record has, what the source has, the way out.
//!
//! The layout is part of what users see and is the same in the build and on the command line:
//!
//! ```text
//! [VT0004] slot 0 `Codec::decode` is frozen since revision 1: parameter `input` changed type
//!   recorded: &[u8]          (abi.toml:9)
//!   now:      &mut [u8]
//!   help: restore it, and append the new form at the end of the trait:
//!             #[revision(2)]
//!             fn decode_ex1(&self, input: &mut [u8], out: &mut Frame) -> Status { .. }
//! ```

#[cfg(feature = "cli")]
mod parse;

use std::fmt;

use crate::diagnostics::Code;

/// Where `abi.toml:9` starts when the recorded text is short: a column, so that the eye finds it.
const QUOTE_WIDTH: usize = 13;

/// A broken rule. [`Display`](fmt::Display) writes the block that the build shows, without a final newline.
///
/// ```
/// use vtable_api_manifest::diagnostics::Code;
/// use vtable_api_manifest::violation::{Place, Violation};
///
/// let violation = Violation::new(Code::Unsafety, Place::Package, "slot 0 `T::go` became unsafe")
///     .recorded("fn go()", Some(9))
///     .now("unsafe fn go()")
///     .help("restore it");
/// assert_eq!(
///     violation.to_string(),
///     "[VT0008] slot 0 `T::go` became unsafe\n  \
///        recorded: fn go()        (abi.toml:9)\n  \
///        now:      unsafe fn go()\n  \
///        help: restore it"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    /// The rule.
    pub code: Code,
    /// What the message is about, to find its span or file position.
    pub place: Place,
    /// One line, without the code.
    pub message: String,
    /// What was wanted.
    pub recorded: Option<Quote>,
    /// What was found.
    pub now: Option<String>,
    /// The way out, by line. The first stands behind `help:`; lines of code are indented by four.
    pub help: Vec<String>,
}

/// A piece of the record.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// In canonical text.
    pub text: String,
    /// The line of `abi.toml`.
    pub line: Option<u32>,
}

/// What a [`Violation`] is about. Numbers are indexes into the *current* source; what the source no longer
/// has is reported at what would contain it.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// Nothing smaller: the package.
    Package,
    /// A trait.
    Table {
        /// Its id.
        table: String,
    },
    /// A whole slot.
    Slot {
        /// The table's id.
        table: String,
        /// The slot's index.
        slot: usize,
    },
    /// A slot's receiver.
    Receiver {
        /// The table's id.
        table: String,
        /// The slot's index.
        slot: usize,
    },
    /// One parameter, the receiver not counted.
    Param {
        /// The table's id.
        table: String,
        /// The slot's index.
        slot: usize,
        /// The parameter's index.
        param: usize,
    },
    /// A slot's return type.
    Ret {
        /// The table's id.
        table: String,
        /// The slot's index.
        slot: usize,
    },
    /// A type's definition.
    Type {
        /// The type, in canonical text.
        ty: String,
    },
    /// A field of a struct or union.
    Field {
        /// The type, in canonical text.
        ty: String,
        /// The field's index.
        field: usize,
    },
    /// A variant of an enum.
    Variant {
        /// The enum, in canonical text.
        ty: String,
        /// The variant's index.
        variant: usize,
    },
    /// A field of a variant.
    VariantField {
        /// The enum, in canonical text.
        ty: String,
        /// The variant's index.
        variant: usize,
        /// The field's index in the variant.
        field: usize,
    },
}

impl Violation {
    /// A violation that says nothing but its message yet.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Violation { code, place, message: message.into(), recorded: None, now: None, help: Vec::new() }
    }

    /// Adds what the record has.
    #[must_use]
    pub fn recorded(mut self, text: impl Into<String>, line: Option<u32>) -> Self {
        self.recorded = Some(Quote { text: text.into(), line });
        self
    }

    /// Adds what the source has.
    #[must_use]
    pub fn now(mut self, text: impl Into<String>) -> Self {
        self.now = Some(text.into());
        self
    }

    /// Adds a line to the way out.
    #[must_use]
    pub fn help(mut self, line: impl Into<String>) -> Self {
        self.help.push(line.into());
        self
    }

    /// Adds lines to the way out.
    #[must_use]
    pub fn help_lines(mut self, mut lines: Vec<String>) -> Self {
        self.help.append(&mut lines);
        self
    }

    /// The block's text before and after the text of `now`, for who learns that text only later.
    ///
    /// ```
    /// # use vtable_api_manifest::diagnostics::Code;
    /// # use vtable_api_manifest::violation::{Place, Violation};
    /// let violation = Violation::new(Code::ParamType, Place::Package, "changed").now("?").help("restore it");
    /// let (before, after) = violation.split_now();
    /// assert_eq!(before, "[VT0004] changed\n  now:      ");
    /// assert_eq!(after, "\n  help: restore it");
    /// ```
    pub fn split_now(&self) -> (String, String) {
        let mut before = self.head();
        before.push_str(NOW);
        (before, self.tail())
    }

    /// Everything before the line of `now`.
    fn head(&self) -> String {
        let head = format!("[{}] {}", self.code, self.message);
        match &self.recorded {
            None => head,
            Some(Quote { text, line: None }) => format!("{head}\n  recorded: {text}"),
            Some(Quote { text, line: Some(line) }) => {
                format!("{head}\n  recorded: {text:QUOTE_WIDTH$}  (abi.toml:{line})")
            }
        }
    }

    /// Everything after the line of `now`.
    fn tail(&self) -> String {
        let mut tail = String::new();
        for (index, line) in self.help.iter().enumerate() {
            tail.push_str(if index == 0 { "\n  help: " } else { "\n        " });
            tail.push_str(line);
        }
        tail
    }
}

const NOW: &str = "\n  now:      ";

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.head())?;
        if let Some(now) = &self.now {
            write!(f, "{NOW}{now}")?;
        }
        f.write_str(&self.tail())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Violation {
        Violation::new(
            Code::ParamType,
            Place::Param { table: "viewer/codec".into(), slot: 0, param: 0 },
            "slot 0 `Codec::decode` is frozen since revision 1: parameter `input` changed type",
        )
        .recorded("&[u8]", Some(9))
        .now("&mut [u8]")
        .help("restore it, and append the new form at the end of the trait:")
        .help("    #[revision(2)]")
        .help("    fn decode_ex1(&self, input: &mut [u8], out: &mut Frame) -> Status { .. }")
    }

    #[test]
    fn the_block_has_the_layout_of_the_docs() {
        let block = "\
[VT0004] slot 0 `Codec::decode` is frozen since revision 1: parameter `input` changed type
  recorded: &[u8]          (abi.toml:9)
  now:      &mut [u8]
  help: restore it, and append the new form at the end of the trait:
            #[revision(2)]
            fn decode_ex1(&self, input: &mut [u8], out: &mut Frame) -> Status { .. }";
        assert_eq!(sample().to_string(), block);
    }

    #[test]
    fn the_two_halves_and_the_text_between_are_the_block() {
        let (before, after) = sample().split_now();
        assert_eq!(format!("{before}&mut [u8]{after}"), sample().to_string());
    }

    #[test]
    fn a_long_quote_keeps_its_distance_from_the_line() {
        let text = Violation::new(Code::SlotMoved, Place::Package, "m").recorded("fn read(&self) -> u32", Some(7));
        assert!(text.to_string().ends_with("recorded: fn read(&self) -> u32  (abi.toml:7)"));
    }
}
