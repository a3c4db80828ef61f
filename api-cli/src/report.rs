//! What the program says, and how: reports and what ends a command early, as text, as one JSON document, as annotations.
//!
//! Everything else calls it; it calls nothing but `args`.
//!
//! | file | what is in it |
//! |---|---|
//! | `words`, `style` | small grammar; colours |
//! | `exit`, `streams` | the exit code; where the program writes |
//! | `finding` | a broken rule, with its package and place |
//! | `stop` | why a command ends before it has done its work |
//! | `json`, `github` | both in forms for programs |
//! | `print` | `Report`, and the choice among the forms |

mod exit;
mod finding;
mod github;
mod json;
mod print;
mod stop;
mod streams;
pub(crate) mod style;
pub(crate) mod words;

pub use exit::Exit;
pub(crate) use finding::{At, Finding, findings};
pub(crate) use print::{Report, print, print_stop};
pub(crate) use stop::{CompilerError, Reason, Refused, Stop};
pub use streams::Streams;
