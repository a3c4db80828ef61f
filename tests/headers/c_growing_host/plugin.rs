//! A plug-in in Rust: what it is given it shows, and what it makes has all that there is.

use INTERFACE::{Event, Options, Plugin, PluginBox, all};

struct Real;

impl Plugin for Real {
    fn look(&self, options: &Options) -> String {
        format!("{options:?}")
    }
    fn see(&self, event: &Event) -> String {
        format!("{event:?}")
    }
    fn take(&self, options: Options) -> Options {
        Options { level: options.level + 1, ..options }
    }
    fn maybe(&self, options: Option<Options>) -> Option<Options> {
        options
    }
    fn all(&self, options: &[Options]) -> Vec<Options> {
        options.iter().cloned().chain([all().0]).collect()
    }
    fn event(&self, index: u32) -> Result<Event, String> {
        all().1.into_iter().nth(index as usize).ok_or_else(|| format!("there is no event {index}"))
    }
    fn pass(&self, event: Event) -> Event {
        event
    }
    fn tell(&self, each: &dyn Fn(&Event, Options) -> bool) -> u32 {
        let (options, events) = all();
        events.iter().filter(|event| each(event, options.clone())).count() as u32
    }
}

vtable_api::module! { create "plugin" => PluginBox: || Real; export = true; }
