//! `cargo vtable-api explain`: the page of a diagnostic.

use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::explain;

use crate::args;
use crate::exit::Exit;
use crate::stop::Stop;
use crate::streams::Streams;

pub(crate) fn run(args: &args::Explain, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let code = Code::parse(&args.code).ok_or_else(|| {
        let last = Code::ALL.last().map_or("", |code| code.as_str());
        Stop::usage(
            format!("there is no diagnostic `{}`", args.code),
            format!("codes stand in square brackets in front of a message: [VT0001] to [{last}]"),
        )
    })?;
    write!(streams.out, "{}", explain::page(code))?;
    Ok(Exit::Clean)
}
