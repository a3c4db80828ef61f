//! What `Vec<T>` and `String` can do, of [`OwnedSlice`] and [`OwnedStr`]: made, compared, copied, extended and walked through.

use super::{OwnedSlice, OwnedStr};
use crate::values::alike::{equal, made, paths, stands_for};
use crate::values::borrowed::{Slice, SliceMut, Str};
use crate::values::traits::Plain;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::borrow::{Borrow, BorrowMut};
use core::cmp::Ordering;
use core::convert::Infallible;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::str::FromStr;

impl<T: Plain> Default for OwnedSlice<T> {
    /// Without elements.
    #[inline]
    fn default() -> Self {
        Vec::new().into()
    }
}
impl<T: Plain + Clone> Clone for OwnedSlice<T> {
    /// A copy in memory of this program's.
    #[inline]
    fn clone(&self) -> Self {
        self.to_vec().into()
    }
}
impl<T: Plain> FromIterator<T> for OwnedSlice<T> {
    #[inline]
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        elements.into_iter().collect::<Vec<T>>().into()
    }
}
impl<T: Plain> Extend<T> for OwnedSlice<T> {
    /// Moves what is there into memory of this program's first, if it is not there yet.
    #[inline]
    fn extend<I: IntoIterator<Item = T>>(&mut self, elements: I) {
        let elements = elements.into_iter().collect::<Vec<T>>();
        let mut all = Vec::from(core::mem::take(self));
        all.extend(elements);
        *self = all.into();
    }
}
impl<'a, T: Plain + Copy> Extend<&'a T> for OwnedSlice<T> {
    #[inline]
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, elements: I) {
        self.extend(elements.into_iter().copied());
    }
}
impl<'a, T: Plain> IntoIterator for &'a OwnedSlice<T> {
    type Item = &'a T;
    type IntoIter = core::slice::Iter<'a, T>;
    #[inline]
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
impl<'a, T: Plain> IntoIterator for &'a mut OwnedSlice<T> {
    type Item = &'a mut T;
    type IntoIter = core::slice::IterMut<'a, T>;
    #[inline]
    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}
impl<T: Plain> AsMut<[T]> for OwnedSlice<T> {
    #[inline]
    fn as_mut(&mut self) -> &mut [T] {
        self
    }
}
impl<T: Plain> BorrowMut<[T]> for OwnedSlice<T> {
    #[inline]
    fn borrow_mut(&mut self) -> &mut [T] {
        self
    }
}

impl Default for OwnedStr {
    /// Without text.
    #[inline]
    fn default() -> Self {
        String::new().into()
    }
}
impl Clone for OwnedStr {
    /// A copy in memory of this program's.
    #[inline]
    fn clone(&self) -> Self {
        OwnedStr::from(&**self)
    }
}
impl FromStr for OwnedStr {
    type Err = Infallible;
    #[inline]
    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(text.into())
    }
}
/// Of what a `String` is collected from.
impl<A> FromIterator<A> for OwnedStr
where
    String: FromIterator<A>,
{
    #[inline]
    fn from_iter<I: IntoIterator<Item = A>>(parts: I) -> Self {
        parts.into_iter().collect::<String>().into()
    }
}
/// By what a `String` is extended by.
impl<A> Extend<A> for OwnedStr
where
    String: FromIterator<A>,
{
    #[inline]
    fn extend<I: IntoIterator<Item = A>>(&mut self, parts: I) {
        let parts = parts.into_iter().collect::<String>();
        self.push_text(&parts);
    }
}
impl fmt::Write for OwnedStr {
    #[inline]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push_text(text);
        Ok(())
    }
}
impl OwnedStr {
    #[inline]
    fn push_text(&mut self, text: &str) {
        let mut all = String::from(core::mem::take(self));
        all.push_str(text);
        *self = all.into();
    }
}

stands_for! {
    [] [T] OwnedSlice<T>, [T];
    [] [] OwnedStr, str;
}
paths! { OwnedStr }

