//! A decoded picture: shown in the terminal, written to a file.

use crate::Result;
use crate::screen::Paint;
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
/// Two pixels above each other.
type Cell = (Pixel, Pixel);

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

    /// Lines of `columns` characters, each of which stands for two pixels above each other.
    pub(crate) fn preview(&self, columns: usize, paint: Paint) -> Vec<String> {
        let rows = (columns * self.height / self.width / 2).max(1);
        let pixel = |row, column| self.average(column, columns, row, rows * 2);
        let cells = |row| (0..columns).map(move |column| (pixel(row * 2, column), pixel(row * 2 + 1, column)));
        let lights: Vec<u32> = (0..rows).flat_map(cells).map(light).collect();
        let range = (lights.iter().min().copied().unwrap_or(0), lights.iter().max().copied().unwrap_or(0));
        let line = |row| cells(row).map(|cell| paint.character(cell, range)).collect::<String>() + paint.end();
        (0..rows).map(line).collect()
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

impl Paint {
    /// Without colours a character that is as bright as the two pixels, in a picture of this range.
    fn character(self, (upper, lower): Cell, (low, high): (u32, u32)) -> String {
        const RAMP: &[u8] = b" .,:;-=+*xoXO#%@";
        match self {
            Paint::No => {
                let index = (light((upper, lower)) - low) as usize * (RAMP.len() - 1) / (high - low).max(1) as usize;
                char::from(RAMP[index]).into()
            }
            Paint::Palette => format!("\x1b[38;5;{};48;5;{}m▀", nearest(upper), nearest(lower)),
            Paint::True => {
                let ([r, g, b], [s, h, c]) = (upper, lower);
                format!("\x1b[38;2;{r};{g};{b};48;2;{s};{h};{c}m▀")
            }
        }
    }

    fn end(self) -> &'static str {
        if self == Paint::No { "" } else { "\x1b[0m" }
    }
}

/// How bright two pixels look together.
fn light((upper, lower): Cell) -> u32 {
    (brightness(upper.map(f32::from)) + brightness(lower.map(f32::from))) as u32
}

fn brightness([r, g, b]: [f32; 3]) -> f32 {
    0.3 * r + 0.6 * g + 0.1 * b
}

/// The most similar of the 6 × 6 × 6 colours and 24 greys that most terminals have. They are few where it is
/// dark, so the pixel is made a little brighter and more colourful first.
fn nearest(pixel: Pixel) -> u8 {
    let pixel = pixel.map(f32::from);
    let grey = brightness(pixel);
    let vivid = pixel.map(|value| 255.0 * ((grey + (value - grey) * 1.6).clamp(0.0, 255.0) / 255.0).powf(0.88));
    let distance = |number: &u8| difference(vivid, terminal(*number));
    (16..=255).min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(16)
}

fn terminal(number: u8) -> [f32; 3] {
    let level = |at: u8| if at == 0 { 0.0 } else { 55.0 + 40.0 * f32::from(at) };
    match number - 16 {
        color @ ..216 => [color / 36, color / 6 % 6, color % 6].map(level),
        grey => [8.0 + 10.0 * f32::from(grey - 216); 3],
    }
}

/// In brightness and in colour.
fn difference(a: [f32; 3], b: [f32; 3]) -> f32 {
    let (light, dark) = (brightness(a), brightness(b));
    let color: f32 = a.iter().zip(b).map(|(a, b)| ((a - light) - (b - dark)).powi(2)).sum();
    (light - dark).powi(2) + color
}
