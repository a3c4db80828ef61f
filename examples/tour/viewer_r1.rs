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
    screen.line(&format!(
        "    module `{}` {}, the viewer knows 1; agreed: {}\n",
        module.name(),
        module.version(),
        screen.style(Style::Bold, &revisions(codec.agreed())),
    ))?;
    let input = std::fs::read(place.source.join("images").join("lake-day.png"))?;
    let frame = codec.decode(&input).map_err(|failure| format!("lake-day.png cannot be decoded: {failure:?}"))?;
    let picture = Picture::new(frame.width, frame.height, &frame.pixels)?;
    for line in picture.preview(24, screen.paint) {
        screen.line(&line)?;
    }
    screen.line(&format!("decode, {}", picture.size()))
}
