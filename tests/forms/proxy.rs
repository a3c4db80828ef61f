//! Modules in C and in C++ that have every slot of some headers, and call the same slot of a module in Rust in it: what
//! crosses goes through a function and a call that a compiler of each language made of the header's declarations.

use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Which module they call.
pub(crate) const INNER: &str = "FORMS_INNER";

/// What a table's header says of it.
struct Table {
    /// As in `forms_t_bool.h`.
    stem: String,
    /// What exports of it are called.
    name: String,
    revision: String,
    text: String,
}

/// What stands behind a table's name in the names of its exports.
pub(crate) type Suffixes = &'static [&'static str];

fn tables(folder: &Path, extension: &str) -> Vec<Table> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("headers").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    let read = |path: &Path| std::fs::read_to_string(path).expect("a header");
    let table = |path: &PathBuf| {
        let stem = path.file_stem()?.to_str()?.to_owned();
        let header = read(&path.with_extension("h"));
        let id = after(&header, &format!("#define {}_ID \"", stem.to_uppercase()), '"')?;
        let revision = after(&header, &format!("#define {}_TARGET_REVISION ", stem.to_uppercase()), '\n')?;
        let name = id.split_once('/')?.1;
        let name = name.strip_prefix("t-").unwrap_or(name).to_owned();
        Some(Table { stem, name, revision, text: read(path) })
    };
    files.iter().filter(|path| path.extension().is_some_and(|found| found == extension)).filter_map(table).collect()
}

fn after(text: &str, before: &str, end: char) -> Option<String> {
    Some(text.split_once(before)?.1.split_once(end)?.0.to_owned())
}

/// Both begin like this.
const OPEN: &str = r#"
static vtable_api_opened inner;

static int32_t VTABLE_API_CALL begin(const vtable_api_host *host, char *why, uintptr_t why_size) VTABLE_API_NOEXCEPT {
    return vtable_api_open(getenv("FORMS_INNER"), host, &inner, why, why_size) ? 0 : 1;
}

static void VTABLE_API_CALL end(void) VTABLE_API_NOEXCEPT {
    vtable_api_close(&inner);
}

static vtable_api_object made(const char *name) {
    vtable_api_object object;
    if (!vtable_api_create(vtable_api_opened_find(&inner, name), &object)) {
        abort();
    }
    return object;
}
"#;

const IN_C: &str = r#"
typedef struct PROXY {
    STEM_ref to;
    vtable_api_object made;
} PROXY;

static void *VTABLE_API_CALL PROXY_make(void) VTABLE_API_NOEXCEPT {
    PROXY *self = malloc(sizeof *self);
    char why[200];
    self->made = made("EXPORT");
    if (!STEM_negotiate(self->made, 0, "proxy", why, sizeof why, &self->to)) {
        abort();
    }
    return self;
}

static void VTABLE_API_CALL PROXY_end(void *object) VTABLE_API_NOEXCEPT {
    PROXY *self = object;
    vtable_api_object_drop(&self->made);
    free(self);
}

/* For slots without an object. */
static inline const PROXY *PROXY_any(void) {
    static PROXY *any;
    if (any == NULL) {
        any = PROXY_make();
    }
    return any;
}

FUNCTIONS
static const STEM_table PROXY_table = { UPPER_HEADER(REVISION, PROXY_end)MEMBERS };
"#;

const IN_CPP: &str = r#"
namespace STEM {
struct PROXY final : CLASSProvider<PROXY> {
    CLASSBox to;
    PROXY() : to(make()) {}
    static CLASSBox make() {
        auto object = vtable_api::owned_object::adopt(made("EXPORT"));
        return std::move(CLASSBox::negotiate(std::move(object), "proxy").value());
    }
    static CLASSBox &any() {
        static CLASSBox any = make();
        return any;
    }
FUNCTIONS};
}
"#;

