//! Prints what is lent, while it is.
#![forbid(unsafe_code)]

use interface::{Notes, NotesRef};

fn main() -> Result<(), vtable_api::module::Error> {
    let file = std::env::args().nth(1).expect("a file");
    let module = vtable_api::Module::open(std::path::Path::new(&file))?;
    module.get::<NotesRef>("notes")?.each(&mut |note| println!("{}", &*note.text));
    Ok(())
}
