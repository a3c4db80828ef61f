//! What all contenders share: the work of the callee, and the loop of the caller.
//!
//! A host is started as `HOST MODULE count` or `HOST MODULE time`. With `count` it runs each row three times under callgrind, which counts only
//! inside [`benches_measured`]; the driver takes the difference of the second and third. With `time` it prints nanoseconds.

use std::hint::black_box;
use std::time::Instant;

pub use libloading::{Library, Symbol};

/// Calls of the run before the count, which binds symbols and warms the allocator; of the second; of the third.
pub const CALLS: [u64; 3] = [16, 1000, 2000];

/// What the provider holds, and what every provider computes. In its own crate, so that all do the same.
#[derive(Clone, Copy)]
pub struct Work(pub u64);

impl Work {
    #[inline(always)]
    pub fn integers(self, a: u64, b: u64) -> u64 {
        self.0 ^ a ^ b
    }
    #[inline(always)]
    pub fn text(self, text: &str) -> u64 {
        self.0 ^ text.len() as u64
    }
    #[inline(always)]
    pub fn bytes(self, bytes: &[u8]) -> u64 {
        self.0 ^ bytes.len() as u64
    }
    /// An error that never happens, but that the caller has to look for.
    #[inline(always)]
    pub fn result<E>(self, a: u64, error: E) -> Result<u64, E> {
        if a == u64::MAX { Err(error) } else { Ok(self.0 ^ a) }
    }
    #[inline(always)]
    pub fn vec(self, len: u64) -> Vec<u8> {
        vec![self.0 as u8; len as usize]
    }
    #[inline(always)]
    pub fn callback(self, a: u64, call: impl FnOnce(u64) -> u64) -> u64 {
        self.0 ^ call(a)
    }
    #[inline(always)]
    pub fn object(self, a: u64, other: impl FnOnce(u64) -> u64) -> u64 {
        self.0 ^ other(a)
    }
}

/// The text, and the bytes, of the rows that pass one.
pub const TEXT: &str = match std::str::from_utf8(&ALIGNED.0) {
    Ok(text) => text,
    Err(_) => panic!(),
};

/// Where it is must not change from build to build: whole words of it are checked at once.
static ALIGNED: Aligned = Aligned(*b"images/lake-at-dusk.jpeg");

#[repr(align(16))]
struct Aligned([u8; 24]);
/// Bytes of a vector that is returned.
pub const LEN: u64 = 64;

/// The rows of one contender.
pub struct Host {
    library: &'static Library,
    count: bool,
}

impl Host {
    /// Loads the module that the command line names, for good.
    pub fn from_args() -> Host {
        let mut host = Host::without_module();
        // SAFETY: a module of this workspace.
        let library = unsafe { Library::new(path()) }.expect("the module can be loaded");
        host.library = Box::leak(Box::new(library));
        host
    }

    /// For contenders that load it by themselves, from [`path`].
    pub fn without_module() -> Host {
        let count = match std::env::args().nth(2).as_deref() {
            Some("count") => true,
            Some("time") => false,
            _ => panic!("usage: HOST MODULE count|time"),
        };
        let this = libloading::os::unix::Library::this();
        let host = Host { library: Box::leak(Box::new(this.into())), count };
        host.row("loop", |i| i);
        host
    }

    pub fn library(&self) -> &'static Library {
        self.library
    }

    /// A symbol of the module.
    pub fn symbol<T: Copy>(&self, name: &str) -> T {
        // SAFETY: the modules of this workspace have what their hosts ask for.
        *unsafe { self.library.get::<T>(name.as_bytes()) }.expect(name)
    }

    /// Measures `call`.
    pub fn row(&self, name: &str, call: impl Fn(u64) -> u64) {
        let run = |n| {
            let mut sum = 0;
            for i in 0..n {
                sum ^= call(black_box(i));
            }
            sum
        };
        if self.count {
            println!("{name}");
            for calls in CALLS {
                black_box(benches_measured(&run, calls));
            }
        } else {
            println!("{name} {}", fastest(&run));
        }
    }
}

/// Counts `load`, which opens the module that the command line names, once.
pub fn once(load: impl Fn() -> u64) {
    black_box(benches_measured(&|_| load(), 1));
}

/// The module's path.
pub fn path() -> std::path::PathBuf {
    std::env::args_os().nth(1).expect("usage: HOST MODULE").into()
}

/// The only function in which callgrind counts.
#[unsafe(no_mangle)]
#[inline(never)]
pub fn benches_measured(run: &dyn Fn(u64) -> u64, n: u64) -> u64 {
    run(n)
}

/// Nanoseconds of one call: the best of several runs, because others only make it slower.
fn fastest(run: &dyn Fn(u64) -> u64) -> f64 {
    const CALLS: u64 = 100_000;
    let once = || {
        let start = Instant::now();
        black_box(benches_measured(run, CALLS));
        start.elapsed().as_nanos() as f64 / CALLS as f64
    };
    (0..15).map(|_| once()).fold(f64::INFINITY, f64::min)
}
