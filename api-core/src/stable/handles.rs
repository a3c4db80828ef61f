//! Handles where abi_stable wants a type with a layout: fields of its structs, parameters and returns of its traits.

use crate::contract::agree::agree;
use crate::table::handle::Handle;
use abi_stable::StableAbi;
use abi_stable::abi_stability::extra_checks::{
    ExtraChecks, ExtraChecksBox, ExtraChecksError, ExtraChecksRef, ForExtraChecksImplementor, TypeCheckerMut,
};
use abi_stable::marker_type::UnsafeIgnoredType;
use abi_stable::sabi_trait::prelude::TD_Opaque;
use abi_stable::std_types::{RCow, RCowSlice, ROption, RResult, RSlice, RSome, RStr};
use abi_stable::type_layout::TypeLayout;
use core::ffi::c_void;
use core::fmt;

/// `CodecRef`, which is `Copy`.
pub const SHARED: usize = 0;
/// `CodecMut`, of which there is one.
pub const EXCLUSIVE: usize = 1;
/// `CodecBox`, which releases its object.
pub const OWNED: usize = 2;

/// What a table's handles of each kind are called.
const KINDS: [RStr<'static>; 3] = [RStr::from_str("Ref"), RStr::from_str("Mut"), RStr::from_str("Box")];

/// The layout of every handle. Its check is about the kind of handle and the table of `H`.
#[repr(C)]
#[derive(StableAbi)]
#[sabi(not_stableabi(H), bound(H: Handle), extra_checks = Self::CHECK)]
pub struct StableHandle<H, const KIND: usize> {
    table: *const c_void,
    object: *mut c_void,
    agreed: u64,
    of: UnsafeIgnoredType<H>,
}

impl<H: Handle, const KIND: usize> StableHandle<H, KIND> {
    const CHECK: TableCheck = TableCheck {
        kind: KINDS[KIND],
        id: RStr::from_str(H::SPEC.name),
        revisions: H::SPEC.revisions(),
        fingerprints: RSlice::from_slice(H::SPEC.fingerprints),
    };
}

/// What one binary knows of a table, and the kind of a handle on it. Two that know a common revision, and the same one, may hand each other
/// handles of one kind: a handle says what its maker agreed with the provider, and neither looks at revisions that it does not know.
#[repr(C)]
#[derive(Clone, Copy, Debug, StableAbi)]
pub struct TableCheck {
    kind: RStr<'static>,
    id: RStr<'static>,
    revisions: u64,
    fingerprints: RSlice<'static, u64>,
}

impl TableCheck {
    /// What both know, if what they know in common is the same.
    fn compare(&self, other: &TableCheck) -> Result<u64, TableMismatch> {
        let both = self.revisions & other.revisions;
        let mismatch = TableMismatch { wanted: *self, found: *other };
        if self.id != other.id || self.kind != other.kind {
            return Err(mismatch);
        }
        // SAFETY: `TableSpec` has a fingerprint for each of its revisions.
        let agreed =
            unsafe { agree(self.revisions, self.fingerprints.as_ptr(), other.revisions, other.fingerprints.as_ptr()) };
        // A handle is not negotiated again: a revision that both know must not be two.
        if agreed == both && both & 1 == 1 { Ok(agreed) } else { Err(mismatch) }
    }
}

impl fmt::Display for TableCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a `…{}` on table `{}` with revisions {:#b}", self.kind, self.id, self.revisions)
    }
}

// SAFETY: its methods depend on nothing but the constants that they are given.
unsafe impl ExtraChecks for TableCheck {
    fn type_layout(&self) -> &'static TypeLayout {
        <Self as StableAbi>::LAYOUT
    }

    fn check_compatibility(
        &self,
        _layout_containing_self: &'static TypeLayout,
        layout_containing_other: &'static TypeLayout,
        checker: TypeCheckerMut<'_>,
    ) -> RResult<(), ExtraChecksError> {
        Self::downcast_with_layout(layout_containing_other, checker, |other, _| self.compare(other).map(drop))
    }

    fn nested_type_layouts(&self) -> RCowSlice<'_, &'static TypeLayout> {
        RCow::from_slice(&[])
    }

    /// All binaries of a process: a handle may go from one plug-in to another.
    fn combine(
        &self,
        other: ExtraChecksRef<'_>,
        checker: TypeCheckerMut<'_>,
    ) -> RResult<ROption<ExtraChecksBox>, ExtraChecksError> {
        Self::downcast_with_object(other, checker, |other, _| {
            self.compare(other)?;
            let more = if self.revisions >= other.revisions { self } else { other };
            Ok::<_, TableMismatch>(RSome(ExtraChecksBox::from_value(*more, TD_Opaque)))
        })
    }
}

/// Two tables that handles cannot be passed between.
#[derive(Clone, Debug)]
struct TableMismatch {
    wanted: TableCheck,
    found: TableCheck,
}

impl fmt::Display for TableMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let TableMismatch { wanted, found } = self;
        write!(f, "expected {wanted}, found {found}; ")?;
        f.write_str(if wanted.id != found.id {
            "these are two interfaces"
        } else if wanted.kind != found.kind {
            "these are two kinds of handle: write the same one on both sides"
        } else {
            "a revision that both know differs: build both against the same released interface"
        })
    }
}

impl core::error::Error for TableMismatch {}
