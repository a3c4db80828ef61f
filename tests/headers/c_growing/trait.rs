
/// What a plug-in does.
#[vtable_api(id = "viewer/plugin")]
pub trait Plugin: Send + Sync {
    fn look(&self, options: &Options) -> String;
    fn see(&self, event: &Event) -> String;
    fn take(&self, options: Options) -> Options;
    fn maybe(&self, options: Option<Options>) -> Option<Options>;
    fn all(&self, options: &[Options]) -> Vec<Options>;
    fn event(&self, index: u32) -> Result<Event, String>;
    fn pass(&self, event: Event) -> Event;
    fn tell(&self, each: &dyn Fn(&Event, Options) -> bool) -> u32;
}
