//! The command line, as data.

mod examples;

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use vtable_api_manifest::model::CCase;

/// Records, checks and exports the function tables of a package
#[derive(Debug, Parser)]
#[command(name = "cargo-vtable-api", bin_name = "cargo vtable-api", version)]
#[command(after_help = examples::PROGRAM)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What is printed, and how. Every command takes it.
#[derive(Args, Clone, Copy, Debug, Default)]
pub(crate) struct OutputArgs {
    /// Print only problems and the requested output
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// The format of the report
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT", global = true)]
    pub(crate) format: Format,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Create an empty abi.toml
    Init(Init),
    /// Append what is new in the source to abi.toml, as the next revision
    Freeze(Freeze),
    /// Check the source against abi.toml, and abi.toml against its digests
    Check(Check),
    /// Compare two states: what an old module loses and gains
    Diff(Diff),
    /// Write the C and C++ headers of what is frozen
    Header(Header),
    /// Show which tables a built file provides and expects, without loading it
    Inspect(Inspect),
    /// Explain a diagnostic, or list them all
    Explain(Explain),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the manual page, or write the manual pages of all commands
    Man(Man),
}

impl Command {
    /// Its name on the command line.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Command::Init(_) => "init",
            Command::Freeze(_) => "freeze",
            Command::Check(_) => "check",
            Command::Diff(_) => "diff",
            Command::Header(_) => "header",
            Command::Inspect(_) => "inspect",
            Command::Explain(_) => "explain",
            Command::Completions(_) => "completions",
            Command::Man(_) => "man",
        }
    }
}

/// Which package.
#[derive(Args, Debug)]
pub(crate) struct PackageArgs {
    /// The package's Cargo.toml
    #[arg(long, value_name = "PATH")]
    pub(crate) manifest_path: Option<PathBuf>,
    /// A package of the workspace; may be given several times
    #[arg(short, long, value_name = "NAME")]
    pub(crate) package: Vec<String>,
}

/// Which packages.
#[derive(Args, Debug)]
pub(crate) struct SelectArgs {
    #[command(flatten)]
    pub(crate) package: PackageArgs,
    /// All packages of the workspace
    #[arg(long, conflicts_with = "package")]
    pub(crate) workspace: bool,
    /// With --workspace: exclude this package; may be given several times
    #[arg(long, value_name = "NAME", requires = "workspace")]
    pub(crate) exclude: Vec<String>,
}

/// How it is built.
#[derive(Args, Debug, Hash)]
pub(crate) struct BuildArgs {
    /// Features to build with, separated by commas or spaces
    #[arg(short = 'F', long, value_name = "FEATURES", value_delimiter = ',')]
    pub(crate) features: Vec<String>,
    /// Build with all features
    #[arg(long)]
    pub(crate) all_features: bool,
    /// Build without the feature `default`
    #[arg(long)]
    pub(crate) no_default_features: bool,
    /// Build for this target, whose standard library must be installed
    #[arg(long, value_name = "TRIPLE")]
    pub(crate) target: Option<String>,
}

#[derive(Args, Debug)]
#[command(after_help = examples::INIT)]
pub(crate) struct Init {
    #[command(flatten)]
    pub(crate) package: PackageArgs,
}

#[derive(Args, Debug)]
#[command(after_help = examples::FREEZE)]
pub(crate) struct Freeze {
    #[command(flatten)]
    pub(crate) select: SelectArgs,
    #[command(flatten)]
    pub(crate) build: BuildArgs,
    /// Print what would be appended, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Args, Debug)]
#[command(after_help = examples::CHECK)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) select: SelectArgs,
    #[command(flatten)]
    pub(crate) build: BuildArgs,
    /// Report drafts as findings
    #[arg(long)]
    pub(crate) locked: bool,
    /// Require abi.toml to still have everything recorded there: a file or a git revision, such as v1.0 or
    /// origin/main
    #[arg(long, value_name = "REV|FILE", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) against: Option<String>,
    #[command(flatten)]
    pub(crate) headers: HeadersArgs,
}

#[derive(Args, Debug)]
#[command(after_help = examples::DIFF)]
pub(crate) struct Diff {
    /// The old state: `source`, `abi.toml`, a git revision such as v1.0, a record in another file, or a built binary
    #[arg(value_name = "OLD", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) old: String,
    /// The new state, in the same forms; defaults to the source
    #[arg(value_name = "NEW", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) new: Option<String>,
    #[command(flatten)]
    pub(crate) select: SelectArgs,
    #[command(flatten)]
    pub(crate) build: BuildArgs,
    /// Only this table; may be given several times
    #[arg(long, value_name = "ID")]
    pub(crate) table: Vec<String>,
}

