//! What the crates make of a trait.

use super::{EDIT, Plan, Source, each_slot, each_table};
use crate::contender::Contender;
use crate::workspace;

pub(super) fn source(plan: &Plan) -> Source {
    match plan.contender {
        Contender::VtableApi => vtable_api(plan),
        Contender::AbiStable => abi_stable(plan),
        Contender::Stabby => stabby(plan),
        Contender::Cglue => cglue(plan),
        other => fixed(other),
    }
}

/// The methods of a provider, none like another: equal functions would be made one.
pub(super) fn bodies(slots: usize, bytes: &str, text: &str, point: &str, before: &str) -> String {
    methods(
        slots,
        [bytes, text, point],
        before,
        "",
        [
            " {\n        a ^ u64::from(b) ^ EDIT ^ ({i} << 8 | {t})\n    }",
            " {\n        bytes.len() as u32 ^ ({i} << 8 | {t})\n    }",
            " {\n        text.len() as u64 ^ ({i} << 8 | {t})\n    }",
            " {\n        point.x ^ point.y ^ ({i} << 8 | {t})\n    }",
        ],
    )
}

/// The methods of the trait; `last` stands before the last one.
fn declared(slots: usize, types: [&str; 3], before: &str, last: &str) -> String {
    methods(slots, types, before, last, [";"; 4])
}

fn methods(slots: usize, [bytes, text, point]: [&str; 3], before: &str, last: &str, ends: [&str; 4]) -> String {
    let lifetime = if before.is_empty() { "" } else { "<'a>" };
    let [a, b, c, d] = ends;
    let lines = [
        format!("    {before}fn s{{i}}(&self, a: u64, b: u32) -> u64{a}\n"),
        format!("    {before}fn s{{i}}{lifetime}(&self, bytes: {bytes}) -> u32{b}\n"),
        format!("    {before}fn s{{i}}{lifetime}(&self, text: {text}) -> u64{c}\n"),
        format!("    {before}fn s{{i}}{lifetime}(&self, point: {point}) -> i32{d}\n"),
    ];
    let lines = each_slot(slots, lines.each_ref().map(String::as_str));
    let at = lines.rfind(&format!("    {before}fn s{}", slots - 1)).unwrap_or(0);
    format!("{}{last}{}", &lines[..at], &lines[at..])
}

const POINT: &str = "#[repr(C)]\npub struct Point {\n    pub x: i32,\n    pub y: i32,\n}\n\npub struct Provider;\n\n";

fn vtable_api(plan: &Plan) -> Source {
    let types = ["&[u8]", "&str", "&Point"];
    let declared = declared(plan.slots, types, "", "");
    let bodies = bodies(plan.slots, types[0], types[1], types[2], "");
    let table = format!(
        "#[vtable_api(id = \"generated/t{{t}}\")]\npub trait T{{t}} {{\n{declared}}}\n\nimpl T{{t}} for Provider {{\n{bodies}}}\n\n"
    );
    let exports = each_table(plan.tables, "    lend \"t{t}\" => T{t}Ref: &PROVIDER;\n");
    Source {
        dependencies: format!("vtable-api = {{ path = {:?} }}\n", workspace()),
        lib: format!(
            "use vtable_api::{{AbiType, vtable_api}};\n\n#[derive(AbiType)]\n{POINT}static PROVIDER: Provider = Provider;\n\n{EDIT}\n\n{}\
             vtable_api::module! {{\n{exports}    export = true;\n}}\n",
            each_table(plan.tables, &table)
        ),
        host: "use generated::{T0, T0Ref};\n\nfn main() {\n    harness::once(|| {\n        \
               let module = vtable_api::Module::open(harness::path()).unwrap();\n        \
               module.get::<T0Ref>(\"t0\").unwrap().s0(1, 2)\n    });\n}\n"
            .replace("{T0, T0Ref}", "T0Ref"),
    }
}

/// Its traits have at most this many methods; more is several traits.
const MOST_OF_ABI_STABLE: usize = 50;

