//! A module that does not start without revision 2 of what its host lends.
#![forbid(unsafe_code)]

use matrix::{Services, ServicesRef};
use vtable_api::HostExports;

fn start(host: &HostExports) -> Result<(), vtable_api::module::Error> {
    let services = host.get_required::<ServicesRef<'_>>("services", [2])?;
    services.log(&format!("init of matrix-demanding: {}", services.scale_ex1(1, 10)));
    Ok(())
}

vtable_api::module! {
    require "services" => ServicesRef, revision 2;
    init = start;
    export = true;
}
