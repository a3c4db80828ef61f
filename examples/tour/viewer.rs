//! The viewer, at revision 2 of the interface.

use crate::Result;
use crate::command::Place;
use crate::picture::Picture;
use crate::screen::{Screen, Style};
use std::path::Path;
use tour_codec::{CodecRef, Failure, Frame, HALF, MIRROR};
use vtable_api::module::Module;

/// A module that has every slot.
pub(crate) fn png(screen: &mut Screen<'_>, place: &Place, library: &Path) -> Result<()> {
    screen.heading("A viewer at revision 2 opens the Rust module")?;
    show(screen, place, library, "png", "lake-day.png")
}

/// A module that was made before `decode_ex1`.
pub(crate) fn qoi(screen: &mut Screen<'_>, place: &Place, library: &Path) -> Result<()> {
    screen.heading("It opens the C module, which never heard of decode_ex1")?;
    show(screen, place, library, "qoi", "lake-dusk.qoi")
}

fn show(screen: &mut Screen<'_>, place: &Place, library: &Path, name: &str, image: &str) -> Result<()> {
    let module = Module::open(library)?;
    let codec = module.get::<CodecRef<'_>>(name)?;
    negotiated(screen, &module, codec)?;

    let input = std::fs::read(place.source.join("images").join(image))?;
    if !codec.can_decode(&input) {
        return Err(format!("{image} is not for this module").into());
    }
    let whole = codec.decode(&input).map_err(|failure| failed(image, failure))?;
    let small = codec.decode_ex1(&input, HALF + MIRROR).map_err(|failure| failed(image, failure))?;
    pictures(screen, place, name, [&whole, &small])
}

fn failed(image: &str, failure: Failure) -> String {
    format!("{image} cannot be decoded: {failure:?}")
}

/// What was agreed, and whose code a call runs.
fn negotiated(screen: &mut Screen<'_>, module: &Module, codec: CodecRef<'_>) -> Result<()> {
    let theirs = module.exports().map(|export| revisions(export.revisions())).collect::<Vec<_>>().join("; ");
    screen.line(&format!(
        "    Module `{}` {} has revisions {theirs}, the viewer 1 2; agreed: {}",
        module.name(),
        module.version(),
        screen.style(Style::Bold, &revisions(codec.agreed())),
    ))?;
    let own = "runs the module's code";
    screen.line(&format!("      can_decode, decode  revision 1  {own}"))?;
    let decode_ex1 = match codec.has_decode_ex1() {
        true => screen.style(Style::Good, own),
        false => screen.style(Style::Good, "runs the viewer's default body, on top of the module's decode"),
    };
    screen.line(&format!("      decode_ex1          revision 2  {decode_ex1}\n"))
}

/// `1 2` for bits 0 and 1.
pub(crate) fn revisions(bits: u64) -> String {
    let numbers = (1..64).filter(|number| bits & (1 << (number - 1)) != 0);
    numbers.map(|number: u32| number.to_string()).collect::<Vec<_>>().join(" ")
}

/// The two pictures beside each other, and each in a file.
fn pictures(screen: &mut Screen<'_>, place: &Place, name: &str, [whole, small]: [&Frame; 2]) -> Result<()> {
    let files = [format!("{name}.png"), format!("{name}-ex1.png")];
    let whole = Picture::new(whole.width, whole.height, &whole.pixels)?;
    let small = Picture::new(small.width, small.height, &small.pixels)?;
    whole.save(&place.out.join(&files[0]))?;
    small.save(&place.out.join(&files[1]))?;
    let mut right = small.preview(24, screen.paint);
    let calls = [("decode_ex1(HALF + MIRROR)", &small, &files[1]), ("decode", &whole, &files[0])];
    for (call, picture, file) in calls {
        right.extend([String::new(), screen.style(Style::Bold, call), format!("{}, {file}", picture.size())]);
    }
    right.push(format!("in {}", place.show(&place.out)));
    screen.columns(&whole.preview(48, screen.paint), &right)
}
