//! `module!`: reads its lines one after the other, then emits one static.

/// Makes this crate a module: a static `VTABLE_MODULE` that says what it provides and needs.
///
/// No `unsafe`, and `#![forbid(unsafe_code)]` stays possible. The lines may come in any order:
///
/// | line | says |
/// |---|---|
/// | `create "png" => CodecBox: Png::default;` | makes an owned `T` for each call: a function's path, or a closure that captures nothing |
/// | `try_create "png" => CodecBox: Png::open;` | the same with `Option<T>`: on `None` the host gets an error |
/// | `lend "stats" => StatsRef: &STATS;` | lends a `&'static T`, `T: Sync`, to every host |
/// | `require "log" => LogRef, revision 2;` | what the host must export; `revision 1` where nothing is said, several as `revisions [1, 3]` |
/// | `init = start;` | `fn(&HostExports) -> Result<(), impl Display>`, called when a host opens the module, again for a second host; never twice at the same time |
/// | `fini = stop;` | `fn()`, called when the last host closes the module |
/// | `name = "png";` `version = "1.0.3";` | instead of `CARGO_PKG_NAME` and `CARGO_PKG_VERSION` |
/// | `export = true;` | exports the symbol `vtable_api_module`, by which `Module::open` finds it; `export = cfg(feature = "plugin");` does so on a condition |
///
/// In a crate that uses `vtable-api`, its `module!` is this one and a check.
///
/// A panic in any of these functions ends the process with one line that names the module, because it
/// cannot cross the boundary. `create` and `try_create` may be called from several threads at once.
///
/// # Errors at build time
/// Two exports of one name; a revision that the table does not have; a closure that captures something.
///
/// ```
/// # extern crate vtable_api_core as vtable_api;
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/counter.rs"));
/// use std::sync::OnceLock;
/// use vtable_api::module::{Host, HostExports};
///
/// // In the module's crate: `Steps` is its `impl Counter`.
/// static TOTAL: Steps = Steps::new(40);
/// static SHARED: OnceLock<CounterRef<'static>> = OnceLock::new();
///
/// fn start(host: &HostExports) -> Result<(), String> {
///     let shared = host.get::<CounterRef>("shared").map_err(|error| error.to_string())?;
///     SHARED.get_or_init(|| shared).add(2);
///     Ok(())
/// }
///
/// vtable_api::module! {
///     create "steps" => CounterBox: || Steps::new(7);
///     lend "total" => CounterRef: &TOTAL;
///     require "shared" => CounterRef, revision 1;
///     init = start;
/// }
///
/// // In the host:
/// static OURS: Steps = Steps::new(0);
/// # fn main() -> Result<(), vtable_api::module::Error> {
/// let host = Host::new("viewer/2.1.0").lend("shared", CounterRef::new(&OURS));
/// let module = host.open_static(&VTABLE_MODULE)?; // or `host.open("libsteps.so")`
/// assert_eq!(module.create::<CounterBox>("steps")?.count(), 7);
/// assert_eq!(module.get::<CounterRef>("total")?.count(), 40);
/// assert_eq!(OURS.count(), 2);
/// # Ok(())
/// # }
/// ```
#[macro_export]
macro_rules! module {
    ($($lines:tt)*) => { $crate::__module! { @read {} {} {} {} {} [] [] [] $($lines)* } };
}

