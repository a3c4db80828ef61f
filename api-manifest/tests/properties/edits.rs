//! Random edits to a source. Whether one breaks anything is for the oracle to say.

use crate::draw::Draw;
use crate::packages::{self, built};
use crate::types::{self, At, Scope};
use vtable_api_manifest::model::*;

type Edit = fn(&mut Editor);

/// What may happen to a source, and how often.
const EDITS: &[(usize, Edit)] = &[
    (4, Editor::documents),
    (12, Editor::appends),
    (2, Editor::appends_to_open_enum),
    (3, Editor::renames_param),
    (2, Editor::reorders),
    (2, Editor::adds_table),
    (2, Editor::renames_trait),
    (2, Editor::spells_in_c),
    (2, Editor::edits_last_slot),
    (1, Editor::deletes_slot),
    (1, Editor::swaps_slots),
    (1, Editor::inserts_slot),
    (1, Editor::renames_slot),
    (1, Editor::changes_revision),
    (1, Editor::says_ex_none),
    (4, Editor::edits_slot),
    (1, Editor::changes_bounds),
    (1, Editor::removes_table),
    (1, Editor::renames_table),
    (8, Editor::edits_type),
    (4, Editor::grows),
    (1, Editor::renames_type),
    (1, Editor::replaces_body),
];

/// The source after up to four edits.
pub(crate) fn edited(draw: Draw, source: Package, scope: Scope) -> Package {
    let mut editor = Editor { draw, scope, now: source, fresh: 0 };
    for _ in 0..editor.draw.below(5) {
        editor.one();
    }
    // What separate edits rarely come to.
    match editor.draw.below(20) {
        19 if editor.scope.wide => editor.appends_draft_and_its_ex(),
        18 if editor.scope.wide => editor.inserts_in_enum(),
        _ => {}
    }
    let mut now = built(editor.now);
    if editor.scope.wide && editor.draw.one_in(20) {
        duplicate(&mut editor.draw, &mut now);
    }
    now
}

/// What only a package of several crates can have: two tables of one id, two types of one name.
fn duplicate(draw: &mut Draw, now: &mut Package) {
    let changed = draw.coin();
    if draw.coin() && !now.tables.is_empty() {
        let mut table = draw.pick(&now.tables);
        table.module = if changed { "viewer::other".into() } else { table.module };
        now.tables.push(table);
    } else if !now.types.is_empty() {
        let mut def = draw.pick(&now.types);
        def.module = if changed { "viewer::other".into() } else { def.module };
        now.types.push(def);
    }
}

struct Editor {
    draw: Draw,
    scope: Scope,
    now: Package,
    /// Numbers of new names.
    fresh: usize,
}

impl Editor {
    fn one(&mut self) {
        let total: usize = EDITS.iter().map(|(weight, _)| weight).sum();
        let mut at = self.draw.below(total);
        for (weight, edit) in EDITS {
            match at.checked_sub(*weight) {
                Some(rest) => at = rest,
                None => return edit(self),
            }
        }
    }

    /// `more_1` and `more1` are one name in Pascal.
    fn fresh(&mut self) -> String {
        self.fresh += 1;
        match self.draw.one_in(5) {
            true => format!("more_{}", self.fresh - 1),
            false => format!("more{}", self.fresh),
        }
    }

    /// An id and a trait for it.
    fn fresh_table(&mut self) -> (String, String) {
        let name = self.fresh();
        (format!("viewer{}/{name}", self.scope.suffix), name.replace("more", "MoreTable"))
    }

    fn table(&mut self) -> Option<&mut Table> {
        let index = self.draw.below(self.now.tables.len());
        self.now.tables.get_mut(index)
    }

    /// A table and one of its slots.
    fn slot(&mut self) -> Option<(usize, usize)> {
        let table = self.draw.below(self.now.tables.len());
        let slots = self.now.tables.get(table)?.slots.len();
        (slots > 0).then(|| (table, self.draw.below(slots)))
    }

    fn with_slot(&mut self, change: impl FnOnce(&mut Draw, &Scope, &mut Slot)) {
        if let Some((table, slot)) = self.slot() {
            change(&mut self.draw, &self.scope, &mut self.now.tables[table].slots[slot]);
        }
    }

