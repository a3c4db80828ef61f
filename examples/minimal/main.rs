//! A module and its host, in one program.
#![forbid(unsafe_code)]
mod interface;
mod module;

fn main() -> Result<(), vtable_api::module::Error> {
    let module = vtable_api::Module::from_static(&module::VTABLE_MODULE)?;
    println!("{}", module.get::<interface::GreeterRef>("polite")?.greet("Ada"));
    Ok(())
}
