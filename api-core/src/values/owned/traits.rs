//! What `Vec<T>` and `String` can do, of [`OwnedSlice`] and [`OwnedStr`]: made, compared, copied and walked through.

use super::{OwnedSlice, OwnedStr};
use crate::values::traits::Plain;
use alloc::string::String;
use alloc::vec::{IntoIter, Vec};
use core::borrow::Borrow;
use core::cmp::Ordering;
use core::hash::{Hash, Hasher};

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
impl<T: Plain + Clone> From<&[T]> for OwnedSlice<T> {
    #[inline]
    fn from(elements: &[T]) -> Self {
        elements.to_vec().into()
    }
}
impl<T: Plain, const N: usize> From<[T; N]> for OwnedSlice<T> {
    #[inline]
    fn from(elements: [T; N]) -> Self {
        Vec::from(elements).into()
    }
}
impl<T: Plain> FromIterator<T> for OwnedSlice<T> {
    #[inline]
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        elements.into_iter().collect::<Vec<T>>().into()
    }
}
impl<T: Plain + Copy> IntoIterator for OwnedSlice<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    /// Moves the elements out, as `Vec::from` does. What owns memory has no `Copy`, and stays where it was made: walk through
    /// `&owned`.
    #[inline]
    fn into_iter(self) -> IntoIter<T> {
        Vec::from(self).into_iter()
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

/// As what is in it: compared and ordered.
macro_rules! compared {
    ($($owned:ty, [$($eq:tt)*] [$($total:tt)*] [$($some:tt)*] [$($all:tt)*];)*) => { $(
        impl<$($eq)*> PartialEq for $owned {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                **self == **other
            }
        }
        impl<$($total)*> Eq for $owned {}
        #[allow(clippy::non_canonical_partial_ord_impl, reason = "one text for what is `Ord` and what is not")]
        impl<$($some)*> PartialOrd for $owned {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                (**self).partial_cmp(&**other)
            }
        }
        impl<$($all)*> Ord for $owned {
            #[inline]
            fn cmp(&self, other: &Self) -> Ordering {
                (**self).cmp(&**other)
            }
        }
    )* };
}
compared! {
    OwnedSlice<T>, [T: Plain + PartialEq] [T: Plain + Eq] [T: Plain + PartialOrd] [T: Plain + Ord];
    OwnedStr, [] [] [] [];
}

impl<T: Plain> AsRef<[T]> for OwnedSlice<T> {
    #[inline]
    fn as_ref(&self) -> &[T] {
        self
    }
}
impl<T: Plain> Borrow<[T]> for OwnedSlice<T> {
    #[inline]
    fn borrow(&self) -> &[T] {
        self
    }
}
impl<T: Plain + Hash> Hash for OwnedSlice<T> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}
impl<T: Plain + PartialEq> PartialEq<[T]> for OwnedSlice<T> {
    #[inline]
    fn eq(&self, other: &[T]) -> bool {
        **self == *other
    }
}
impl<T: Plain + PartialEq> PartialEq<&[T]> for OwnedSlice<T> {
    #[inline]
    fn eq(&self, other: &&[T]) -> bool {
        **self == **other
    }
}
impl<T: Plain + PartialEq> PartialEq<Vec<T>> for OwnedSlice<T> {
    #[inline]
    fn eq(&self, other: &Vec<T>) -> bool {
        **self == **other
    }
}
impl<T: Plain + PartialEq, const N: usize> PartialEq<[T; N]> for OwnedSlice<T> {
    #[inline]
    fn eq(&self, other: &[T; N]) -> bool {
        **self == *other
    }
}
impl AsRef<str> for OwnedStr {
    #[inline]
    fn as_ref(&self) -> &str {
        self
    }
}
impl Borrow<str> for OwnedStr {
    #[inline]
    fn borrow(&self) -> &str {
        self
    }
}
impl PartialEq<str> for OwnedStr {
    #[inline]
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}
impl PartialEq<&str> for OwnedStr {
    #[inline]
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}
impl PartialEq<String> for OwnedStr {
    #[inline]
    fn eq(&self, other: &String) -> bool {
        **self == **other
    }
}
impl Hash for OwnedStr {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}
impl AsRef<[u8]> for OwnedStr {
    #[inline]
    fn as_ref(&self) -> &[u8] {
        self.as_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::collections::BTreeSet;
    use alloc::vec;

    #[test]
    fn a_slice_is_made_walked_through_and_compared_like_a_vec() {
        let made: OwnedSlice<u32> = (1..4).collect();
        assert_eq!((&made, &OwnedSlice::from([1, 2, 3])), (&made.clone(), &OwnedSlice::from(&[1, 2, 3][..])));
        assert!(made == [1, 2, 3] && made == vec![1, 2, 3] && made == [1, 2, 3][..] && made > OwnedSlice::default());
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
    fn a_text_is_found_by_what_it_says() {
        let texts: BTreeSet<OwnedStr> = ["b", "a"].map(OwnedStr::from).into();
        assert!(texts.contains("a") && !texts.contains("c"));
        let (a, none) = (OwnedStr::from("a"), OwnedStr::default());
        assert!(a == "a" && a == *"a" && a > none && none == String::new());
    }
}
