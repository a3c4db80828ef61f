//! Types and tables behind modules, aliases, arguments, macros and raw names.
#![forbid(unsafe_code)]
#![allow(dead_code, unused_imports, non_camel_case_types)]

use std::marker::PhantomData;
use vtable_api::{AbiType, vtable_api};

pub mod m {
    #[derive(vtable_api::AbiType)]
    #[repr(C)]
    pub struct Outer {
        pub inner: Inner,
    }
    #[derive(vtable_api::AbiType)]
    #[repr(C)]
    pub struct Inner {
        pub v: u32,
    }
    pub(crate) const fn rooms() -> usize {
        super::WIDTH.room() + 1
    }
}

/// The same names for other types.
pub mod k {
    #[derive(vtable_api::AbiType)]
    #[repr(C)]
    pub struct Outer {
        pub inner: Inner,
    }
    #[derive(vtable_api::AbiType)]
    #[repr(C)]
    pub struct Inner {
        pub v: u64,
    }
}

pub struct Width(usize);

impl Width {
    const fn room(&self) -> usize {
        self.0 * 2
    }
}

const WIDTH: Width = Width(4);

pub type Word = u32;
type Name = Word;
type Answer<T, E = Fault> = Result<T, E>;
use m::Outer as Out;
pub use self::deep::inside::*;

mod deep {
    pub mod inside {
        #[derive(vtable_api::AbiType)]
        #[repr(C)]
        pub struct r#Type {
            pub r#in: u16,
            pub of: [u8; super::super::m::rooms()],
        }
    }
}

macro_rules! table {
    ($name:ident, $slot:ident, $of:ty, $($more:tt)*) => {
        #[vtable_api(id = "shapes/made")]
        pub trait $name {
            fn $slot(&self, of: $of);
            $($more)*
        }
    };
}

table!(Made, first, *const u16, fn second(&self, at: Name) -> Option<Word>;);

#[vtable_api(id = "shapes/all")]
pub trait r#All {
    fn r#match(&self, r#type: &r#Type);
    fn outer(&self, a: &Out);
    fn again(&self, b: &m::Outer);
    fn pair(&self, p: &Pair<u8, m::Inner>);
    fn other(&self, p: &Pair<u8, m::Inner>);
    fn name(&self, name: Name) -> Answer<Name>;
    fn token(&self, token: r#Static);
    fn node(&self, node: *const Node<u32>);
    fn tagged(&self, tag: &Tagged<m::Outer>);
}

#[derive(AbiType)]
#[repr(C)]
pub struct Pair<A, B> {
    pub a: A,
    pub b: B,
}

#[derive(AbiType)]
#[repr(C)]
pub struct Node<T> {
    pub value: T,
    pub next: *const Node<T>,
    pub visit: extern "C" fn(*const Self, *const Deep),
}

#[derive(AbiType)]
#[repr(C)]
pub struct Deep {
    pub at: u32,
}

#[derive(AbiType)]
#[repr(C)]
pub struct Tagged<T> {
    pub at: *const T,
    pub mark: PhantomData<T>,
}

#[derive(AbiType)]
#[repr(C, u8)]
pub enum r#Static {
    r#Ok = 0,
    r#loop(u32) = 3,
    r#yield { r#in: u8 } = 9,
}

#[derive(AbiType)]
#[repr(u32)]
pub enum Fault {
    Io = 1,
}