/// The module in C.
pub(crate) fn in_c(folder: &Path, suffixes: Suffixes) -> String {
    let mut module = Module::new(
        "#define VTABLE_API_STDLIB\n#include \"vtable_api_host.h\"\n#include <stdlib.h>\n",
        tables(folder, "h"),
        "h",
    );
    module.text += OPEN;
    module.proxies(suffixes, |table, proxy| {
        let mut text = IN_C.replace("REVISION", &table.revision).replace("UPPER", &table.stem.to_uppercase());
        let slots: Vec<CSlot<'_>> = members(&table.text).filter_map(CSlot::of).collect();
        let members: String = slots.iter().map(|CSlot { name, .. }| format!(", .{name} = {proxy}_{name}")).collect();
        text = text.replace("MEMBERS", &members);
        text = text.replace("FUNCTIONS", &slots.iter().map(|slot| slot.definition(proxy)).collect::<String>());
        (text, format!("{{ \"EXPORT\", &{proxy}_table.header, NULL, {proxy}_make }}"))
    })
}

/// The module in C++.
pub(crate) fn in_cpp(folder: &Path, suffixes: Suffixes) -> String {
    let begin = "#include \"vtable_api_host.h\"\n#include <cstdlib>\n#include <utility>\n";
    let mut module = Module::new(begin, tables(folder, "hpp"), "hpp");
    module.text += &OPEN.replace("getenv", "std::getenv").replace("abort", "std::abort");
    module.proxies(suffixes, |table, proxy| {
        let class = after(&table.text, "Providers: a class that derives from ", ' ').expect("a class");
        let lines = table.text.lines();
        let methods: String = lines.clone().zip(lines.skip(1)).filter_map(method).collect();
        let text = IN_CPP.replace("CLASS", class.trim_end_matches("Provider")).replace("FUNCTIONS", &methods);
        (text, format!("STEM::{proxy}::creates(\"EXPORT\")"))
    })
}

struct Module {
    text: String,
    tables: Vec<Table>,
}

impl Module {
    fn new(begin: &str, tables: Vec<Table>, extension: &str) -> Module {
        let include = |table: &Table| format!("#include \"{}.{extension}\"\n", table.stem);
        let text = begin.to_owned() + &tables.iter().map(include).collect::<String>();
        Module { text, tables }
    }

    /// Adds one for each export, by what makes its text and how it is exported, and the module itself.
    fn proxies(mut self, suffixes: Suffixes, write: impl Fn(&Table, &str) -> (String, String)) -> String {
        let (mut exports, mut count) = (String::new(), 0);
        for table in &self.tables {
            for suffix in suffixes {
                let proxy = format!("proxy_{count}");
                let (text, export) = write(table, &proxy);
                let fill = |text: &str| {
                    let name = format!("{}{suffix}", table.name);
                    text.replace("STEM", &table.stem).replace("PROXY", &proxy).replace("EXPORT", &name)
                };
                self.text += &fill(&text);
                writeln!(exports, "    {},", fill(&export)).expect("text");
                count += 1;
            }
        }
        self.text
            + &format!(
                "\nstatic const vtable_api_export exports[] = {{\n{exports}}};\n\
                 VTABLE_API_MODULE(\"proxy\", \"1\", begin, end, NULL, 0, exports, {count});\n"
            )
    }
}

/// A member of a table.
struct CSlot<'l> {
    name: &'l str,
    /// The function's declaration, with `NAME` for its name.
    function: String,
    /// Names of its parameters behind the object.
    arguments: Vec<&'l str>,
    has_object: bool,
    is_void: bool,
}

impl<'l> CSlot<'l> {
    const NAME: &'static str = "NAME!";
    const BEFORE: &'static str = "(VTABLE_API_CALL *";

