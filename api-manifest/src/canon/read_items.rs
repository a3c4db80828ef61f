//! Text to slots, fields, variants and bodies.

use super::CanonError;
use super::cursor::{Cursor, Parsed, is_digits, shortened, starts_with_digit};
use super::declared::of_field;
use super::lifetimes::lifetimes;
use super::names::tag;
use super::read_types::{bounds, result, ty};
#[cfg(feature = "cli")]
use crate::foreign::Foreign;
use crate::model::{Body, Bounds, EnumRepr, Field, Growths, Param, Receiver, Slot, Type, Variant};

/// Reads a slot. It comes with revision 0, since the text does not say it.
pub fn parse_signature(text: &str) -> Result<Slot, CanonError> {
    Cursor::whole(text, |c| {
        let is_unsafe = c.eat("unsafe ");
        c.expect("fn ")?;
        let name = c.name("the function's name")?.into();
        c.expect("(")?;
        let receiver = receiver(c);
        let params = params(c, receiver)?;
        let ret = result(c)?;
        let inputs = params.len() + usize::from(receiver != Receiver::None);
        let lifetimes = lifetimes(c, inputs)?;
        let (ex_none, docs, line) = (false, Vec::new(), None);
        Ok(Slot { revision: 0, name, is_unsafe, receiver, params, ret, lifetimes, ex_none, docs, line })
    })
}

fn receiver(c: &mut Cursor<'_>) -> Receiver {
    if c.eat("&mut self") {
        Receiver::Mut
    } else if c.eat("&self") {
        Receiver::Ref
    } else {
        Receiver::None
    }
}

fn params(c: &mut Cursor<'_>, receiver: Receiver) -> Parsed<Vec<Param>> {
    if c.eat(")") {
        return Ok(Vec::new());
    }
    if receiver != Receiver::None {
        c.expect(", ")?;
    }
    c.list(")", |c| {
        let (name, ty) = name_and_type(c, "a parameter's name")?;
        Ok(Param { name, ty })
    })
}

fn name_and_type(c: &mut Cursor<'_>, what: &str) -> Parsed<(String, Type)> {
    let name = c.word(what)?.into();
    c.expect(": ")?;
    Ok((name, ty(c)?))
}

/// Reads `width: u32`.
pub fn parse_field(text: &str) -> Result<Field, CanonError> {
    Cursor::whole(text, field)
}

fn field(c: &mut Cursor<'_>) -> Parsed<Field> {
    let (name, ty) = name_and_type(c, "a field's name")?;
    Ok(Field { name, ty, lifetimes: of_field(c)?, docs: Vec::new(), line: None })
}

/// Reads `Io(i32) = 1`.
pub fn parse_variant(text: &str) -> Result<Variant, CanonError> {
    Cursor::whole(text, |c| {
        let name = c.name("a variant's name")?.into();
        let tuple = c.eat("(");
        let fields = if tuple {
            numbered(c.list(")", unnamed)?)
        } else if c.eat(" { ") {
            c.list(" }", field)?
        } else {
            Vec::new()
        };
        c.expect(" = ")?;
        let value = c.number("a discriminant")?;
        Ok(Variant { name, value, tuple, fields, docs: Vec::new(), line: None })
    })
}

fn unnamed(c: &mut Cursor<'_>) -> Parsed<Field> {
    let (ty, lifetimes) = (ty(c)?, of_field(c)?);
    Ok(Field { name: String::new(), ty, lifetimes, docs: Vec::new(), line: None })
}

fn numbered(mut fields: Vec<Field>) -> Vec<Field> {
    for (at, field) in fields.iter_mut().enumerate() {
        field.name = at.to_string();
    }
    fields
}

/// Reads `Send + Sync`, either of them, or nothing.
pub fn parse_bounds(text: &str) -> Result<Bounds, CanonError> {
    if text.is_empty() { Ok(Bounds::default()) } else { Cursor::whole(text, bounds) }
}

