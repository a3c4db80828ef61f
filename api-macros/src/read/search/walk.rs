//! The one walk through `syn::Type`. `syn::visit` would do; it is for whole files, and with it a user's first build takes 1.5 % longer.

use super::Part;
use syn::punctuated::Punctuated;
use syn::{
    AngleBracketedGenericArguments, BoundLifetimes, Expr, GenericArgument, GenericParam, Lifetime, Macro, Member,
    NamedArg, Path, PathArguments, QSelf, ReturnType, Stmt, Token, Type, TypeParamBound,
};

pub(super) struct Walk<'w, 't> {
    pub(super) look: &'w mut dyn FnMut(Part<'t>),
}

impl<'t> Walk<'_, 't> {
    pub(super) fn ty(&mut self, ty: &'t Type) {
        match ty {
            Type::Array(array) => {
                self.ty(&array.elem);
                self.expr(&array.len);
            }
            Type::FnPtr(function) => {
                self.binder(function.lifetimes.as_ref());
                self.signature(&function.inputs, &function.output);
            }
            Type::Group(group) => self.ty(&group.elem),
            Type::ImplTrait(object) => self.bounds(&object.bounds),
            Type::Macro(mac) => self.mac(&mac.mac),
            Type::Paren(paren) => self.ty(&paren.elem),
            Type::Path(path) => {
                (self.look)(Part::Path(path));
                self.path(path.qself.as_ref(), &path.path);
            }
            Type::Ptr(ptr) => self.ty(&ptr.elem),
            Type::Reference(reference) => {
                (self.look)(Part::Reference(reference));
                reference.lifetime.iter().for_each(|lifetime| self.lifetime(lifetime));
                self.ty(&reference.elem);
            }
            Type::Slice(slice) => self.ty(&slice.elem),
            Type::TraitObject(object) => self.bounds(&object.bounds),
            Type::Tuple(tuple) => tuple.elems.iter().for_each(|elem| self.ty(elem)),
            Type::Verbatim(tokens) => (self.look)(Part::Tokens(tokens)),
            _ => {}
        }
    }

    fn lifetime(&mut self, lifetime: &'t Lifetime) {
        (self.look)(Part::Lifetime(lifetime));
        (self.look)(Part::Ident(&lifetime.ident));
    }

    fn binder(&mut self, binder: Option<&'t BoundLifetimes>) {
        let Some(binder) = binder else { return };
        (self.look)(Part::Binder);
        for param in &binder.lifetimes {
            if let GenericParam::Lifetime(param) = param {
                self.lifetime(&param.lifetime);
                param.bounds.iter().for_each(|bound| self.lifetime(bound));
            }
        }
    }

    fn signature(&mut self, inputs: &'t Punctuated<NamedArg, Token![,]>, output: &'t ReturnType) {
        for input in inputs {
            if let Some((name, _)) = &input.name {
                (self.look)(Part::Ident(name));
            }
            self.ty(&input.ty);
        }
        if let ReturnType::Type(_, ty) = output {
            self.ty(ty);
        }
    }

    fn bounds(&mut self, bounds: &'t Punctuated<TypeParamBound, Token![+]>) {
        for bound in bounds {
            match bound {
                TypeParamBound::Trait(bound) => {
                    self.binder(bound.lifetimes.as_ref());
                    self.path(None, &bound.path);
                }
                TypeParamBound::Lifetime(lifetime) => self.lifetime(lifetime),
                TypeParamBound::Verbatim(tokens) => (self.look)(Part::Tokens(tokens)),
                _ => {}
            }
        }
    }

    fn mac(&mut self, mac: &'t Macro) {
        (self.look)(Part::Macro(mac));
        self.path(None, &mac.path);
        (self.look)(Part::Tokens(&mac.tokens));
    }

    fn path(&mut self, qself: Option<&'t QSelf>, path: &'t Path) {
        if let Some(qself) = qself {
            self.ty(&qself.ty);
        }
        for segment in &path.segments {
            (self.look)(Part::Ident(&segment.ident));
            match &segment.arguments {
                PathArguments::AngleBracketed(arguments) => self.arguments(Some(arguments)),
                PathArguments::Parenthesized(arguments) => self.signature(&arguments.inputs, &arguments.output),
                PathArguments::None => {}
            }
        }
    }

    fn arguments(&mut self, arguments: Option<&'t AngleBracketedGenericArguments>) {
        for argument in arguments.iter().flat_map(|arguments| &arguments.args) {
            match argument {
                GenericArgument::Lifetime(lifetime) => self.lifetime(lifetime),
                GenericArgument::Type(ty) => self.ty(ty),
                GenericArgument::Const(value) => self.expr(value),
                GenericArgument::AssocType(of) => {
                    (self.look)(Part::Ident(&of.ident));
                    self.arguments(of.generics.as_ref());
                    self.ty(&of.ty);
                }
                GenericArgument::AssocConst(of) => {
                    (self.look)(Part::Ident(&of.ident));
                    self.arguments(of.generics.as_ref());
                    self.expr(&of.value);
                }
                GenericArgument::Constraint(of) => {
                    (self.look)(Part::Ident(&of.ident));
                    self.arguments(of.generics.as_ref());
                    self.bounds(&of.bounds);
                }
                _ => {}
            }
        }
    }

    /// Whatever is no arithmetic is refused as a whole.
    fn expr(&mut self, expr: &'t Expr) {
        (self.look)(Part::Expr(expr));
        match expr {
            Expr::Binary(binary) => self.exprs([&*binary.left, &binary.right]),
            Expr::Block(block) => {
                if let [Stmt::Expr(expr, None)] = &block.block.stmts[..] {
                    self.expr(expr);
                }
            }
            Expr::Call(call) => {
                self.expr(&call.func);
                self.exprs(&call.args);
            }
            Expr::Cast(cast) => {
                self.expr(&cast.expr);
                self.ty(&cast.ty);
            }
            Expr::Field(field) => {
                self.expr(&field.base);
                self.member(&field.member);
            }
            Expr::Group(group) => self.expr(&group.expr),
            Expr::Index(index) => self.exprs([&*index.expr, &index.index]),
            Expr::Macro(mac) => self.mac(&mac.mac),
            Expr::MethodCall(call) => {
                self.expr(&call.receiver);
                (self.look)(Part::Ident(&call.method));
                self.arguments(call.turbofish.as_ref());
                self.exprs(&call.args);
            }
            Expr::Paren(paren) => self.expr(&paren.expr),
            Expr::Path(path) => self.path(path.qself.as_ref(), &path.path),
            Expr::Reference(reference) => self.expr(&reference.expr),
            Expr::Struct(of) => {
                self.path(of.qself.as_ref(), &of.path);
                for field in &of.fields {
                    self.member(&field.member);
                    self.expr(&field.expr);
                }
                self.exprs(of.rest.as_deref());
            }
            Expr::Tuple(tuple) => self.exprs(&tuple.elems),
            Expr::Unary(unary) => self.expr(&unary.expr),
            _ => {}
        }
    }

    fn exprs(&mut self, exprs: impl IntoIterator<Item = &'t Expr>) {
        exprs.into_iter().for_each(|expr| self.expr(expr));
    }

    fn member(&mut self, member: &'t Member) {
        if let Member::Named(name) = member {
            (self.look)(Part::Ident(name));
        }
    }
}