fn abi_stable(plan: &Plan) -> Source {
    let mut tables = String::new();
    let mut traits = 0;
    for _ in 0..plan.tables {
        let mut left = plan.slots;
        while left > 0 {
            let slots = left.min(MOST_OF_ABI_STABLE);
            tables.push_str(&abi_stable_trait(slots).replace("{t}", &traits.to_string()));
            traits += 1;
            left -= slots;
        }
    }
    let last = traits - 1;
    let fields = each_table(traits, "    pub new_{t}: extern \"C\" fn() -> T{t}_TO<'static, RBox<()>>,\n")
        .replace(&format!("    pub new_{last}:"), &format!("    #[sabi(last_prefix_field)]\n    pub new_{last}:"));
    let filled = each_table(traits, "new_{t}, ");
    Source {
        dependencies: "abi_stable = { version = \"0.11.3\", default-features = false }\n".into(),
        lib: format!("{ABI_STABLE}#[derive(StableAbi)]\n{POINT}{EDIT}\n\n{tables}")
            + &ABI_STABLE_ROOT.replace("{fields}", &fields).replace("{filled}", &filled),
        host: "use abi_stable::library::RootModule;\nuse generated::Root_Ref;\n\nfn main() {\n    harness::once(|| {\n        \
               let root = Root_Ref::load_from_file(&harness::path()).unwrap();\n        root.new_0()().s0(1, 2)\n    });\n}\n"
            .into(),
    }
}

fn abi_stable_trait(slots: usize) -> String {
    let types = ["RSlice<'_, u8>", "RStr<'_>", "&Point"];
    let declared = declared(slots, types, "", "    #[sabi(last_prefix_field)]\n");
    let bodies = bodies(slots, types[0], types[1], types[2], "");
    format!(
        "#[sabi_trait]\npub trait T{{t}} {{\n{declared}}}\n\nimpl T{{t}} for Provider {{\n{bodies}}}\n\n\
         extern \"C\" fn new_{{t}}() -> T{{t}}_TO<'static, RBox<()>> {{\n    T{{t}}_TO::from_value(Provider, TD_Opaque)\n}}\n\n"
    )
}

const ABI_STABLE: &str = "\
#![allow(non_camel_case_types, non_local_definitions)]
use abi_stable::library::RootModule;
use abi_stable::package_version_strings;
use abi_stable::prefix_type::PrefixTypeTrait;
use abi_stable::sabi_trait::prelude::TD_Opaque;
use abi_stable::sabi_types::VersionStrings;
use abi_stable::std_types::{RBox, RSlice, RStr};
use abi_stable::{StableAbi, export_root_module, sabi_trait};

";

const ABI_STABLE_ROOT: &str = "\
#[repr(C)]
#[derive(StableAbi)]
#[sabi(kind(Prefix(prefix_ref = Root_Ref)))]
#[sabi(missing_field(panic))]
pub struct Root {
{fields}}

impl RootModule for Root_Ref {
    abi_stable::declare_root_module_statics! {Root_Ref}
    const BASE_NAME: &'static str = \"generated\";
    const NAME: &'static str = \"generated\";
    const VERSION_STRINGS: VersionStrings = package_version_strings!();
}

#[export_root_module]
pub fn root() -> Root_Ref {
    Root { {filled}}.leak_into_prefix()
}
";

fn stabby(plan: &Plan) -> Source {
    let types = ["stabby::slice::Slice<'a, u8>", "stabby::str::Str<'a>", "&'a Point"];
    let declared = declared(plan.slots, types, "extern \"C\" ", "");
    let bodies = bodies(plan.slots, types[0], types[1], types[2], "extern \"C\" ");
    let table = format!(
        "#[stabby::stabby]\npub trait T{{t}} {{\n{declared}}}\n\nimpl T{{t}} for Provider {{\n{bodies}}}\n\n\
         #[stabby::export]\npub extern \"C\" fn new_{{t}}() -> stabby::dynptr!(stabby::boxed::Box<dyn T{{t}}>) {{\n    stabby::boxed::Box::new(Provider).into()\n}}\n\n"
    );
    Source {
        dependencies: "stabby = { version = \"72.1.16\", features = [\"libloading\"] }\n".into(),
        lib: format!(
            "#![recursion_limit = \"{}\"]\n\n#[stabby::stabby]\n{}{EDIT}\n\n{}",
            128 + 4 * plan.slots,
            POINT.replace("pub struct Provider;", "pub struct Provider(u8);").replace("#[repr(C)]\n", ""),
            each_table(plan.tables, &table).replace("Box::new(Provider)", "Box::new(Provider(0))")
        ),
        host: "use generated::{T0, T0Dyn};\nuse stabby::libloading::StabbyLibrary;\n\nfn main() {\n    harness::once(|| {\n        \
               let library = unsafe { harness::Library::new(harness::path()) }.unwrap();\n        \
               let new = unsafe { library.get_stabbied::<extern \"C\" fn() -> stabby::dynptr!(stabby::boxed::Box<dyn T0>)>(b\"new_0\") }.unwrap();\n        \
               let found = new().s0(1, 2);\n        drop(new);\n        std::mem::forget(library);\n        found\n    });\n}\n"
            .into(),
    }
}

