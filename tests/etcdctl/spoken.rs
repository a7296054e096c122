//! `watch --interactive` at a keyboard: as the real tool at a terminal, whose input doesn't end.

use quorum::cluster::{Action, EtcdctlCall};
use quorum::etcdctl::CommandOutput;

use crate::transcript::Etcdctl;
use crate::village::{Door, Village};

const SECOND_US: u64 = 1_000_000;

fn say(village: &mut Village, text: &str) {
    let said = Action::Say { client: "terminal".to_owned(), text: text.to_owned() };
    village.session.dispatch(said).expect("a session reads");
    village.session.advance_to(village.session.now_us() + SECOND_US);
}

fn begin(village: &mut Village, stdin: &str) -> u64 {
    let call = EtcdctlCall {
        line: "watch -i".to_owned(),
        endpoint: None,
        stdin: stdin.to_owned(),
        client: "terminal".to_owned(),
    };
    village.session.dispatch(Action::Converse(call)).expect("it can begin").expect("a command is an operation")
}

fn printed(village: &Village, op: u64) -> (CommandOutput, bool) {
    village.session.take_output(op).expect("it prints")
}

/// What etcdctl 3.4.23 prints when the same lines are typed.
#[test]
fn lines_begin_watches_that_go_on() {
    for door in [Door::Leader, Door::Follower] {
        let mut village = Village::new(door);
        let op = begin(&mut village, "watch foo\n");
        village.session.advance_to(village.session.now_us() + SECOND_US);
        village.run("put foo bar", "");
        say(&mut village, "--prefix nix\nwatch z --prefix\nwatch b");
        village.run("put zz 1", "");
        village.run("put b 2", "");
        village.session.advance_to(village.session.now_us() + SECOND_US);
        say(&mut village, "progress");
        let (output, is_done) = printed(&village, op);
        let news = "PUT\nfoo\nbar\nPUT\nzz\n1\nPUT\nb\n2\n";
        assert_eq!(output.stdout, format!("{news}{}", "progress notify: 4\n".repeat(3)), "{door:?}");
        assert_eq!(output.stderr, "Invalid command --prefix nix (only support watch)\n");
        assert!(!is_done && village.session.frame().watches.len() == 3);

        let stop = Action::Interrupt { client: "terminal".to_owned() };
        village.session.dispatch(stop).expect("it runs");
        village.session.advance_to(village.session.now_us() + SECOND_US);
        assert_eq!(village.session.frame().watches, [], "with the session its watches are over");
        assert!(printed(&village, op).1);
        let more = Action::Say { client: "terminal".to_owned(), text: "watch foo".to_owned() };
        assert!(village.session.dispatch(more).is_err(), "nobody reads any more");
    }
}

#[test]
fn a_watch_that_is_cancelled_leaves_the_session_and_a_wrong_flag_ends_it() {
    let mut village = Village::new(Door::Leader);
    for value in ["1", "2", "3"] {
        village.run(&format!("put foo {value}"), "");
    }
    village.run("compaction 3", "");
    let op = begin(&mut village, "");
    say(&mut village, "watch foo --rev=1");
    say(&mut village, "watch foo");
    let (output, is_done) = printed(&village, op);
    assert_eq!(output.stderr, "watch was canceled (etcdserver: mvcc: required revision has been compacted)\n");
    assert!(!is_done && village.session.frame().watches.len() == 1);
    say(&mut village, "watch x --nope");
    let (output, is_done) = printed(&village, op);
    assert_eq!((output.stderr.as_str(), output.exit, is_done), ("Error: unknown flag: --nope\n", 128, true));
    assert_eq!(village.session.frame().watches, []);
}
