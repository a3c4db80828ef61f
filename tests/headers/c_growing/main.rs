//! Calls each slot of a module, and prints what comes back.

use c_growing::{PluginRef, all};
use std::cell::RefCell;

fn main() {
    let library = std::env::args().nth(1).expect("a module");
    let module = vtable_api::Module::open(library).expect("it opens");
    let plugin = module.get::<PluginRef<'_>>("plugin").expect("its plug-in");
    let (options, events) = all();
    println!("look {}", plugin.look(&options));
    println!("take {:?}", plugin.take(options.clone()));
    println!("maybe {:?} {:?}", plugin.maybe(None), plugin.maybe(Some(options.clone())));
    println!("all {:?}", plugin.all(&[options.clone(), options]));
    for event in events {
        println!("see {}", plugin.see(&event));
        println!("pass {:?}", plugin.pass(event));
    }
    for index in 0..5 {
        match plugin.event(index) {
            Ok(event) => {
                println!("event {event:?} {}", plugin.see(&event));
                // One that is not known here goes back as it came.
                println!("again {}", plugin.see(&plugin.pass(event.clone())));
            }
            Err(text) => println!("event {text}"),
        }
    }
    let told = RefCell::new(Vec::new());
    let count = plugin.tell(&|event, options| {
        told.borrow_mut().push(format!("{event:?} {options:?}"));
        true
    });
    println!("tell {count} {:?}", told.borrow());
}
