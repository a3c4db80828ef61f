//! Which tables are replayed.

/// A table of C functions, and where its history is.
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) facts: &'static str,
    /// What its facts are made from: the file, what stands before the first member, and words that are no part of
    /// a function's type.
    pub(crate) header: &'static str,
    pub(crate) starts: &'static str,
    pub(crate) words: &'static [&'static str],
    /// What goes by value and is no type of C's own, in Rust.
    pub(crate) typedefs: &'static [(&'static str, &'static str)],
}

const FUNCTION: &str = "Option<unsafe extern \"C\" fn(*mut c_void)>";

pub(crate) const TABLES: &[Table] = &[
    Table {
        name: "sqlite",
        facts: include_str!("sqlite.txt"),
        header: "sqlite3ext.h",
        starts: "struct sqlite3_api_routines {",
        words: &["SQLITE_CDECL"],
        typedefs: &[
            ("sqlite_int64", "i64"),
            ("sqlite_uint64", "u64"),
            ("sqlite3_int64", "i64"),
            ("sqlite3_uint64", "u64"),
            (
                "sqlite3_callback",
                "Option<unsafe extern \"C\" fn(*mut c_void, c_int, *mut *mut c_char, *mut *mut c_char) -> c_int>",
            ),
        ],
    },
    Table {
        name: "weechat",
        facts: include_str!("weechat.txt"),
        header: "weechat-plugin.h",
        starts: "struct t_weechat_plugin\n{",
        words: &[],
        typedefs: &[("time_t", "i64"), ("size_t", "usize"), ("socklen_t", "c_uint")],
    },
    Table {
        name: "vapoursynth3",
        facts: include_str!("vapoursynth3.txt"),
        header: "VapourSynth3.h",
        starts: "struct VSAPI {",
        words: VAPOURSYNTH_WORDS,
        typedefs: VAPOURSYNTH,
    },
    Table {
        name: "vapoursynth4",
        facts: include_str!("vapoursynth4.txt"),
        header: "VapourSynth4.h",
        starts: "struct VSAPI {",
        words: VAPOURSYNTH_WORDS,
        typedefs: VAPOURSYNTH,
    },
];

const VAPOURSYNTH_WORDS: &[&str] = &["VS_CC", "VS_NOEXCEPT", "NOEXCEPT"];

const VAPOURSYNTH: &[(&str, &str)] = &[
    ("int64_t", "i64"),
    ("ptrdiff_t", "isize"),
    ("uint64_t", "u64"),
    ("uint32_t", "u32"),
    ("VSConfigPlugin", FUNCTION),
    ("VSFilterFree", FUNCTION),
    ("VSFilterGetFrame", FUNCTION),
    ("VSFilterInit", FUNCTION),
    ("VSFrameDoneCallback", FUNCTION),
    ("VSFreeFuncData", FUNCTION),
    ("VSFreeFunctionData", FUNCTION),
    ("VSLogHandler", FUNCTION),
    ("VSLogHandlerFree", FUNCTION),
    ("VSMessageHandler", FUNCTION),
    ("VSMessageHandlerFree", FUNCTION),
    ("VSPublicFunction", FUNCTION),
    ("VSRegisterFunction", FUNCTION),
];

impl Table {
    pub(crate) fn of(name: &str) -> &'static Table {
        TABLES.iter().find(|table| table.name == name).expect("a table")
    }
}
