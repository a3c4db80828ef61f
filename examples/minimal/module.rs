use crate::interface::{Greeter, GreeterRef};

struct Polite;

impl Greeter for Polite {
    fn greet(&self, name: &str) -> String {
        format!("Good morning, {name}.")
    }
}

vtable_api::module! { lend "polite" => GreeterRef: &Polite; }
