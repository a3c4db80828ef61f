//! Calls a clock, and prints what it says.

use foreign_struct::{ClockBox, Cursor, Event, Frame, Rect, Stamped, Timespec};
use std::ffi::c_int;

unsafe extern "C" fn next(cursor: *mut Cursor) -> c_int {
    unsafe { (*cursor).room.w += 1 };
    unsafe { (*cursor).room.w }
}

fn main() {
    let path = std::env::args().nth(1).expect("a module");
    let module = vtable_api::Module::open(path).expect("it opens");
    let clock: ClockBox = module.create("clock").expect("its clock");
    let now = clock.now();
    println!("{now:?} {:?} {:?}", clock.later(now, &Timespec { tv_sec: 2, tv_nsec: 3 }), clock.later(now, &now));
    let mut rect = Rect { w: 1, h: 2, ID: 0.5 };
    clock.grow(&mut rect);
    println!("{rect:?} {}", clock.area(&[rect, rect]));
    let frame = Frame { w: 3, h: 4, ID: 1.5 };
    println!("{:?}", clock.stamp(Stamped { number: 7, at: now, frame }));
    println!("{:?}", clock.event(Event { name: "tick".into(), at: Some(now), rects: vec![rect, rect] }));
    let mut cursor = Cursor { at: &raw const rect, next: Some(next), room: Rect { w: 10, h: 0, ID: 0.0 } };
    println!("{} {}", clock.advance(&mut cursor), cursor.room.h);
    println!("{:?} {:?}", clock.frame(Box::new(rect)), clock.frame(Box::new(Rect { w: 0, ..rect })));
}
