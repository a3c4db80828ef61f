//! `cargo vtable-api explain`: the page of a diagnostic.

use std::io::{self, Write};

use serde::Serialize;
use vtable_api_manifest::diagnostics::{Code, Entry};
use vtable_api_manifest::explain;

use crate::args;
use crate::report::words::similar;
use crate::report::{Report, Stop};

/// A page of the catalogue, or its list.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Explained {
    /// One code.
    Page {
        code: &'static str,
        title: &'static str,
        why: &'static str,
        way_out: &'static str,
        example: &'static str,
        #[serde(skip)]
        text: String,
    },
    /// All of them.
    List { codes: Vec<Listed> },
}

/// A code and what it is about.
#[derive(Serialize)]
pub(crate) struct Listed {
    code: &'static str,
    title: &'static str,
}

impl Report for Explained {
    fn write(&self, _quiet: bool, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Explained::Page { text, .. } => write!(out, "{text}"),
            Explained::List { codes } => {
                codes.iter().try_for_each(|Listed { code, title }| writeln!(out, "{code}  {title}"))
            }
        }
    }
}

pub(crate) fn run(args: &args::Explain) -> Result<Explained, Stop> {
    let Some(written) = &args.code else {
        let listed = |code: &Code| Listed { code: code.as_str(), title: code.entry().title };
        return Ok(Explained::List { codes: Code::ALL.iter().map(listed).collect() });
    };
    let code = Code::parse(written).ok_or_else(|| unknown(written))?;
    let Entry { title, why, way_out, example, .. } = code.entry();
    Ok(Explained::Page { code: code.as_str(), title, why, way_out, example, text: explain::page(code) })
}

fn unknown(written: &str) -> Stop {
    let help = match similar(written, Code::ALL.iter().map(|code| code.as_str())) {
        Some(meant) => format!("did you mean `{meant}`? `cargo vtable-api explain` lists all codes"),
        None => "codes appear in square brackets at the start of a message; `cargo vtable-api explain` lists all codes"
            .to_owned(),
    };
    Stop::usage(format!("there is no diagnostic `{written}`"), help)
}
