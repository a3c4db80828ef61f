//! What the format string of a type says about its arrays: how many children there are, and which buffers.
//!
//! The strings are those of the specification, [Data type description: format strings], and the buffers those of its [columnar layouts].
//!
//! [Data type description: format strings]: https://arrow.apache.org/docs/format/CDataInterface.html#data-type-description-format-strings
//! [columnar layouts]: https://arrow.apache.org/docs/format/Columnar.html#buffer-listing-for-each-layout

/// How wide an offset is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Width {
    /// `int32_t`
    Four,
    /// `int64_t`
    Eight,
}

/// The layout that a format string stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// No buffers: every element is null.
    Null,
    /// Validity, and elements of so many bits.
    Fixed { bits: u64 },
    /// The same: integers, which may be the indices of a dictionary; `is_signed` ones of 16 bits and more, the ends of runs.
    Integer { bits: u64, is_signed: bool },
    /// Validity, offsets, and what they lead to.
    Variable(Width),
    /// Validity, views, any number of buffers that they lead to, and the lengths of these.
    View,
    /// Validity, and offsets into the only child. The entries of a map are a struct of two.
    List { width: Width, is_map: bool },
    /// Validity, offsets and sizes.
    ListView(Width),
    /// Validity; so many elements of the only child for each of its own.
    FixedList { size: u64 },
    /// Validity.
    Struct,
    /// The ids of types, and offsets if it is dense; a child for each of so many ids.
    Union { is_dense: bool, ids: usize },
    /// No buffers; two children: the ends of runs, and their values.
    RunEnds,
}

impl Layout {
    /// That of a format string, or what is wrong with it.
    pub(crate) fn of(format: &str) -> Result<Layout, &'static str> {
        let layout = match format {
            "n" => Layout::Null,
            "b" => Layout::Fixed { bits: 1 },
            "c" => Layout::Integer { bits: 8, is_signed: true },
            "C" => Layout::Integer { bits: 8, is_signed: false },
            "s" => Layout::Integer { bits: 16, is_signed: true },
            "S" => Layout::Integer { bits: 16, is_signed: false },
            "i" => Layout::Integer { bits: 32, is_signed: true },
            "I" => Layout::Integer { bits: 32, is_signed: false },
            "l" => Layout::Integer { bits: 64, is_signed: true },
            "L" => Layout::Integer { bits: 64, is_signed: false },
            "e" => Layout::Fixed { bits: 16 },
            "f" | "tdD" | "tts" | "ttm" | "tiM" => Layout::Fixed { bits: 32 },
            "g" | "tdm" | "ttu" | "ttn" | "tDs" | "tDm" | "tDu" | "tDn" | "tiD" => Layout::Fixed { bits: 64 },
            "tin" => Layout::Fixed { bits: 128 },
            "z" | "u" => Layout::Variable(Width::Four),
            "Z" | "U" => Layout::Variable(Width::Eight),
            "vz" | "vu" => Layout::View,
            "+l" => Layout::List { width: Width::Four, is_map: false },
            "+L" => Layout::List { width: Width::Eight, is_map: false },
            "+m" => Layout::List { width: Width::Four, is_map: true },
            "+vl" => Layout::ListView(Width::Four),
            "+vL" => Layout::ListView(Width::Eight),
            "+s" => Layout::Struct,
            "+r" => Layout::RunEnds,
            _ => return Self::of_parameters(format),
        };
        Ok(layout)
    }

    /// The same for those whose string goes on behind a colon.
    fn of_parameters(format: &str) -> Result<Layout, &'static str> {
        let Some((word, rest)) = format.split_once(':') else { return Err("a format string of the specification") };
        match word {
            "d" => decimal(rest),
            "w" => {
                Ok(Layout::Fixed { bits: count(rest, "`w:` and the bytes of an element, from 0 to 2147483647")? * 8 })
            }
            "+w" => {
                Ok(Layout::FixedList { size: count(rest, "`+w:` and the elements of a list, from 0 to 2147483647")? })
            }
            "+ud" => Ok(Layout::Union { is_dense: true, ids: ids(rest)? }),
            "+us" => Ok(Layout::Union { is_dense: false, ids: ids(rest)? }),
            "tss" | "tsm" | "tsu" | "tsn" => Ok(Layout::Fixed { bits: 64 }),
            _ => Err("a format string of the specification"),
        }
    }

    /// How many children it has, or `None`: any number.
    pub(crate) fn children(self) -> Option<usize> {
        match self {
            Layout::Struct => None,
            Layout::List { .. } | Layout::ListView(_) | Layout::FixedList { .. } => Some(1),
            Layout::RunEnds => Some(2),
            Layout::Union { ids, .. } => Some(ids),
            _ => Some(0),
        }
    }

    /// How many buffers an array has; views have more.
    pub(crate) fn buffers(self) -> usize {
        match self {
            Layout::Null | Layout::RunEnds => 0,
            Layout::FixedList { .. } | Layout::Struct | Layout::Union { is_dense: false, .. } => 1,
            Layout::Fixed { .. }
            | Layout::Integer { .. }
            | Layout::List { .. }
            | Layout::Union { is_dense: true, .. } => 2,
            Layout::Variable(_) | Layout::View | Layout::ListView(_) => 3,
        }
    }

    /// Whether the first of them has a bit for each element, which may be left out if none is null.
    pub(crate) fn has_validity(self) -> bool {
        !matches!(self, Layout::Null | Layout::RunEnds | Layout::Union { .. })
    }
}

