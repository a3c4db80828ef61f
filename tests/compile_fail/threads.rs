//! Handles, callbacks and what a host lends go to other threads only when the trait says so of every provider.
//! `threads.rs` has the table of all handles.

use vtable_api::module::Host;
use vtable_api::vtable_api;

#[vtable_api(id = "t/plain", unrecorded)]
pub trait Plain {
    fn peek(&self);
    fn poke(&mut self);
}

#[vtable_api(id = "t/moved", unrecorded)]
pub trait Moved: Send {
    fn peek(&self);
}

#[vtable_api(id = "t/seen", unrecorded)]
pub trait Seen: Sync {
    fn peek(&self);
}

#[vtable_api(id = "t/callback", unrecorded)]
pub trait Callback {
    fn call(&self, plain: &dyn Fn(u32));
    fn call_sync(&self, shared: &(dyn Fn(u32) + Sync));
    fn call_send(&self, moved: &mut (dyn FnMut(u32) + Send));
}

fn moves(plain: PlainBox) {
    std::thread::spawn(move || plain.peek());
}

fn shares(moved: MovedRef<'_>) {
    std::thread::scope(|scope| scope.spawn(|| moved.peek()).join().unwrap());
}

fn moves_exclusive(seen: SeenMut<'static>) {
    std::thread::spawn(move || seen.peek());
}

struct NotSend(*mut u8);

impl Moved for NotSend {
    fn peek(&self) {}
}

struct NotSync(core::cell::Cell<u8>);

impl Seen for NotSync {
    fn peek(&self) {}
}

struct Nothing;

impl Callback for Nothing {
    fn call(&self, plain: &dyn Fn(u32)) {
        std::thread::scope(|scope| scope.spawn(|| plain(1)).join().unwrap());
    }
    fn call_sync(&self, _: &(dyn Fn(u32) + Sync)) {}
    fn call_send(&self, _: &mut (dyn FnMut(u32) + Send)) {}
}

fn callers(callback: CallbackRef<'_>, cell: &core::cell::Cell<u32>, raw: *mut u32) {
    callback.call_sync(&|n| cell.set(n));
    callback.call_send(&mut |_| assert!(!raw.is_null()));
}

fn lent(moved: MovedRef<'static>) {
    let _ = Host::new("t").lend("moved", moved);
}

fn main() {}
