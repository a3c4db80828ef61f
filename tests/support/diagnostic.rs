//! What cargo printed, cut into diagnostics.

use std::fmt;

/// How bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    Error,
    Warning,
}

/// One diagnostic as a user reads it.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    pub level: Level,
    /// Every line of it.
    pub text: String,
}

impl Diagnostic {
    /// The diagnostics in `stderr`, without cargo's and rustc's summaries.
    pub fn all(stderr: &str) -> Vec<Diagnostic> {
        let mut found: Vec<Diagnostic> = Vec::new();
        let mut inside = false;
        for line in stderr.lines() {
            match head(line) {
                Some(level) => {
                    inside = !is_summary(line);
                    if inside {
                        found.push(Diagnostic { level, text: String::new() });
                    }
                }
                None if is_status(line) => inside = false,
                None => {}
            }
            if let Some(last) = found.last_mut().filter(|_| inside) {
                last.text.push_str(line);
                last.text.push('\n');
            }
        }
        found
    }

    /// `src/lib.rs:4:7`: the first place named.
    pub fn at(&self) -> Option<&str> {
        self.text.lines().find_map(|line| line.trim_start().strip_prefix("--> "))
    }

    /// `VT0004`.
    pub fn code(&self) -> Option<&str> {
        let (_, rest) = self.text.split_once("[VT")?;
        let digits = rest.split_once(']')?.0;
        let start = self.text.len() - rest.len() - 2;
        self.text.get(start..start + 2 + digits.len())
    }

    /// Our own text: from the code to where rustc's own drawing starts, indentation of continued lines removed.
    pub fn message(&self) -> String {
        let Some(start) = self.text.find("[VT") else { return String::new() };
        let lines = self.text[start..].lines();
        let ours = lines.take_while(|line| !line.trim_start().starts_with("--> "));
        ours.map(str::trim).collect::<Vec<_>>().join("\n")
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn head(line: &str) -> Option<Level> {
    let starts = |word: &str| line.strip_prefix(word).is_some_and(|rest| rest.starts_with([':', '[']));
    if starts("error") {
        return Some(Level::Error);
    }
    starts("warning").then_some(Level::Warning)
}

/// Counts what was said before.
fn is_summary(line: &str) -> bool {
    let summaries = ["error: could not compile", "error: aborting due to", "warning: build failed"];
    summaries.iter().any(|summary| line.starts_with(summary))
        || (line.starts_with("warning: `") && line.contains(" generated "))
}

/// `   Compiling viewer v0.1.0`, and rustc's pointer to `--explain`.
fn is_status(line: &str) -> bool {
    let word = line.trim_start();
    let status = ["Compiling", "Checking", "Finished", "Blocking", "Locking", "Adding", "Removing", "Fresh", "Dirty"];
    (line.len() - word.len() >= 3 && status.iter().any(|status| word.starts_with(status)))
        || line.starts_with("For more information about this error")
        || line.starts_with("Some errors have detailed explanations")
}