/// State: what the lines read so far say, `{name} {version} {export} {init} {fini} [exports] [requires] [parts of the record]`; then the
/// lines that are left.
#[doc(hidden)]
#[macro_export]
macro_rules! __module {
    (@read {} $version:tt $export:tt $init:tt $fini:tt $exports:tt $requires:tt $parts:tt name = $text:literal; $($rest:tt)*) => {
        $crate::__module! { @read {$text} $version $export $init $fini $exports $requires $parts $($rest)* }
    };
    (@read $name:tt {} $export:tt $init:tt $fini:tt $exports:tt $requires:tt $parts:tt version = $text:literal; $($rest:tt)*) => {
        $crate::__module! { @read $name {$text} $export $init $fini $exports $requires $parts $($rest)* }
    };
    (@read $name:tt $version:tt {} $init:tt $fini:tt $exports:tt $requires:tt $parts:tt export = true; $($rest:tt)*) => {
        $crate::__module! { @read $name $version {all()} $init $fini $exports $requires $parts $($rest)* }
    };
    (@read $name:tt $version:tt {} $init:tt $fini:tt $exports:tt $requires:tt $parts:tt export = false; $($rest:tt)*) => {
        $crate::__module! { @read $name $version {any()} $init $fini $exports $requires $parts $($rest)* }
    };
    (@read $name:tt $version:tt {} $init:tt $fini:tt $exports:tt $requires:tt $parts:tt export = cfg($($condition:tt)*); $($rest:tt)*) => {
        $crate::__module! { @read $name $version {all($($condition)*)} $init $fini $exports $requires $parts $($rest)* }
    };
    (@read $name:tt $version:tt $export:tt {} $fini:tt $exports:tt $requires:tt $parts:tt init = $start:expr; $($rest:tt)*) => {
        $crate::__module! { @read $name $version $export {$start} $fini $exports $requires $parts $($rest)* }
    };
    (@read $name:tt $version:tt $export:tt $init:tt {} $exports:tt $requires:tt $parts:tt fini = $stop:expr; $($rest:tt)*) => {
        $crate::__module! { @read $name $version $export $init {$stop} $exports $requires $parts $($rest)* }
    };
    (@read $name:tt $version:tt $export:tt $init:tt $fini:tt [$($exports:tt)*] $requires:tt [$($parts:tt)*] create $under:literal => $handle:ty: $make:expr; $($rest:tt)*) => {
        $crate::__module! { @read $name $version $export $init $fini [$($exports)*
            { $crate::__module! { @named $under } $crate::module::Exported::create::<__VtableApiNamed, $handle, _, _>($make) },
        ] $requires [$($parts)* $crate::module::roles::Part::export::<$handle>($under, "create"),] $($rest)* }
    };
    (@read $name:tt $version:tt $export:tt $init:tt $fini:tt [$($exports:tt)*] $requires:tt [$($parts:tt)*] try_create $under:literal => $handle:ty: $make:expr; $($rest:tt)*) => {
        $crate::__module! { @read $name $version $export $init $fini [$($exports)*
            { $crate::__module! { @named $under } $crate::module::Exported::try_create::<__VtableApiNamed, $handle, _, _>($make) },
        ] $requires [$($parts)* $crate::module::roles::Part::export::<$handle>($under, "create"),] $($rest)* }
    };
    (@read $name:tt $version:tt $export:tt $init:tt $fini:tt [$($exports:tt)*] $requires:tt [$($parts:tt)*] lend $under:literal => $handle:ty: $object:expr; $($rest:tt)*) => {
        $crate::__module! { @read $name $version $export $init $fini [$($exports)*
            { $crate::__module! { @named $under } $crate::module::Exported::lend::<__VtableApiNamed, $handle, _>($object) },
        ] $requires [$($parts)* $crate::module::roles::Part::export::<$handle>($under, "lend"),] $($rest)* }
    };
    (@read $name:tt $version:tt $export:tt $init:tt $fini:tt $exports:tt $requires:tt $parts:tt require $under:literal => $handle:ty; $($rest:tt)*) => {
        $crate::__module! { @read $name $version $export $init $fini $exports $requires $parts require $under => $handle, revisions [1]; $($rest)* }
    };
    (@read $name:tt $version:tt $export:tt $init:tt $fini:tt $exports:tt $requires:tt $parts:tt require $under:literal => $handle:ty, revision $number:literal; $($rest:tt)*) => {
        $crate::__module! { @read $name $version $export $init $fini $exports $requires $parts require $under => $handle, revisions [$number]; $($rest)* }
    };
    (@read $name:tt $version:tt $export:tt $init:tt $fini:tt $exports:tt [$($requires:tt)*] [$($parts:tt)*] require $under:literal => $handle:ty, revisions [$($number:literal),+ $(,)?]; $($rest:tt)*) => {
        $crate::__module! { @read $name $version $export $init $fini $exports [$($requires)*
            $crate::module::Required::new::<$handle>(
                const { $crate::module::c_str($crate::__private::core::concat!($under, "\0")) },
                &[$($number),+],
            ),
        ] [$($parts)* $crate::module::roles::Part::require::<$handle>($under, &[$($number),+]),] $($rest)* }
    };

    (@read $name:tt $version:tt {$($export:meta)?} {$($start:expr)?} {$($stop:expr)?} [$($exports:tt)*] [$($requires:tt)*] [$($parts:tt)*]) => {
        /// What this module provides and needs: for `Module::from_static`.
        #[allow(dead_code, unreachable_pub, reason = "for a program that links this crate")]
        pub static VTABLE_MODULE: $crate::module::Descriptor = {
            enum __VtableApiProvider {}
            impl $crate::module::Provider for __VtableApiProvider {
                const NAME: &'static $crate::__private::core::ffi::CStr = $crate::__module!(@text $name "CARGO_PKG_NAME");
                const VERSION: &'static $crate::__private::core::ffi::CStr = $crate::__module!(@text $version "CARGO_PKG_VERSION");
                const START: $crate::module::Start = $crate::__module!(@start $($start)?);
                const STOP: $crate::module::Stop = $crate::__module!(@stop $($stop)?);
                fn openings() -> &'static $crate::module::Openings {
                    static __VTABLE_API_OPENINGS: $crate::module::Openings = $crate::module::Openings::new();
                    &__VTABLE_API_OPENINGS
                }
            }
            const __VTABLE_API_RECORD: $crate::module::roles::ModuleRecord = $crate::module::roles::ModuleRecord {
                name: $crate::__module!(@str $name "CARGO_PKG_NAME"),
                version: $crate::__module!(@str $version "CARGO_PKG_VERSION"),
                exported: false $(|| $crate::__private::core::cfg!($export))?,
                parts: &[$($parts)*],
            };
            #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__vtabapi"))]
            #[cfg_attr(not(any(target_vendor = "apple", target_family = "wasm")), unsafe(link_section = ".vtabapi"))]
            static __VTABLE_API_SECTION: [$crate::__private::core::primitive::u8; $crate::module::roles::module_len(&__VTABLE_API_RECORD)] =
                $crate::module::roles::module(&__VTABLE_API_RECORD);
            static __VTABLE_API_EXPORTS: &[$crate::module::Exported] = &[$($exports)*];
            static __VTABLE_API_REQUIRES: &[$crate::module::Required] = &[$($requires)*];
            const fn __vtable_api_descriptor() -> $crate::module::Descriptor {
                $crate::module::Descriptor::new::<__VtableApiProvider>(
                    $crate::module::roles::name(&__VTABLE_API_SECTION, &__VTABLE_API_RECORD),
                    __VTABLE_API_REQUIRES,
                    __VTABLE_API_EXPORTS,
                )
            }
            // A static of its own: `VTABLE_MODULE` is this module's, whatever else is linked.
            $(
                #[cfg($export)]
                #[unsafe(export_name = "vtable_api_module")]
                static __VTABLE_API_EXPORTED: $crate::module::Descriptor = __vtable_api_descriptor();
            )?
            __vtable_api_descriptor()
        };
    };

    (@read $name:tt $version:tt $export:tt $init:tt $fini:tt $exports:tt $requires:tt $parts:tt $line:tt $($rest:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "module!: `", $crate::__private::core::stringify!($line), "` does not begin a known line, has another form, or appears twice; ",
            "the lines are: create \"name\" => CodecBox: function; try_create \"name\" => CodecBox: function; ",
            "lend \"name\" => CodecRef: &STATIC; require \"name\" => LogRef, revision 1; ",
            "init = function; fini = function; name = \"…\"; version = \"…\"; export = true;"
        ) }
    };

    (@named $name:literal) => {
        enum __VtableApiNamed {}
        impl $crate::module::Named for __VtableApiNamed {
            type Provider = __VtableApiProvider;
            const NAME: &'static $crate::__private::core::ffi::CStr = $crate::module::c_str($crate::__private::core::concat!($name, "\0"));
        }
    };
    (@text {} $variable:literal) => { $crate::module::c_str($crate::__private::core::concat!($crate::__private::core::env!($variable), "\0")) };
    (@text {$text:literal} $variable:literal) => { $crate::module::c_str($crate::__private::core::concat!($text, "\0")) };
    (@str {} $variable:literal) => { $crate::__private::core::env!($variable) };
    (@str {$text:literal} $variable:literal) => { $text };
    (@start) => { $crate::module::Start::NONE };
    (@start $start:expr) => { $crate::module::Start::new::<__VtableApiProvider, _, _>($start) };
    (@stop) => { $crate::module::Stop::NONE };
    (@stop $stop:expr) => { $crate::module::Stop::new::<__VtableApiProvider, _>($stop) };
}
