//! What the tour's viewer asks of an image decoder: revision 2. `codec-r1` is the same as it was at revision 1.
#![forbid(unsafe_code)]

use vtable_api::{AbiType, OwnedSlice, vtable_api};

/// An image decoder that the viewer loads.
#[vtable_api(id = "viewer/codec")]
pub trait Codec: Send + Sync {
    /// Whether a file that starts with `head` is for this decoder.
    fn can_decode(&self, head: &[u8]) -> bool;

    /// Decodes a whole file.
    fn decode(&self, input: &[u8]) -> Result<Frame, Failure>;

    /// Decodes, and applies `flags`: a sum of `HALF` (1) and `MIRROR` (2).
    #[revision(2)]
    fn decode_ex1(&self, input: &[u8], flags: u32) -> Result<Frame, Failure> {
        self.decode(input)?.shaped(flags) // with a module that predates revision 2, this runs in the viewer
    }
}

/// Every second pixel of every second row.
pub const HALF: u32 = 1;
/// Left is right.
pub const MIRROR: u32 = 2;

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

impl Frame {
    /// The picture with `flags` applied.
    ///
    /// # Errors
    /// When the picture has not as many pixels as it says.
    pub fn shaped(&self, flags: u32) -> Result<Self, Failure> {
        let (width, height) = (self.width as usize, self.height as usize);
        if width.checked_mul(height).and_then(|area| area.checked_mul(3)) != Some(self.pixels.len()) {
            return Err(Failure::Damaged);
        }
        let step = if flags & HALF != 0 { 2 } else { 1 };
        let mut pixels = Vec::new();
        for row in self.pixels.chunks_exact(width.max(1) * 3).step_by(step) {
            shape_row(row, flags, &mut pixels);
        }
        Ok(Frame { width: width.div_ceil(step) as u32, height: height.div_ceil(step) as u32, pixels: pixels.into() })
    }
}

/// Appends a row to `pixels`, with `flags` applied.
pub fn shape_row(row: &[u8], flags: u32, pixels: &mut Vec<u8>) {
    let step = if flags & HALF != 0 { 2 } else { 1 };
    let start = pixels.len();
    pixels.extend(row.chunks_exact(3).step_by(step).flatten());
    if flags & MIRROR != 0 {
        pixels[start..].reverse(); // also red, green, blue to blue, green, red
        pixels[start..].chunks_exact_mut(3).for_each(<[u8]>::reverse);
    }
}
