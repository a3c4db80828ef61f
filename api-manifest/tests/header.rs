//! C headers: every compiler on the machine reads what `header` writes, and programs in C and C++ that provide
//! and call tables run.
//!
//! A missing compiler is named on standard error; with `VTABLE_API_REQUIRE_TOOLS=1` it is a failure. `cc` is
//! always required.

mod header {
    mod build;
    mod compile;
    mod functions;
    mod growable;
    mod layout;
    mod names;
    mod run;
    mod scope;
    mod size;
    mod text;
    mod tools;
}
