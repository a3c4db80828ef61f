//! Closures and objects in forms that cannot cross.

use vtable_api::vtable_api;

#[vtable_api(id = "t/log", unrecorded)]
pub trait Log {
    fn log(&self, text: &str);
}

#[vtable_api(id = "t/callbacks", unrecorded)]
pub trait Callbacks {
    fn returned(&self) -> &dyn Log;
    fn kept<'a>(&self, log: &'a dyn Log);
    fn bound<'a>(&self, log: &(dyn Log + 'a));
    fn once(&self, call: &mut dyn FnOnce(u32));
    fn optional(&self, call: Option<&dyn Fn(u32)>);
    fn shared(&self, call: &dyn FnMut(u32));
    fn exclusive(&self, call: &mut dyn Fn(u32));
    fn called(&self) -> &dyn Fn(u32);
    fn nested(&self, call: &dyn Fn(&dyn Fn(u32)));
    fn borrowed(&self, call: &dyn Fn(&u32) -> &u32);
    fn object(&self, call: &dyn Fn(&u32) -> &dyn Log);
    fn keeps<'a>(&self, call: &mut dyn FnMut(&'a dyn Log));
    fn bounds<'a>(&self, call: &mut dyn FnMut(u32, Option<&mut (dyn Log + 'a)>));
    fn owned(&self, call: Box<dyn Fn(u32)>);
    fn given<'a>(&self, text: &'a str) -> Box<dyn Log + 'a>;
    fn given_by_self(&self) -> Option<Box<dyn Log + '_>>;
    fn taken<'a>(&self, log: Box<dyn Log + Send + 'a>);
}

#[vtable_api(id = "t/lent", unrecorded)]
pub trait Lent {
    fn lent(log: &dyn Log) -> &str;
}

fn main() {}
