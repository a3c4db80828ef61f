//! Feature `serde`: companions are written and read as what they stand for.

use super::borrowed::{Slice, SliceMut, Str};
use super::open::{Open, OpenEnum};
use super::owned::{OwnedSlice, OwnedStr};
use super::traits::Plain;
use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! written {
    ($([$($generics:tt)*] $ty:ty, |$value:ident| $of:expr;)*) => { $(
        impl<$($generics)*> Serialize for $ty {
            #[inline]
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                let $value = self;
                $of.serialize(to)
            }
        }
    )* };
}
written! {
    [] OwnedStr, |text| **text;
    [] Str<'_>, |text| **text;
    [T: Plain + Serialize] OwnedSlice<T>, |elements| **elements;
    [T: Plain + Serialize] Slice<'_, T>, |elements| **elements;
    [T: Plain + Serialize] SliceMut<'_, T>, |elements| **elements;
    [E: OpenEnum + Serialize] Open<E>, |value| value.get();
}

macro_rules! read {
    ($([$($generics:tt)*] $ty:ty, $of:ty, $make:expr;)*) => { $(
        impl<'de, $($generics)*> Deserialize<'de> for $ty {
            #[inline]
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                <$of as Deserialize<'de>>::deserialize(from).map($make)
            }
        }
    )* };
}
read! {
    [] OwnedStr, String, OwnedStr::from;
    [T: Plain + Deserialize<'de>] OwnedSlice<T>, Vec<T>, OwnedSlice::from;
    [E: OpenEnum + Deserialize<'de>] Open<E>, E, Open::new;
}

// What is lent, of text and bytes that are lent themselves.
impl<'de: 'a, 'a> Deserialize<'de> for Str<'a> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        <&str>::deserialize(from).map(Str::new)
    }
}
impl<'de: 'a, 'a> Deserialize<'de> for Slice<'a, u8> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        <&[u8]>::deserialize(from).map(Slice::new)
    }
}
