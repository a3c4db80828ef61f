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
