//! Version 2: what a module exports and requires, and what C code does with a table.

use super::lines::{self, Read, choice, number, split};
use super::{Entry, Export, Module, Requirement, Role, Side};
use crate::digest::parse_hex;

/// A whole frame. Each line ends with a newline or a NUL: the latter is how C ends a string.
pub(super) fn entry(payload: &str) -> Read<Entry> {
    let lines = (1_usize..).zip(payload.split(['\n', '\0']));
    let mut lines = lines.filter(|(_, line)| !line.is_empty());
    let (number, head) = lines.next().unwrap_or((1, ""));
    let place = |why: String| format!("line {number}: {why}");
    match head.split_once('\t') {
        Some(("module", rest)) => module(rest, lines, place).map(Entry::Module),
        Some(("side", rest)) => {
            let (role, compiler) = side(rest).map_err(place)?;
            Ok(Entry::Side(Side { role, compiler, record: lines::numbered(lines)? }))
        }
        _ => Err(place("it is neither a `module` nor a `side` line".into())),
    }
}

fn side(rest: &str) -> Read<(Role, String)> {
    let [role, compiler] = split(rest)?;
    let role = if choice(role, "provides", "expects")? { Role::Expects } else { Role::Provides };
    Ok((role, compiler.into()))
}

fn module<'s>(
    rest: &str,
    lines: impl Iterator<Item = (usize, &'s str)>,
    place: impl Fn(String) -> String,
) -> Read<Module> {
    let [maker, version, name] = split(rest).map_err(place)?.map(String::from);
    let (exports, requirements) = (Vec::new(), Vec::new());
    let mut module = Module { name, version, maker, is_exported: false, exports, requirements };
    for (number, line) in lines {
        part(&mut module, line).map_err(|why| format!("line {number}: {why}"))?;
    }
    Ok(module)
}

fn part(module: &mut Module, line: &str) -> Read<()> {
    match line.split_once('\t') {
        None if line == "exported" => module.is_exported = true,
        Some(("export", rest)) => module.exports.push(export(rest)?),
        Some(("require", rest)) => module.requirements.push(requirement(rest)?),
        _ => return Err("it starts with no word that a module has".into()),
    }
    Ok(())
}

fn export(rest: &str) -> Read<Export> {
    let [name, form, id, list] = split(rest)?;
    let creates = choice(form, "lend", "create")?;
    Ok(Export { name: name.into(), creates, id: id.into(), revisions: revisions(list)? })
}

fn requirement(rest: &str) -> Read<Requirement> {
    let [name, id, list, required] = split(rest)?;
    let required = words(required).map(number).collect::<Read<_>>()?;
    Ok(Requirement { name: name.into(), id: id.into(), revisions: revisions(list)?, required })
}

fn revisions(list: &str) -> Read<Vec<(u32, u64)>> {
    let one = |word: &str| {
        let (revision, value) = word.split_once(':').ok_or("a revision has no fingerprint")?;
        let value = parse_hex(value).ok_or("a fingerprint is 16 hex digits")?;
        Ok((number(revision)?, value))
    };
    words(list).map(one).collect()
}

fn words(list: &str) -> impl Iterator<Item = &str> {
    list.split(' ').filter(|word| !word.is_empty())
}
