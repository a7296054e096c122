//! Inputs made up by the thousand, the same ones in every run: block by block, each by its number as the seed.
//!
//! `QUORUM_FUZZ_INPUTS` says how many all tests of a run share; without it, [`INPUTS`]. What fails is made small by
//! proptest and printed with the block that makes it again: `QUORUM_FUZZ_BLOCK=7` runs only that one.

pub mod live;
pub mod texts;
pub mod wishes;

use std::fmt::Debug;
use std::io::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

/// How many inputs all tests of a run share, unless the environment says otherwise. Worlds that can't be made are
/// asked for nothing, so some are never tried: 50,000 are.
const INPUTS: u64 = 52_000;
/// So many inputs are one block.
const BLOCK: u64 = 240;
/// A failing input is made smaller no more often than this.
const SHRINKS_MAX: u32 = 2_000;

fn number(variable: &str) -> Option<u64> {
    let value = std::env::var_os(variable)?.into_string().expect("it is a number");
    Some(value.replace('_', "").parse().expect("it is a number"))
}

/// Tries a share of all inputs, in percent, on all cores. A case is about `inputs_per_case` of them; `check` says
/// what is wrong with one, if anything, and may panic as well.
pub fn fuzz<S: Strategy>(
    test: &str,
    percent: u64,
    inputs_per_case: u64,
    strategy: impl Fn() -> S + Sync,
    check: impl Fn(S::Value) -> Result<(), String> + Sync,
) where
    S::Value: Debug,
{
    let share = number("QUORUM_FUZZ_INPUTS").unwrap_or(INPUTS) * percent / 100;
    let blocks = match number("QUORUM_FUZZ_BLOCK") {
        Some(block) => block..block + 1,
        None => 0..share.div_ceil(BLOCK),
    };
    let cases = u32::try_from(BLOCK / inputs_per_case).expect("a block is small");
    let next = AtomicU64::new(blocks.start);
    let failure: Mutex<Option<(u64, String)>> = Mutex::default();
    let work = || {
        loop {
            let block = next.fetch_add(1, Ordering::Relaxed);
            if block >= blocks.end || failure.lock().expect("nobody panics holding it").is_some() {
                return;
            }
            if let Err(why) = run_block(test, block, cases, &strategy(), &check) {
                failure.lock().expect("nobody panics holding it").get_or_insert((block, why));
            }
        }
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| (0..cores).for_each(|_| drop(scope.spawn(work))));
    if let Some((block, why)) = failure.into_inner().expect("nobody panicked holding it") {
        let again = format!("cargo test --no-default-features --test robustness {test}");
        panic!("block {block}: {why}\nagain: QUORUM_FUZZ_BLOCK={block} {again}");
    }
    let count = (blocks.end - blocks.start) * u64::from(cases);
    say(&format!("{test}: {count} cases"));
}

/// Past the harness, which shows only what fails: how much was tried is part of the result.
pub fn say(line: &str) {
    writeln!(std::io::stderr(), "{line}").expect("stderr can be written to");
}

fn run_block<S: Strategy>(
    test: &str,
    block: u64,
    cases: u32,
    strategy: &S,
    check: impl Fn(S::Value) -> Result<(), String>,
) -> Result<(), String>
where
    S::Value: Debug,
{
    let config = Config { cases, failure_persistence: None, max_shrink_iters: SHRINKS_MAX, ..Config::default() };
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&block.to_le_bytes());
    seed[8..].iter_mut().zip(test.bytes()).for_each(|(byte, letter)| *byte = letter);
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let tried = TestRunner::new_with_rng(config, rng).run(strategy, |input| check(input).map_err(TestCaseError::fail));
    tried.map_err(|error| match error {
        TestError::Fail(why, input) => format!("{why}\nsmallest input: {input:?}"),
        TestError::Abort(why) => format!("nothing could be tried: {why}"),
    })
}
