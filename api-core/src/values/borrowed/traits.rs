//! What `&str`, `&[T]` and `&mut [T]` can do, of [`Str`], [`Slice`] and [`SliceMut`]: made in constants, compared, walked through.

use super::{RawSlice, Slice, SliceMut, Str, start};
use crate::values::alike::{equal, made, paths, stands_for};
use crate::values::traits::Plain;
use alloc::string::String;
use alloc::vec::Vec;
use core::borrow::{Borrow, BorrowMut};
use core::cmp::Ordering;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;

impl<'a> Str<'a> {
    /// The view of a text, in constants and statics too.
    ///
    /// ```
    /// # use vtable_api_core as vtable_api;
    /// use vtable_api::Str;
    /// static EXTENSIONS: [Str<'static>; 2] = [Str::new("png"), Str::new("qoi")];
    /// assert_eq!(EXTENSIONS[1], "qoi");
    /// ```
    #[inline]
    pub const fn new(text: &'a str) -> Self {
        Str { raw: RawSlice { ptr: text.as_ptr().cast_mut().cast(), len: text.len() }, of: PhantomData }
    }
}
impl<'a, T: Plain> Slice<'a, T> {
    /// The view of elements, in constants and statics too.
    ///
    /// ```
    /// # use vtable_api_core as vtable_api;
    /// use vtable_api::{Slice, Str};
    /// static EXTENSIONS: Slice<'static, Str<'static>> = Slice::new(&[Str::new("png"), Str::new("qoi")]);
    /// assert_eq!(EXTENSIONS, ["png", "qoi"].map(Str::new));
    /// ```
    #[inline]
    pub const fn new(elements: &'a [T]) -> Self {
        Slice { raw: RawSlice { ptr: elements.as_ptr().cast_mut().cast(), len: elements.len() }, of: PhantomData }
    }
}
impl<'a, T: Plain> SliceMut<'a, T> {
    /// The view of elements that may be changed.
    ///
    /// ```
    /// # use vtable_api_core as vtable_api;
    /// use vtable_api::SliceMut;
    /// let mut pixels = [0u8; 2];
    /// SliceMut::new(&mut pixels).fill(7);
    /// assert_eq!(pixels, [7, 7]);
    /// ```
    #[inline]
    pub const fn new(elements: &'a mut [T]) -> Self {
        SliceMut { raw: RawSlice { ptr: elements.as_mut_ptr().cast(), len: elements.len() }, of: PhantomData }
    }

    /// The elements, for as long as they are lent, which may be longer than this view lives.
    ///
    /// ```
    /// # use vtable_api_core as vtable_api;
    /// use vtable_api::SliceMut;
    /// fn first<'a>(pixels: SliceMut<'a, u8>) -> Option<&'a mut u8> {
    ///     pixels.into_slice().first_mut()
    /// }
    /// let mut pixels = [0u8; 2];
    /// *first(SliceMut::new(&mut pixels)).unwrap() = 7;
    /// assert_eq!(pixels, [7, 0]);
    /// ```
    #[inline]
    pub fn into_slice(self) -> &'a mut [T] {
        // SAFETY: `raw` is from a `&mut [T]` or was checked, and lives for the lifetime parameter; the view is gone.
        unsafe { core::slice::from_raw_parts_mut(start::<T>(&self.raw), self.raw.len) }
    }
}

impl Default for Str<'_> {
    /// Without text.
    #[inline]
    fn default() -> Self {
        Str::new("")
    }
}
impl<T: Plain> Default for Slice<'_, T> {
    /// Without elements.
    #[inline]
    fn default() -> Self {
        Slice::new(&[])
    }
}
impl<T: Plain> Default for SliceMut<'_, T> {
    /// Without elements.
    #[inline]
    fn default() -> Self {
        SliceMut::new(&mut [])
    }
}

