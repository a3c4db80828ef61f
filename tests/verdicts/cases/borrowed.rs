//! How long something is lent.

use crate::case::{Case, find, fine, stops};

pub(crate) const CASES: &[Case] = &[
    stops(
        "51",
        "the result borrows from another parameter",
        &[(
            "first<'a>(&self, a: &'a Frame, b: &Frame) -> &'a Frame",
            "first<'a>(&self, a: &Frame, b: &'a Frame) -> «&'a Frame»",
        )],
        &[find(
            "[VT0023] slot 0 `Codec::first` is frozen since revision 1: what its return value borrows from changed",
            ("fn first<'a>(&self, a: &'a Frame, b: &Frame) -> &'a Frame", "\"fn first("),
            "fn first<'a>(&self, a: &Frame, b: &'a Frame) -> &'a Frame",
            "fn first_ex1<'a>(&self, a: &Frame, b: &'a Frame) -> &'a Frame { .. }",
        )],
    ),
    stops(
        "51",
        "the result borrows from a parameter, no longer from the object",
        &[("plain(&self, a: &Frame) -> &Frame", "plain<'a>(&self, a: &'a Frame) -> «&'a Frame»")],
        &[find(
            "[VT0023] slot 1 `Codec::plain` is frozen since revision 1: what its return value borrows from changed",
            ("fn plain(&self, a: &Frame) -> &Frame", "\"fn plain("),
            "fn plain<'a>(&self, a: &'a Frame) -> &'a Frame",
            "fn plain_ex1<'a>(&self, a: &'a Frame) -> &'a Frame { .. }",
        )],
    ),
    stops(
        "51",
        "a parameter must be static",
        &[("lent(&self, a: &[u8])", "lent(&self, a: «&'static [u8]»)")],
        &[find(
            "[VT0023] slot 3 `Codec::lent` is frozen since revision 1: the lifetime of parameter `a` changed",
            ("fn lent(&self, a: &[u8])", "\"fn lent("),
            "fn lent(&self, a: &'static [u8])",
            "fn lent_ex1(&self, a: &'static [u8]) { .. }",
        )],
    ),
    stops(
        "51",
        "a parameter need not be static any more",
        &[("keep(&self, a: &'static [u8])", "keep(&self, a: «&[u8]»)")],
        &[find(
            "[VT0023] slot 2 `Codec::keep` is frozen since revision 1: the lifetime of parameter `a` changed",
            ("fn keep(&self, a: &'static [u8])", "\"fn keep("),
            "fn keep(&self, a: &[u8])",
            "fn keep_ex1(&self, a: &[u8]) { .. }",
        )],
    ),
    stops(
        "51",
        "a result is no longer static",
        &[("-> &'static str", "-> «&str»")],
        &[find(
            "[VT0023] slot 6 `Codec::name` is frozen since revision 1: what its return value borrows from changed",
            ("fn name(&self) -> &'static str", "\"fn name("),
            "fn name(&self) -> &str",
            "fn name_ex1(&self) -> &str { .. }",
        )],
    ),
    stops(
        "51",
        "a type's lifetime",
        &[("view<'a>(&self, a: View<'a>) -> View<'a>", "view<'a>(&'a self, a: View<'_>) -> «View<'a>»")],
        &[find(
            "[VT0023] slot 4 `Codec::view` is frozen since revision 1: what its return value borrows from changed",
            ("fn view<'a>(&self, a: View<'a>) -> View<'a>", "\"fn view("),
            "fn view(&self, a: View<'_>) -> View<'_>",
            "fn view_ex1(&self, a: View<'_>) -> View<'_> { .. }",
        )],
    ),
    stops(
        "51",
        "a parameter is lent for less",
        &[(
            "put<'x>(&mut self, into: &mut View<'x>, from: &'x str)",
            "put<'x>(&mut self, into: «&mut View<'x>», from: &str)",
        )],
        &[find(
            "[VT0023] slot 7 `Codec::put` is frozen since revision 1: the lifetime of parameter `into` changed",
            ("fn put<'a>(&mut self, into: &mut View<'a>, from: &'a str)", "\"fn put("),
            "fn put(&mut self, into: &mut View<'_>, from: &str)",
            "fn put_ex1(&mut self, into: &mut View<'_>, from: &str) { .. }",
        )],
    ),
    stops(
        "51",
        "a bound dropped",
        &[("fn longer<'a, 'b: 'a>", "fn longer<'a, 'b>"), ("b: &'b u32", "b: «&'b u32»")],
        &[find(
            "[VT0023] slot 5 `Codec::longer` is frozen since revision 1: the lifetime of parameter `b` changed",
            ("fn longer<'a, 'b: 'a>(&self, a: &'a u32, b: &'b u32) -> &'a u32", "\"fn longer("),
            "fn longer<'a>(&self, a: &'a u32, b: &u32) -> &'a u32",
            "fn longer_ex1<'a>(&self, a: &'a u32, b: &u32) -> &'a u32 { .. }",
        )],
    ),
    fine(
        "52",
        "lifetimes renamed and reordered",
        &[(
            "longer<'a, 'b: 'a>(&self, a: &'a u32, b: &'b u32) -> &'a u32",
            "longer<'y: 'x, 'x>(&self, a: &'x u32, b: &'y u32) -> &'x u32",
        )],
    ),
    fine(
        "52",
        "the object's lifetime gets a name",
        &[("plain(&self, a: &Frame) -> &Frame", "plain<'s>(&'s self, a: &'_ Frame) -> &'s Frame")],
    ),
    fine(
        "52",
        "the only lifetime that comes in gets a name",
        &[("same(a: &str) -> &str", "same<'t>(a: &'t str) -> &'t str")],
    ),
];
