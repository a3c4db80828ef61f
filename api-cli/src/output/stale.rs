//! Headers in files against what would be written now.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::model::CCase;
use vtable_api_manifest::violation::{Place, Violation};

use super::headers::{self, COMMON, COMMON_CPP, HOST, HeaderFile, Of, Wanted, common, host};
use crate::args::{HeadersArgs, Lang};
use crate::report::words::{in_code, similar};
use crate::report::{At, Finding, Stop};

/// Compares the files that the arguments name with the headers of a package; returns these headers' names, too.
pub(crate) fn stale(args: &HeadersArgs, of: Of<'_>) -> Result<(Vec<String>, Vec<Finding>), Stop> {
    if of.recorded.tables.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let mut files = Vec::new();
    for lang in [Lang::C, Lang::Cpp] {
        files.extend(headers::of(of, &Wanted { lang, ..Wanted::default() })?);
        files.push(common(lang));
    }
    files.push(host());
    files.push(headers::plain(of, &Wanted::default())?);
    // Not everyone writes those in C++, the one that opens modules, or declarations alone.
    let is_in_use = |folder: &PathBuf, file: &HeaderFile| match (lang_of(file), &*file.name) {
        (Lang::Cpp, _) => folder.join(COMMON_CPP).exists(),
        (Lang::C, name) if name == HOST || is_plain(file) => folder.join(name).exists(),
        (Lang::C, _) => true,
    };
    let mut found = Vec::new();
    for file in &files {
        let named = args.header.iter().filter(|path| path.file_name().is_some_and(|name| *name == *file.name));
        let in_folder =
            args.headers.iter().filter(|folder| is_in_use(folder, file)).map(|folder| folder.join(&file.name));
        for path in named.cloned().chain(in_folder) {
            found.extend(stale_in_any_case(&path, file, of)?);
        }
    }
    Ok((files.into_iter().map(|file| file.name).collect(), found))
}

fn lang_of(file: &HeaderFile) -> Lang {
    if file.name.ends_with(".hpp") { Lang::Cpp } else { Lang::C }
}

fn is_plain(file: &HeaderFile) -> bool {
    file.name.ends_with(".plain.h")
}

/// A header may have been written with `--c-case`.
fn stale_in_any_case(path: &Path, file: &HeaderFile, of: Of<'_>) -> Result<Option<Finding>, Stop> {
    let stale = stale_file(path, file)?;
    let (Some(_), Some(table)) = (&stale, &file.table) else { return Ok(stale) };
    for c_case in [CCase::Snake, CCase::Pascal] {
        let (lang, tables) = (lang_of(file), std::slice::from_ref(table));
        let wanted = Wanted { lang, c_case: Some(c_case), tables, ..Wanted::default() };
        for file in headers::of(of, &wanted)? {
            if stale_file(path, &file)?.is_none() {
                return Ok(None);
            }
        }
    }
    Ok(stale)
}

/// What a file has instead of the header; `None` when it is the header.
pub(crate) fn stale_file(path: &Path, file: &HeaderFile) -> Result<Option<Finding>, Stop> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let which = match lang_of(file) {
        Lang::Cpp => " --lang c++",
        Lang::C if file.name == HOST => " --host",
        Lang::C if is_plain(file) => " --plain",
        Lang::C => "",
    };
    let way_out = format!("run `cargo vtable-api header{which} --out {}`", folder.display());
    let finding = |message: String| Violation::new(Code::HeaderStale, Place::Package, message).help(way_out.clone());
    let text = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let message = format!("there is no header `{}`", path.display());
            return Ok(Some(finding(message).into()));
        }
        Err(error) => return Err(Stop::failed(format!("{} cannot be read: {error}", path.display()))),
    };
    let text = String::from_utf8_lossy(&text);
    let (mut old, mut new) = (text.lines(), file.text.lines());
    let mut line = 0;
    loop {
        line += 1;
        let (old, new) = (old.next(), new.next());
        if old.is_none() && new.is_none() {
            return Ok(None);
        }
        if old != new {
            let message = format!("header `{}` is stale from line {line}", path.display());
            let shown = |line: Option<&str>| line.map_or("the end of the file", str::trim).to_owned();
            let violation = finding(message).recorded(shown(new), None).now(shown(old));
            return Ok(Some(Finding { at: Some(At::line(path, line)), ..violation.into() }));
        }
    }
}

/// Stops on a file that is called like no header.
pub(crate) fn find_unknown<'n>(
    args: &HeadersArgs,
    names: impl Iterator<Item = &'n String> + Clone,
) -> Result<(), Stop> {
    let is_known = |path: &&PathBuf| {
        path.file_name().is_some_and(|file| {
            [COMMON, COMMON_CPP, HOST].iter().any(|name| *file == **name) || names.clone().any(|name| *file == **name)
        })
    };
    let Some(unknown) = args.header.iter().find(|path| !is_known(path)) else { return Ok(()) };
    let file = unknown.file_name().unwrap_or_default().to_string_lossy();
    let names = names.map(String::as_str).filter(|name| *name != COMMON).chain([COMMON]);
    let help = match similar(&file, names.clone()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("the headers are named {}", in_code(names)),
    };
    Err(Stop::usage(format!("no table's header is called `{file}`"), help))
}
