//! What is wrong with a value that came from another binary.

use crate::contract::refusal::Refusal;
use alloc::boxed::Box;
use core::fmt;

/// Why a value from the other side was rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A null pointer where the contract has none.
    Null,
    /// A misaligned pointer.
    Misaligned {
        /// The alignment it must have.
        align: usize,
    },
    /// A null pointer with elements.
    NullSlice {
        /// How many were claimed.
        len: usize,
    },
    /// More bytes than an object can have.
    TooLong {
        /// Elements claimed.
        len: usize,
    },
    /// A `bool` that is neither 0 nor 1.
    Bool(u8),
    /// No variant has this value.
    Discriminant {
        /// The enum.
        name: &'static str,
        /// The value.
        value: i128,
    },
    /// Bytes that are not UTF-8 after this many that are.
    Utf8 {
        /// Valid bytes before.
        valid: usize,
    },
    /// A tag of `Option` or `Result` that is neither 0 nor 1.
    Tag(u32),
    /// A number of which not every value means something.
    Number {
        /// What it should be.
        what: Number,
        /// The value.
        value: i64,
    },
    /// What a value owns or leads to.
    Memory {
        /// What is wrong with it.
        what: Memory,
        /// How many there are, or may be.
        number: usize,
    },
    /// A block of a growable type.
    Growing {
        /// The type.
        name: &'static str,
        /// What is wrong with its head.
        what: Growing,
    },
    /// A table that the negotiation refused.
    Table(Refusal),
    /// In a part of the value.
    Within(&'static Within),
}

/// Where in a value something is wrong, and what. It is never freed: the process is about to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Within {
    step: Step,
    fault: Fault,
}

/// A step from a value to a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Field(&'static str),
    Index(usize),
    /// Steps that are not known.
    Further,
}

impl Fault {
    /// In this field.
    #[cold]
    #[inline(never)]
    pub fn in_field(self, name: &'static str) -> Fault {
        self.within(Step::Field(name))
    }

    /// In the element of this number.
    #[cold]
    #[inline(never)]
    pub(crate) fn in_element(self, index: usize) -> Fault {
        self.within(Step::Index(index))
    }

    /// In what is so far behind pointers that it was looked at by itself.
    pub(super) fn further(self) -> Fault {
        // Of a value that is too much as a whole, there is no place to say.
        if let Fault::Memory { what: Memory::Steps | Memory::Owners, .. } = self {
            return self;
        }
        self.within(Step::Further)
    }

    fn within(self, step: Step) -> Fault {
        let fault = match (step, self.root()) {
            // Where a value is too deep or too much, each path is as good as the others: up to a field, it says where to look.
            (Step::Field(_), root @ Fault::Memory { what: Memory::Steps | Memory::Owners, .. }) => root,
            _ => self,
        };
        Fault::Within(Box::leak(Box::new(Within { step, fault })))
    }

    /// What is wrong, whatever it is in.
    pub fn root(self) -> Fault {
        match self {
            Fault::Within(within) => within.fault.root(),
            root => root,
        }
    }

    /// Where it is in the value, behind its name or by itself: `.rows[3].name`, `rows[3].name`. Empty for the value.
    pub(super) fn path(self, is_behind: bool) -> impl fmt::Display {
        Path { fault: self, is_behind }
    }
}

struct Path {
    fault: Fault,
    is_behind: bool,
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut rest, mut dot) = (self.fault, if self.is_behind { "." } else { "" });
        while let Fault::Within(within) = rest {
            match within.step {
                Step::Field(name) => write!(f, "{dot}{}", name.trim_start_matches("r#"))?,
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Further => f.write_str("..")?,
            }
            (rest, dot) = (within.fault, if let Step::Further = within.step { "" } else { "." });
        }
        Ok(())
    }
}

