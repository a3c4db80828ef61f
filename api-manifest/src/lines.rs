//! The lines of a table in the record section, written: by the macros, of what is recorded, and by headers in C. The runtime
//! writes those of types that only the compiler knows (`vtable-api-core`, `record`); `record` has the grammar, and reads them.

use crate::canon::write::Text;
use crate::canon::{self, bounds};
use crate::digest::hex;
use crate::model::{Bounds, CCase, Growths, TypeDef};
use vtable_api_contract::record::word;

/// What a table's first line says.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// Its id.
    pub id: &'a str,
    /// The name of the trait.
    pub name: &'a str,
    /// The package that declares it.
    pub package: &'a str,
    /// Whether that is a program.
    pub is_bin: bool,
    /// What the trait promises of objects.
    pub bounds: Bounds,
    /// How its slots are called in C.
    pub c_case: CCase,
    /// `#[vtable_api(unrecorded)]`
    pub unrecorded: bool,
}

/// The first line: what stands before the module, and what stands behind it, without the end of the line.
///
/// `nul` is behind the id where code has it from there.
///
/// ```
/// use vtable_api_manifest::lines::{Head, table};
/// use vtable_api_manifest::model::{Bounds, CCase};
/// let (bounds, c_case) = (Bounds { send: true, sync: false }, CCase::Snake);
/// let head = Head { id: "viewer/codec", name: "Codec", package: "viewer", is_bin: false, bounds, c_case, unrecorded: false };
/// let (before, after) = table(&head, "");
/// assert_eq!(before + "viewer::api" + &after, "table\tviewer/codec\tCodec\tviewer::api\tviewer\tlib\tSend\tsnake\trecorded");
/// ```
pub fn table(head: &Head<'_>, nul: &str) -> (String, String) {
    let Head { id, name, package, is_bin, bounds: of, c_case, unrecorded } = *head;
    let target = if is_bin { "bin" } else { "lib" };
    let case = if c_case == CCase::Pascal { "pascal" } else { "snake" };
    let state = if unrecorded { "unrecorded" } else { "recorded" };
    let before = format!("{}\t{id}{nul}\t{name}\t", word::TABLE);
    (before, format!("\t{package}\t{target}\t{}\t{case}\t{state}", bounds(of)))
}

/// The line of a slot, without its end; `signature` writes what stands in the middle.
///
/// ```
/// use vtable_api_manifest::lines;
/// let mut line = String::new();
/// lines::slot(&mut line, 1, false, |line| line.push_str("fn decode(&self)"));
/// assert_eq!(line, "slot\t1\tfn decode(&self)\t-");
/// ```
pub fn slot<S: Text>(sink: &mut S, revision: u32, ex_none: bool, signature: impl FnOnce(&mut S)) {
    sink.text(&format!("{}\t{revision}\t", word::SLOT));
    signature(sink);
    sink.text(if ex_none { "\tex-none" } else { "\t-" });
}

/// The line before the members of a growth of the type that binaries know as `id`, without its end; `fingerprint` is that of the record,
/// `None` for a draft.
///
/// ```
/// use vtable_api_manifest::lines;
/// let (id, first) = ("viewer/Options", Some(0xfca192cd39f2e21e));
/// assert_eq!(lines::growth(id, 1, first), "growth\t1\tfca192cd39f2e21e\tviewer/Options");
/// assert_eq!(lines::growth(id, 2, None), "growth\t2\t-\tviewer/Options");
/// ```
pub fn growth(id: &str, number: u32, fingerprint: Option<u64>) -> String {
    format!("{}\t{number}\t{}\t{id}", word::GROWTH, fingerprint.map_or_else(|| "-".into(), hex))
}

/// The lines of a definition, without their ends: its head, its lifetimes, what the compiler knows of it, and its members, of a
/// growable type with a line before each growth.
///
/// ```
/// use vtable_api_manifest::{canon, lines, model::TypeDef};
/// let (size, name) = (canon::parse_field("width: u32").unwrap(), canon::parse_type("Size").unwrap());
/// let body = canon::parse_body("struct", None, vec![size], vec![]).unwrap();
/// let def = TypeDef { ty: name, module: "viewer".into(), body, lifetimes: Default::default(), traits: String::new(), docs: vec![], line: None };
/// let lines: Vec<String> = lines::definition(&def).collect();
/// assert_eq!(lines, ["type\tSize\tviewer\tstruct\t-", "field\twidth: u32"]);
/// ```
pub fn definition(def: &TypeDef) -> impl Iterator<Item = String> {
    let line = |word: &str, text: &str| format!("{word}\t{text}");
    let repr = canon::repr(&def.body).unwrap_or_else(|| "-".into());
    let head = format!("{}\t{}\t{}\t{repr}", def.ty, def.module, canon::kind(&def.body));
    let lifetimes = (def.lifetimes.count > 0).then(|| line(word::LIFETIMES, &canon::declared(&def.lifetimes)));
    let traits = (!def.traits.is_empty()).then(|| line(word::TRAITS, &def.traits));
    let fields = canon::fields(&def.body).iter().map(move |field| line(word::FIELD, &canon::field(field)));
    let variants = canon::variants(&def.body).iter().map(move |variant| line(word::VARIANT, &canon::variant(variant)));
    let growths = def.body.growths();
    let members = fields.chain(variants).enumerate();
    let members = members.flat_map(move |(at, member)| growth_from(growths, at).into_iter().chain([member]));
    [line(word::TYPE, &head)].into_iter().chain(lifetimes).chain(traits).chain(members)
}

/// The line before the member at an index, if a growth begins with it.
fn growth_from(growths: Option<&Growths>, member: usize) -> Option<String> {
    let growths = growths?;
    let number = growths.of(member);
    (growths.members(number).start == member).then(|| growth(&growths.id, number, growths.fingerprint(number)))
}
