//! A host in Rust: `host MODULE [TEXT]`.
use kit::{Event, Failure, Kit, KitBox, Log, LogRef};
use vtable_api::{Host, Str};

struct Out;
impl Log for Out {
    fn line(&self, text: &str) {
        println!("log: {text}");
    }
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let module = Host::new("host/1").lend("log", LogRef::new(&Out)).open(&args[1]).unwrap();
    let mut kit = module.create::<KitBox>("kit").unwrap();
    if let Some(text) = args.get(2) {
        println!("{:?}", kit.parse_ex1(text, 99).err());
        return;
    }
    println!("agreed {:#b}", kit.agreed());
    println!("{}", kit.join(&[Str::from("a"), Str::from(""), Str::from("c")], "-"));
    println!("{} {}", kit.keep("four".into(), vec![1, 2]), kit.keep(String::new(), vec![]));
    let mut seen = 0;
    println!("{:?}", kit.each(3, &mut |n, text| { seen += n; text == "step" }));
    println!("{:?} {seen}", kit.each(9, &mut |n, _| n < 4));
    let word = kit.parse("word").unwrap_or_else(|_| panic!());
    println!("{} {}", &*word.text, word.letters);
    println!("{:?} {:?}", kit.parse("").err() == Some(Failure::Empty), kit.parse_ex1("long", 3).err());
    for event in [Event::Nothing, Event::Count(6), Event::Said { by: 3, text: "hi".into() }] {
        match kit.echo(event) {
            Event::Nothing => println!("nothing"),
            Event::Count(count) => println!("{count}"),
            Event::Said { by, text } => println!("{by} {}", &*text),
        }
    }
    kit.tell(&Out, "told");
    kit.logger().line("lent and ended");
}
