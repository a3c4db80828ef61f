//! What the tour prints: colours on a terminal, plain text elsewhere.

use crate::Result;
use std::io::{IsTerminal, Write};

/// Where the tour goes to.
pub(crate) struct Screen<'w> {
    out: Box<dyn Write + 'w>,
    pub(crate) paint: Paint,
    is_terminal: bool,
    step: u32,
}

/// How colours are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paint {
    /// Not at all.
    No,
    /// One of 256.
    Palette,
    /// Red, green and blue.
    True,
}

/// How text looks.
#[derive(Clone, Copy)]
pub(crate) enum Style {
    Bold,
    Dim,
    Good,
    Bad,
}

impl<'w> Screen<'w> {
    /// Standard output.
    pub(crate) fn stdout() -> Self {
        let is_terminal = std::io::stdout().is_terminal() && variable("TERM") != "dumb";
        let paint = match variable("COLORTERM").as_str() {
            _ if !is_terminal || !variable("NO_COLOR").is_empty() => Paint::No,
            "truecolor" | "24bit" => Paint::True,
            _ => Paint::Palette,
        };
        Screen { out: Box::new(std::io::stdout()), paint, is_terminal, step: 0 }
    }

    /// Text without colours.
    #[cfg(test)]
    pub(crate) fn plain(out: impl Write + 'w) -> Self {
        Screen { out: Box::new(out), paint: Paint::No, is_terminal: false, step: 0 }
    }

    /// The next step begins.
    pub(crate) fn heading(&mut self, text: &str) -> Result<()> {
        self.step += 1;
        let heading = format!("{}. {text}", self.step);
        let rule = "─".repeat(76_usize.saturating_sub(heading.chars().count()));
        let (heading, rule) = (self.style(Style::Bold, &heading), self.style(Style::Dim, &rule));
        self.line(&format!("\n{heading} {rule}\n"))
    }

    /// A line, or several.
    pub(crate) fn line(&mut self, text: &str) -> Result<()> {
        Ok(writeln!(self.out, "{text}")?)
    }

    /// Two columns, all of whose left lines are equally wide.
    pub(crate) fn columns(&mut self, left: &[String], right: &[String]) -> Result<()> {
        for (at, line) in left.iter().enumerate() {
            let right = right.get(at).map_or("", String::as_str);
            self.line(format!("    {line}  {right}").trim_end())?;
        }
        Ok(())
    }

    /// A part of a file.
    pub(crate) fn source(&mut self, file: &str, text: &str) -> Result<()> {
        self.line(&self.style(Style::Dim, file))?;
        for line in text.trim_end().lines() {
            self.line(format!("    {}", self.code(line)).trim_end())?;
        }
        Ok(())
    }

    /// A line that the next one replaces; nothing where that is not possible.
    pub(crate) fn progress(&mut self, text: &str) -> Result<()> {
        if self.is_terminal {
            let text: String = text.chars().take(78).collect();
            write!(self.out, "\r\x1b[2K{text}")?;
            self.out.flush()?;
        }
        Ok(())
    }

    /// The text in that style.
    pub(crate) fn style(&self, style: Style, text: &str) -> String {
        let number = match style {
            _ if self.paint == Paint::No => return text.into(),
            Style::Bold => "1",
            Style::Dim => "2",
            Style::Good => "32",
            Style::Bad => "31",
        };
        format!("\x1b[{number}m{text}\x1b[0m")
    }

    /// Comments step back.
    fn code(&self, line: &str) -> String {
        let text = line.trim_start();
        let is_comment = ["//", "/*", "* ", "*/"].iter().any(|start| text.starts_with(start)) || text == "*";
        if is_comment { self.style(Style::Dim, line) } else { line.into() }
    }
}

fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_default()
}
