//! The page is what the figures say; nothing is measured here.

use crate::contender::Contender;
use crate::figures::{Figure, Figures, Section};
use crate::{page, stored, workspace};

#[test]
fn the_page_is_made_from_the_figures_beside_it() {
    let figures = stored();
    assert!(!figures.all.is_empty(), "docs/performance/figures.tsv is there");
    for (file, text) in page::files(&figures).expect("it can be drawn") {
        let stored = std::fs::read_to_string(workspace().join("docs").join(&file)).unwrap_or_default();
        assert!(stored == text, "docs/{file} is stale: run `cargo run -p benches --release -- page`, or `report`");
    }
}

/// All sections that the page shows as measured.
#[test]
fn what_is_shown_was_measured() {
    let figures = stored();
    let shown = Section::ALL.into_iter().filter(|section| figures.facts(*section).next().is_some());
    for section in shown.chain([Section::Calls]) {
        assert!(figures.facts(section).any(|(what, _)| what == "compiler"), "{}: on what?", section.name());
        let ours = |figure: &&Figure| figure.section == section.name() && figure.column == Contender::VtableApi.name();
        assert!(figures.all.iter().any(|figure| ours(&figure)), "{}: no figure of ours", section.name());
    }
}

#[test]
fn figures_are_read_as_they_are_written() {
    let mut figures = Figures::default();
    let figure = |value| Figure::new(Section::Size, "slot", Contender::Cglue, "bytes", value);
    figures.replace(Section::Size, vec![("compiler".into(), "rustc 1.95.0 (x, y)".into())], vec![figure(12.25)]);
    figures.replace(Section::Calls, vec![("compiler".into(), "another".into())], vec![]);
    let read = Figures::from_text(&figures.to_text());
    assert_eq!(read, figures);
    assert_eq!(read.facts[0][0], "calls");
    figures.replace(Section::Size, vec![], vec![figure(13.0)]);
    let (compared, lines) = figures.differences(&read);
    assert_eq!((compared, lines), (1, vec!["size, slot, cglue, bytes: 13 and 12.25".to_string()]));
}
