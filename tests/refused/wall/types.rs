//! The types.

/// A type, and the places where it may stand, or where another rule speaks first.
pub(crate) struct Refused {
    pub(crate) ty: &'static str,
    pub(crate) but: &'static [&'static str],
}

const fn never(ty: &'static str) -> Refused {
    Refused { ty, but: &[] }
}

const fn but(ty: &'static str, but: &'static [&'static str]) -> Refused {
    Refused { ty, but }
}

/// Where rustc refuses the item itself.
const ITEMS: &[&str] = &["field", "payload", "copied"];

pub(crate) const REFUSED: &[Refused] = &[
    // Shared, locked, counted.
    never("std::rc::Rc<u32>"),
    never("std::sync::Arc<u32>"),
    never("std::sync::Arc<str>"),
    never("std::sync::Weak<u32>"),
    never("std::sync::Mutex<u32>"),
    never("std::sync::RwLock<u32>"),
    never("std::cell::RefCell<u32>"),
    never("std::cell::Cell<u32>"),
    never("std::cell::UnsafeCell<u32>"),
    never("std::sync::OnceLock<u32>"),
    never("std::sync::MutexGuard<'static, u32>"),
    never("std::sync::atomic::AtomicU32"),
    // Text and bytes.
    never("std::borrow::Cow<'static, str>"),
    never("std::borrow::Cow<'static, [u8]>"),
    never("std::ffi::CString"),
    never("&'static std::ffi::CStr"),
    never("std::fmt::Arguments<'static>"),
    // Numbers and small values.
    never("u128"),
    never("i128"),
    never("std::num::Wrapping<u32>"),
    never("std::cmp::Ordering"),
    never("std::cmp::Reverse<u32>"),
    never("std::ops::RangeInclusive<u32>"),
    never("std::ops::RangeFrom<u32>"),
    never("std::ops::Bound<u32>"),
    never("std::ops::ControlFlow<u32>"),
    never("std::task::Poll<u32>"),
    never("std::time::Instant"),
    never("std::any::TypeId"),
    never("std::alloc::Layout"),
    never("(u8, u8, u8, u8, u8)"),
    // Errors.
    never("std::io::Error"),
    never("std::io::ErrorKind"),
    never("std::io::Result<u32>"),
    never("std::fmt::Error"),
    never("std::num::ParseIntError"),
    never("Box<dyn std::error::Error>"),
    never("Box<dyn std::error::Error + Send + Sync>"),
    // Collections and iterators.
    never("std::collections::VecDeque<u32>"),
    never("std::collections::LinkedList<u32>"),
    never("std::collections::BinaryHeap<u32>"),
    never("std::vec::IntoIter<u32>"),
    never("std::slice::Iter<'static, u32>"),
    never("Box<dyn Iterator<Item = u32>>"),
    // Threads, files, sockets.
    never("std::thread::ThreadId"),
    never("std::thread::JoinHandle<()>"),
    never("std::sync::mpsc::Sender<u32>"),
    never("std::sync::mpsc::Receiver<u32>"),
    never("std::fs::File"),
    never("std::net::TcpStream"),
    never("std::net::SocketAddr"),
    never("std::net::IpAddr"),
    never("std::net::Ipv4Addr"),
    never("std::process::Child"),
    // Functions and futures.
    never("fn(u32) -> u32"),
    never("std::pin::Pin<Box<u32>>"),
    never("std::pin::Pin<Box<dyn std::future::Future<Output = u32>>>"),
    never("std::task::Waker"),
    // Objects.
    never("&'static dyn std::any::Any"),
    never("Box<dyn std::any::Any>"),
    never("Box<dyn std::fmt::Debug>"),
    never("std::sync::Arc<dyn Api>"),
    never("std::rc::Rc<dyn Api>"),
    never("Vec<&'static dyn Api>"),
    never("Option<(u32, &'static mut dyn Api)>"),
    never("Vec<Box<dyn Fn()>>"),
    never("(u32, Box<dyn FnMut(u32) + Send>)"),
    never("Vec<ApiRef<'static>>"),
    // Behind a reference.
    never("&'static mut String"),
    never("&'static mut Vec<String>"),
    never("&'static String"),
    never("&'static Vec<u8>"),
    never("&'static std::sync::atomic::AtomicU32"),
    // No types of values.
    but("_", ITEMS),
    but("!", ITEMS),
    but("impl Fn(u32)", ITEMS),
    but("Self", ITEMS),
    but("Option<Self>", ITEMS),
    but("std::sync::Arc<Self>", ITEMS),
    but("str", &["element", "payload"]),
    but("Vec<str>", ITEMS),
    but("Vec<dyn Api>", ITEMS),
    // Someone's.
    never("Stranger"),
    never("Vec<Stranger>"),
];
