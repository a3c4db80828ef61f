//! Lends a text for the call.
#![forbid(unsafe_code)]

use interface::{Note, Notes, NotesRef};

struct Lender;

impl Notes for Lender {
    fn each(&self, call: &mut dyn FnMut(&Note<'_>)) {
        let text = String::from("lent");
        call(&Note { text: text.as_str().into() });
    }
}

vtable_api::module! {
    export = true;
    lend "notes" => NotesRef: &Lender;
}
