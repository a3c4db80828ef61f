//! Crates of users: in a temporary folder, outside of the workspace, built by cargo. All of them share one
//! target folder, so that `vtable-api` is compiled once.

use super::{Diagnostic, Level, dependencies};
use std::ffi::OsStr;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

/// A crate of a user.
pub struct Project {
    folder: PathBuf,
    target: PathBuf,
}

/// What a run of cargo said.
#[derive(Clone, Debug)]
pub struct Built {
    pub success: bool,
    pub stdout: String,
    pub stderr: String,
}

impl Project {
    /// An empty folder with the lock file of this workspace, so that cargo resolves nothing anew. Its path is the
    /// same in every run: what was built there is reused, and a failure can be looked at.
    pub fn empty(test: &str) -> Project {
        let folder = users().join(test);
        if folder.exists() {
            std::fs::remove_dir_all(&folder).expect("the folder of the last run can be removed");
        }
        let project = Project { folder, target: shared_target() };
        let lock = std::fs::read_to_string(workspace().join("Cargo.lock")).expect("the workspace's Cargo.lock");
        project.write("Cargo.lock", &lock);
        project
    }

    /// A package; `{vtable-api}` in `manifest` is the path to us.
    pub fn with_manifest(test: &str, manifest: &str) -> Project {
        let project = Project::empty(test);
        project.write("Cargo.toml", manifest);
        project
    }

    /// A library of edition 2024 with the one dependency. The package is called like the test: to cargo, two
    /// packages of one name in two folders are the same, and the younger build would pass for that of both.
    pub fn library(test: &str, source: &str) -> Project {
        let manifest = format!(
            "[package]\nname = \"{test}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             vtable-api = {{ path = \"{{vtable-api}}\" }}\n\n[workspace]\n"
        );
        let project = Project::with_manifest(test, &manifest);
        project.write("src/lib.rs", source);
        project
    }

    /// The same, built elsewhere.
    pub fn in_target(self, target: PathBuf) -> Project {
        Project { target, ..self }
    }

    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// Writes a file, folders included.
    pub fn write(&self, file: &str, text: &str) {
        self.write_bytes(file, text.replace("{vtable-api}", &toml_path(&workspace())).as_bytes());
    }

    pub fn write_bytes(&self, file: &str, bytes: &[u8]) {
        let path = self.path().join(file);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).expect("a folder");
        }
        std::fs::write(path, bytes).expect("a file is written");
    }

    pub fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.path().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    pub fn remove(&self, file: &str) {
        std::fs::remove_file(self.path().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    }

    /// `cargo` with these arguments, split at spaces.
    pub fn cargo(&self, args: &str) -> Built {
        self.cargo_with(args, &[])
    }

    /// The same with environment variables.
    pub fn cargo_with(&self, args: &str, env: &[(&str, &str)]) -> Built {
        self.run(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), args, env)
    }

    pub fn check(&self) -> Built {
        self.cargo("check")
    }

    /// `cargo vtable-api` with these arguments.
    pub fn cli(&self, args: &str) -> Built {
        dependencies::copy_to(self.path(), &self.target);
        self.cli_with(args, &[])
    }

    /// The same with environment variables, and nothing compiled before.
    pub fn cli_with(&self, args: &str, env: &[(&str, &str)]) -> Built {
        self.run(cargo_vtable_api(), &format!("vtable-api {args}"), env)
    }

    /// Starts `cargo vtable-api`, and kills it.
    pub fn kill_cli_after(&self, args: &str, time: Duration) {
        let mut command = self.command(cargo_vtable_api(), &format!("vtable-api {args}"), &[]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        std::thread::sleep(time);
        // It may have ended.
        let _ = child.kill();
        child.wait().expect("it ends");
    }

    /// Another program, in the package's folder.
    pub fn run_tool(&self, program: &str, args: &str) -> Built {
        self.run(program, args, &[])
    }

    /// The same with environment variables.
    pub fn run_tool_with(&self, program: &str, args: &str, env: &[(&str, &str)]) -> Built {
        self.run(program, args, env)
    }

    /// Makes a file look as if it had not changed for a long time.
    pub fn age(&self, file: &str) {
        let open = std::fs::File::options().write(true).open(self.path().join(file)).expect("the file is there");
        open.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000)).expect("its time is set");
    }

    fn run(&self, program: impl AsRef<OsStr>, args: &str, env: &[(&str, &str)]) -> Built {
        Built::from(self.command(program, args, env).output().expect("it runs"))
    }

    fn command(&self, program: impl AsRef<OsStr>, args: &str, env: &[(&str, &str)]) -> Command {
        let mut command = clean(program);
        command.args(args.split_whitespace()).current_dir(self.path());
        command.env("CARGO_TARGET_DIR", &self.target).envs(env.iter().copied());
        command
    }
}

