//! The viewer: it loads a plug-in with abi_stable, and uses what is in it, moved or not.

use abi_stable::library::RootModule;
use std::path::Path;
use viewer_interface::PluginRef;

fn main() {
    let path = std::env::args().nth(1).expect("usage: viewer PLUGIN");
    let plugin = match PluginRef::load_from_file(Path::new(&path)) {
        Ok(plugin) => plugin,
        Err(error) => {
            eprintln!("{error}");
            std::process::exit(1);
        }
    };
    let codec = plugin.new_codec()();
    let filter = plugin.new_filter()();

    let pixels = codec.decode(b"grey\x00\x7f\xff"[..].into()).expect("it is a grey file");
    println!("decoded: {pixels:?}, inverted: {:?}", filter.apply(pixels.clone()));
    println!("not grey: {}", codec.decode(b"red"[..].into()).unwrap_err());
    println!("called grey: {}", codec.is_called("grey".into()));
    // From the plug-in, or, when it predates revision 2, the default body in this program.
    println!("{} (its own: {})", codec.describe(), codec.has_describe());
}
