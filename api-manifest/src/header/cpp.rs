//! C++ headers: a thin C++17 view of the C header of the same table, which it includes.
//!
//! | file | writes |
//! |---|---|
//! | `cross` | what a type is in C++; `vtable_api.hpp` knows how it crosses |
//! | `destroy` | how structs free what they own |
//! | `call` | a slot or callback: its types, and its line in a handle and in a provider |
//! | `handles` | `CodecRef`, `CodecMut`, `CodecBox` |
//! | `provider` | `CodecProvider<Self>`: a table of a class |

mod call;
mod cross;
mod destroy;
mod handles;
mod provider;

use super::error::HeaderError;
use super::items::Names as Scope;
use super::lower::Lowering;
use super::mangle::Prefixes;
use super::out::Out;
use super::slot::{self, CSlot};
use super::write_table::guarded;
use super::{Input, comment, file_name, growable};
use crate::c_name::member;
use call::Call;

/// The text of `vtable_api.hpp`, which the C++ header of every table includes.
///
/// ```
/// assert!(vtable_api_manifest::header::cpp_common().contains("namespace vtable_api {"));
/// ```
pub fn cpp_common() -> &'static str {
    include_str!("vtable_api.hpp")
}

/// `"viewer/host-services"` gives `viewer_host_services.hpp`.
///
/// ```
/// assert_eq!(vtable_api_manifest::header::cpp_file_name("viewer/host-services"), "viewer_host_services.hpp");
/// ```
pub fn cpp_file_name(id: &str) -> String {
    format!("{}pp", file_name(id))
}

/// The C++ header of one table. It includes that of [`super::table`], which is made from the same input.
///
/// # Errors
///
/// As [`super::table`].
pub fn cpp(input: &Input<'_>) -> Result<String, HeaderError> {
    let types = growable::recorded(input.types);
    let input = &Input { types: &types, ..*input };
    let mut lowering = Lowering::new(input)?;
    let slots = slot::lower(&mut lowering, input)?;
    let calls = call::all(&mut lowering, input, &slots)?;
    let names = Names::new(input, &lowering.prefixes);
    scopes(input, &names, &calls)?;
    let mut out = Out::default();
    top(&mut out, input, &names);
    destroy::all(&mut out, &lowering, input);
    out.line(&format!("namespace {} {{", names.namespace));
    // Files of one program may target several revisions: what is made for one has names of its own.
    let target = lowering.prefixes.constant("TARGET_REVISION");
    out.line(&format!("inline namespace VTABLE_API_NAME_(revision_, {target}) {{"));
    out.blank();
    calls.iter().for_each(|call| call.callbacks(&mut out, &names.id));
    handles::all(&mut out, input, &names, &calls);
    provider::all(&mut out, &names, &calls);
    out.line("} // inline namespace");
    out.line(&format!("}} // namespace {}", names.namespace));
    out.line("#endif");
    Ok(out.into_text())
}

/// Claims what stands in the namespace, and in the classes of handles and providers.
fn scopes(input: &Input<'_>, names: &Names<'_>, calls: &[Call<'_>]) -> Result<(), HeaderError> {
    let own = format!("the header's own class of `{}`", input.table.trait_name);
    let (mut classes, mut methods) = (Scope::default(), Scope::default());
    for class in ["Ref", "Mut", "Box", "Slots", "Provider"] {
        classes.claim(&format!("{}{class}", names.class), &own)?;
        methods.claim(&format!("{}{class}", names.class), &own)?;
    }
    for n in 1..=input.fingerprints.len() {
        classes.claim(&format!("revision_{n}"), "the header's own namespace of a target revision")?;
    }
    for call in calls {
        let slot = format!("slot `{}`", call.slot.slot.name);
        methods.claim(&call.name, &slot)?;
        if call.slot.slot.revision > 1 {
            methods.claim(&format!("has_{}", call.asked), &format!("the test for {slot}"))?;
        }
        call.shape.classes(&mut |class| classes.claim(class, &format!("a callback of {slot}")))?;
    }
    Ok(())
}

/// The names of one header.
struct Names<'a> {
    prefixes: &'a Prefixes,
    /// `viewer_codec`
    namespace: String,
    /// `Codec`
    class: String,
    /// `"viewer/codec"`, as C writes it.
    id: String,
}

impl<'a> Names<'a> {
    fn new(input: &Input<'_>, prefixes: &'a Prefixes) -> Self {
        Self {
            prefixes,
            namespace: prefixes.table.clone(),
            class: member(&input.table.trait_name),
            id: comment::string(&input.table.id),
        }
    }
}

fn top(out: &mut Out, input: &Input<'_>, names: &Names<'_>) {
    let (id, class, file) = (&input.table.id, &names.class, format!("{}pp", names.prefixes.file()));
    let lines = [
        format!("{file} - table \"{id}\" in C++17, over {}.", names.prefixes.file()),
        String::new(),
        "Written by `cargo vtable-api header --lang c++`; do not edit. vtable_api.hpp has what it is made of.".into(),
        format!(
            "Callers: {class}Ref is lent and has the slots that change nothing, {class}Mut has all, {class}Box owns its"
        ),
        "object. C++ has no default bodies: ask has_... before you call a slot of a later revision.".into(),
        format!("Providers: a class that derives from {class}Provider of itself and has the slots as members."),
    ];
    out.comment(&lines);
    let guard = names.prefixes.constant("HPP_");
    out.line(&format!("#ifndef {guard}"));
    out.line(&format!("#define {guard}"));
    out.blank();
    out.line(&format!("#include \"{}\"", names.prefixes.file()));
    out.line("#include \"vtable_api.hpp\"");
    out.blank();
}

/// What is written for the slots of each revision, where it has some.
fn each_revision<'a, 's>(
    out: &mut Out,
    names: &Names<'_>,
    calls: impl Iterator<Item = &'a Call<'s>> + Clone,
    write: impl Fn(&mut Out, u32, &[&'a Call<'s>]),
) where
    's: 'a,
{
    let last = calls.clone().map(|call| call.slot.slot.revision).max().unwrap_or(0);
    for n in 1..=last {
        let of_it: Vec<_> = calls.clone().filter(|call| call.slot.slot.revision == n).collect();
        if !of_it.is_empty() {
            guarded(out, names.prefixes, n, |out| write(out, n, &of_it));
        }
    }
}

/// What handles and providers have themselves.
const METHODS: [&str; 12] =
    ["agreed", "negotiate", "raw", "release", "create", "table", "creates", "lends", "lend", "give", "id", "object"];
/// Their data, behind which `_` stands. What else they have begins with `vtable_api_`, as no slot does.
const DATA: [&str; 1] = ["owned"];

/// What a method is called: not as something that handles or providers have themselves, nor as another slot.
fn method(slot: &CSlot<'_>) -> String {
    let member = slot.member.as_str();
    let stem = member.trim_end_matches('_');
    let is_taken = METHODS.contains(&stem) || (DATA.contains(&stem) && stem != member) || member.starts_with("has_");
    if is_taken { format!("{member}_") } else { member.to_owned() }
}

/// Whether the slot changes its object.
fn changes(call: &Call<'_>) -> bool {
    call.slot.slot.receiver == crate::model::Receiver::Mut
}
