//! The examples of the help texts and of the manual. A test reads them as command lines.

pub(super) const PROGRAM: &str = "\
Examples:
  cargo vtable-api init              once, before the first table of a package
  cargo vtable-api freeze            before each release: records what is new
  cargo vtable-api check --locked    in CI
  cargo vtable-api explain VT0004    what a diagnostic means

Exit code: 0 clean, 100 findings, 101 could not check, 2 usage error";

pub(super) const INIT: &str = "\
Examples:
  cargo vtable-api init
  cargo vtable-api init -p codec -p services";

pub(super) const FREEZE: &str = "\
It prints one line for each new revision, ready for a changelog. If the source breaks the record, it reports every
problem and writes nothing in any package.

A freeze can be undone until something built from it has left your hands: use `git restore abi.toml`, or
`git revert` its commit. After that, what it recorded stays: append instead.

Examples:
  cargo vtable-api freeze --dry-run     see what would be appended
  cargo vtable-api freeze --workspace";

pub(super) const CHECK: &str = "\
Examples:
  cargo vtable-api check
  cargo vtable-api check --workspace --locked --against v1.0     before a release
  cargo vtable-api check --against old/libviewer.so              everything in a shipped binary is still recorded
  cargo vtable-api check --headers include --format github       in a GitHub workflow";

pub(super) const DIFF: &str = "\
The result is a verdict: `same`, `grown` or `broken`. The exit code of `broken` is 100.

Examples:
  cargo vtable-api diff v1.0 v2.0                      two releases
  cargo vtable-api diff v1.0                           the last release and the source
  cargo vtable-api diff target/release/libviewer.so abi.toml";

pub(super) const HEADER: &str = "\
Examples:
  cargo vtable-api header > viewer_codec.h
  cargo vtable-api header --out include
  cargo vtable-api header --out include --host           for a C program that opens modules
  cargo vtable-api header --out include --check          in CI
  cargo vtable-api header --out include --skeleton       a module and a host in C to start from
  cargo vtable-api header --plain > codec.plain.h        for cffi, bindgen and other tools that read C
  cargo vtable-api header --out old --revision 1         as it was before revision 2";

pub(super) const INSPECT: &str = "\
Examples:
  cargo vtable-api inspect target/release/libpng.so
  cargo vtable-api inspect libpng.so --host viewer       whether the viewer would open it";

pub(super) const EXPLAIN: &str = "\
Examples:
  cargo vtable-api explain VT0004
  cargo vtable-api explain";

pub(super) const COMPLETIONS: &str = "\
The script completes arguments of `cargo-vtable-api`.

Examples:
  cargo vtable-api completions bash > ~/.local/share/bash-completion/completions/cargo-vtable-api
  cargo vtable-api completions zsh > ~/.zfunc/_cargo-vtable-api
  cargo vtable-api completions fish > ~/.config/fish/completions/cargo-vtable-api.fish";

pub(super) const MAN: &str = "\
Examples:
  cargo vtable-api man | man -l -
  cargo vtable-api man --out ~/.local/share/man/man1     then `cargo help vtable-api` shows it";
