//! An annotated trait, with its spans: what `read::table` makes and everything else reads. No logic.

pub(crate) mod def;

use crate::prefix::Prefix;
use proc_macro2::{Ident, Span, TokenStream};
use syn::{Attribute, Block, BoundLifetimes, Generics, Signature, Type, Visibility, parse_quote_spanned};
use vtable_api_manifest::model::{Bounds, CCase, Receiver};

/// A trait that becomes a table.
pub(crate) struct Api {
    /// Everything but our own attributes.
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) ident: Ident,
    pub(crate) supertraits: TokenStream,
    pub(crate) bounds: Bounds,
    /// `vendor/table`.
    pub(crate) id: String,
    pub(crate) c_case: CCase,
    pub(crate) unrecorded: bool,
    /// Where it says that a panic in a slot that returns a `Result` is an error of it.
    pub(crate) catches: Option<Span>,
    /// Attributes of `#[diagnostic]` may stand in what is expanded.
    pub(crate) has_prelude: bool,
    pub(crate) docs: TokenStream,
    pub(crate) slots: Vec<Slot>,
    /// Parameters of the trait and its slots that stand for types, which no table has.
    pub(crate) type_params: Vec<Ident>,
    /// Of the trait itself, which no table has.
    pub(crate) generics: Generics,
    /// Where generated code finds `vtable_api`.
    pub(crate) krate: Prefix,
    /// The item that this rests on.
    pub(crate) root: TokenStream,
}

impl Closure {
    /// What it takes, and then what it returns.
    pub(crate) fn types(&self) -> Vec<&Type> {
        self.listed(|_| true)
    }

    /// The same without objects of other tables: what crosses as its type says.
    pub(crate) fn values(&self) -> Vec<&Type> {
        self.listed(|param| param.object.is_none())
    }

    fn listed(&self, is_listed: fn(&Taken) -> bool) -> Vec<&Type> {
        let mut types = Vec::new();
        for param in &self.params {
            if is_listed(param) {
                types.push(&param.ty);
            }
        }
        types.extend(&self.ret);
        types
    }
}

impl Api {
    /// Whether every slot has a receiver: then handles implement the trait, and `dyn` of it exists.
    pub(crate) fn has_objects_only(&self) -> bool {
        self.slots.iter().all(|slot| slot.receiver != Receiver::None)
    }

    /// After an error: default bodies that call what was edited, or that are missing, would only repeat it in
    /// rustc's words.
    pub(crate) fn forget_bodies(&mut self) {
        let krate = &self.krate;
        for slot in &mut self.slots {
            if slot.default.is_some() || slot.revision >= 2 {
                let span = Span::mixed_site();
                slot.attrs.push(parse_quote_spanned!(span=> #[allow(unused_variables, unused_mut)]));
                slot.default = Some(parse_quote_spanned!(span=> { #krate::__private::core::unreachable!() }));
            }
        }
    }

    /// The highest revision; 0 for an empty table.
    pub(crate) fn last_revision(&self) -> u32 {
        self.slots.iter().map(|slot| slot.revision).max().unwrap_or(0)
    }

    /// The slots of this revision, and of later ones.
    pub(crate) fn slots_since(&self, revision: u32) -> Vec<&Slot> {
        self.slots.iter().filter(|slot| slot.revision >= revision).collect()
    }
}

/// One method.
pub(crate) struct Slot {
    /// Everything but our own attributes.
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) docs: TokenStream,
    pub(crate) ident: Ident,
    /// Without `r#`.
    pub(crate) name: String,
    pub(crate) revision: u32,
    /// Where the revision is written, or the method's name.
    pub(crate) revision_span: Span,
    /// The attribute says something that is no revision, which was reported.
    pub(crate) is_misspelt: bool,
    pub(crate) ex_none: bool,
    pub(crate) is_unsafe: bool,
    pub(crate) receiver: Receiver,
    pub(crate) params: Vec<Param>,
    /// The type of what is returned; `None` for `()`.
    pub(crate) ret: Option<Type>,
    pub(crate) default: Option<Block>,
    /// As written, without what no slot may have: it was reported, and rustc need not say it again.
    pub(crate) sig: Signature,
}

/// A parameter but for the receiver.
pub(crate) struct Param {
    /// What generated functions call it.
    pub(crate) ident: Ident,
    /// For texts.
    pub(crate) name: String,
    pub(crate) ty: Type,
    pub(crate) class: Class,
}

/// How a parameter crosses, as far as its tokens must tell.
pub(crate) enum Class {
    /// The type's own trait says how.
    Value,
    /// `extern "C" fn(&T)`: a function pointer that is general over lifetimes.
    Function,
    /// `&dyn Fn(A) -> B`, `&mut dyn FnMut(A) -> B`.
    Closure(Box<Closure>),
    /// `&dyn Api`, `&mut dyn Api`, `Option` of them.
    Object(Box<Object>),
}

pub(crate) struct Closure {
    pub(crate) mutable: bool,
    pub(crate) bounds: Bounds,
    pub(crate) params: Vec<Taken>,
    pub(crate) ret: Option<Type>,
    /// `dyn FnMut(A) -> B`, lifetimes as written.
    pub(crate) object: TokenStream,
    /// What its bounds are taken for.
    pub(crate) meant: Vec<Bound>,
}

/// What a callback takes.
pub(crate) struct Taken {
    /// Lifetimes of the callback's own are left out.
    pub(crate) ty: Type,
    /// The same with them.
    pub(crate) written: Type,
    /// The object of another table that it is.
    pub(crate) object: Option<Object>,
}

/// A bound of a callback: `for<'a>`, what its name is taken for, and `(A) -> B`.
pub(crate) struct Bound {
    pub(crate) binder: Option<BoundLifetimes>,
    /// `ops::FnMut`, a path in core.
    pub(crate) meant: [&'static str; 2],
    pub(crate) arguments: TokenStream,
}

pub(crate) struct Object {
    pub(crate) mutable: bool,
    pub(crate) optional: bool,
    /// `dyn Api`.
    pub(crate) object: TokenStream,
}
