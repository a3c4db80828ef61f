//! A decoded picture: shown in the terminal, written to a file.

use crate::Result;
use crate::screen::Paint;
use std::fmt::Write;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

/// Rows from the top, three bytes a pixel, as many as there must be.
pub(crate) struct Picture<'p> {
    width: usize,
    height: usize,
    pixels: &'p [u8],
}

type Pixel = [u8; 3];

impl<'p> Picture<'p> {
    /// What a module gave: it may have fewer pixels than it says.
    pub(crate) fn new(width: u32, height: u32, pixels: &'p [u8]) -> Result<Self> {
        let (width, height) = (width as usize, height as usize);
        let wanted = width.checked_mul(height).and_then(|area| area.checked_mul(3));
        if width == 0 || height == 0 || wanted != Some(pixels.len()) {
            return Err(format!("a picture of {width} × {height} with {} bytes", pixels.len()).into());
        }
        Ok(Picture { width, height, pixels })
    }

    /// `144 × 96`
    pub(crate) fn size(&self) -> String {
        format!("{} × {}", self.width, self.height)
    }

    /// Lines that are `columns` wide; with colours, two pixels above each other in a character.
    pub(crate) fn preview(&self, columns: usize, paint: Paint) -> Vec<String> {
        let rows = (columns * self.height / self.width / 2).max(1);
        (0..rows).map(|row| self.row(row, rows, columns, paint)).collect()
    }

    fn row(&self, row: usize, rows: usize, columns: usize, paint: Paint) -> String {
        let mut line = String::new();
        for column in 0..columns {
            let upper = self.average(column, columns, row * 2, rows * 2);
            let lower = self.average(column, columns, row * 2 + 1, rows * 2);
            let _ = match paint {
                Paint::No => write!(line, "{}", shade(upper, lower)),
                Paint::Palette => write!(line, "\x1b[38;5;{};48;5;{}m▀", nearest(upper), nearest(lower)),
                Paint::True => {
                    let ([r, g, b], [s, h, c]) = (upper, lower);
                    write!(line, "\x1b[38;2;{r};{g};{b};48;2;{s};{h};{c}m▀")
                }
            };
        }
        if paint != Paint::No {
            line.push_str("\x1b[0m");
        }
        line
    }

    /// The mean colour of one cell of a grid over the picture.
    fn average(&self, column: usize, columns: usize, row: usize, rows: usize) -> Pixel {
        let span = |at: usize, of: usize, length: usize| {
            let start = at * length / of;
            start..((at + 1) * length / of).max(start + 1)
        };
        let (mut sum, mut count) = ([0; 3], 0);
        for y in span(row, rows, self.height) {
            for x in span(column, columns, self.width) {
                let at = (y * self.width + x) * 3;
                let pixel = &self.pixels[at..at + 3];
                sum.iter_mut().zip(pixel).for_each(|(sum, value)| *sum += u32::from(*value));
                count += 1;
            }
        }
        sum.map(|sum| (sum / count) as u8)
    }

    /// Writes a PNG file.
    pub(crate) fn save(&self, path: &Path) -> Result<()> {
        let file = BufWriter::new(File::create(path)?);
        let mut encoder = png::Encoder::new(file, self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Rgb);
        encoder.write_header()?.write_image_data(self.pixels)?;
        Ok(())
    }
}

/// A character that is as bright as two pixels.
fn shade(upper: Pixel, lower: Pixel) -> char {
    const RAMP: &[u8] = b" .:-=+*#%@";
    let light = |[r, g, b]: Pixel| u32::from(r) * 3 + u32::from(g) * 6 + u32::from(b);
    let index = (light(upper) + light(lower)) as usize * RAMP.len() / (2 * 10 * 256);
    char::from(RAMP[index])
}

/// The nearest of the 6 × 6 × 6 colours and 24 greys that most terminals have.
fn nearest(pixel: Pixel) -> u8 {
    let level = |value: u8| if value < 48 { 0 } else { (value.max(75) - 35) / 40 };
    let [r, g, b] = pixel.map(level);
    let cube = [r, g, b].map(|level| if level == 0 { 0 } else { 55 + level * 40 });
    let mean = (pixel.iter().map(|value| u32::from(*value)).sum::<u32>() / 3) as u8;
    let grey = (mean.saturating_sub(3) / 10).min(23);
    if distance([8 + grey * 10; 3], pixel) < distance(cube, pixel) { 232 + grey } else { 16 + 36 * r + 6 * g + b }
}

fn distance(a: Pixel, b: Pixel) -> u32 {
    a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
}