stands_for! {
    ['a] [] Str<'a>, str;
    ['a] [T] Slice<'a, T>, [T];
    ['a] [T] SliceMut<'a, T>, [T];
}
paths! { Str<'_> }
impl<T: Plain> AsMut<[T]> for SliceMut<'_, T> {
    #[inline]
    fn as_mut(&mut self) -> &mut [T] {
        self
    }
}
impl<T: Plain> BorrowMut<[T]> for SliceMut<'_, T> {
    #[inline]
    fn borrow_mut(&mut self) -> &mut [T] {
        self
    }
}

equal! {
    ['a] Str<'a>, str;
    ['a, 'b] Str<'a>, &'b str;
    ['a] Str<'a>, String;
    ['a, T: Plain + PartialEq] Slice<'a, T>, [T];
    ['a, 'b, T: Plain + PartialEq] Slice<'a, T>, &'b [T];
    ['a, T: Plain + PartialEq] Slice<'a, T>, Vec<T>;
    ['a, T: Plain + PartialEq, const N: usize] Slice<'a, T>, [T; N];
    ['a, 'b, T: Plain + PartialEq, const N: usize] Slice<'a, T>, &'b [T; N];
    ['a, 'b, T: Plain + PartialEq] Slice<'a, T>, SliceMut<'b, T>;
    ['a, T: Plain + PartialEq] SliceMut<'a, T>, [T];
    ['a, 'b, T: Plain + PartialEq] SliceMut<'a, T>, &'b [T];
    ['a, T: Plain + PartialEq] SliceMut<'a, T>, Vec<T>;
    ['a, T: Plain + PartialEq, const N: usize] SliceMut<'a, T>, [T; N];
    ['a, 'b, T: Plain + PartialEq, const N: usize] SliceMut<'a, T>, &'b [T; N];
}

made! {
    ['a] &'a String => Str<'a>, |text| Str::new(text);
    ['a] Str<'a> => &'a str, |view| view.as_str();
    ['a] Str<'a> => String, |view| String::from(view.as_str());
    ['a, T: Plain] &'a Vec<T> => Slice<'a, T>, |elements| Slice::new(elements);
    ['a, T: Plain, const N: usize] &'a [T; N] => Slice<'a, T>, |elements| Slice::new(elements);
    ['a, T: Plain] SliceMut<'a, T> => Slice<'a, T>, |view| Slice::new(view.into_slice());
    ['a, T: Plain] Slice<'a, T> => &'a [T], |view| view.as_slice();
    ['a, T: Plain + Clone] Slice<'a, T> => Vec<T>, |view| view.to_vec();
    ['a, T: Plain] &'a mut Vec<T> => SliceMut<'a, T>, |elements| SliceMut::new(elements);
    ['a, T: Plain, const N: usize] &'a mut [T; N] => SliceMut<'a, T>, |elements| SliceMut::new(elements);
    ['a, T: Plain] SliceMut<'a, T> => &'a mut [T], |view| view.into_slice();
}

macro_rules! walked_through {
    ($([$($generics:tt)*] $own:ty, $item:ty, $iter:ty, |$view:ident| $walk:expr;)*) => { $(
        impl<$($generics)*> IntoIterator for $own {
            type Item = $item;
            type IntoIter = $iter;
            #[inline]
            fn into_iter(self) -> Self::IntoIter {
                let $view = self;
                $walk
            }
        }
    )* };
}
walked_through! {
    ['a, T: Plain] Slice<'a, T>, &'a T, core::slice::Iter<'a, T>, |view| view.as_slice().iter();
    ['a, T: Plain] &'a Slice<'_, T>, &'a T, core::slice::Iter<'a, T>, |view| view.iter();
    ['a, T: Plain] SliceMut<'a, T>, &'a mut T, core::slice::IterMut<'a, T>, |view| view.into_slice().iter_mut();
    ['a, T: Plain] &'a SliceMut<'_, T>, &'a T, core::slice::Iter<'a, T>, |view| view.iter();
    ['a, T: Plain] &'a mut SliceMut<'_, T>, &'a mut T, core::slice::IterMut<'a, T>, |view| view.iter_mut();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::alike::both_ways;
    use crate::values::owned::{OwnedSlice, OwnedStr};
    use alloc::collections::{BTreeMap, BTreeSet};
    use alloc::vec;

    #[test]
    fn a_text_is_what_it_says() {
        static NAMES: [Str<'static>; 2] = [Str::new("b"), Str::new("a")];
        let [b, a] = NAMES;
        let (text, owned) = (String::from("a"), OwnedStr::from("a"));
        assert!(both_ways(&a, "a") && both_ways(&a, &"a") && both_ways(&a, &text) && both_ways(&a, &owned));
        assert!(a < b && Str::default() < a);
        let found: BTreeMap<Str<'_>, u32> = [(b, 1), (a, 2)].into();
        assert_eq!((found.get("a"), found.get("c")), (Some(&2), None));
        assert_eq!((Str::from(&text), Str::from(&owned), <&str>::from(a)), (a, a, "a"));
        assert_eq!((String::from(a), OwnedStr::from(a)), (text, owned));
    }

    #[test]
    fn a_slice_is_what_is_in_it() {
        static ROWS: Slice<'static, u32> = Slice::new(&[1, 2]);
        let vec = vec![1u32, 2];
        let owned = OwnedSlice::from([1, 2]);
        assert!(both_ways(&ROWS, &[1, 2]) && both_ways(&ROWS, &&[1, 2]) && both_ways(&ROWS, &vec));
        assert!(both_ways(&ROWS, &*vec) && both_ways(&ROWS, &&*vec) && both_ways(&ROWS, &owned));
        assert!(ROWS > Slice::default() && Slice::from(&vec) == Slice::from(&[1, 2]));
        assert_eq!(ROWS.into_iter().chain(&ROWS).sum::<u32>(), 6);
        assert_eq!(
            (Vec::from(ROWS), <&[u32]>::from(ROWS), OwnedSlice::from(ROWS)),
            (vec.clone(), &vec[..], vec.clone().into())
        );
        assert!(BTreeSet::from([ROWS]).contains(&[1, 2][..]));
    }

    #[test]
    fn a_slice_that_may_be_changed_is_changed() {
        let (mut vec, mut array) = (vec![1u32, 2], [1u32, 2]);
        let mut view = SliceMut::from(&mut vec);
        for element in &mut view {
            *element += 1;
        }
        let rows = Slice::new(&[2, 3]);
        assert!(both_ways(&view, &[2, 3]) && both_ways(&view, &&[2, 3]) && both_ways(&view, &rows.to_vec()));
        assert!(both_ways(&view, &*rows) && both_ways(&view, &&*rows) && both_ways(&view, &rows));
        assert!((&view).into_iter().eq(rows) && view > SliceMut::default());
        for element in view {
            *element += 1;
        }
        assert_eq!(Slice::from(SliceMut::from(&mut array)), [1, 2]);
        SliceMut::from(&mut array).as_mut()[0] = 3;
        assert_eq!((vec, <&mut [u32]>::from(SliceMut::from(&mut array))), (vec![3, 4], &mut [3, 2][..]));
    }
}