    fn with_table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = self.table() {
            change(table);
        }
    }

    // Harmless ones.

    fn documents(&mut self) {
        let docs = vec!["Says more.".to_owned()];
        match self.draw.below(3) {
            0 => self.with_table(|table| table.docs = docs),
            1 => self.with_slot(|_, _, slot| slot.docs = docs),
            _ => self.with_type(|_, _, def| (def.docs, def.module) = (docs, "viewer::moved".into())),
        }
    }

    fn renames_param(&mut self) {
        let name = self.fresh();
        self.with_slot(|draw, _, slot| {
            let index = draw.below(slot.params.len());
            slot.params.get_mut(index).into_iter().for_each(|param| param.name = name.clone());
        });
    }

    fn reorders(&mut self) {
        let (tables, types) = (self.draw.below(self.now.tables.len()), self.draw.below(self.now.types.len()));
        self.now.tables.rotate_left(tables);
        self.now.types.rotate_left(types);
    }

    fn adds_table(&mut self) {
        let (id, trait_name) = self.fresh_table();
        let Some(table) = self.table() else { return };
        let mut new = Table { id, trait_name, ..table.clone() };
        new.slots.truncate(2);
        self.now.tables.push(new);
    }

    fn renames_trait(&mut self) {
        let (_, name) = self.fresh_table();
        self.with_table(|table| (table.trait_name, table.module) = (name, "viewer::moved".into()));
    }

    // Slots.

    /// Mostly as it should be: with the next revision, or with that of a draft before it.
    fn appends(&mut self) {
        let (name, step) = (self.fresh(), self.draw.pick(&[1, 1, 1, 0, 0, 2]));
        let Some(index) = self.slot().map(|(table, _)| table) else { return };
        let table = &mut self.now.tables[index];
        let last = table.slots.last().map_or(0, |slot| slot.revision);
        let revision = if self.draw.one_in(12) { 1 } else { last + step };
        let base = if self.draw.coin() { table.slots.last().cloned() } else { Some(self.draw.pick(&table.slots)) };
        let base = base.map_or(name.clone(), |slot| slot.name);
        let name = match self.draw.below(6) {
            0..3 => name,
            3 => format!("{base}_ex{}", self.draw.below(4)),
            4 => base[..1].to_uppercase() + &base[1..], // the same in Pascal
            _ => packages::ex_name(&mut self.draw, table, revision).unwrap_or(name),
        };
        if table.slots.iter().all(|slot| slot.name != name) {
            table.slots.push(packages::slot(&mut self.draw, &self.scope, name, revision));
        }
    }

    /// In one revision, or in two.
    fn appends_draft_and_its_ex(&mut self) {
        let (name, step) = (self.fresh(), u32::from(self.draw.coin()));
        let (draw, scope) = (&mut self.draw, &self.scope);
        if let Some(table) = self.now.tables.last_mut() {
            let revision = table.slots.last().map_or(0, |slot| slot.revision) + 1;
            table.slots.push(packages::slot(draw, scope, name.clone(), revision));
            table.slots.push(packages::slot(draw, scope, format!("{name}_ex1"), revision + step));
        }
    }

    fn deletes_slot(&mut self) {
        if let Some((table, slot)) = self.slot() {
            self.now.tables[table].slots.remove(slot);
        }
    }

    fn swaps_slots(&mut self) {
        if let Some((table, slot)) = self.slot() {
            let slots = &mut self.now.tables[table].slots;
            let other = self.draw.below(slots.len());
            slots.swap(slot, other);
        }
    }

    fn inserts_slot(&mut self) {
        let name = self.fresh();
        if let Some((table, slot)) = self.slot() {
            let slots = &mut self.now.tables[table].slots;
            let revision = slots[slot].revision + u32::from(self.draw.coin());
            slots.insert(slot, packages::slot(&mut self.draw, &self.scope, name, revision));
        }
    }

    fn renames_slot(&mut self) {
        let name = self.fresh();
        self.with_slot(|_, _, slot| slot.name = name);
    }

    fn changes_revision(&mut self) {
        self.with_slot(|draw, _, slot| {
            slot.revision = if draw.coin() { slot.revision + 1 } else { slot.revision.saturating_sub(1) };
        });
    }

    fn says_ex_none(&mut self) {
        self.with_slot(|_, _, slot| slot.ex_none = !slot.ex_none);
    }

    /// Often a draft: it was appended by an edit before.
    fn edits_last_slot(&mut self) {
        if let Some((table, _)) = self.slot()
            && let Some(slot) = self.now.tables[table].slots.last_mut()
        {
            edit_slot(&mut self.draw, &self.scope, slot);
        }
    }

    fn edits_slot(&mut self) {
        self.with_slot(edit_slot);
    }

    // Tables.

    fn changes_bounds(&mut self) {
        let send = self.draw.coin();
        self.with_table(|table| match send {
            true => table.bounds.send = !table.bounds.send,
            false => table.bounds.sync = !table.bounds.sync,
        });
    }

    fn spells_in_c(&mut self) {
        self.with_table(|table| table.c_case = if table.c_case == CCase::Snake { CCase::Pascal } else { CCase::Snake });
    }

    fn removes_table(&mut self) {
        let index = self.draw.below(self.now.tables.len());
        if self.scope.wide && self.now.tables.len() > 1 {
            self.now.tables.remove(index);
        }
    }

    fn renames_table(&mut self) {
        let (id, _) = self.fresh_table();
        if self.scope.wide {
            self.with_table(|table| table.id = id);
        }
    }

    // Types.

    /// The scope of a type's fields has the types before it.
    fn with_type(&mut self, change: impl FnOnce(&mut Draw, &Scope, &mut TypeDef)) {
        let index = self.draw.below(self.now.types.len());
        let Some(def) = self.now.types.get_mut(index) else { return };
        let place = |ty: &Type| self.scope.far.iter().position(|other| other == ty);
        let mut scope = self.scope.clone();
        scope.whole.retain(|ty| place(ty) < place(&def.ty));
        scope.values.clone_from(&scope.whole);
        change(&mut self.draw, &scope, def);
    }

    fn appends_to_open_enum(&mut self) {
        let is_open = |def: &&mut TypeDef| matches!(def.body, Body::Enum { open: true, .. });
        let mut open: Vec<&mut TypeDef> = self.now.types.iter_mut().filter(is_open).collect();
        if !open.is_empty() {
            let def = open.swap_remove(self.draw.below(open.len()));
            let scope = Scope { wide: self.scope.wide, ..Scope::default() };
            add_variant(&mut self.draw, &scope, &mut def.body, usize::MAX);
        }
    }

    fn inserts_in_enum(&mut self) {
        let mut enums = self.now.types.iter_mut().filter(|def| matches!(def.body, Body::Enum { .. }));
        if let Some(def) = enums.next() {
            insert_variant(&mut self.draw, &Scope::default(), &mut def.body, 0);
        }
    }

    fn edits_type(&mut self) {
        self.with_type(|draw, scope, def| match &mut def.body {
            _ if scope.wide && draw.one_in(3) => edit_lifetimes(draw, scope, def),
            Body::Struct { tuple, fields } => {
                edit_fields(draw, scope, fields, At::Plain, *tuple);
                *tuple = draw.one_in(12) != *tuple;
                packages::number(fields, *tuple);
            }
            Body::Foreign { c, .. } if draw.one_in(3) => *c = packages::c_definition(draw),
            Body::Foreign { fields, .. } => edit_fields(draw, scope, fields, At::Plain, false),
            Body::Union { fields } => edit_fields(draw, scope, fields, At::Copied, false),
            Body::Transparent { field, tuple } => edit_field(draw, scope, field, packages::alone(scope), *tuple),
            Body::Enum { .. } => edit_enum(draw, scope, &mut def.body),
            Body::GrowableStruct { .. } | Body::GrowableEnum { .. } => edit_growable(draw, scope, &mut def.body),
            Body::Opaque => {}
        });
    }

    /// As it should be: in the last growth, or in a new one.
    fn grows(&mut self) {
        let is_growable = |def: &&mut TypeDef| def.body.growths().is_some();
        let mut growable: Vec<&mut TypeDef> = self.now.types.iter_mut().filter(is_growable).collect();
        if !growable.is_empty() {
            let def = growable.swap_remove(self.draw.below(growable.len()));
            let scope = Scope { wide: self.scope.wide, ..Scope::default() };
            append_member(&mut self.draw, &scope, &mut def.body);
        }
    }

    fn replaces_body(&mut self) {
        self.with_type(|draw, scope, def| {
            def.body = match (fields_of(&def.body), draw.coin()) {
                // A union, say, of the fields of a struct.
                (Some((tuple, mut fields)), true) if scope.wide => match draw.below(4) {
                    0 => Body::Union { fields: named(fields) },
                    1 => Body::Struct { tuple, fields },
                    2 => Body::Foreign { c: packages::c_definition(draw), fields: named(fields) },
                    _ => Body::Transparent { tuple, field: fields.swap_remove(0) },
                },
                // What others hold keeps a size, and what is in memory a fixed one.
                _ => match packages::body(draw, scope) {
                    Body::Opaque => def.body.clone(),
                    Body::Enum { open: true, repr, variants } => Body::Enum { open: scope.wide, repr, variants },
                    body => body,
                },
            }
        });
    }

    /// Everywhere.
    fn renames_type(&mut self) {
        let name = format!("{}{}", self.fresh().replace("more", "More"), self.scope.suffix);
        let Some(old) = (!self.now.types.is_empty()).then(|| self.draw.pick(&self.now.types).ty) else { return };
        let Type::Named { package, args, .. } = &old else { return };
        let new = Type::Named { package: package.clone(), name, args: args.clone() };
        let mut rename = |ty: &mut Type| {
            if *ty == old {
                *ty = new.clone();
            }
        };
        each_type(&mut self.now, &mut rename);
        let Scope { values, whole, far, .. } = &mut self.scope;
        values.iter_mut().chain(whole).chain(far).for_each(rename);
    }
}

