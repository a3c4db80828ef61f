//! `cargo vtable-api explain`: the page of a diagnostic.

use std::io::{self, Write};

use serde::Serialize;
use vtable_api_manifest::diagnostics::{Code, Entry};
use vtable_api_manifest::explain;

use crate::args;
use crate::report::Report;
use crate::stop::Stop;

/// A page of the catalogue.
#[derive(Serialize)]
pub(crate) struct Page {
    code: &'static str,
    title: &'static str,
    why: &'static str,
    way_out: &'static str,
    example: &'static str,
    #[serde(skip)]
    text: String,
}

impl Report for Page {
    fn write(&self, _quiet: bool, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{}", self.text)
    }
}

pub(crate) fn run(args: &args::Explain) -> Result<Page, Stop> {
    let code = Code::parse(&args.code).ok_or_else(|| {
        let last = Code::ALL.last().map_or("", |code| code.as_str());
        Stop::usage(
            format!("there is no diagnostic `{}`", args.code),
            format!("codes stand in square brackets in front of a message: [VT0001] to [{last}]"),
        )
    })?;
    let Entry { title, why, way_out, example, .. } = code.entry();
    Ok(Page { code: code.as_str(), title, why, way_out, example, text: explain::page(code) })
}
