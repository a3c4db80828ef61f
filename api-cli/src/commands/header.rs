//! `cargo vtable-api header`: writes the C and C++ headers of what is frozen, or looks whether they are written.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use vtable_api_manifest::rules;

use crate::args::{self, Lang, OutputArgs};
use crate::input::compile::Build;
use crate::input::compile::source::{self, Read};
use crate::input::project::{self, Project, Unnamed};
use crate::output::headers::{self, HeaderFile, Of, Wanted};
use crate::output::{stale, store};
use crate::record;
use crate::report::words::in_code;
use crate::report::{Finding, Report, Stop};

const UNDONE: &str = "no header was written";

/// The headers, and what was done with them.
#[derive(Debug, Default, Serialize)]
pub(crate) struct HeaderReport {
    headers: Vec<Written>,
    /// Those that are not as they should be.
    #[serde(skip)]
    stale: Vec<Finding>,
}

/// A header.
#[derive(Debug, Serialize)]
struct Written {
    /// Where it was written to; standard output, if nowhere.
    file: Option<PathBuf>,
    /// Whose it is; of no table are the one that all others include and the one that opens modules.
    table: Option<String>,
    /// The file did not have this text.
    changed: bool,
    text: String,
}

impl Report for HeaderReport {
    fn findings(&self) -> &[Finding] {
        &self.stale
    }

    fn write(&self, quiet: bool, out: &mut dyn Write) -> io::Result<()> {
        for Written { file, changed, text, .. } in &self.headers {
            match file {
                None => write!(out, "{text}")?,
                Some(_) if quiet => {}
                Some(file) => {
                    let state = match changed {
                        _ if !self.stale.is_empty() && *changed => "stale",
                        true => "written",
                        false => "unchanged",
                    };
                    writeln!(out, "{}: {state}", file.display())?;
                }
            }
        }
        Ok(())
    }
}

pub(crate) fn run(args: &args::Header, output: OutputArgs) -> Result<HeaderReport, Stop> {
    let workspace = project::select(&args.select, Unnamed::Ask)?;
    let records = workspace.projects.iter().map(|project| record::require(&project.root));
    let records = records.collect::<Result<Vec<_>, Stop>>()?;
    let how = Build { args: &args.build, quiet: output.quiet, thorough: true, locked: false };
    let sources = source::read(&workspace, how)?;
    let mut findings = Vec::new();
    let mut packages = Vec::new();
    for ((project, record), source) in workspace.projects.iter().zip(&records).zip(sources) {
        match checked(project, record, source) {
            Ok(source) => packages.push((project.name(), &record.package, source.package)),
            Err(found) => findings.extend(found),
        }
    }
    Stop::on(findings, UNDONE)?;
    let c_case = args.c_case.map(Into::into);
    let (mut files, mut begun) = (Vec::new(), Vec::new());
    let langs: &[Lang] = match (args.lang, &args.out) {
        (Lang::Cpp, Some(_)) => &[Lang::C, Lang::Cpp],
        (Lang::Cpp, None) => &[Lang::Cpp],
        (Lang::C, _) => &[Lang::C],
    };
    for lang in langs {
        let (tables, c_prefix) = (&args.table[..], args.c_prefix.as_deref());
        let wanted = Wanted { lang: *lang, revision: args.revision, c_case, c_prefix, tables };
        for (package, recorded, source) in &packages {
            let of = Of { package, recorded, source };
            match args.plain {
                true => files.push(headers::plain(of, &wanted)?),
                false => files.extend(headers::of(of, &wanted)?),
            }
            if args.skeleton {
                begun.extend(headers::skeletons(of, &wanted)?);
            }
        }
    }
    one_meaning(&files)?;
    if args.out.is_some() && !args.plain {
        files.extend(langs.iter().map(|lang| headers::common(*lang)));
        files.extend((args.host || args.skeleton).then(headers::host));
    }
    match &args.out {
        Some(folder) if args.check => look_at(folder, files),
        Some(folder) => {
            are_new(folder, &begun)?;
            files.append(&mut begun);
            write_all(folder, files)
        }
        None => only(files),
    }
}