fn edit_slot(draw: &mut Draw, scope: &Scope, slot: &mut Slot) {
    let at = draw.below(slot.params.len());
    match (draw.below(11), slot.params.get_mut(at)) {
        (0..4, Some(param)) => types::change(draw, scope, &mut param.ty, At::Param),
        (4, Some(_)) => drop(slot.params.remove(at)),
        (5, Some(_)) => {
            let other = draw.below(slot.params.len());
            slot.params.swap(at, other);
        }
        (6, _) => {
            let param = packages::param(draw, scope, slot.params.len() + 10);
            slot.params.insert(at, param);
        }
        (7, _) => slot.is_unsafe = !slot.is_unsafe,
        (8, _) => slot.receiver = draw.pick(&[Receiver::Ref, Receiver::Mut, Receiver::None]),
        _ if slot.ret == Type::Unit || draw.one_in(4) => slot.ret = types::any(draw, scope, At::Ret, 2),
        _ => types::change(draw, scope, &mut slot.ret, At::Ret),
    }
}

fn edit_fields(draw: &mut Draw, scope: &Scope, fields: &mut Vec<Field>, at: At, tuple: bool) {
    let index = draw.below(fields.len());
    // The derive refuses a union of one.
    let least = if matches!(at, At::Copied) { 2 } else { 1 };
    match draw.below(6) {
        0 | 1 => fields.get_mut(index).into_iter().for_each(|field| edit_field(draw, scope, field, at, tuple)),
        2 if fields.len() > least => drop(fields.remove(index)),
        3 if !fields.is_empty() => {
            let other = draw.below(fields.len());
            fields.swap(index, other);
        }
        _ => {
            let name = format!("more{}", fields.len());
            let index = if draw.coin() { index } else { fields.len() };
            fields.insert(index, packages::field(draw, scope, &name, at));
        }
    }
    packages::number(fields, tuple);
}

