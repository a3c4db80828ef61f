//! Calls each slot of a module, and prints what comes back.

use c_module::StoreRef;

fn main() {
    let library = std::env::args().nth(1).expect("a module");
    let module = vtable_api::Module::open(library).expect("it opens");
    let store = module.get::<StoreRef<'_>>("shelf").expect("its store");
    println!("{} {:?}", store.name(), store.titles().iter().map(|title| &title[..]).collect::<Vec<_>>());
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