    /// `    void (VTABLE_API_CALL *name)(void *object, uint32_t x) VTABLE_API_NOEXCEPT;`
    fn of(line: &'l str) -> Option<CSlot<'l>> {
        let declaration = line.strip_prefix("    ")?.strip_suffix(" VTABLE_API_NOEXCEPT;")?;
        let at = declarator(declaration)?;
        let (name, behind) = declaration[at..].split_once(")(")?;
        let mut depth = 0;
        let mut names = Vec::new();
        let (mut start, mut end) = (0, 0);
        for (at, c) in behind.char_indices() {
            end = at;
            match c {
                '(' => depth += 1,
                ',' if depth == 0 => {
                    names.push(parameter(&behind[start..at]));
                    start = at + 1;
                }
                ')' if depth == 0 => break,
                ')' => depth -= 1,
                _ => {}
            }
        }
        names.push(parameter(&behind[start..end]));
        let has_object = names[0] == "object";
        names.retain(|name| !matches!(*name, "object" | "void"));
        let head = &declaration[..at - Self::BEFORE.len()];
        let function = format!("{head}VTABLE_API_CALL {}({behind}", Self::NAME);
        Some(CSlot { name, function, arguments: names, has_object, is_void: head == "void " })
    }

    fn definition(&self, proxy: &str) -> String {
        let CSlot { name, function, arguments, has_object, is_void } = self;
        let to = if *has_object { "object" } else { "PROXY_any()" };
        let object = has_object.then_some("self->to.object");
        let arguments: Vec<&str> = object.into_iter().chain(arguments.iter().copied()).collect();
        let arguments = arguments.join(", ");
        let function = function.replace(Self::NAME, &format!("{proxy}_{name}"));
        let returned = if *is_void { "" } else { "return " };
        format!(
            "static {function} {{\n    const PROXY *self = {to};\n    {returned}self->to.t->{name}({arguments});\n}}\n\n"
        )
    }
}

/// The lines of the table.
fn members(header: &str) -> impl Iterator<Item = &str> {
    header.lines().skip_while(|line| !line.ends_with("_TABLE_ {")).take_while(|line| !line.starts_with('}'))
}

/// Where the name of a pointer to a function begins. Before that of one which returns another stands another `(*`.
fn declarator(declaration: &str) -> Option<usize> {
    declaration.match_indices(CSlot::BEFORE).find_map(|(at, before)| {
        let behind = &declaration[at + before.len()..];
        let name = behind.replace("const ", "      ").replace('*', " ").trim_start().len();
        let at = declaration.len() - name;
        declaration[at..].starts_with(|c: char| c.is_ascii_alphabetic()).then_some(at)
    })
}

/// The name in a declaration.
fn parameter(declaration: &str) -> &str {
    let pointer = declarator(declaration).and_then(|at| declaration[at..].split(')').next());
    let last = declaration.rsplit(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).next();
    pointer.or(last).expect("a name")
}

/// The member of a provider that has this one of a handle: its declaration, and the line behind it.
fn method((declaration, call): (&str, &str)) -> Option<String> {
    let call = call.trim().strip_prefix("return vtable_api_call")?.strip_suffix(");")?;
    let is_static = call.starts_with("_static(");
    let (of, arguments) = match call.split_once("VTABLE_API_OF_(") {
        Some((_, rest)) => rest.split_once(')')?,
        None => call.split_once("vtable_api_self.t->").map(|(of, rest)| {
            (of.trim_end_matches(", "), rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_'))
        })?,
    };
    let name = of.rsplit([' ', ':']).next()?;
    // What is lent for writing goes on as it is, all else is given.
    let pass = |argument: &str| match declaration.contains(&format!(" &{argument}")) {
        true => argument.to_owned(),
        false => format!("std::move({argument})"),
    };
    let arguments: Vec<String> = arguments.split(", ").filter(|argument| !argument.is_empty()).map(pass).collect();
    let (before, to) = if is_static { ("static ", "any()") } else { ("", "to") };
    let declaration = declaration.trim().trim_end_matches(" {");
    let declaration = if is_static { declaration.trim_end_matches(" const") } else { declaration };
    Some(format!("    {before}{declaration} {{ return {to}.{name}({}); }}\n", arguments.join(", ")))
}
