//! What cannot cross.

use super::Text;

pub(crate) const UNSUPPORTED_SLOT: Text = Text {
    why: "A slot is one C function pointer at one offset. A generic function is many functions; an `async \
        fn` returns a future whose size the compiler chooses anew in every build; a function behind `#[cfg]` \
        exists in one build and not in another, so the slots after it would have two offsets. `self` by value, \
        `Box<Self>` or `Arc<Self>` would pass an object whose size or allocator the other binary does \
        not know. Another ABI passes the arguments in other registers, and a variadic function does not say \
        what it takes.",
    way_out: "Take `&self` or `&mut self`, concrete types, and no attributes that add or remove the slot. Pass \
        a callback instead of a future, and `&dyn Fn` instead of a generic closure. Put methods that have a \
        body and need no slot into an extension trait.",
    example: "\
fn fetch<T: Read>(&self, from: T) -> i32;                        // VT0100
async fn load(&self) -> i32;                                     // VT0100

// instead:
fn fetch(&self, read: &mut dyn FnMut(&mut [u8]) -> usize) -> i32;
fn load(&self, done: &mut dyn FnMut(i32));",
};

pub(crate) const UNSUPPORTED_TRAIT: Text = Text {
    why: "A table has one fixed sequence of slots. A generic trait has a different one for each argument. The slots \
        of a supertrait would have to be placed before or between those of the trait: as soon as the \
        supertrait grows by one slot, every offset in the derived table shifts. Associated types and \
        constants have no pointer through which they could be called.",
    way_out: "Make the trait plain; `Send` and `Sync` are the only supertraits it may have. Give the other \
        table its own id, and pass it as `&dyn Other` in a slot, so that each grows independently.",
    example: "\
#[vtable_api(id = \"viewer/codec\")]
trait Codec: Plugin { .. }                     // VT0101: the slots of `Plugin` would come first

// instead:
trait Codec { fn plugin(&self, then: &mut dyn FnMut(u32)); }",
};

pub(crate) const UNSUPPORTED_TYPE: Text = Text {
    why: "Only what has one layout means the same in two binaries. Rust orders the fields of a plain struct, a tuple \
        or a map anew in each compiler version, so these cross as a copy whose layout is fixed; what is written through \
        `&mut`, or returned by reference, would be written to or read from a copy that is gone. An `i128`, an `Rc<T>` or \
        a `&CStr` has no counterpart in C, or not the same one in all compilers.",
    way_out: "Take the value, or lend it by `&`, and return it. Derive `AbiType` on your own types: without a `repr` a copy \
        crosses, and with `#[repr(C)]` the type itself may be lent by `&mut` and returned by reference.",
    example: "\
fn sort(&mut self, options: &mut HashMap<String, String>);       // VT0102

// instead:
fn sorted(&mut self, options: HashMap<String, String>) -> HashMap<String, String>;",
};

pub(crate) const UNSUPPORTED_FIELD: Text = Text {
    why: "A field's type decides the offset of every field after it. A type without a fixed layout shifts \
        them from one compiler version to the next: `&str`, `String` and `Vec` of std have no layout that C \
        could read or make.",
    way_out: "Remove the type's `repr(C)`, so that a copy of it crosses, by value. Or write the `repr(C)` companion: `vtable_api::Str` for `&str`, `Slice` and `SliceMut` for slices, \
        `OwnedStr` for `String`, `OwnedSlice` for `Vec`, `Open` for an open enum. Everything else in a field is \
        plain data: integers, floats, `bool`, pointers, arrays, and other types that derive `AbiType`.",
    example: "\
#[derive(AbiType)]
#[repr(C)]
struct Info { name: String, size: u64 }              // VT0103

// instead:
#[derive(AbiType)]
#[repr(C)]
struct Info { name: OwnedStr, size: u64 }",
};

