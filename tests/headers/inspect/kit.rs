//! The interface of the modules and hosts here.
use vtable_api::{AbiType, OwnedStr, Str, vtable_api};

/// Texts and bytes, each in every way in which they cross.
#[vtable_api(id = "demo/kit")]
pub trait Kit {
    /// Puts texts together.
    fn join(&self, parts: &[Str<'_>], by: &str) -> String;
    fn keep(&mut self, text: String, bytes: Vec<u8>) -> u64;
    fn each(&self, count: u32, seen: &mut dyn FnMut(u32, &str) -> bool) -> Option<String>;
    fn parse(&self, text: &str) -> Result<Word, Failure>;
    fn echo(&self, event: Event) -> Event;
    fn tell(&self, log: &dyn Log, text: &str);
    fn logger(&self) -> Box<dyn Log>;

    #[revision(2)]
    fn parse_ex1(&self, text: &str, most: u32) -> Result<Word, Failure> {
        let _ = most;
        self.parse(text)
    }
}

#[vtable_api(id = "demo/log")]
pub trait Log: Send + Sync {
    fn line(&self, text: &str);
}

#[derive(AbiType)]
#[repr(C)]
pub struct Word {
    pub text: OwnedStr,
    pub letters: u32,
}

#[derive(AbiType, Debug, PartialEq)]
#[repr(u32)]
pub enum Failure {
    Empty = 1,
    Long = 2,
}

#[derive(AbiType)]
#[repr(C, u32)]
pub enum Event {
    Nothing,
    Count(u64),
    Said { by: u32, text: OwnedStr },
}
