#[vtable_api::vtable_api(id = "minimal/greeter", unrecorded)]
pub trait Greeter: Send + Sync {
    fn greet(&self, name: &str) -> String;
}