equal! {
    [T: Plain + PartialEq] OwnedSlice<T>, [T];
    ['a, T: Plain + PartialEq] OwnedSlice<T>, &'a [T];
    [T: Plain + PartialEq] OwnedSlice<T>, Vec<T>;
    [T: Plain + PartialEq, const N: usize] OwnedSlice<T>, [T; N];
    ['a, T: Plain + PartialEq, const N: usize] OwnedSlice<T>, &'a [T; N];
    ['a, T: Plain + PartialEq] OwnedSlice<T>, Slice<'a, T>;
    ['a, T: Plain + PartialEq] OwnedSlice<T>, SliceMut<'a, T>;
    [] OwnedStr, str;
    ['a] OwnedStr, &'a str;
    [] OwnedStr, String;
    ['a] OwnedStr, Str<'a>;
}

made! {
    ['a, T: Plain + Clone] &'a [T] => OwnedSlice<T>, |elements| elements.to_vec().into();
    ['a, T: Plain + Clone] Slice<'a, T> => OwnedSlice<T>, |elements| elements.to_vec().into();
    ['a, T: Plain + Clone, const N: usize] &'a [T; N] => OwnedSlice<T>, |elements| elements.to_vec().into();
    [T: Plain, const N: usize] [T; N] => OwnedSlice<T>, |elements| Vec::from(elements).into();
    [T: Plain] Box<[T]> => OwnedSlice<T>, |elements| Vec::from(elements).into();
    [T: Plain] OwnedSlice<T> => Box<[T]>, |owned| Vec::from(owned).into();
    ['a, T: Plain] &'a OwnedSlice<T> => Slice<'a, T>, |owned| Slice::new(owned);
    ['a, T: Plain] &'a mut OwnedSlice<T> => SliceMut<'a, T>, |owned| SliceMut::new(owned);
    ['a] &'a String => OwnedStr, |text| text.as_str().into();
    ['a] Str<'a> => OwnedStr, |text| text.as_str().into();
    [] Box<str> => OwnedStr, |text| String::from(text).into();
    [] char => OwnedStr, |one| String::from(one).into();
    [] OwnedStr => Box<str>, |owned| String::from(owned).into();
    ['a] &'a OwnedStr => Str<'a>, |owned| Str::new(owned);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::alike::both_ways;
    use alloc::collections::BTreeSet;
    use alloc::vec;
    use core::fmt::Write as _;

    #[test]
    fn a_slice_is_made_walked_through_and_compared_like_a_vec() {
        let made: OwnedSlice<u32> = (1..4).collect();
        assert_eq!((&made, &OwnedSlice::from([1, 2, 3])), (&made.clone(), &OwnedSlice::from(&[1, 2, 3][..])));
        let (vec, mut array) = (vec![1, 2, 3], [1, 2, 3]);
        assert!(both_ways(&made, &array) && both_ways(&made, &&array) && both_ways(&made, &vec));
        assert!(both_ways(&made, &*vec) && both_ways(&made, &&*vec) && both_ways(&made, &SliceMut::new(&mut array)));
        assert!(both_ways(&made, &Slice::from(&made)) && made > OwnedSlice::default());
        assert_eq!((&made).into_iter().sum::<u32>(), 6);
        let mut doubled = made.clone();
        for element in &mut doubled {
            *element *= 2;
        }
        assert_eq!(doubled.into_iter().collect::<Vec<_>>(), [2, 4, 6]);
        let named = OwnedSlice::from([OwnedStr::from("a"), OwnedStr::from("b")]);
        assert_eq!(named.clone()[1], named[1]);
    }

    #[test]
    fn a_slice_grows_like_a_vec() {
        let mut made = OwnedSlice::from(Box::from([1u32]));
        made.extend(2..4);
        made.extend(&[4]);
        SliceMut::from(&mut made)[0] = 9;
        assert_eq!(Box::<[u32]>::from(made), Box::from([9, 2, 3, 4]));
    }

    #[test]
    fn a_text_is_found_by_what_it_says() {
        let texts: BTreeSet<OwnedStr> = ["b", "a"].map(OwnedStr::from).into();
        assert!(texts.contains("a") && !texts.contains("c"));
        let (a, none) = (OwnedStr::from("a"), OwnedStr::default());
        assert!(both_ways(&a, "a") && both_ways(&a, &"a") && both_ways(&a, &Str::from(&a)) && a > none);
        assert!(both_ways(&none, &String::new()));
    }

    #[test]
    fn a_text_grows_like_a_string() {
        let mut text: OwnedStr = ["a", "b"].into_iter().collect();
        text.extend(['c', 'd']);
        write!(text, "{}", 5).expect("it has no end");
        assert_eq!((text.parse::<OwnedStr>(), &*Box::<str>::from(text)), (Ok("abcd5".into()), "abcd5"));
    }
}
