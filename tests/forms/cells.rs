//! Each form in each place, crossing in each direction: what is written for it in the three crates.

use super::list::{FORMS, Form, PLACES, Place, WAYS, Way};
use super::verdicts::is_tried;

/// The names of a form, a way and a place.
pub(crate) type Key = (String, String, String);

/// A form, in a place, on a way: a slot.
pub(crate) struct Cell {
    pub(crate) form: &'static Form,
    pub(crate) place: &'static Place,
    way: Way,
    way_name: &'static str,
    /// Of the slot.
    pub(crate) name: String,
    ty: String,
    make: String,
    show: String,
}

/// All of a form.
pub(crate) fn cells(form: &'static Form) -> impl Iterator<Item = Cell> {
    let is_kept = |place: &Place| place.is_kept && !form.ty.contains("'a");
    let places = PLACES.iter().filter(|place| !form.is_like || matches!(place.name, "bare" | "field"));
    let places = places.filter(move |place| !is_kept(place));
    places.flat_map(move |place| {
        let most = if form.is_like { 2 } else { WAYS.len() };
        place.ways.iter().take(most).map(move |(way, name)| Cell::new(form, place, *way, name))
    })
}

/// `maybe-ref` as the name of a type.
pub(crate) fn camel(name: &str) -> String {
    name.split('-').map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}

/// What a form declares for a place, once for all ways.
pub(crate) fn item(form: &Form, place: &Place) -> String {
    fill(place.item, form, place)
}

fn fill(text: &str, form: &Form, place: &Place) -> String {
    let name = camel(form.name) + &camel(place.name);
    let generics = if form.ty.contains("'a") { "<'a>" } else { "" };
    let text = text.replace("{N}", &name).replace("{G}", generics);
    // What it makes is of the very type, not of one that the compiler infers.
    let make = format!("{{ let made: {} = {}; made }}", form.ty, form.make);
    text.replace("{T}", form.ty).replace("{make}", &make).replace("{show}", form.show)
}

impl Cell {
    fn new(form: &'static Form, place: &'static Place, way: Way, way_name: &'static str) -> Cell {
        let fill = |text| fill(text, form, place);
        let name = format!("{way_name}_{}", place.name.replace('-', "_"));
        // No function around an expression declares the lifetime.
        let make = fill(place.make).replace("'a", "'_");
        let ty = fill(place.ty);
        let is_argument = matches!(way, Way::Parameter | Way::CallbackArgument | Way::FunctionArgument);
        let ty = if is_argument && !place.is_kept { ty.replace("'a ", "").replace("'a", "'_") } else { ty };
        Cell { form, place, way, way_name, name, ty, make, show: fill(place.show) }
    }

    pub(crate) fn key(&self) -> Key {
        (self.form.name.to_owned(), self.way_name.to_owned(), self.place.name.to_owned())
    }

    /// The slot without its end.
    fn signature(&self) -> String {
        let Cell { name, ty, .. } = self;
        let (generics, receiver) = if ty.contains("'a") { ("<'a>", "&'a self") } else { ("", "&self") };
        let rest = match self.way {
            Way::Parameter => format!(", x: {ty}) -> String"),
            Way::Return => format!(") -> {ty}"),
            Way::CallbackArgument => format!(", f: &mut dyn FnMut({ty}) -> u32) -> u32"),
            Way::CallbackReturn => format!(", f: &mut dyn FnMut() -> {ty}) -> String"),
            Way::FunctionArgument => format!(", f: unsafe extern \"C\" fn({ty}) -> u32) -> u32"),
            Way::FunctionReturn => format!(", f: unsafe extern \"C\" fn() -> {ty}) -> String"),
        };
        format!("fn {name}{generics}({receiver}{rest}")
    }

    /// In the interface.
    pub(crate) fn slot(&self) -> String {
        self.signature() + ";"
    }

    /// In the provider.
    pub(crate) fn method(&self) -> String {
        let (make, shown) = (&self.make, self.shown("x"));
        let body = match self.way {
            Way::Parameter => shown,
            Way::Return => make.clone(),
            Way::CallbackArgument => format!("f({make})"),
            Way::CallbackReturn => self.shown("f()"),
            Way::FunctionArgument => format!("unsafe {{ f({make}) }}"),
            Way::FunctionReturn => self.shown("unsafe { f() }"),
        };
        format!("{} {{ {body} }}", self.signature())
    }

    /// In the host: calls it on `object`, and makes a `String` of what crossed.
    pub(crate) fn call(&self) -> String {
        let Cell { name, ty, make, .. } = self;
        let generics = if ty.contains("'a") { "<'a>" } else { "" };
        match self.way {
            Way::Parameter => format!("object.{name}({make})"),
            Way::Return => self.shown(&format!("object.{name}()")),
            Way::CallbackArgument => format!(
                "{{ let mut seen = String::new(); object.{name}(&mut |x| {{ seen = {}; 1 }}); seen }}",
                self.shown("x")
            ),
            Way::CallbackReturn => format!("object.{name}(&mut || {make})"),
            Way::FunctionArgument => format!(
                "{{ unsafe extern \"C\" fn f{generics}(x: {ty}) -> u32 {{ see({}) }} object.{name}(f); seen() }}",
                self.shown("x")
            ),
            Way::FunctionReturn => {
                format!("{{ unsafe extern \"C\" fn f{generics}() -> {ty} {{ {make} }} object.{name}(f) }}")
            }
        }
    }

    /// What must come out.
    pub(crate) fn expected(&self) -> String {
        self.shown(&self.make)
    }

    fn shown(&self, value: &str) -> String {
        format!("{{ let x = &mut {{ {value} }}; {} }}", self.show)
    }
}

/// All forms that are tried.
pub(crate) fn all() -> Vec<Cell> {
    FORMS.iter().filter(|form| is_tried(form.name)).flat_map(cells).collect()
}