/// Puts a definition together from its kind, its `repr` and its parts, which the caller has read with
/// [`parse_field`] and [`parse_variant`] (so that it can note lines and docs in them).
///
/// ```
/// use vtable_api_manifest::canon;
/// let body = canon::parse_body("enum", Some("u32"), vec![], vec![]).unwrap();
/// assert_eq!(canon::kind(&body), "enum");
/// assert!(canon::parse_body("struct", Some("u32"), vec![], vec![]).is_err());
/// ```
pub fn parse_body(
    kind: &str,
    repr: Option<&str>,
    fields: Vec<Field>,
    variants: Vec<Variant>,
) -> Result<Body, CanonError> {
    let is_enum = matches!(kind, "enum" | "open enum" | "growable enum");
    if repr.is_some() != matches!(kind, "enum" | "open enum" | "foreign struct") {
        return Err(misfit(kind, "a `repr` for enums that do not grow and for foreign structs, and for nothing else"));
    }
    if (!is_enum && !variants.is_empty()) || (is_enum && !fields.is_empty()) {
        return Err(misfit(kind, "variants in enums, fields in all else"));
    }
    let tuple = kind.starts_with("tuple ");
    check_names(kind, tuple, &fields)?;
    match (kind, repr) {
        ("struct" | "tuple struct", _) => Ok(Body::Struct { tuple, fields }),
        ("foreign struct", Some(c)) if is_definition(c) => Ok(Body::Foreign { c: c.to_owned(), fields }),
        ("foreign struct", _) => Err(misfit(repr.unwrap_or_default(), "the definition of a struct in C")),
        ("union", _) => Ok(Body::Union { fields }),
        ("transparent" | "tuple transparent", _) => transparent(kind, tuple, fields),
        ("opaque", _) if fields.is_empty() => Ok(Body::Opaque),
        ("opaque", _) => Err(misfit(kind, "no fields")),
        ("growable struct" | "growable enum", _) => growable(kind, fields, variants),
        (_, Some(repr)) => Ok(Body::Enum { repr: enum_repr(repr)?, open: kind == "open enum", variants }),
        _ => Err(misfit(kind, KINDS)),
    }
}

const KINDS: &str = "`struct`, `foreign struct`, `union`, `transparent`, `opaque`, `enum`, `open enum`, `growable struct` or \
                     `growable enum`";

/// All members in one growth: who reads more than that says so ([`Body::growths_mut`]).
fn growable(kind: &str, fields: Vec<Field>, variants: Vec<Variant>) -> Parsed<Body> {
    let members = fields.len() + variants.len();
    let growths = Growths { up_to: vec![members], id: String::new(), recorded: Vec::new() };
    match (kind, members) {
        (_, 0) => Err(misfit(kind, "at least one field or variant")),
        ("growable enum", _) => Ok(Body::GrowableEnum { variants, growths }),
        _ => Ok(Body::GrowableStruct { fields, growths }),
    }
}

/// Those that headers are written of are looked at in full. The macros write none.
fn is_definition(c: &str) -> bool {
    #[cfg(feature = "cli")]
    return Foreign::is_canonical(c);
    #[cfg(not(feature = "cli"))]
    c.ends_with(" }")
}

/// Tuple fields are named by index. A transparent one may be any, the others have no size.
fn check_names(kind: &str, tuple: bool, fields: &[Field]) -> Parsed<()> {
    for (index, field) in fields.iter().enumerate() {
        let fits = match kind {
            "tuple transparent" => is_digits(&field.name),
            _ if tuple => field.name == index.to_string(),
            _ => !starts_with_digit(&field.name),
        };
        if !fits {
            return Err(misfit(kind, if tuple { "fields named 0, 1, 2, …" } else { "fields with names" }));
        }
    }
    Ok(())
}

fn transparent(kind: &str, tuple: bool, mut fields: Vec<Field>) -> Parsed<Body> {
    match (fields.pop(), fields.is_empty()) {
        (Some(field), true) => Ok(Body::Transparent { tuple, field }),
        _ => Err(misfit(kind, "exactly one field")),
    }
}

fn enum_repr(text: &str) -> Parsed<EnumRepr> {
    Cursor::whole(text, |cursor| {
        let c = cursor.eat("C, ");
        let at = cursor.position();
        match tag(cursor.run(|c| c.is_ascii_alphanumeric())) {
            Some(tag) => Ok(EnumRepr { c, tag }),
            None => Err(cursor.expected_at(at, "an integer type")),
        }
    })
}

fn misfit(kind: &str, expected: &str) -> CanonError {
    // Longer than any kind. It is shown on a terminal, whatever it is.
    let shown = shortened(kind, 24).escape_debug();
    CanonError { expected: expected.to_owned(), found: format!("`{shown}`"), column: 1 }
}
