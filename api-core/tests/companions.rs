//! What companions can do with other crates, features `bytes` and `serde`; and what an open enum in memory can do.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use vtable_api_core::describe::{Piece, Rope};
use vtable_api_core::handle::vouch;
use vtable_api_core::lifetimes::List;
use vtable_api_core::{Described, Open, OwnedSlice, OwnedStr, Str};

/// As the derive makes it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Format {
    #[default]
    Png,
    Qoi,
    Unknown(u16),
}
const PNG: u16 = 1;
const QOI: u16 = 2;

// SAFETY: a name of its own.
unsafe impl Described for Format {
    type Lifetimes<Tail: List> = Tail;
    const NAME: Rope = &[Piece::Text("Format")];
}
// SAFETY: the tokens are those of the enum above.
vtable_api_core::__abi_open! { { unsafe { vouch() } } Format u16 { Png PNG Qoi QOI } Unknown }

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}!")
    }
}

#[test]
fn an_open_enum_in_memory_is_that_enum() {
    static KNOWN: [Open<Format>; 2] = [Open::from_value(1), Open::from_value(9)];
    let [png, newer] = KNOWN;
    assert!(png == Format::Png && newer == Format::Unknown(9) && png == Open::default() && png < newer);
    assert_eq!((format!("{png} {newer:?}"), newer.value()), ("Png! Unknown(9)".into(), 9));
    let found = BTreeSet::from([newer, png, Format::Qoi.into()]);
    assert_eq!(found.into_iter().map(Open::get).collect::<Vec<_>>(), [Format::Png, Format::Qoi, Format::Unknown(9)]);
    assert_eq!(HashMap::from([(png, 1)]).get(&Open::new(Format::Png)), Some(&1));
}

#[test]
fn a_map_is_asked_with_what_keys_stand_for() {
    let by_name = HashMap::from([(OwnedStr::from("a"), 1), (OwnedStr::from("b"), 2)]);
    assert_eq!(by_name.get("b"), Some(&2));
    let by_lent = HashMap::from([(Str::new("a"), 1)]);
    assert_eq!((by_lent.get("a"), by_lent.get("b")), (Some(&1), None));
    let by_row = HashMap::from([(OwnedSlice::from([1u32, 2]), 1)]);
    assert_eq!(by_row.get(&[1, 2][..]), Some(&1));
}

#[test]
fn a_text_is_a_path() {
    let (name, owned) = (Str::new(env!("CARGO_MANIFEST_DIR")), OwnedStr::from("png"));
    let path: &std::path::Path = name.as_ref();
    let ending: &std::ffi::OsStr = owned.as_ref();
    assert!(path.is_dir() && ending == "png");
}

#[cfg(feature = "bytes")]
mod with_bytes {
    use super::*;
    use bytes::Bytes;

    #[test]
    fn bytes_go_both_ways_without_a_copy() {
        let bytes = Bytes::from(vec![1u8, 2, 3]);
        let start = bytes.as_ptr();
        let owned = OwnedSlice::from(bytes.slice(1..));
        assert_eq!((owned.as_ptr(), &*owned), (start.wrapping_add(1), &[2, 3][..]));
        let back = Bytes::from(owned);
        assert_eq!((back.as_ptr(), &*back.slice(1..)), (start.wrapping_add(1), &[3][..]));
        let mut written = OwnedSlice::from(bytes.clone());
        written[0] = 9;
        assert_eq!((&*written, &*bytes, bytes.is_unique()), (&[9, 2, 3][..], &[1, 2, 3][..], false));
        drop((back, written));
        assert!(bytes.is_unique(), "let go by all");
    }
}

#[cfg(feature = "serde")]
mod with_serde {
    use super::*;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use serde_json::{from_slice, from_str, to_string};
    use vtable_api_core::open::OpenEnum;
    use vtable_api_core::{Slice, SliceMut};

    impl Serialize for Format {
        fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            to.serialize_u16(self.value())
        }
    }
    impl<'de> Deserialize<'de> for Format {
        fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            u16::deserialize(from).map(Format::from_value)
        }
    }

    #[test]
    fn companions_are_written_as_what_they_stand_for() {
        let texts = OwnedSlice::from(["a", "b"].map(OwnedStr::from));
        assert_eq!(to_string(&texts).unwrap(), r#"["a","b"]"#);
        let (views, numbers) = ([Str::new("a"), Str::new("b")], &mut [1u32, 2]);
        assert_eq!(to_string(&Slice::new(&views)).unwrap(), r#"["a","b"]"#);
        assert_eq!(to_string(&SliceMut::new(numbers)).unwrap(), "[1,2]");
        assert_eq!(to_string(&Open::new(Format::Unknown(9))).unwrap(), "9");
    }

    #[test]
    fn companions_are_read_as_what_they_stand_for() {
        let json = r#"["a","b"]"#;
        assert_eq!(from_str::<OwnedSlice<OwnedStr>>(json).unwrap(), ["a", "b"].map(OwnedStr::from));
        assert_eq!(from_str::<OwnedSlice<Str<'_>>>(json).unwrap(), ["a", "b"].map(Str::new));
        assert_eq!(from_str::<Open<Format>>("2").unwrap(), Format::Qoi);
        let wrong = from_str::<OwnedStr>("1").unwrap_err().to_string();
        assert_eq!(wrong, "invalid type: integer `1`, expected a string at line 1 column 1");
        let lent = r#""abc""#;
        assert_eq!(from_slice::<Slice<'_, u8>>(lent.as_bytes()).unwrap().as_ptr(), lent[1..].as_ptr());
    }
}
