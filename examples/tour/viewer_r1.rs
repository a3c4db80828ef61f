//! The same viewer as it was at revision 1, and a module that is newer.

use crate::Result;
use crate::command::Place;
use crate::picture::Picture;
use crate::screen::{Screen, Style};
use crate::viewer::revisions;
use std::path::Path;
use tour_codec_r1::CodecRef;
use vtable_api::module::Module;

pub(crate) fn png(screen: &mut Screen<'_>, place: &Place, library: &Path) -> Result<()> {
    screen.heading("The viewer as it was at revision 1 opens the module of revision 2")?;
    let module = Module::open(library)?;
    let codec = module.get::<CodecRef<'_>>("png")?;
    let input = std::fs::read(place.source.join("images").join("lake-day.png"))?;
    let frame = codec.decode(&input).map_err(|failure| format!("lake-day.png cannot be decoded: {failure:?}"))?;
    let picture = Picture::new(frame.width, frame.height, &frame.pixels)?;

    let theirs = module.exports().map(|export| revisions(export.revisions())).collect::<Vec<_>>().join("; ");
    let agreed = screen.style(Style::Bold, &revisions(codec.agreed()));
    let text = [
        format!("Module `{}` {} has revisions {theirs},", module.name(), module.version()),
        format!("the viewer 1; agreed: {agreed}"),
        String::new(),
        screen.style(Style::Bold, "decode"),
        picture.size(),
        String::new(),
        "Neither was built again, neither".into(),
        "knows that the other is older or newer.".into(),
    ];
    screen.columns(&picture.preview(24, screen.paint), &text)
}