fn edit_field(draw: &mut Draw, scope: &Scope, field: &mut Field, at: At, tuple: bool) {
    match draw.below(4) {
        3 if !tuple => field.name.push_str("_new"),
        _ => types::change(draw, scope, &mut field.ty, at),
    }
}

fn edit_lifetimes(draw: &mut Draw, scope: &Scope, def: &mut TypeDef) {
    if draw.coin() {
        def.lifetimes = packages::lifetimes(draw, scope);
    }
    let mut edit = |field: &mut Field| field.lifetimes = packages::borrows(draw, scope);
    match &mut def.body {
        Body::Struct { fields, .. } | Body::Foreign { fields, .. } | Body::Union { fields } => {
            fields.iter_mut().for_each(edit);
        }
        Body::Transparent { field, .. } => edit(field),
        Body::Enum { variants, .. } => variants.iter_mut().flat_map(|variant| &mut variant.fields).for_each(edit),
        Body::Opaque | Body::GrowableStruct { .. } | Body::GrowableEnum { .. } => {}
    }
}

fn edit_enum(draw: &mut Draw, scope: &Scope, body: &mut Body) {
    let Body::Enum { repr, open, variants } = body else { return };
    let bare = variants.iter().all(|variant| variant.fields.is_empty());
    let (at, other) = (draw.below(variants.len()), draw.below(variants.len()));
    match draw.below(10) {
        0 => variants.swap(at, other),
        1 => variants[at].value = packages::free_value(draw, variants),
        2 => variants[at].name.push_str("New"),
        3 if variants.len() > 1 => drop(variants.remove(at)),
        4 if bare && (*open || scope.wide) => *open = !*open,
        5 => repr.tag = draw.pick(&["u32", "u16", "i32", "i64"]),
        6 if !bare => repr.c = !repr.c,
        7 if !*open || scope.wide => {
            let Variant { tuple, fields, .. } = &mut variants[at];
            edit_fields(draw, scope, fields, At::Plain, *tuple);
        }
        8 => insert_variant(draw, scope, body, at),
        _ => add_variant(draw, scope, body, at),
    }
}

