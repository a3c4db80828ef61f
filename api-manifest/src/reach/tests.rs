use super::*;

fn def(name: &str, fields: &[&str]) -> TypeDef {
    let fields = fields.iter().map(|text| canon::parse_field(text).unwrap()).collect();
    let body = canon::parse_body("struct", None, fields, Vec::new()).unwrap();
    TypeDef {
        ty: canon::parse_type(name).unwrap(),
        module: String::new(),
        body,
        lifetimes: Default::default(),
        traits: String::new(),
        docs: Vec::new(),
        line: None,
    }
}

fn reached(slots: &[&str], defs: &[TypeDef]) -> (Vec<String>, Vec<String>) {
    let slots: Vec<Slot> = slots.iter().map(|text| canon::parse_signature(text).unwrap()).collect();
    let names = types(slots.iter(), defs).iter().map(|def| def.ty.to_string()).collect();
    (names, missing(&slots.iter().collect::<Vec<_>>(), defs))
}

#[test]
fn through_every_form() {
    let defs = [
        def("A", &["next: *mut *const B"]),
        def("B", &["call: Option<extern \"C\" fn(&C) -> D>"]),
        def("C", &["items: [E; 2]"]),
        def("D", &[]),
        def("E", &[]),
        def("F", &["arg: &mut dyn FnMut(NonNull<G>) -> Vec<H>"]),
        def("G", &[]),
        def("H", &[]),
        def("Unused", &[]),
    ];
    let (names, missing) = reached(&["fn a(&self, x: &[A]) -> Result<F, Box<D>>", "fn b(&self, x: &A)"], &defs);
    assert_eq!(names, ["A", "F", "D", "B", "G", "H", "C", "E"]);
    assert!(missing.is_empty());
}

#[test]
fn cycles_end() {
    let defs = [def("Node", &["next: *mut Node", "tree: *mut Tree"]), def("Tree", &["root: *mut Node"])];
    assert_eq!(reached(&["fn f(t: &Tree)"], &defs).0, ["Tree", "Node"]);
}

#[test]
fn variants_are_followed() {
    let mut outcome = def("Outcome", &[]);
    let variants = vec![canon::parse_variant("Io { error: Inner } = 0").unwrap()];
    outcome.body = canon::parse_body("enum", Some("u8"), Vec::new(), variants).unwrap();
    assert_eq!(reached(&["fn f() -> Outcome"], &[outcome, def("Inner", &[])]).0, ["Outcome", "Inner"]);
}

#[test]
fn arguments_are_part_of_the_name_only() {
    let defs = [def("Buf<u8>", &["data: *mut u8"]), def("Id<Tag>", &["raw: u64"])];
    let (names, missing) = reached(&["fn f(a: &Buf<u8>, b: Id<Tag>, c: &Buf<u16>, d: other::Buf<u8>)"], &defs);
    assert_eq!(names, ["Buf<u8>", "Id<Tag>"]);
    assert_eq!(missing, ["Buf<u16>", "other::Buf<u8>"]);
}
