//! One type, one text: both ways, on types and texts that nobody thought of.

use super::*;

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }

    fn coin(&mut self) -> bool {
        self.below(2) == 0
    }

    fn name(&mut self) -> String {
        let names = ["Frame", "str", "mut", "dyn", "r", "u8", "Option", "Fn", "c_long", "_", "Ä", "extern", "strs"];
        names[self.below(names.len())].into()
    }

    fn leaf(&mut self) -> Type {
        match self.below(8) {
            0 => Type::Unit,
            1 => Type::Never,
            2 => Type::Primitive("usize"),
            3 => Type::CAlias("c_ulonglong"),
            4 => Type::Void,
            5 => Type::Str,
            6 => Type::String,
            _ => {
                let kinds = [ObjectKind::Ref, ObjectKind::Mut, ObjectKind::Box];
                Type::Object { kind: kinds[self.below(3)], id: "a/b-c.d".into() }
            }
        }
    }

    fn types(&mut self, depth: usize) -> Vec<Type> {
        (0..self.below(3)).map(|_| self.ty(depth)).collect()
    }

    fn ty(&mut self, depth: usize) -> Type {
        if depth == 0 {
            return self.leaf();
        }
        let inner = Box::new(self.ty(depth - 1));
        match self.below(13) {
            0 => Type::Pointer { mutable: self.coin(), to: inner },
            1 | 2 => Type::Ref { mutable: self.coin(), to: inner },
            3 => Type::NonNull(inner),
            4 => Type::Array { of: inner, len: 10_u64.pow(u32::try_from(self.below(20)).unwrap_or(0)) },
            5 => Type::Slice { mutable: self.coin(), of: inner },
            6 => Type::Vec(inner),
            7 => Type::Box(inner),
            8 => Type::Option(inner),
            9 => Type::Result(inner, Box::new(self.ty(depth - 1))),
            10 => Type::Function { is_unsafe: self.coin(), params: self.types(depth - 1), ret: inner },
            11 => {
                let bounds = Bounds { send: self.coin(), sync: self.coin() };
                Type::Closure { mutable: self.coin(), bounds, params: self.types(depth - 1), ret: inner }
            }
            _ => {
                let package = self.coin().then(|| ["mut", "str", "a-b", "2d", "dyn", "r", "Box"][self.below(7)].into());
                Type::Named { package, name: self.name(), args: self.types(depth - 1) }
            }
        }
    }
}

#[test]
fn what_is_written_is_read() {
    let mut random = Random(1);
    for round in 0..20_000 {
        let ty = random.ty(round % 5);
        assert_eq!(parse_type(&ty.to_string()), Ok(ty));
    }
}

#[test]
fn what_is_read_is_canonical() {
    let mut random = Random(1);
    for _ in 0..40_000 {
        let mut bytes = TYPES[random.below(TYPES.len())].as_bytes().to_vec();
        let donor = TYPES[random.below(TYPES.len())].as_bytes();
        for _ in 0..=random.below(3) {
            bytes.insert(random.below(bytes.len() + 1), donor[random.below(donor.len())]);
            bytes.remove(random.below(bytes.len()));
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Ok(ty) = parse_type(&text) {
            assert_eq!(ty.to_string(), text, "{ty:?}");
        }
        let _ = (parse_signature(&text), parse_variant(&text), parse_field(&text));
    }
}

#[test]
fn lifetimes_that_are_read_are_canonical() {
    const TEXTS: &[&str] = &[
        "'a 'b, 'b: 'a",
        "'a 'b 'c, 'a: 'static, 'b 'c: 'a",
        "'a _ 'static for'a for1'b",
        "_ for'a for'a",
        "'z 'a1, _",
        "fn f(a: A, b: B) -> C where ('a, for'a for'a) -> 'a 'b, 'b: 'a",
    ];
    let mut random = Random(7);
    let mut found = 0;
    for _ in 0..60_000 {
        let mut bytes = TEXTS[random.below(TEXTS.len())].as_bytes().to_vec();
        let donor = TEXTS[random.below(TEXTS.len())].as_bytes();
        for _ in 0..random.below(4) {
            bytes.insert(random.below(bytes.len() + 1), donor[random.below(donor.len())]);
            bytes.remove(random.below(bytes.len()));
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Ok(lifetimes) = parse_declared(&text) {
            assert_eq!(declared(&lifetimes), text);
            found += 1;
        }
        if let Ok(slot) = parse_signature(&text) {
            assert_eq!(signature(&slot), text);
            let _ = in_rust(&slot);
            found += 1;
        }
        let text = format!("a: &str where {text}");
        if let Ok(of) = parse_field(&text) {
            assert_eq!(field(&of), text);
            let _ = field_in_rust(&of.ty, &of.lifetimes);
            found += 1;
        }
    }
    assert!(found > 10_000, "{found}");
}

#[test]
fn whatever_is_read_does_not_stop_the_process() {
    let mut random = Random(3);
    for _ in 0..20_000 {
        let text: String = (0..random.below(40))
            .map(|_| {
                ["'", "a", " ", "for", "_", ",", ":", "(", ")", "->", "&", "<", ">", "dyn Fn", "9"][random.below(15)]
            })
            .collect();
        let ty = Type::Unresolved(text);
        let own = [Lifetime::Named(0), Lifetime::Own { number: 0, out: 0 }, Lifetime::Own { number: 1, out: 3 }];
        let _ = field_in_rust(&ty, &own[..random.below(4)]);
    }
}
