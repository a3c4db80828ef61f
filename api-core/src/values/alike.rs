//! What a companion has of the traits of what it stands for, written once for all of them.

/// Read, looked up, compared, ordered and hashed as what is in it: a map with an `OwnedStr` as its key is asked with a `&str`.
macro_rules! stands_for {
    ($([$($life:lifetime)?] [$($T:ident)?] $own:ty, $of:ty;)*) => { $(
        impl<$($life,)? $($T: Plain)?> AsRef<$of> for $own {
            #[inline]
            fn as_ref(&self) -> &$of {
                self
            }
        }
        impl<$($life,)? $($T: Plain)?> Borrow<$of> for $own {
            #[inline]
            fn borrow(&self) -> &$of {
                self
            }
        }
        impl<$($life,)? $($T: Plain + PartialEq)?> PartialEq for $own {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                **self == **other
            }
        }
        impl<$($life,)? $($T: Plain + Eq)?> Eq for $own {}
        #[allow(clippy::non_canonical_partial_ord_impl, reason = "one text for what is `Ord` and what is not")]
        impl<$($life,)? $($T: Plain + PartialOrd)?> PartialOrd for $own {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                (**self).partial_cmp(&**other)
            }
        }
        impl<$($life,)? $($T: Plain + Ord)?> Ord for $own {
            #[inline]
            fn cmp(&self, other: &Self) -> Ordering {
                (**self).cmp(&**other)
            }
        }
        impl<$($life,)? $($T: Plain + Hash)?> Hash for $own {
            #[inline]
            fn hash<H: Hasher>(&self, state: &mut H) {
                (**self).hash(state);
            }
        }
    )* };
}
pub(super) use stands_for;

/// Compared with something else, both ways, by what is in the two.
macro_rules! equal {
    ($([$($generics:tt)*] $left:ty, $right:ty;)*) => { $(
        impl<$($generics)*> PartialEq<$right> for $left {
            #[inline]
            fn eq(&self, other: &$right) -> bool {
                self[..] == other[..]
            }
        }
        impl<$($generics)*> PartialEq<$left> for $right {
            #[inline]
            fn eq(&self, other: &$left) -> bool {
                self[..] == other[..]
            }
        }
    )* };
}
pub(super) use equal;

/// Made of something else, or turned into it.
macro_rules! made {
    ($([$($generics:tt)*] $of:ty => $into:ty, |$from:ident| $made:expr;)*) => { $(
        impl<$($generics)*> From<$of> for $into {
            #[inline]
            fn from($from: $of) -> Self {
                $made
            }
        }
    )* };
}
pub(super) use made;

/// Text is also a path, and what systems call a string.
macro_rules! paths {
    ($($text:ty)*) => { $(
        #[cfg(feature = "std")]
        impl AsRef<std::ffi::OsStr> for $text {
            #[inline]
            fn as_ref(&self) -> &std::ffi::OsStr {
                (**self).as_ref()
            }
        }
        #[cfg(feature = "std")]
        impl AsRef<std::path::Path> for $text {
            #[inline]
            fn as_ref(&self) -> &std::path::Path {
                (**self).as_ref()
            }
        }
        impl AsRef<[u8]> for $text {
            #[inline]
            fn as_ref(&self) -> &[u8] {
                self.as_bytes()
            }
        }
    )* };
}
pub(super) use paths;

/// Whether two things are equal, whichever of them is asked.
#[cfg(test)]
pub(super) fn both_ways<A: PartialEq<B> + ?Sized, B: PartialEq<A> + ?Sized>(a: &A, b: &B) -> bool {
    a.eq(b) && b.eq(a)
}