impl Built {
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        Diagnostic::all(&self.stderr)
    }

    pub fn errors(&self) -> Vec<Diagnostic> {
        self.diagnostics().into_iter().filter(|found| found.level == Level::Error).collect()
    }

    pub fn warnings(&self) -> Vec<Diagnostic> {
        self.diagnostics().into_iter().filter(|found| found.level == Level::Warning).collect()
    }

    /// Succeeded, whatever it said.
    #[track_caller]
    pub fn assert_builds(&self, what: &str) {
        assert!(self.success, "{what}: must build, but\n{}{}", self.stdout, self.stderr);
    }

    /// Succeeded without a word.
    #[track_caller]
    pub fn assert_silent(&self, what: &str) {
        self.assert_builds(what);
        assert!(self.diagnostics().is_empty(), "{what}: must have no finding, but\n{}", self.stderr);
    }

    /// Failed with one error and no warning.
    #[track_caller]
    pub fn only_error(&self, what: &str) -> Diagnostic {
        assert!(!self.success, "{what}: must fail, but builds\n{}", self.stderr);
        match <[_; 1]>::try_from(self.diagnostics()) {
            Ok([only]) if only.level == Level::Error => only,
            _ => panic!("{what}: must be one error and nothing else, but\n{}", self.stderr),
        }
    }
}

impl From<Output> for Built {
    fn from(output: Output) -> Built {
        Built {
            success: output.status.success(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// The root of this workspace.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ is in it").to_path_buf()
}

/// Where the crates of users lie: outside of the workspace, apart from those of other checkouts.
fn users() -> PathBuf {
    let mut hasher = DefaultHasher::new();
    env!("CARGO_TARGET_TMPDIR").hash(&mut hasher);
    std::env::temp_dir().join(format!("vtable-api-tests-{:016x}", hasher.finish()))
}

/// Where the crates of users are built. Test programs that run at the same time are given different ones: cargo locks
/// the folder in which it builds.
pub fn shared_target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("users{}", lane()))
}

/// Behind the name of what test programs that run at the same time may both make.
pub(super) fn lane() -> String {
    std::env::var("VTABLE_API_TESTS_LANE").unwrap_or_default()
}

/// A path inside a TOML string.
fn toml_path(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// A command that sees nothing of the cargo that runs this test, and no network.
fn clean(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    let ours = [
        "CARGO_PKG_",
        "CARGO_MANIFEST_",
        "CARGO_BIN_",
        "CARGO_CRATE_",
        "CARGO_PRIMARY_",
        "CARGO_BUILD_TARGET",
        "VTABLE_API",
    ];
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| ours.iter().any(|prefix| name.starts_with(prefix))) {
            command.env_remove(name);
        }
    }
    command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS").env_remove("RUSTC_BOOTSTRAP");
    command.envs([("CARGO_TERM_COLOR", "never"), ("CARGO_NET_OFFLINE", "true"), ("CARGO_INCREMENTAL", "0")]);
    command.env("CARGO_PROFILE_DEV_DEBUG", "0"); // nobody looks into what is built here
    command
}

/// The program behind `cargo vtable-api`, built where this test was: mostly there is nothing to do.
pub fn cargo_vtable_api() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("target/tmp is in target");
        let mut command = clean(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(["build", "--package", "cargo-vtable-api", "--bin", "cargo-vtable-api"]).current_dir(workspace());
        command.env("CARGO_TARGET_DIR", target).env_remove("CARGO_INCREMENTAL");
        Built::from(command.output().expect("cargo runs")).assert_builds("cargo-vtable-api");
        target.join("debug").join("cargo-vtable-api").with_extension(std::env::consts::EXE_EXTENSION)
    })
}
