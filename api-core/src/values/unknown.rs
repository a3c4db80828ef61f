//! A variant that this build does not know.

use super::block::{RawGrowing, RawGrowth, free, is_block};
use super::owned::RawOwned;
use alloc::boxed::Box;
use alloc::string::String;
use core::ffi::{CStr, c_void};
use core::fmt;
use core::hash::{Hash, Hasher};

/// A value of a growable enum whose variant this build does not know: it came from a newer one, or from another branch.
///
/// It is the last variant of each `#[abi(growable)]` enum. It is kept as it came: passed on, it arrives at a third binary, which may know it,
/// as what it is; dropped, it is freed by its maker. Nobody here looks at what it carries.
///
/// `Display` shows the text that the maker gives it, if its own type has `Display`; so does `Debug`, beside the number. It runs the maker's
/// code, each time.
///
/// Two are equal if they are one value, or have the same number and text: what they carry is not compared.
///
/// A clone is made by the maker, part for part, without the `Clone` of its type. Where the maker offers none, as when the variant owns an object, the clone has the number of the variant and
/// its text, and carries nothing.
///
/// It may be sent to other threads and used by several at once, as all fields of a growable enum must be.
///
/// ```
/// use vtable_api_core::AbiType;
/// # fn is_shared<T: Send + Sync + Clone>() {}
/// # is_shared::<vtable_api_core::Unknown>();
/// # fn said(event: &vtable_api_core::Unknown) -> String {
/// format!("something new: {event} (variant {})", event.tag())
/// # }
/// ```
pub struct Unknown {
    block: *mut c_void,
    /// Whether it is freed with this; else it is lent for the call.
    is_owned: bool,
}

// SAFETY: each field of a growable enum is `Send` and `Sync` (the derive asserts it), in the maker's binary as well.
unsafe impl Send for Unknown {}
// SAFETY: as above; the maker's `text` and `clone` look at them by shared references.
unsafe impl Sync for Unknown {}

impl Unknown {
    /// # Safety
    /// `block` was checked; it is owned by nobody else if `is_owned`, else it outlives this.
    #[inline]
    pub(super) unsafe fn new(block: *mut c_void, is_owned: bool) -> Self {
        Unknown { block, is_owned }
    }

    /// The number of the variant, in the enum of who made it.
    #[inline]
    pub fn tag(&self) -> u32 {
        // SAFETY: a block, which begins with a head.
        unsafe { (*self.block.cast::<RawGrowing>()).tag }
    }

    #[inline]
    fn growth(&self) -> &RawGrowth {
        // SAFETY: a block, which begins with a head.
        let growth = unsafe { (*self.block.cast::<RawGrowing>()).growth };
        // SAFETY: checked when it arrived; it is there as long as its binary, or in the block.
        unsafe { &*growth }
    }

    /// The id of its type.
    #[inline]
    pub(super) fn id(&self) -> &CStr {
        // SAFETY: checked when it arrived; the contract: a text that ends with a NUL.
        unsafe { CStr::from_ptr(self.growth().id) }
    }

    /// The text that the maker shows; `None` if it shows none.
    #[inline]
    fn text(&self) -> Option<String> {
        let text = self.growth().text?;
        let mut raw = RawOwned::NOTHING;
        // SAFETY: a block of the maker's; a place for text.
        unsafe { text(self.block, &raw mut raw) };
        if raw.ptr.is_null() {
            return None;
        }
        // SAFETY: the contract: text that is given away, or nothing. It is checked.
        let text = unsafe { super::copied::from_parts::<String>(raw) };
        text.ok()
    }

    /// Where it is, lent.
    #[inline]
    pub(super) fn block(&self) -> *const c_void {
        self.block
    }

    /// The block, for somebody else to free. This is not dropped, or used any more.
    #[inline]
    pub(super) fn give(&self) -> *const c_void {
        if self.is_owned { self.block } else { core::mem::ManuallyDrop::new(self.clone()).block }
    }
}

impl Drop for Unknown {
    #[inline]
    fn drop(&mut self) {
        if self.is_owned {
            // SAFETY: ours, and checked when it arrived.
            unsafe { free(self.block) };
        }
    }
}

impl Clone for Unknown {
    #[inline]
    fn clone(&self) -> Self {
        let made = self.growth().clone.map(|clone| {
            // SAFETY: a block of the maker's.
            unsafe { clone(self.block) }
        });
        // SAFETY: the contract: a block, or nothing.
        let made = made.filter(|block| unsafe { is_block(*block) });
        let block = made.unwrap_or_else(|| Hollow::of(self));
        Unknown { block, is_owned: true }
    }
}

/// Equal are a value and itself, and two variants of one type and number to which their makers give the same text. What they carry, nobody
/// compares: two without a text are not equal.
impl PartialEq for Unknown {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        if self.block == other.block {
            return true;
        }
        let is_alike = self.tag() == other.tag() && self.id() == other.id();
        is_alike && self.text().is_some_and(|text| other.text() == Some(text))
    }
}
impl Eq for Unknown {}

impl Hash for Unknown {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.tag().hash(state);
    }
}

impl fmt::Debug for Unknown {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unknown").field("tag", &self.tag()).field("text", &self.text()).finish()
    }
}

impl fmt::Display for Unknown {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.text() {
            Some(text) => f.write_str(&text),
            None => write!(f, "a variant that this build does not know, of the number {}", self.tag()),
        }
    }
}

/// A block of a variant that nobody reads: what its maker knows is in the block itself, which never moves.
#[repr(C)]
struct Hollow {
    head: RawGrowing,
    growth: RawGrowth,
    text: Option<String>,
}

impl Hollow {
    #[inline]
    fn of(unknown: &Unknown) -> *mut c_void {
        let RawGrowth { fingerprints, id, .. } = *unknown.growth();
        let size = size_of::<RawGrowth>() as u32;
        let text = unknown.text();
        let growth = RawGrowth {
            size,
            // The first growth is common to all, and has not this variant: who knows the variant finds nothing of it here, either.
            count: 1,
            fingerprints,
            id,
            free: Some(free_hollow),
            text: text.as_ref().map(|_| TEXT),
            clone: Some(clone_hollow),
        };
        let head = RawGrowing { growth: core::ptr::null(), tag: unknown.tag() };
        let hollow = Box::into_raw(Box::new(Hollow { head, growth, text }));
        // SAFETY: in a box that was just made.
        let own = unsafe { &raw const (*hollow).growth };
        // SAFETY: as above.
        unsafe { (*hollow).head.growth = own };
        hollow.cast()
    }
}

const TEXT: unsafe extern "C" fn(*const c_void, *mut RawOwned) = text_hollow;

#[inline]
unsafe extern "C" fn free_hollow(this: *mut c_void) {
    // SAFETY: the contract: a hollow block, freed once.
    drop(unsafe { Box::from_raw(this.cast::<Hollow>()) });
}

#[inline]
unsafe extern "C" fn text_hollow(this: *const c_void, ret: *mut RawOwned) {
    // SAFETY: the contract: a hollow block.
    let text = unsafe { &(*this.cast::<Hollow>()).text };
    let text = text.clone().unwrap_or_default();
    // SAFETY: the contract: a place for text.
    unsafe { ret.write(super::owned::from_vec(text.into_bytes())) };
}

#[inline]
unsafe extern "C" fn clone_hollow(this: *const c_void) -> *mut c_void {
    // SAFETY: the contract: a hollow block, which is not freed here.
    let unknown = unsafe { Unknown::new(this.cast_mut(), false) };
    Hollow::of(&unknown)
}
