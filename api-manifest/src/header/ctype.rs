//! C types, and how they are declared.

use super::growable::Growing;
use super::mangle::upper;

/// A type as C spells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CType {
    /// A number or `bool`.
    Scalar(Scalar),
    /// A struct of the common header.
    Common(Common),
    /// Only behind a pointer, and as a return.
    Void,
    /// To data. Never to an array: that is a pointer to the array's first element.
    Pointer { constant: bool, to: Box<CType> },
    /// A pointer to a function.
    Function(Box<CFunction>),
    /// Only as a member.
    Array { of: Box<CType>, len: u64 },
    /// Something that the header defines, by name.
    Item(String),
    /// An unnamed union, only as a member.
    Union(Vec<Member>),
}

/// A number or `bool`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scalar {
    pub(super) name: &'static str,
    pub(super) width: Width,
}

/// How many bytes, on which data model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    Bytes(u64),
    Pointer,
    Long,
}

/// A struct of the common header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Common {
    Str,
    String,
    OsStr,
    OsString,
    Object,
    Growing,
}

/// The type of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CFunction {
    pub(super) params: Vec<Member>,
    pub(super) ret: CType,
}

/// A member or parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Member {
    pub(super) name: String,
    pub(super) ty: CType,
    pub(super) docs: Vec<String>,
    /// Of a growable struct, the growth that it came with; else 1.
    pub(super) growth: u32,
}

/// A definition in the header.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// What it is in Rust, for comments and errors.
    pub(super) rust: String,
    pub(super) docs: Vec<String>,
    pub(super) body: Body,
    pub(super) constants: Vec<Constant>,
    /// The definition that C has of it already, if it has one.
    pub(super) foreign: Option<String>,
    /// What it has to do with a type that grows.
    pub(super) growing: Option<Growing>,
}

/// What an [`Item`] is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Body {
    Struct(Vec<Member>),
    Union(Vec<Member>),
    Opaque,
    Alias(CType),
}

/// A variant's value.
#[derive(Clone, Debug)]
pub(super) struct Constant {
    /// In Rust.
    pub(super) rust: String,
    pub(super) name: String,
    /// The C type of the enum.
    pub(super) ty: String,
    pub(super) value: i128,
    /// The enum's numbers have no sign.
    pub(super) is_unsigned: bool,
    pub(super) docs: Vec<String>,
    /// Of a growable enum, the growth that it came with; else 1.
    pub(super) growth: u32,
}

impl Common {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Str => "vtable_api_str",
            Self::String => "vtable_api_string",
            Self::OsStr => "vtable_api_os_str",
            Self::OsString => "vtable_api_os_string",
            Self::Object => "vtable_api_object",
            Self::Growing => "vtable_api_growing",
        }
    }

    /// How many pointers they are as large as, and they are aligned as one.
    pub(super) fn pointers(self) -> u64 {
        match self {
            Self::Str | Self::OsStr | Self::Object | Self::Growing => 2,
            Self::String | Self::OsString => 4,
        }
    }
}

impl Member {
    pub(super) fn new(name: impl Into<String>, ty: CType) -> Self {
        Self { name: name.into(), ty, docs: Vec::new(), growth: 1 }
    }
}

impl Item {
    /// One of which nothing else is known.
    pub(super) fn new(rust: String, body: Body) -> Self {
        Self { rust, docs: Vec::new(), body, constants: Vec::new(), foreign: None, growing: None }
    }
}

impl CType {
    pub(super) fn pointer(constant: bool, to: CType) -> Self {
        Self::Pointer { constant, to: Box::new(to) }
    }

    /// `const uint8_t *name`
    pub(super) fn declare(&self, name: &str) -> String {
        self.declarator(false, name)
    }

    /// Builds a declarator from the inside out, as C reads it.
    fn declarator(&self, constant: bool, inner: &str) -> String {
        let qualifier = if constant { "const " } else { "" };
        match self {
            Self::Scalar(scalar) => format!("{qualifier}{} {inner}", scalar.name),
            Self::Common(common) => format!("{qualifier}{} {inner}", common.name()),
            Self::Void => format!("{qualifier}void {inner}"),
            Self::Item(name) => format!("{qualifier}{name} {inner}"),
            Self::Pointer { constant, to } => to.declarator(*constant, &format!("*{qualifier}{inner}")),
            Self::Array { of, len } => of.declarator(constant, &format!("{inner}[{len}]")),
            Self::Function(function) => function.declare(&format!("(VTABLE_API_CALL *{qualifier}{inner})")),
            Self::Union(members) => {
                let members: String = members.iter().map(|m| format!("{}; ", m.ty.declare(&m.name))).collect();
                format!("{qualifier}union {{ {members}}} {inner}")
            }
        }
    }
}

impl CType {
    /// Each definition that it names.
    fn each_item<'t>(&'t self, visit: &mut dyn FnMut(&'t str)) {
        match self {
            Self::Item(name) => visit(name),
            Self::Pointer { to: of, .. } | Self::Array { of, .. } => of.each_item(visit),
            Self::Union(members) => members.iter().for_each(|member| member.ty.each_item(visit)),
            Self::Function(function) => {
                function.params.iter().for_each(|param| param.ty.each_item(visit));
                function.ret.each_item(visit);
            }
            Self::Scalar(_) | Self::Common(_) | Self::Void => {}
        }
    }
}

impl CFunction {
    /// `void (VTABLE_API_CALL *name)(int32_t a) VTABLE_API_NOEXCEPT`, when given the part in parentheses.
    pub(super) fn declare(&self, inner: &str) -> String {
        self.ret.declare(&format!("{inner}({}) VTABLE_API_NOEXCEPT", self.parameters()))
    }