/// What may be wrong with something a value owns or refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory {
    /// It belongs to this binary, and came back with more elements than it has room for.
    Grown,
    /// There is more than can be checked: very much, or a ring.
    Steps,
    /// Memory owns memory too deeply.
    Owners,
    /// Memory has a `free` but is inside memory that has none.
    Freed,
    /// A `Box` does not hold exactly one value.
    Boxed,
    /// An entry of a map or a set has the key of an earlier one.
    Twice,
    /// What owns something until it is released was released, or moved away.
    Released,
}

/// What may be wrong with the head of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Growing {
    /// It says that what is known of the type takes fewer bytes than any version of the contract has.
    Size(u32),
    /// There are no growths.
    None,
    /// Nobody can free it.
    NoFree,
    /// It is another type, or one with other growths from the first one on.
    Other,
    /// A struct has the number of a variant.
    Tag(u32),
}

impl Growing {
    fn write(self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Growing::Size(size) => {
                write!(f, "a block of `{name}` whose `growth` has a size of {size}, which is too small")
            }
            Growing::None => write!(f, "a block of `{name}` whose `growth` counts no growths"),
            Growing::NoFree => write!(f, "a block of `{name}` whose `growth` has a null `free`"),
            Growing::Other => {
                write!(f, "a block of another type than `{name}`, or one whose growths differ from the first one on")
            }
            Growing::Tag(tag) => write!(f, "a block of the struct `{name}` with the tag {tag} instead of 0"),
        }
    }
}

/// What a number should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// A `char`.
    Char,
    /// A `NonZero`.
    NonZero,
    /// The nanoseconds beside whole seconds.
    Nanos,
    /// The seconds of a time that this system's clock has.
    Time,
}

impl Number {
    fn write(self, value: i64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Number::Char => write!(f, "a char with the value {value:#x}, which is not a character of Unicode"),
            Number::NonZero => f.write_str("a zero where the type excludes it"),
            Number::Time => {
                write!(f, "a time of {value} seconds since 1970, which the clock of this system cannot represent")
            }
            Number::Nanos => write!(f, "{value} nanoseconds beside the seconds, which are at most 999999999"),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Fault::Null => f.write_str("a null pointer where a value is required"),
            Fault::Misaligned { align } => write!(f, "a pointer that is not aligned to {align}"),
            Fault::NullSlice { len } => write!(f, "a null pointer with a length of {len}"),
            Fault::TooLong { len } => write!(f, "a length of {len}, which exceeds any memory"),
            Fault::Bool(value) => write!(f, "a bool with the value {value} instead of 0 or 1"),
            Fault::Discriminant { name, value } => write!(f, "{value}, which is not a variant of `{name}`"),
            Fault::Utf8 { valid } => write!(f, "text that is not UTF-8 after {valid} bytes"),
            Fault::Tag(value) => write!(f, "a tag with the value {value} instead of 0 or 1"),
            Fault::Number { what, value } => what.write(value, f),
            Fault::Memory { what: Memory::Grown, number } => {
                write!(f, "a length of {number}, which exceeds its capacity")
            }
            Fault::Memory { what: Memory::Steps, number } => {
                write!(f, "a value that takes more than {number} steps to check, as one that refers to itself does")
            }
            Fault::Memory { what: Memory::Owners, number } => {
                write!(f, "memory that owns memory more than {number} levels deep")
            }
            Fault::Memory { what: Memory::Freed, .. } => {
                f.write_str("memory with a `free` in memory whose `free` is null")
            }
            Fault::Memory { what: Memory::Boxed, number } => {
                write!(f, "a `Box` with a length of {number} instead of 1")
            }
            Fault::Memory { what: Memory::Twice, number } => {
                write!(f, "a map or set in which entry {number}, counted from 0, has the key of an earlier one")
            }
            Fault::Memory { what: Memory::Released, .. } => f.write_str(
                "a structure whose `release` is null, so it was released or moved, where a live one is required",
            ),
            Fault::Growing { name, what } => what.write(name, f),
            Fault::Table(refusal) => write!(f, "a table that cannot be used: {refusal}"),
            Fault::Within(_) => self.root().fmt(f),
        }
    }
}