impl Width {
    /// In bits.
    pub(crate) fn bits(self) -> u64 {
        match self {
            Width::Four => 32,
            Width::Eight => 64,
        }
    }
}

/// `PRECISION,SCALE`, and `,BITS` unless they are 128.
fn decimal(text: &str) -> Result<Layout, &'static str> {
    const WANTED: &str = "`d:PRECISION,SCALE` or `d:PRECISION,SCALE,BITS`, and no more digits than the bits have";
    let mut parts = text.split(',');
    let precision = parts.next().and_then(|part| part.parse::<u8>().ok()).ok_or(WANTED)?;
    parts.next().and_then(|part| part.parse::<i8>().ok()).ok_or(WANTED)?;
    let (bits, most) = match parts.next() {
        Some("32") => (32, 9),
        Some("64") => (64, 18),
        None | Some("128") => (128, 38),
        Some("256") => (256, 76),
        Some(_) => return Err(WANTED),
    };
    let fits = (1..=most).contains(&precision) && parts.next().is_none();
    if fits { Ok(Layout::Fixed { bits }) } else { Err(WANTED) }
}

/// A number that C's `int32_t` has.
fn count(text: &str, wanted: &'static str) -> Result<u64, &'static str> {
    let number = text.parse::<i32>().ok().and_then(|number| u64::try_from(number).ok());
    number.ok_or(wanted)
}

/// How many ids of types there are; each is there once.
fn ids(text: &str) -> Result<usize, &'static str> {
    const WANTED: &str = "ids of types from 0 to 127, each once";
    let mut found = [false; 128];
    if text.is_empty() {
        return Ok(0);
    }
    let mut ids = text.split(',');
    ids.try_fold(0, |number, id| {
        let id = id.parse::<usize>().ok().filter(|id| *id < found.len()).ok_or(WANTED)?;
        if core::mem::replace(&mut found[id], true) { Err(WANTED) } else { Ok(number + 1) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_read() {
        for (format, layout) in [
            ("d:38,10", Layout::Fixed { bits: 128 }),
            ("d:76,-3,256", Layout::Fixed { bits: 256 }),
            ("w:42", Layout::Fixed { bits: 336 }),
            ("+w:123", Layout::FixedList { size: 123 }),
            ("+ud:5,0,127", Layout::Union { is_dense: true, ids: 3 }),
            ("tss:America/New_York", Layout::Fixed { bits: 64 }),
            ("tsn:", Layout::Fixed { bits: 64 }),
        ] {
            assert_eq!(Layout::of(format), Ok(layout), "{format}");
        }
        let wrong = [
            "",
            "x",
            "+",
            "+x",
            "d:",
            "d:39,0",
            "d:0,0",
            "d:10,0,31",
            "d:10,0,32,1",
            "d:10",
            "w:",
            "w:-1",
            "+w:2147483648",
        ];
        let ids = ["+us:1,1", "+us:128", "+us:-1", "+us:1,", "+ud", "tsx:UTC", "vu:1"];
        for format in wrong.into_iter().chain(ids) {
            assert!(Layout::of(format).is_err(), "{format}");
        }
    }
}