/// A program includes any of these together, so what two packages call alike must be alike.
fn one_meaning(files: &[HeaderFile]) -> Result<(), Stop> {
    let texts = files.iter().map(|file| (file.name.as_str(), file.text.as_str()));
    let Some(clash) = vtable_api_manifest::header::clash(texts) else { return Ok(()) };
    Err(Stop::failed_with_help(
        format!("{clash}: a program cannot have both"),
        "rename the one that is not released, or change the vendor in its table's id",
    ))
}

fn checked(project: &Project, record: &record::RecordFile, source: Read) -> Read {
    let source = source?;
    let broken = source.findings(project, rules::check_of(&record.local(project), &record.package, &source.package));
    if broken.is_empty() { Ok(source) } else { Err(broken) }
}

fn only(files: Vec<HeaderFile>) -> Result<HeaderReport, Stop> {
    match <[HeaderFile; 1]>::try_from(files) {
        Ok([HeaderFile { table, text, .. }]) => {
            let header = Written { file: None, table, changed: false, text };
            Ok(HeaderReport { headers: vec![header], stale: Vec::new() })
        }
        Err(files) => {
            let tables = in_code(files.iter().filter_map(|file| file.table.as_deref()));
            let message = format!("{} tables have a header: {tables}", files.len());
            Err(Stop::usage(message, "choose a folder for them with --out DIR, or one of them with --table ID"))
        }
    }
}

/// What an author has filled in is not written over.
fn are_new(folder: &Path, files: &[HeaderFile]) -> Result<(), Stop> {
    match files.iter().map(|file| folder.join(&file.name)).find(|path| path.exists()) {
        Some(path) => Err(Stop::failed_with_help(
            format!("{} already exists, and a skeleton does not overwrite it", path.display()),
            "name another folder with --out, or omit --skeleton",
        )),
        None => Ok(()),
    }
}

fn write_all(folder: &Path, files: Vec<HeaderFile>) -> Result<HeaderReport, Stop> {
    let files = by_name(files)?;
    std::fs::create_dir_all(folder)
        .map_err(|error| Stop::failed(format!("cannot create folder {}: {error}", folder.display())))?;
    let write = |HeaderFile { name, table, text }: HeaderFile| {
        let path = folder.join(name);
        let changed = store::update(&path, &text)?;
        Ok(Written { file: Some(path), table, changed, text })
    };
    Ok(HeaderReport { headers: files.into_values().map(write).collect::<Result<_, Stop>>()?, stale: Vec::new() })
}

/// Writes nothing: says which files are not as they would be written.
fn look_at(folder: &Path, files: Vec<HeaderFile>) -> Result<HeaderReport, Stop> {
    let mut report = HeaderReport::default();
    for file in by_name(files)?.into_values() {
        let path = folder.join(&file.name);
        let stale = stale::stale_file(&path, &file)?;
        let changed = stale.is_some();
        report.stale.extend(stale);
        report.headers.push(Written { file: Some(path), table: file.table, changed, text: file.text });
    }
    Ok(report)
}

/// Each file name once.
fn by_name(files: Vec<HeaderFile>) -> Result<BTreeMap<String, HeaderFile>, Stop> {
    let mut all: BTreeMap<String, HeaderFile> = BTreeMap::new();
    for file in files {
        if let Some(other) = all.get(&file.name) {
            let owner = |file: &HeaderFile| match &file.table {
                Some(table) => format!("table `{table}`"),
                None => "the contract".to_owned(),
            };
            let (one, other) = (owner(other), owner(&file));
            return Err(Stop::failed(format!("{one} and {other} would both be written to {}", file.name)));
        }
        all.insert(file.name.clone(), file);
    }
    Ok(all)
}