fn append_member(draw: &mut Draw, scope: &Scope, body: &mut Body) {
    let (members, growths) = match body {
        Body::GrowableStruct { fields, growths } => {
            fields.push(packages::field(draw, scope, &format!("more{}", fields.len()), At::Plain));
            (fields.len(), growths)
        }
        Body::GrowableEnum { variants, growths } => {
            let new = packages::variant(draw, scope, variants, false);
            variants.push(new);
            (variants.len(), growths)
        }
        _ => return,
    };
    match growths.up_to.last_mut() {
        Some(last) if draw.one_in(3) => *last = members,
        _ => growths.up_to.push(members),
    }
}

/// Changes a member, its place, or what growth it is of. What stands in a place has that place's growth.
fn edit_growable(draw: &mut Draw, scope: &Scope, body: &mut Body) {
    let growths = body.growths().cloned().unwrap_or_default();
    let members = growths.up_to.last().copied().unwrap_or(0);
    let (at, other, kind) = (draw.below(members), draw.below(members), draw.below(8));
    let numbers: Vec<u32> = (0..members).map(|member| growths.of(member)).collect();
    let numbers = match kind {
        0 | 1 => numbers,
        // It goes to the growth before, or to the next.
        2 => {
            numbers.iter().enumerate().map(|(member, number)| number.saturating_sub(u32::from(member >= at))).collect()
        }
        3 => numbers.iter().enumerate().map(|(member, number)| number + u32::from(member >= at)).collect(),
        4 if members > 1 => without(numbers, at),
        5 => with(numbers, at),
        _ => return append_member(draw, scope, body),
    };
    match body {
        Body::GrowableStruct { fields, growths } => {
            match kind {
                0 => edit_field(draw, scope, &mut fields[at], At::Plain, false),
                1 => fields.swap(at, other),
                4 => drop(fields.remove(at)),
                5 => fields.insert(at, packages::field(draw, scope, &format!("more{members}"), At::Plain)),
                _ => {}
            }
            *growths = Growths::numbered(&numbers);
        }
        Body::GrowableEnum { variants, growths } => {
            match kind {
                0 => edit_variant(draw, scope, variants, at),
                1 => variants.swap(at, other),
                4 => drop(variants.remove(at)),
                5 => {
                    let new = packages::variant(draw, scope, variants, false);
                    variants.insert(at, new);
                }
                _ => {}
            }
            *growths = Growths::numbered(&numbers);
        }
        _ => {}
    }
}