pub(crate) const UNSUPPORTED_DERIVE: Text = Text {
    why: "Without a `repr`, the compiler may order the fields in any way, and differently in its next \
        version. The size of a plain `repr(C)` enum is that of a C `int`, or less with `-fshort-enums`: \
        one side writes four bytes where the other reads one. `packed` and `align` give offsets that not \
        every C compiler can express. A record states what a lifetime or a type parameter outlives, but not \
        what `(T,)` or `PhantomData<T>` outlives. Of a struct or enum without a `repr` a copy crosses, and what was sent is \
        not dropped: an `impl Drop` would never run. The copy of an enum is a `uint32_t`.",
    way_out: "Write `#[repr(C)]` on structs and unions, `#[repr(transparent)]` on newtypes, and `#[repr(u32)]` \
        (or another integer) on enums. Use `#[abi(opaque)]` for a type that callers hold only by pointer; \
        behind a reference, its one field is a `vtable_api::Opaque`. In a `where` clause, write `T: 'a` \
        instead of `(T,): 'a`.",
    example: "\
#[derive(AbiType)]
#[repr(C)]
enum Status { Ok, BadData }             // VT0104

// instead:
#[derive(AbiType)]
#[repr(u32)]
enum Status { Ok = 0, BadData = 1 }",
};

pub(crate) const UNSUPPORTED_OBJECT: Text = Text {
    why: "`&dyn Api` crosses as two words, the table and the object, and is valid during the call. \
        The reference that arrives is to a handle, which is gone after the call, so it cannot be returned or have a named \
        lifetime: it would dangle.",
    way_out: "Pass `&dyn Api` or `&mut dyn Api` as a parameter without a named lifetime. To give an object \
        away, use `Box<dyn Api>`: its table has `release`. To lend it for longer than the call, write the handle itself, \
        `ApiRef<'a>` or `ApiMut<'a>`.",
    example: "\
fn codec(&self) -> &dyn Codec;               // VT0105

// instead:
fn codec(&self) -> Box<dyn Codec>;           // or `-> CodecRef<'_>`, which is lent",
};

pub(crate) const UNSUPPORTED_CLOSURE: Text = Text {
    why: "A closure crosses as a function pointer and a context pointer that is valid during the call. A \
        `Box<dyn Fn>`, or a stored or returned closure, would have to be freed by the binary that made it, \
        and the two words have no room to say how. `FnOnce` consumes a context whose size the other \
        side does not know.",
    way_out: "Take `&dyn Fn(A) -> B` or `&mut dyn FnMut(A) -> B` as a parameter. For a callback that is kept, \
        declare a table and pass `Box<dyn Api>`.",
    example: "\
fn on_event(&mut self, then: Box<dyn FnOnce(u32)>);         // VT0106

// instead:
fn poll(&mut self, then: &mut dyn FnMut(u32));",
};

pub(crate) const TOO_MANY_PARAMS: Text = Text {
    why: "Registers hold the first four to eight arguments, the rest go to the stack, where the compilers \
        for one target agree least often. Thunks and checks are generated for up to 15.",
    way_out: "Put what belongs together into a `#[repr(C)]` struct and pass a reference to it.",
    example: "\
fn draw(&self, x0: i32, y0: i32, x1: i32, y1: i32, /* .. 12 more */);       // VT0107

// instead:
fn draw(&self, shape: &Shape);",
};

pub(crate) const RESERVED_NAME: Text = Text {
    why: "The macro adds hidden methods to the trait, such as the default body of a later slot under a \
        second name. A slot with such a name would be that method: a call would reach a different function \
        than the one at the slot's offset. A constant, parameter or lifetime with such a name could be \
        mistaken for one in the expansion.",
    way_out: "Choose another name: those that begin with `__vt`, in upper or lower case, are reserved for the macro.",
    example: "\
fn __vt_read(&self) -> i32;            // VT0108

// instead:
fn read(&self) -> i32;",
};

