//! C headers: [`common`] is the contract itself, [`table`] writes one table against it, [`host`] opens modules.
//!
//! The stages, each a file: `lower` turns model types into C types and collects their definitions
//! (`define`, `items`), `slot` those of slots, `functions` what frees and makes values (`drops`); `order` sorts definitions, `layout` computes their offsets, and
//! `write_types`, `write_growable`, `write_table` and `write_record` put it on paper; `plain` only the declarations. `skeleton` is what an author begins with. All names are made in `mangle`.
//!
//! The text depends on the input only: no dates, no paths, no hash order.

mod arrow;
mod comment;
mod content;
mod cpp;
mod ctype;
mod define;
mod drops;
mod dry_run;
mod error;
mod functions;
mod growable;
mod items;
mod layout;
mod lower;
mod mangle;
mod notes;
mod order;
mod out;
mod plain;
mod scope;
mod signature;
mod skeleton;
mod slot;
mod write_growable;
mod write_record;
mod write_table;
mod write_types;

pub use crate::c_name::slot_name;
pub use content::{Clash, clash};
pub use cpp::{cpp, cpp_common, cpp_file_name};
pub use dry_run::{check, check_together};
pub use error::HeaderError;
pub use mangle::{file_name, file_name_of};
pub use plain::{plain, plain_file_name};
pub use skeleton::skeleton;

use crate::model::{Table, TypeDef};
use vtable_api_contract::MAX_REVISION;

/// What a table's header is written from.
pub struct Input<'a> {
    /// The table. Slots of revisions beyond `fingerprints` are left out.
    pub table: &'a Table,
    /// The definitions of all types that the slots reach; others may be among them.
    pub types: &'a [TypeDef],
    /// Who declares the table: `CARGO_PKG_NAME`.
    pub package: &'a str,
    /// One per revision to emit.
    pub fingerprints: &'a [u64],
    /// What begins the table's names instead of vendor and table.
    pub prefix: Option<&'a str>,
    /// The header of another table, by its id; only comments name it.
    pub header_names: &'a dyn Fn(&str) -> String,
}

/// The text of `vtable_api.h`, which every table's header includes.
///
/// ```
/// assert!(vtable_api_manifest::header::common().contains("#define VTABLE_API_CONTRACT 1u"));
/// ```
pub fn common() -> &'static str {
    include_str!("header/vtable_api.h")
}

/// The text of `vtable_api_host.h`, with which programs in C and C++ open modules.
///
/// ```
/// assert!(vtable_api_manifest::header::host().contains("#include \"vtable_api.h\""));
/// ```
pub fn host() -> &'static str {
    include_str!("header/vtable_api_host.h")
}

/// The header of one table.
///
/// ```
/// use vtable_api_manifest::header::{self, Input};
/// use vtable_api_manifest::model::{Bounds, CCase, Param, Receiver, Slot, Table, Type};
///
/// let beep = Slot {
///     revision: 1,
///     name: "beep".into(),
///     is_unsafe: false,
///     receiver: Receiver::Ref,
///     params: vec![Param { name: "hertz".into(), ty: Type::Primitive("u32") }],
///     ret: Type::Unit,
///     lifetimes: Default::default(),
///     ex_none: false,
///     docs: vec![],
///     line: None,
/// };
/// let table = Table {
///     id: "acme/horn".into(),
///     trait_name: "Horn".into(),
///     module: "acme".into(),
///     bounds: Bounds::default(),
///     c_case: CCase::Snake,
///     docs: vec![],
///     slots: vec![beep],
///     revisions: vec![],
///     line: None,
/// };
/// let input = Input { table: &table, types: &[], package: "acme", fingerprints: &[7], prefix: None, header_names: &header::file_name };
/// let text = header::table(&input)?;
/// assert!(text.contains("void (VTABLE_API_CALL *beep)(void *object, uint32_t hertz) VTABLE_API_NOEXCEPT;"));
/// # Ok::<(), header::HeaderError>(())
/// ```
///
/// # Errors
///
/// When a type has no C form, or two things would get one C name.
pub fn table(input: &Input<'_>) -> Result<String, HeaderError> {
    revisions(input)?;
    let types = growable::recorded(input.types);
    let input = &Input { types: &types, ..*input };
    let mut lowering = lower::Lowering::new(input)?;
    let slots = slot::lower(&mut lowering, input)?;
    let sequence = std::mem::take(&mut lowering.sequence);
    let layouts = layout::compute(&lowering.items, &sequence);
    let functions = functions::all(&mut lowering, &sequence)?;
    let mut out = out::Out::default();
    write_table::top(&mut out, input, &lowering.prefixes, &write_types::includes(&lowering, &sequence));
    write_types::types(&mut out, &lowering, &sequence, &layouts);
    functions::write(&mut out, &functions);
    write_table::table(&mut out, input, &lowering.prefixes, &slots);
    Ok(out.into_text())
}

/// How many there are, of those that a table can have.
fn revisions(input: &Input<'_>) -> Result<u32, HeaderError> {
    let revisions = u32::try_from(input.fingerprints.len()).unwrap_or(u32::MAX);
    match revisions {
        1..=MAX_REVISION => Ok(revisions),
        _ => Err(HeaderError::Revisions { count: input.fingerprints.len() }),
    }
}
