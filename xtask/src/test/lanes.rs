//! Runs suites in parallel: many mostly wait for a server or a browser.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::test::suites::{Company, Suite};

/// The number of parallel suites.
const LANES: usize = 2;

#[derive(Default)]
struct Queue<'a> {
    waiting: Vec<&'a Suite>,
    running: Vec<&'a Suite>,
}

impl<'a> Queue<'a> {
    /// The first suite that may start now.
    fn take(&mut self) -> Option<&'a Suite> {
        let at = self.waiting.iter().position(|suite| may_run(suite, &self.running))?;
        let suite = self.waiting.remove(at);
        self.running.push(suite);
        Some(suite)
    }

    fn done(&mut self, suite: &Suite) {
        self.running.retain(|running| running.name != suite.name);
    }
}

fn may_run(suite: &Suite, running: &[&Suite]) -> bool {
    use Company::{NoCompiler, None};
    let disturbs = |other: &&Suite| {
        let both = (suite.company, other.company);
        matches!(both, (None, _) | (_, None) | (NoCompiler, NoCompiler))
    };
    !running.iter().any(disturbs)
}

/// Runs each suite once, in parallel where allowed, and returns when all are done.
pub fn run(suites: Vec<&Suite>, run_one: impl Fn(&Suite) + Sync) {
    let queue = Mutex::new(Queue { waiting: suites, running: Vec::new() });
    let changed = Condvar::new();
    thread::scope(|scope| {
        for _ in 0..LANES {
            scope.spawn(|| {
                let mut locked = lock(&queue);
                while !locked.waiting.is_empty() {
                    let Some(suite) = locked.take() else {
                        locked = changed.wait(locked).unwrap_or_else(PoisonError::into_inner);
                        continue;
                    };
                    drop(locked);
                    run_one(suite);
                    locked = lock(&queue);
                    locked.done(suite);
                    changed.notify_all();
                }
            });
        }
    });
}

fn lock<'a, T>(mutex: &'a Mutex<T>) -> MutexGuard<'a, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test::suites::Kind;

    const fn suite(name: &'static str, company: Company) -> Suite {
        Suite { name, company, kind: Kind::Script(""), daily: false }
    }

    const ALONE: Suite = suite("alone", Company::None);
    const BUILD: Suite = suite("build", Company::NoCompiler);
    const OTHER_BUILD: Suite = suite("other build", Company::NoCompiler);
    const SCRIPT: Suite = suite("script", Company::Any);

    #[test]
    fn two_that_compile_take_turns_and_one_alone_waits_for_all() {
        let mut queue =
            Queue { waiting: vec![&BUILD, &OTHER_BUILD, &ALONE, &SCRIPT], ..Queue::default() };
        let take = |queue: &mut Queue| queue.take().map(|suite| suite.name);
        assert_eq!(take(&mut queue), Some("build"));
        assert_eq!(take(&mut queue), Some("script"));
        assert_eq!(take(&mut queue), None);
        queue.done(&BUILD);
        assert_eq!(take(&mut queue), Some("other build"));
        queue.done(&OTHER_BUILD);
        assert_eq!(take(&mut queue), None);
        queue.done(&SCRIPT);
        assert_eq!(take(&mut queue), Some("alone"));
        assert!(!may_run(&SCRIPT, &queue.running));
    }

    #[test]
    fn each_runs_once() {
        let ran = Mutex::new(Vec::new());
        let all = vec![&BUILD, &OTHER_BUILD, &ALONE, &SCRIPT];
        run(all, |suite| lock(&ran).push(suite.name));
        let mut ran = ran.into_inner().unwrap();
        ran.sort_unstable();
        assert_eq!(ran, ["alone", "build", "other build", "script"]);
    }
}
