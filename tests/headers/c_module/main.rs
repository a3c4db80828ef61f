//! Calls each slot of a module, and prints what comes back.

use c_module::StoreRef;

fn main() {
    let library = std::env::args().nth(1).expect("a module");
    let module = vtable_api::Module::open(library).expect("it opens");
    let store = module.get::<StoreRef<'_>>("shelf").expect("its store");
    println!("{} {:?}", store.name(), store.titles().iter().map(|title| &title[..]).collect::<Vec<_>>());
    println!("{:?} {:?} {:?}", titles(&store), store.titles().into_iter().nth(1), interrupted(&store));
    for number in 0..4 {
        println!("{:?} {:?}", store.bytes(number), store.check(number));
        match store.page(number) {
            Ok(page) => println!("{}: {} {:?}", page.number, &page.title[..], &page.bytes[..]),
            Err(text) => println!("{text}"),
        }
        println!("{:?}", store.longest(number).map(|page| page.title[..].to_owned()));
        match store.open(number) {
            Ok(mut reader) => {
                let read: Vec<u8> = std::iter::from_fn(|| reader.next()).collect();
                println!("{}", String::from_utf8_lossy(&read));
            }
            Err(text) => println!("{text}"),
        }
    }
    println!("{:?} {:?}", store.find("three"), store.find("four"));
}

/// All of them, moved out of the module's memory.
fn titles(store: &StoreRef<'_>) -> Vec<String> {
    store.titles().into_iter().map(String::from).collect()
}

/// A panic among those that are moved.
fn interrupted(store: &StoreRef<'_>) -> Option<String> {
    let titles = store.titles();
    let panicked = std::panic::catch_unwind(|| {
        let mut titles = titles.into_iter();
        let first = titles.next().map(String::from);
        std::panic::resume_unwind(Box::new(first));
    });
    *panicked.err()?.downcast().ok()?
}