fn without(mut numbers: Vec<u32>, at: usize) -> Vec<u32> {
    numbers.remove(at);
    numbers
}

fn with(mut numbers: Vec<u32>, at: usize) -> Vec<u32> {
    numbers.insert(at, numbers[at]);
    numbers
}

fn edit_variant(draw: &mut Draw, scope: &Scope, variants: &mut [Variant], at: usize) {
    match draw.below(3) {
        0 => variants[at].value = packages::free_value(draw, variants),
        1 => variants[at].name.push_str("New"),
        _ => {
            let Variant { tuple, fields, .. } = &mut variants[at];
            edit_fields(draw, scope, fields, At::Plain, *tuple);
        }
    }
}

/// As if the values were not written out, except perhaps that of the new one.
fn insert_variant(draw: &mut Draw, scope: &Scope, body: &mut Body, at: usize) {
    let Body::Enum { open, variants, .. } = body else { return };
    let value = if draw.coin() { variants[at].value } else { packages::free_value(draw, variants) };
    variants[at..].iter_mut().for_each(|variant| variant.value += 1);
    let new = packages::variant(draw, scope, variants, *open);
    let taken = variants.iter().any(|variant| variant.value == value);
    variants.insert(at, Variant { value: if taken { new.value } else { value }, ..new });
}

fn add_variant(draw: &mut Draw, scope: &Scope, body: &mut Body, at: usize) {
    if let Body::Enum { open, variants, .. } = body {
        let new = packages::variant(draw, scope, variants, *open);
        variants.insert(at.min(variants.len()), new);
    }
}

/// Fields that had no names get some.
fn named(mut fields: Vec<Field>) -> Vec<Field> {
    let numbered = fields.iter_mut().filter(|field| field.name.starts_with(|c: char| c.is_ascii_digit()));
    numbered.for_each(|field| field.name.insert(0, 'f'));
    fields
}

fn fields_of(body: &Body) -> Option<(bool, Vec<Field>)> {
    match body {
        Body::Struct { tuple, fields } if !fields.is_empty() => Some((*tuple, fields.clone())),
        Body::Foreign { fields, .. } | Body::Union { fields } => Some((false, fields.clone())),
        Body::Transparent { tuple, field } => Some((*tuple, vec![field.clone()])),
        _ => None,
    }
}

/// Visits every type, those inside others first.
pub(crate) fn each_type(package: &mut Package, visit: &mut dyn FnMut(&mut Type)) {
    for slot in package.tables.iter_mut().flat_map(|table| &mut table.slots) {
        slot.params.iter_mut().for_each(|param| each_part(&mut param.ty, visit));
        each_part(&mut slot.ret, visit);
    }
    for def in &mut package.types {
        each_part(&mut def.ty, visit);
        let fields: Vec<&mut Field> = match &mut def.body {
            Body::Struct { fields, .. }
            | Body::Foreign { fields, .. }
            | Body::Union { fields }
            | Body::GrowableStruct { fields, .. } => fields.iter_mut().collect(),
            Body::Transparent { field, .. } => vec![field],
            Body::Enum { variants, .. } | Body::GrowableEnum { variants, .. } => {
                variants.iter_mut().flat_map(|variant| &mut variant.fields).collect()
            }
            Body::Opaque => vec![],
        };
        fields.into_iter().for_each(|field| each_part(&mut field.ty, visit));
    }
}

fn each_part(ty: &mut Type, visit: &mut dyn FnMut(&mut Type)) {
    match ty {
        Type::Pointer { to: of, .. }
        | Type::Ref { to: of, .. }
        | Type::Slice { of, .. }
        | Type::Array { of, .. }
        | Type::NonNull(of)
        | Type::Vec(of)
        | Type::Box(of)
        | Type::Option(of) => each_part(of, visit),
        Type::Result(ok, err) => [ok, err].into_iter().for_each(|part| each_part(part, visit)),
        Type::Function { params, ret, .. } | Type::Closure { params, ret, .. } => {
            params.iter_mut().chain([&mut **ret]).for_each(|part| each_part(part, visit));
        }
        Type::Named { args, .. } => args.iter_mut().for_each(|part| each_part(part, visit)),
        _ => {}
    }
    visit(ty);
}
