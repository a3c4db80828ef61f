//! Bars, as SVG.

use crate::Error;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

/// A part of a picture: bars under a title.
pub(crate) struct Panel {
    pub(crate) title: String,
    pub(crate) bars: Vec<Bar>,
}

pub(crate) struct Bar {
    pub(crate) label: String,
    pub(crate) value: f64,
    /// Behind the bar.
    pub(crate) text: String,
    /// One of ours, in colour.
    pub(crate) is_ours: bool,
}

const WIDTH: i32 = 460;
const TITLE: i32 = 34;
const LINE: i32 = 20;
const LABEL: i32 = 165;
const VALUE: i32 = 70;
const MARGIN: i32 = 14;

const INK: RGBColor = RGBColor(0x2b, 0x2f, 0x36);
const OURS: RGBColor = RGBColor(0x1f, 0x6f, 0xb2);
const OTHERS: RGBColor = RGBColor(0xa9, 0xb4, 0xc0);

/// The panels in two columns.
pub(crate) fn svg(panels: &[Panel]) -> Result<String, Error> {
    let columns = panels.len().clamp(1, 2);
    let heights: Vec<i32> = panels.chunks(columns).map(|row| row.iter().map(height).max().unwrap_or(0)).collect();
    let size = (columns as i32 * WIDTH, heights.iter().sum::<i32>() + MARGIN);
    let mut text = String::new();
    {
        let area = SVGBackend::with_string(&mut text, (size.0 as u32, size.1 as u32)).into_drawing_area();
        area.fill(&WHITE)?;
        let mut top = 0;
        for (row, height) in panels.chunks(columns).zip(heights) {
            for (column, panel) in row.iter().enumerate() {
                draw(&area, panel, (column as i32 * WIDTH, top))?;
            }
            top += height;
        }
        area.present()?;
    }
    Ok(text)
}

fn height(panel: &Panel) -> i32 {
    TITLE + panel.bars.len() as i32 * LINE + MARGIN
}

type Area<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;

fn draw(area: &Area<'_>, panel: &Panel, (left, top): (i32, i32)) -> Result<(), Error> {
    let font = |size: i32| ("sans-serif", size).into_font().color(&INK);
    area.draw(&Text::new(panel.title.clone(), (left + MARGIN, top + MARGIN), font(15)))?;
    let most = panel.bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
    let room = WIDTH - LABEL - VALUE - 2 * MARGIN;
    for (index, bar) in panel.bars.iter().enumerate() {
        let y = top + TITLE + index as i32 * LINE;
        let start = left + MARGIN + LABEL;
        let long = if most > 0.0 { (bar.value / most * f64::from(room)).round() as i32 } else { 0 };
        let label = font(12).pos(Pos::new(HPos::Right, VPos::Center));
        area.draw(&Text::new(bar.label.clone(), (start - 6, y + LINE / 2), label))?;
        let color = if bar.is_ours { OURS } else { OTHERS };
        area.draw(&Rectangle::new([(start, y + 3), (start + long.max(1), y + LINE - 3)], color.filled()))?;
        let value = font(12).pos(Pos::new(HPos::Left, VPos::Center));
        area.draw(&Text::new(bar.text.clone(), (start + long.max(1) + 5, y + LINE / 2), value))?;
    }
    Ok(())
}
