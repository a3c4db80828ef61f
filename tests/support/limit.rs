//! Processes that end: by themselves, or by us.

use std::io::Read;
use std::process::{Child, Command, Output, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// What a process says, if it ends in time; otherwise it is killed, and the test with it.
#[track_caller]
pub fn output_within(limit: Duration, command: &mut Command) -> Output {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let (stdout, stderr) = (reader(child.stdout.take()), reader(child.stderr.take()));
    let status = wait(&mut child, limit);
    let read = |reader: JoinHandle<Vec<u8>>| reader.join().expect("a pipe is read");
    let Some(status) = status else {
        panic!("{command:?} did not end in {limit:?}: {}", String::from_utf8_lossy(&read(stdout)));
    };
    Output { status, stdout: read(stdout), stderr: read(stderr) }
}

fn wait(child: &mut Child, limit: Duration) -> Option<std::process::ExitStatus> {
    let start = Instant::now();
    let mut pause = Duration::from_millis(1);
    while start.elapsed() < limit {
        if let Some(status) = child.try_wait().expect("its state is known") {
            return Some(status);
        }
        std::thread::sleep(pause);
        pause = (pause * 3 / 2).min(Duration::from_millis(50));
    }
    // It may have ended just now.
    let _ = child.kill();
    child.wait().expect("it ends");
    None
}

fn reader(pipe: Option<impl Read + Send + 'static>) -> JoinHandle<Vec<u8>> {
    let mut pipe = pipe.expect("it was asked for");
    std::thread::spawn(move || {
        let mut text = Vec::new();
        pipe.read_to_end(&mut text).expect("a pipe can be read");
        text
    })
}
