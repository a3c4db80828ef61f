//! Work on all cores. Cargo locks a target folder while it builds, so each worker has its own.

use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// One of the threads that do the work.
#[derive(Clone, Copy, Debug)]
pub struct Worker(usize);

impl Worker {
    /// A name of its own for what two workers have in common.
    pub fn name(self, of: &str) -> String {
        format!("{of}-{}", self.0)
    }

    /// The first shares its target folder with the tests that need only one.
    pub fn target(self) -> PathBuf {
        let shared = super::shared_target();
        if self.0 == 0 { shared } else { PathBuf::from(format!("{}-{}", shared.display(), self.0)) }
    }
}

/// What `prepare` makes once for each worker, `work` is given with each item. Results are in the order of the items.
pub fn in_parallel<T: Sync, C, R: Send>(
    items: &[T],
    prepare: impl Fn(Worker) -> C + Sync,
    work: impl Fn(&mut C, &T) -> R + Sync,
) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get()).min(4);
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for worker in 0..cores.min(items.len()) {
            let (next, done, prepare, work) = (&next, &done, &prepare, &work);
            scope.spawn(move || {
                let mut context = prepare(Worker(worker));
                while let Some((index, item)) = take(items, next) {
                    let result = work(&mut context, item);
                    done.lock().expect("no worker panics with it").push((index, result));
                }
            });
        }
    });
    let mut done = done.into_inner().expect("no worker panics with it");
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

fn take<'a, T>(items: &'a [T], next: &AtomicUsize) -> Option<(usize, &'a T)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    Some((index, items.get(index)?))
}
