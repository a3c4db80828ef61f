//! What the tour's viewer asks of an image decoder: revision 1, as it was released before `decode_ex1`.
#![forbid(unsafe_code)]

use vtable_api::{AbiType, OwnedSlice, vtable_api};

/// An image decoder that the viewer loads.
#[vtable_api(id = "viewer/codec")]
pub trait Codec: Send + Sync {
    /// Whether a file that starts with `head` is for this decoder.
    fn can_decode(&self, head: &[u8]) -> bool;

    /// Decodes a whole file.
    fn decode(&self, input: &[u8]) -> Result<Frame, Failure>;
}

/// A picture.
#[derive(AbiType, Debug)]
#[repr(C)]
pub struct Frame {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Rows from the top; red, green and blue of each pixel.
    pub pixels: OwnedSlice<u8>,
}

/// Why there is no picture.
#[derive(AbiType, Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Failure {
    /// The file ends too early, or breaks the rules of its format.
    Damaged = 1,
    /// A variant of the format that the decoder does not know.
    Unsupported = 2,
    /// There is not enough memory for the picture.
    TooLarge = 3,
}
