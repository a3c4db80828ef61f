//! PNG, as a module of revision 2: it drops pixels while it decodes, the whole picture is never in memory.
#![forbid(unsafe_code)]

use png::{ColorType, DecodingError, Transformations};
use std::io::Cursor;
use tour_codec::{Codec, CodecRef, Failure, Frame, HALF, shape_row};

struct Png;

impl Codec for Png {
    fn can_decode(&self, head: &[u8]) -> bool {
        head.starts_with(b"\x89PNG\r\n\x1a\n")
    }

    fn decode(&self, input: &[u8]) -> Result<Frame, Failure> {
        self.decode_ex1(input, 0)
    }

    fn decode_ex1(&self, input: &[u8], flags: u32) -> Result<Frame, Failure> {
        let mut decoder = png::Decoder::new(Cursor::new(input));
        decoder.set_transformations(Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().map_err(failure)?;
        if reader.output_color_type().0 != ColorType::Rgb || reader.info().interlaced {
            return Err(Failure::Unsupported);
        }
        let (width, height) = reader.info().size();
        let step = if flags & HALF != 0 { 2 } else { 1 };
        let mut pixels = Vec::new();
        for y in 0..height {
            let row = reader.next_row().map_err(failure)?.ok_or(Failure::Damaged)?;
            if y % step == 0 {
                shape_row(row.data(), flags, &mut pixels);
            }
        }
        Ok(Frame { width: width.div_ceil(step), height: height.div_ceil(step), pixels: pixels.into() })
    }
}

fn failure(error: DecodingError) -> Failure {
    match error {
        DecodingError::LimitsExceeded => Failure::TooLarge,
        _ => Failure::Damaged,
    }
}

vtable_api::module! {
    lend "png" => CodecRef: &Png;
    export = true;
}