#[derive(Args, Debug)]
#[command(after_help = examples::HEADER)]
pub(crate) struct Header {
    #[command(flatten)]
    pub(crate) select: SelectArgs,
    #[command(flatten)]
    pub(crate) build: BuildArgs,
    /// Write the headers of all tables, and vtable_api.h, into this folder
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Write headers for this language; the C++17 headers include those for C, which are written as well
    #[arg(long, value_enum, default_value_t, value_name = "LANG")]
    pub(crate) lang: Lang,
    /// Also write vtable_api_host.h, with which a C or C++ program opens modules
    #[arg(long, requires = "out")]
    pub(crate) host: bool,
    /// Write only declarations, one file per package, for cffi, bindgen, SWIG, Nim and other tools that read C
    #[arg(long, conflicts_with_all = ["host", "lang"])]
    pub(crate) plain: bool,
    /// Also write a module and a host in C to start from; existing files are not overwritten
    #[arg(long, requires = "out", conflicts_with_all = ["plain", "lang", "check"])]
    pub(crate) skeleton: bool,
    /// Leave out later revisions
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) revision: Option<u32>,
    /// Only this table; may be given several times
    #[arg(long, value_name = "ID")]
    pub(crate) table: Vec<String>,
    /// The spelling of slots, overriding the trait
    #[arg(long, value_enum, value_name = "CASE")]
    pub(crate) c_case: Option<Case>,
    /// A prefix for the names of a single table and its file, instead of vendor and name. Types keep theirs
    #[arg(long, value_name = "NAME", value_parser = prefix)]
    pub(crate) c_prefix: Option<String>,
    /// Write nothing; report files in --out that are missing or would change as findings
    #[arg(long, requires = "out")]
    pub(crate) check: bool,
}

#[derive(Args, Debug)]
#[command(after_help = examples::INSPECT)]
pub(crate) struct Inspect {
    /// An object file, archive, shared library or program, for any system and machine
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The program that would open it; shows on which revisions the two would agree
    #[arg(long, value_name = "FILE")]
    pub(crate) host: Option<PathBuf>,
}

#[derive(Args, Debug)]
#[command(after_help = examples::EXPLAIN)]
pub(crate) struct Explain {
    /// A code such as VT0004, vt4 or 4
    #[arg(value_name = "VTnnnn")]
    pub(crate) code: Option<String>,
}

#[derive(Args, Debug)]
#[command(after_help = examples::COMPLETIONS)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Args, Debug)]
#[command(after_help = examples::MAN)]
pub(crate) struct Man {
    /// Write one page per command into this folder
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

/// Which files must be up to date.
#[derive(Args, Debug)]
pub(crate) struct HeadersArgs {
    /// Require this header to be up to date; may be given several times
    #[arg(long, value_name = "FILE")]
    pub(crate) header: Vec<PathBuf>,
    /// Require this folder to have all headers, up to date
    #[arg(long, value_name = "DIR")]
    pub(crate) headers: Option<PathBuf>,
}

impl HeadersArgs {
    pub(crate) fn are_asked_for(&self) -> bool {
        !self.header.is_empty() || self.headers.is_some()
    }
}

/// What a header is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// C99 and later, C++11 and later
    #[default]
    C,
    /// C++17 and later
    #[value(name = "c++", alias = "cpp")]
    Cpp,
}

/// What can begin a table's names in C: two words at least, since those of one word are the systems'.
fn prefix(text: &str) -> Result<String, String> {
    let is_word = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let is_first = text.starts_with(|first: char| first.is_ascii_lowercase());
    if !is_first || !text.contains('_') || !text.split('_').all(|word| !word.is_empty() && is_word(word)) {
        return Err("a prefix looks like `acme_codec`: lower-case letters and digits in words joined by `_`".into());
    }
    match vtable_api_manifest::c_name::system_name(text) {
        Some(name) => Err(format!("`{name}` is already defined by C++ or a system header; choose another prefix")),
        None => Ok(text.to_owned()),
    }
}

/// How slots are spelled in C.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Case {
    /// decode_ex1
    Snake,
    /// DecodeEx1
    Pascal,
}

impl From<Case> for CCase {
    fn from(case: Case) -> CCase {
        match case {
            Case::Snake => CCase::Snake,
            Case::Pascal => CCase::Pascal,
        }
    }
}

/// How a report is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Text,
    /// For programs: one JSON document, described in docs/json.md
    Json,
    /// For GitHub workflows: findings become annotations
    Github,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    /// Each command has some, and each can be typed.
    #[test]
    fn examples_are_command_lines() {
        let program = Cli::command();
        let commands = program.get_subcommands().chain([&program]);
        for command in commands {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let (_, examples) = help.split_once("Examples:\n").unwrap_or_else(|| panic!("{}", command.get_name()));
            for line in examples.lines().filter_map(|line| line.strip_prefix("  cargo vtable-api ")) {
                // A remark stands behind several spaces, a pipe behind its sign.
                let line = line.split(['|', '>']).next().and_then(|line| line.split("  ").next()).unwrap_or(line);
                let words = std::iter::once("cargo-vtable-api").chain(line.split_whitespace());
                let parsed = Cli::try_parse_from(words);
                assert!(parsed.is_ok(), "{line}: {}", parsed.unwrap_err());
            }
        }
    }
}
