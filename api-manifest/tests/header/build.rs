//! Models from canonical text.

use vtable_api_manifest::canon;
use vtable_api_manifest::header::{self, HeaderError, Input};
use vtable_api_manifest::model::{Body, Bounds, CCase, Growth, Growths, Slot, Table, TypeDef};

pub(super) struct Sample {
    pub(super) table: Table,
    pub(super) types: Vec<TypeDef>,
}

/// `slots`: revision and signature.
pub(super) fn table(id: &str, slots: &[(u32, &str)]) -> Sample {
    let slot = |(revision, text): &(u32, &str)| Slot {
        revision: *revision,
        ..canon::parse_signature(text).unwrap_or_else(|e| panic!("{text}: {e}"))
    };
    let table = Table {
        id: id.into(),
        trait_name: "Sample".into(),
        module: "sample".into(),
        bounds: Bounds { send: true, sync: true },
        c_case: CCase::Snake,
        docs: vec![" A sample.".into()],
        slots: slots.iter().map(slot).collect(),
        revisions: vec![],
        line: None,
    };
    Sample { table, types: vec![] }
}

impl Sample {
    /// `kind`: `struct`, `enum(C, u32)` …; `parts`: fields or variants.
    pub(super) fn with(mut self, kind: &str, name: &str, parts: &[&str]) -> Self {
        let (kind, repr) = kind.split_once('(').map_or((kind, None), |(k, r)| (k, Some(r.trim_end_matches(')'))));
        let (fields, variants) = match repr.filter(|_| kind != "foreign struct") {
            None => (parts.iter().map(|p| canon::parse_field(p).expect(p)).collect(), vec![]),
            Some(_) => (vec![], parts.iter().map(|p| canon::parse_variant(p).expect(p)).collect()),
        };
        let body = canon::parse_body(kind, repr, fields, variants).expect(name);
        self.add(name, body);
        self
    }

    /// A growable type; each part with the growth that it came with. All growths are recorded, with fingerprints made of `branch`.
    pub(super) fn growing(mut self, kind: &str, name: &str, branch: u64, parts: &[(u32, &str)]) -> Self {
        let text = parts.iter().map(|(_, text)| *text);
        let (fields, variants) = match kind {
            "growable struct" => (text.map(|part| canon::parse_field(part).expect(part)).collect(), vec![]),
            _ => (vec![], text.map(|part| canon::parse_variant(part).expect(part)).collect()),
        };
        let mut body = canon::parse_body(kind, None, fields, variants).expect(name);
        let numbers: Vec<u32> = parts.iter().map(|(growth, _)| *growth).collect();
        let mut growths = Growths::numbered(&numbers);
        let seed = name.bytes().fold(0, |sum: u64, byte| (sum * 31 + u64::from(byte)) % (1 << 32));
        // Branches part after the first growth.
        let fingerprint = |n: u64| seed << 16 | n | if n > 1 { branch << 8 } else { 0 };
        let recorded = |n: u32| Growth { fingerprint: fingerprint(n.into()), line: None };
        growths.id = if name.contains("::") { name.replace("::", "/") } else { format!("viewer/{name}") };
        growths.recorded = (1..=growths.count()).map(recorded).collect();
        *body.growths_mut().expect(kind) = growths;
        self.add(name, body);
        self
    }

    pub(super) fn add(&mut self, name: &str, body: Body) {
        let ty = canon::parse_type(name).expect(name);
        let docs = vec![" Tricky: */ /* ??/ \\".into()];
        self.types.push(TypeDef {
            ty,
            module: "sample".into(),
            body,
            lifetimes: Default::default(),
            traits: String::new(),
            docs,
            line: None,
        });
    }

    pub(super) fn revisions(&self) -> u32 {
        self.table.slots.iter().map(|s| s.revision).max().unwrap_or(1)
    }

    pub(super) fn header(&self) -> Result<String, HeaderError> {
        self.header_of(self.revisions())
    }

    pub(super) fn header_of(&self, revisions: u32) -> Result<String, HeaderError> {
        self.input(revisions, header::table)
    }