    pub(super) fn parameters(&self) -> String {
        let params: Vec<_> = self.params.iter().map(|p| p.ty.declare(&p.name)).collect();
        if params.is_empty() { "void".into() } else { params.join(", ") }
    }
}

impl Body {
    /// Whether it can be named before it is defined.
    pub(super) fn keyword(&self) -> Option<&'static str> {
        match self {
            Self::Struct(_) | Self::Opaque => Some("struct"),
            Self::Union(_) => Some("union"),
            Self::Alias(_) => None,
        }
    }

    /// Each definition that it names.
    pub(super) fn each_item<'b>(&'b self, visit: &mut dyn FnMut(&'b str)) {
        match self {
            Self::Struct(members) | Self::Union(members) => {
                members.iter().for_each(|member| member.ty.each_item(visit));
            }
            Self::Alias(ty) => ty.each_item(visit),
            Self::Opaque => {}
        }
    }

    /// A member of a struct.
    pub(super) fn member(&self, name: &str) -> Option<&Member> {
        let Self::Struct(members) = self else { return None };
        members.iter().find(|member| member.name == name)
    }
}

const SCALARS: &[(&str, &str, Width)] = &[
    ("u8", "uint8_t", Width::Bytes(1)),
    ("u16", "uint16_t", Width::Bytes(2)),
    ("u32", "uint32_t", Width::Bytes(4)),
    ("u64", "uint64_t", Width::Bytes(8)),
    ("i8", "int8_t", Width::Bytes(1)),
    ("i16", "int16_t", Width::Bytes(2)),
    ("i32", "int32_t", Width::Bytes(4)),
    ("i64", "int64_t", Width::Bytes(8)),
    ("usize", "uintptr_t", Width::Pointer),
    ("isize", "intptr_t", Width::Pointer),
    ("f32", "float", Width::Bytes(4)),
    ("f64", "double", Width::Bytes(8)),
    ("bool", "bool", Width::Bytes(1)),
    ("c_char", "char", Width::Bytes(1)),
    ("c_schar", "signed char", Width::Bytes(1)),
    ("c_uchar", "unsigned char", Width::Bytes(1)),
    ("c_short", "short", Width::Bytes(2)),
    ("c_ushort", "unsigned short", Width::Bytes(2)),
    ("c_int", "int", Width::Bytes(4)),
    ("c_uint", "unsigned int", Width::Bytes(4)),
    ("c_long", "long", Width::Long),
    ("c_ulong", "unsigned long", Width::Long),
    ("c_longlong", "long long", Width::Bytes(8)),
    ("c_ulonglong", "unsigned long long", Width::Bytes(8)),
    ("c_float", "float", Width::Bytes(4)),
    ("c_double", "double", Width::Bytes(8)),
];

/// The C type of a Rust number, `bool` or C alias.
pub(super) fn scalar(rust: &str) -> Option<Scalar> {
    SCALARS.iter().find(|(name, ..)| *name == rust).map(|&(_, name, width)| Scalar { name, width })
}

/// Whether this is what C calls a number or `bool`.
pub(super) fn is_scalar(c: &str) -> bool {
    SCALARS.iter().any(|(_, name, _)| *name == c)
}

/// The value of a variant, as a literal. Those of an `int` alone are enumerators in C99.
pub(super) fn literal(value: i128, is_unsigned: bool) -> String {
    const LONG: i128 = i64::MAX as i128;
    match value {
        v if is_int(v) => v.to_string(),
        v if v > 0 && v <= i128::from(u32::MAX) => format!("{v}u"),
        v if v > LONG || is_unsigned => format!("{v}ull"),
        v if v >= -LONG => format!("{v}ll"),
        _ => format!("(-{LONG}ll - 1)"),
    }
}

/// Whether every `int` has it. -2147483648 is no literal.
pub(super) fn is_int(value: i128) -> bool {
    i128::from(-i32::MAX) <= value && value <= i128::from(i32::MAX)
}

/// `#define` names that a definition takes. They end in `_`, as no variant does: an enum may well have a variant
/// `Defined`.
pub(super) fn guards(name: &str) -> [String; 3] {
    ["DECLARED", "DEFINED", "IN"].map(|word| format!("{}_{word}_", upper(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarators() {
        let byte = CType::Scalar(Scalar { name: "uint8_t", width: Width::Bytes(1) });
        let array = CType::Array { of: Box::new(byte.clone()), len: 4 };
        assert_eq!(CType::Array { of: Box::new(array), len: 2 }.declare("x"), "uint8_t x[2][4]");
        let pointer = CType::pointer(true, CType::pointer(true, byte.clone()));
        assert_eq!(pointer.declare("x"), "const uint8_t *const *x");
        let function = CType::Function(Box::new(CFunction { params: vec![], ret: byte }));
        assert_eq!(
            CType::pointer(true, function.clone()).declare("x"),
            "uint8_t (VTABLE_API_CALL *const *x)(void) VTABLE_API_NOEXCEPT"
        );
        let twice = CType::Function(Box::new(CFunction { params: vec![], ret: function }));
        assert_eq!(
            twice.declare("x"),
            "uint8_t (VTABLE_API_CALL *(VTABLE_API_CALL *x)(void) VTABLE_API_NOEXCEPT)(void) VTABLE_API_NOEXCEPT"
        );
    }

    #[test]
    fn literals() {
        assert_eq!(literal(1 << 40, true), "1099511627776ull");
        assert_eq!(literal(-1, false), "-1");
        assert_eq!(literal(i128::from(u32::MAX), false), "4294967295u");
        assert_eq!(literal(i128::from(i64::MIN), false), "(-9223372036854775807ll - 1)");
        assert_eq!(literal(i128::from(i32::MIN), false), "-2147483648ll");
        assert_eq!(literal(i128::from(u64::MAX), false), "18446744073709551615ull");
    }
}
