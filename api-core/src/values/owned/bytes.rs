//! Feature `bytes`: [`bytes::Bytes`] and [`OwnedSlice<u8>`], one as the other, without a copy.

use super::OwnedSlice;
use bytes::Bytes;

impl From<Bytes> for OwnedSlice<u8> {
    /// Without a copy: [`OwnedSlice::from_owner`].
    ///
    /// ```
    /// # use vtable_api_core as vtable_api;
    /// use vtable_api::OwnedSlice;
    /// let bytes = bytes::Bytes::from(vec![1, 2, 3]);
    /// let owned = OwnedSlice::from(bytes.clone());
    /// assert_eq!(owned.as_ptr(), bytes.as_ptr());
    /// ```
    #[inline]
    fn from(bytes: Bytes) -> Self {
        OwnedSlice::from_owner(bytes)
    }
}

impl From<OwnedSlice<u8>> for Bytes {
    /// Without a copy: whoever made the memory frees it with the last of the `Bytes`.
    ///
    /// ```
    /// # use vtable_api_core as vtable_api;
    /// use vtable_api::OwnedSlice;
    /// let owned = OwnedSlice::from(vec![1, 2, 3]);
    /// let start = owned.as_ptr();
    /// assert_eq!(bytes::Bytes::from(owned).as_ptr(), start);
    /// ```
    #[inline]
    fn from(owned: OwnedSlice<u8>) -> Self {
        Bytes::from_owner(owned)
    }
}