    fn input<T>(&self, revisions: u32, write: impl FnOnce(&Input<'_>) -> T) -> T {
        let fingerprints: Vec<u64> = (1..=revisions).map(|n| 0x0123_4567_89ab_cd00 + u64::from(n)).collect();
        let (table, types) = (&self.table, &self.types[..]);
        write(&Input {
            table,
            types,
            package: "viewer",
            fingerprints: &fingerprints,
            prefix: None,
            header_names: &header::file_name,
        })
    }

    pub(super) fn cpp(&self) -> String {
        self.input(self.revisions(), header::cpp).unwrap_or_else(|e| panic!("{e}"))
    }

    pub(super) fn plain(&self) -> String {
        self.input(self.revisions(), |input| header::plain(std::slice::from_ref(input)))
            .unwrap_or_else(|e| panic!("{e}"))
    }

    pub(super) fn text(&self) -> String {
        self.header().unwrap_or_else(|e| panic!("{e}"))
    }
}

/// The table of the C programs.
pub(super) fn codec() -> Sample {
    table(
        "viewer/codec",
        &[
            (1, "fn decode(&self, input: &[u8], out: &mut Frame) -> Status"),
            (1, "fn checksum(&self, input: &[u8]) -> Result<u64, Error>"),
            (1, "fn describe(&self, topic: &str) -> Vec<u8>"),
            (
                1,
                "fn scan(&mut self, input: &[u8], on_event: &mut dyn FnMut(&Event) -> bool, \
                 services: &dyn \"acme/host-services\") -> Status",
            ),
            (1, "fn version() -> u32"),
            (2, "fn decode_ex1(&self, input: &[u8], out: &mut Frame, flags: u32) -> Status"),
            (2, "fn find(&self, name: &str) -> Option<u32>"),
            (2, "fn rename(&mut self, name: String, class: Shape) -> String"),
        ],
    )
    .with("struct", "Frame", &["width: u32", "height: u32", "pixels: *mut u8"])
    .with("enum(u32)", "Status", &["Ok = 0", "BadData = 1", "Weird = 4294967280"])
    .with("enum(C, u32)", "Error", &["Io(i32) = 0", "Text(&str) = 1", "Eof = 2"])
    .with("enum(C, u32)", "Event", &["Progress { done: u32, total: u32 } = 0", "Message(&str) = 1"])
    .with("enum(u8)", "Shape", &["Circle(f32) = 0", "Square { side: u64 } = 7", "Nothing = 255"])
}

pub(super) fn host_services() -> Sample {
    table("acme/host-services", &[(1, "fn log(&self, level: u32, text: &str)")])
}

/// A bit of all that a table can have.
pub(super) fn everything() -> Sample {
    table("vendor/every-thing", EVERY_SLOT)
        .with("struct", "Node", &["value: u8", "next: *const Node", "children: Vec<Node>", "up: Option<&Node>"])
        .with("struct", "Ping", &["pong: *mut Pong", "link: Link", "wide: u64"])
        .with("struct", "Pong", &["ping: Option<&Ping>", "handler: Handler"])
        .with("tuple transparent", "Link", &["0: *const Pong"])
        .with("tuple transparent", "Outer", &["0: Inner"])
        .with("struct", "Inner", &["outer: *const Outer", "byte: u8"])
        .with("tuple struct", "Pair", &["0: u8", "1: i64", "2: c_long", "3: f64"])
        .with("union", "Any", &["byte: u8", "wide: u64", "bytes: [u8; 12]", "pair: Pair"])
        .with("opaque", "Hidden", &[])
        .with("tuple transparent", "Id", &["0: u64"])
        .with("transparent", "Hash", &["bytes: [u8; 32]"])
        .with("struct", "Holder", &["hash: Hash", "grid: [[f32; 3]; 2]", "id: Id", "empty: ()", "last: bool"])
        .with(
            "struct",
            "Handler",
            &["on_done: &dyn Fn(&Pair)", "raw: Option<extern \"C\" fn(*mut c_void, Pair) -> Id>"],
        )
        .with("enum(i8)", "Tiny", &["Low = -128", "None = 0", "High = 127"])
        .with("enum(i32)", "Signed", &["Low = -2147483648", "Minus = -1"])
        .with("enum(i64)", "Long", &["Low = -9223372036854775808", "High = 9223372036854775807"])
        .with("open enum(u64)", "Flags", &["All = 18446744073709551615", "Top = 9223372036854775808"])
        .with("enum(usize)", "Machine", &["Zero = 0", "Big = 4294967295"])
        .with(
            "enum(C, i16)",
            "Deep",
            &["A(Option<u64>) = -1", "B { x: Vec<Pair>, int: u8 } = 0", "C(u8, u64) = 1", "D(()) = 2"],
        )
        .with("enum(u16)", "Flat", &["A = 1", "Tag { tag: u8, y: f64 } = 2", "Int(u64) = 3", "B(()) = 4"])
        .with("struct", "Buf<u8>", &["ptr: NonNull<u8>", "len: usize"])
        .with("struct", "Buf<Vec<Pair>>", &["ptr: NonNull<u8>", "len: usize"])
        .with("struct", "other-pkg::Frame", &["x: c_char", "y: c_ulonglong"])
        .with("struct", "Keywords", &["class: u8", "template: u16", "linux: u32", "type: u8"])
        .with("struct", "r#Option", &["x: u8"])
}

const EVERY_SLOT: &[(u32, &str)] = &[
    (1, "fn nodes(&self, one: &Node, many: &[Node], ping: &mut Ping, pong: Pong) -> Option<&Node>"),
    (1, "fn ints(&self, a: u8, b: u16, c: u32, d: u64, e: usize, f: i8, g: i16, h: i32, i: i64, j: isize) -> bool"),
    (1, "fn c_ints(&self, a: c_char, b: c_schar, c: c_uchar, d: c_short, e: c_ushort, f: c_int, g: c_uint) -> c_long"),
    (1, "fn c_more(&self, a: c_ulong, b: c_longlong, c: c_ulonglong, d: c_float, e: c_double, f: f32, g: f64)"),
    (1, "fn enums(&self, a: Tiny, b: Signed, c: Long, d: Flags, e: Machine, f: Deep, g: Flat) -> Deep"),
    (1, "fn flat(&mut self, a: &Flat, b: &[Tiny], c: Option<Tiny>) -> Flat"),
    (1, "fn unions(&self, any: Any, pair: Pair, holder: Holder) -> Any"),
    (1, "fn hidden(&self, a: &Hidden, b: &mut Hidden, c: Option<&mut Hidden>, d: *mut Hidden) -> *const Hidden"),
    (1, "fn arrays(&self, a: &[u8; 16], b: &mut [[u8; 4]; 4], c: &Hash, d: &[[u8; 4]], e: &mut [Hash])"),
    (1, "fn pointers(&self, a: *const *mut u8, b: &&u8, c: &mut &mut u8, d: *const c_void, e: NonNull<Pair>)"),
    (
        1,
        "fn functions(&self, a: extern \"C\" fn(i32, Pair) -> bool, b: &extern \"C\" fn()) -> unsafe extern \"C\" fn() -> extern \"C\" fn(u8)",
    ),
    (1, "fn owned(&self, a: String, b: Vec<u8>, c: Box<Pair>, d: Vec<String>, e: Vec<Vec<u8>>) -> Box<Pair>"),
    (
        1,
        "fn results(&self, a: Result<(), Pair>, b: Result<u8, ()>, c: Result<(), ()>, d: Option<()>) -> Result<Option<u64>, &str>",
    ),
    (
        1,
        "fn objects(&self, a: &dyn \"acme/host-services\", b: &mut dyn \"x/y\", c: Vec<Box<dyn \"x/y\">>) -> Box<dyn \"acme/host-services\">",
    ),
    (
        1,
        "fn closures(&self, a: &(dyn Fn(&str, Pair) -> Option<u8> + Send + Sync), b: &mut dyn FnMut(), c: Option<&dyn Fn(u8)>)",
    ),
    (1, "fn nested(&self, f: &dyn Fn(&dyn Fn(u8), Result<u8, u8>) -> &[u8])"),
    (1, "fn generic(&self, a: &Buf<u8>, b: Buf<Vec<Pair>>, c: &r#Option, d: Option<u16>, e: &other-pkg::Frame)"),
    (1, "fn transparent(&self, id: Id, link: Link, outer: Outer) -> Id"),
    (1, "fn slices(&mut self, a: &mut [u64], b: &[&str], c: &[&[u8]], d: &mut [f32]) -> &[u64]"),
    (1, "unsafe fn keywords(&self, int: u8, class: Keywords, object: u8, ret: u8, context: u8) -> Keywords"),
    (1, "fn stop(&self) -> !"),
    (1, "fn free_standing(a: u8) -> u8"),
    (1, "fn nothing()"),
    (2, "fn switch(&self)"),
    (2, "fn header(&self)"),
    (2, "fn negotiate(&self)"),
    (2, "fn r(&self, units: ())"),
    (3, "fn nodes_ex1(&self)"),
    (4, "fn nodes_ex2(&self)"),
];