/// With its layout checks, which are abi_stable's, only where it is loaded.
fn cglue(plan: &Plan) -> Source {
    let types = ["&[u8]", "&str", "&Point"];
    let declared = declared(plan.slots, types, "", "");
    let bodies = bodies(plan.slots, types[0], types[1], types[2], "");
    let layout = "#[unsafe(no_mangle)]\npub extern \"C\" fn layout_{t}() -> &'static abi_stable::type_layout::TypeLayout {\n    \
                  <T{t}Box<'static> as abi_stable::StableAbi>::LAYOUT\n}\n\n";
    let (derive, layout, dependencies) = if plan.loaded {
        let dependencies = "cglue = { version = \"0.3.5\", features = [\"layout_checks\"] }\nabi_stable = { version = \"0.10\", default-features = false }\n";
        ("#[derive(abi_stable::StableAbi)]\n", layout, dependencies)
    } else {
        ("", "", "cglue = \"0.3.5\"\n")
    };
    let table = format!(
        "#[cglue_trait]\npub trait T{{t}} {{\n{declared}}}\n\nimpl T{{t}} for Provider {{\n{bodies}}}\n\n\
         #[unsafe(no_mangle)]\npub extern \"C\" fn new_{{t}}() -> T{{t}}Box<'static> {{\n    trait_obj!(Provider as T{{t}})\n}}\n\n{layout}"
    );
    Source {
        dependencies: dependencies.into(),
        lib: format!("use cglue::prelude::v1::*;\n\n{derive}{POINT}{EDIT}\n\n{}", each_table(plan.tables, &table)),
        host: "use abi_stable::type_layout::TypeLayout;\nuse cglue::trait_group::VerifyLayout;\nuse generated::{T0, T0Box};\n\nfn main() {\n    harness::once(|| {\n        \
               let library = unsafe { harness::Library::new(harness::path()) }.unwrap();\n        \
               let layout = unsafe { library.get::<extern \"C\" fn() -> &'static TypeLayout>(b\"layout_0\") }.unwrap()();\n        \
               assert!(VerifyLayout::check::<T0Box<'static>>(Some(layout)).is_valid_strict());\n        \
               let new = unsafe { library.get::<extern \"C\" fn() -> T0Box<'static>>(b\"new_0\") }.unwrap();\n        \
               let found = new().s0(1, 2);\n        drop(new);\n        std::mem::forget(library);\n        found\n    });\n}\n"
            .into(),
    }
}

const SYN: &str = "syn = { version = \"3\", features = [\"full\"] }\nquote = \"1\"\nproc-macro2 = \"1\"\n";

/// A small use of a crate that has no trait of any number of slots, for its clean build only.
fn fixed(contender: Contender) -> Source {
    let (dependencies, lib) = match contender {
        Contender::Syn => (
            SYN,
            "#[proc_macro]\npub fn parse(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {\n    \
             let file = syn::parse_macro_input!(tokens as syn::File);\n    quote::quote!(#file).into()\n}\n",
        ),
        Contender::SynOfLibrary => {
            (SYN, "pub fn parse(text: &str) -> syn::Result<syn::File> {\n    syn::parse_str(text)\n}\n")
        }
        Contender::Vtable => (
            "vtable = \"0.5\"\n",
            "use vtable::*;\n\n#[vtable]\n#[repr(C)]\npub struct CodecVTable {\n    pub integers: extern \"C\" fn(VRef<CodecVTable>, a: u64, b: u64) -> u64,\n}\n",
        ),
        Contender::WindowsCore => (
            "windows-core = \"0.62\"\n",
            "use windows_core::{IUnknown, IUnknown_Vtbl, interface};\n\n#[interface(\"9a1d8f5e-51b5-4c2c-9d2a-6a0d3f6b7c01\")]\npub unsafe trait ICodec: IUnknown {\n    pub unsafe fn integers(&self, a: u64, b: u64) -> u64;\n}\n",
        ),
        _ => (
            "safer-ffi = { version = \"0.1.13\", features = [\"dyn-traits\"] }\n",
            "use safer_ffi::prelude::*;\n\n#[derive_ReprC(dyn)]\npub trait Codec {\n    fn integers(&self, a: u64, b: u64) -> u64;\n}\n",
        ),
    };
    Source { dependencies: dependencies.into(), lib: lib.into(), host: String::new() }
}