pub(crate) const TRUSTED_CRATE: Text = Text {
    why: "The macros emit `unsafe` code that calls vtable-api. They reach it by the name that the build \
        gives to the dependency, which no item of the crate can replace. A path leads wherever the crate \
        says: with a user's module behind `crate = path`, safe code would run inside the macro's `unsafe`. A \
        package that has vtable-api only through another package's `pub use` has no such name.",
    way_out: "Add vtable-api to the package's own `[dependencies]`. Omit `crate = path` if Cargo.toml \
        renames the dependency: the new name is found. A macro whose users do not depend on vtable-api writes \
        `unsafe(crate = $crate::vtable_api)` beside `pub use vtable_api;`, and vouches for it; the lint \
        `unsafe_code` reports it in the crate that wrote it, not in its users' crates.",
    example: "\
#[vtable_api(id = \"viewer/codec\", crate = viewer::vtable_api)]           // VT0109

// instead:
#[vtable_api(id = \"viewer/codec\", unsafe(crate = viewer::vtable_api))]",
};

pub(crate) const LINKED_EXPORT: Text = Text {
    why: "rustc builds a `cdylib` and an `rlib` from the same object code, and what an `rlib` exports is \
        exported by every library that links it: to a host, that library would look like this module. Two \
        such crates in one program define the same symbol twice, which the linker rejects.",
    way_out: "Make the crate one of the two. As a `cdylib` alone it is a module, with its unit tests. As an \
        `rlib` alone it exports nothing, and programs use its `VTABLE_MODULE`; the module is then built by \
        `cargo rustc --crate-type cdylib` from the same source, or by a separate `cdylib` with its own \
        `module!`.",
    example: "\
[lib]
crate-type = [\"cdylib\", \"rlib\"]     # VT0111, with `export = true;` in `module!`

# instead:
[lib]
crate-type = [\"cdylib\"]",
};

pub(crate) const NO_C_FORM: Text = Text {
    why: "Each table has a C header, so C must be able to declare whatever crosses. C has no arrays without \
        elements. An `extern \"C\" fn` is called with the values themselves, not by the rules of slots, so \
        it takes and returns only what every C compiler passes in the same way: numbers, pointers and \
        references, possibly in a `#[repr(transparent)]` struct, and `()`; other structs go behind a \
        pointer. No rule says how it would take over a `String` or `Vec`.",
    way_out: "Leave out anything empty. Take a callback as `&dyn Fn(A) -> B`, which follows the rules of slots, or pass \
        pointers and lengths.",
    example: "\
fn reset(&self, keep: &[u8; 0]);          // VT0113

// instead:
fn reset(&self);",
};

pub(crate) const ITEM_CHANGED: Text = Text {
    why: "rustc gives an item to its attributes one after the other. A macro below `#[vtable_api]` or \
        `#[derive(AbiType)]` receives it when the table is already made: a different slot or field would be \
        compiled than is recorded, and the other side would call it as recorded.",
    way_out: "Put our attribute below the other one, so that it reads what the other macro generates. If \
        that is not possible, as on a slot, write the item as the other macro would generate it. A macro \
        below ours that keeps signatures and fields may stay, except on a union: no pattern names all of its \
        fields, so nothing shows whether one was added.",
    example: "\
#[vtable_api(id = \"viewer/codec\")]       // VT0114: `changed` makes other signatures
#[changed]
pub trait Codec { .. }

// instead:
#[changed]
#[vtable_api(id = \"viewer/codec\")]
pub trait Codec { .. }",
};

pub(crate) const LENT_FURTHER: Text = Text {
    why: "Anything lent to a slot or a callback by `&mut` is checked when the call returns: C may have \
        written a `bool` of 2. By then the memory must belong to the caller alone. It does not if the \
        lifetime of the `&mut` also occurs in the result, in another parameter or in a callback, or is \
        `'static`: the borrow may be in the result, elsewhere, or on another thread that writes while the \
        check reads. The same is true if a `&mut` leads to another one, because C may write through the \
        inner one and then replace it, or keep the outer one in it; and if a lifetime of a type can only be \
        `'static` (`struct View<'a: 'static>`). Anything a slot returns by `&mut` is written to when there \
        is no call left to check it. If every bit pattern is a value, nothing is checked and nothing is \
        refused. A parameter that lends what crosses as a copy (`&Item`, `&[String]`, a path) has a copy for the \
        callee that ends with the call, so its lifetime must be the call's alone, too, and no result refers to it.",
    way_out: "Give each `&mut` its own lifetime, as a plain `&mut T` does. Return the value itself, an index, or a \
        shared reference, and take the value to be written in another slot. Pass parts that are lent for different times as separate parameters. Give a reference \
        to what is copied its own lifetime, and return the value itself; what is to be borrowed from has a `#[repr(C)]`.",
    example: "\
fn pick<'a>(&self, on: &'a mut bool) -> &'a mut bool;    // VT0115

// instead:
fn pick(&self, on: &mut bool) -> bool;",
};

pub(crate) const OBJECT_NOT_RECORDED: Text = Text {
    why: "An object that comes in through a slot has its own table, which both sides negotiate. A table that \
        is not recorded has the fingerprint of a draft, which only its own build has: a host and a module \
        built at different times agree on the frozen slot, and the first call ends the process, because the \
        object cannot be used. So `freeze`, `check --locked` and a build with `VTABLE_API=locked` require a \
        frozen revision of every table that a slot names, with `&dyn Api`, `&mut dyn Api` or `Box<dyn Api>`, \
        anywhere in the slot.",
    way_out: "Record the other table as well. It may be in another package, which then has its own abi.toml. \
        Tables of one package are frozen together, even if they name each other; with two packages, first \
        freeze the one that is named, or both at once.",
    example: "\
#[vtable_api(id = \"viewer/sink\", unrecorded)]
pub trait Sink { .. }

#[vtable_api(id = \"viewer/codec\")]
pub trait Codec {
    fn decode(&self, into: &mut dyn Sink);    // VT0116
}

// instead:
#[vtable_api(id = \"viewer/sink\")]
pub trait Sink { .. }

$ cargo vtable-api freeze --package viewer-sink --package viewer",
};

pub(crate) const FOREIGN_STRUCT: Text = Text {
    why: "`#[abi(unsafe(foreign = \"struct NAME { .. }\"))]` says that C has this struct already: headers call it \
        `struct NAME` instead of defining one with the same members. The text is recorded, and headers have it, \
        so it has to be one definition that C and C++ can compile, on one line, of a name that both have room \
        for; and a program has one definition of each struct. A C compiler compares the offset of each member and the size \
        with the fields, so these have the members' names, and the type is a `#[repr(C)]` struct without parameters. \
        It cannot compare what a member means: that is the author's word, and therefore `unsafe`.",
    way_out: "Copy the definition from the library's header, and write its members as fields of a `#[repr(C)]` \
        struct, in their order. If programs include the library's header as well, name it: `include = \"lib.h\"` beside \
        `foreign`; then our headers include it, and define nothing. A type that only exists in another crate \
        is written anew, with conversions.",
    example: "\
#[derive(AbiType, Clone, Copy)]
#[repr(C)]
#[abi(foreign = \"struct lib_rect { int w; int h; }\")]      // VT0117: nobody vouches for it
pub struct Rect { pub w: c_int, pub h: c_int }

// instead:
#[derive(AbiType, Clone, Copy)]
#[repr(C)]
#[abi(unsafe(foreign = \"struct lib_rect { int w; int h; }\"))]
pub struct Rect { pub w: c_int, pub h: c_int }",
};

pub(crate) const GROWABLE_NOT_RECORDED: Text = Text {
    why: "Two sides agree on a growable value by the fingerprints of its growths, which are in the record of the package \
        that defines the type. Without a record they are those of a draft, which only its own build has: a host and a module \
        built at different times agree on the frozen slot, and then on no growth of any value in it, not even the first. So `freeze`, \
        `check --locked` and a build with `VTABLE_API=locked` require that growth 1 of every growable type that a \
        frozen slot passes is recorded, also inside other types.",
    way_out: "Record the type as well: a record has the types that slots of its own package's tables pass. Growable types of one \
        package are frozen with its tables; with two packages, first freeze the one with the type, or both at once.",
    example: "\
#[vtable_api(id = \"viewer/codec\")]
pub trait Codec {
    fn decode(&self, options: &viewer_types::Options);    // VT0118: `Options` is in no record
}

// instead, in viewer-types:
#[vtable_api(id = \"viewer/settings\")]
pub trait Settings {
    fn options(&self) -> Options;
}

$ cargo vtable-api freeze --package viewer-types --package viewer",
};
