//! What no recorded session shows.

use super::call::{Answer, Format, Header, HealthLine, StatusLine, Unanswered};
use super::*;
use crate::etcd::PutRequest;

fn read(line: &str) -> Invocation {
    parse(line, "").unwrap_or_else(|refused| panic!("{line}: {refused:?}"))
}

fn refused(line: &str, stdin: &str) -> (Trouble, i32) {
    let refused = parse(line, stdin).expect_err(line);
    (refused.why, refused.output.exit)
}

#[test]
fn reads_what_people_type() {
    let put = |key: &str, value: &str| Command::Put(PutRequest::new(key, value));
    assert_eq!(read("put foo bar").command, put("foo", "bar"));
    assert_eq!(read("ETCDCTL_API=3 etcdctl put foo 'two words'").command, put("foo", "two words"));
    assert_eq!(read("etcdctl --hex put -- -k -v").command, put("-k", "-v"));
    assert_eq!(parse("put foo", "from\nstdin\n").map(|read| read.command), Ok(put("foo", "from\nstdin\n")));
    let read = read("get --endpoints=beto:2379,lia:2379 a --endpoints caio:2379 --command-timeout=1.5s -wjson --hex");
    assert_eq!((read.endpoints.join(" ").as_str(), read.timeout_us), ("beto:2379 lia:2379 caio:2379", Some(1_500_000)));
    assert_eq!((read.style.format, read.style.hex), (Format::Json, true));
}

/// Nobody can live at an empty address, but it is one.
#[test]
fn between_commas_there_may_be_an_empty_address() {
    for (given, endpoints) in [(",", &["", ""][..]), (",beto:2379", &["", "beto:2379"]), (" ana:2379 ", &["ana:2379"])]
    {
        assert_eq!(read(&format!("get a '--endpoints={given}'")).endpoints, endpoints, "{given}");
    }
}

#[test]
fn what_is_not_in_this_village_is_said() {
    for (line, what, instead) in [
        ("defrag", "defrag", Instead::Command("compaction")),
        ("alarm list --nope", "alarm", Instead::Command("endpoint status")),
        ("member update 1 --peer-urls=x", "member update", Instead::Command("member add")),
        ("help lock", "lock", Instead::Command("txn")),
        ("watch a -- echo hi", "watch -- exec-command", Instead::Command("watch")),
        ("auth enable", "auth", Instead::Door),
        ("user add lia", "user", Instead::Door),
        ("role list", "role", Instead::Door),
        ("completion bash", "completion", Instead::Tab),
        ("migrate", "migrate", Instead::Nothing),
        ("get a -w protobuf", "--write-out=protobuf", Instead::Command("--write-out=json")),
    ] {
        let why = Trouble::NotHere { what: what.to_owned(), instead };
        assert_eq!(refused(line, ""), (why, 1), "{line}");
    }
    assert_eq!(parse("role list", "").unwrap_err().output.stderr, "Error: \"role\" is not in this village\n");
}

#[test]
fn every_trouble_has_its_kind() {
    let unknown = Trouble::UnknownCommand { word: "gte".into(), like: vec!["get"] };
    assert_eq!(refused("gte a", ""), (unknown, 1));
    let flag = |flag: &str, like| Trouble::UnknownFlag { flag: flag.into(), like };
    assert_eq!(refused("get a --nope", ""), (flag("--nope", None), 1));
    assert_eq!(refused("get a --prefx=true", ""), (flag("--prefx", Some("prefix")), 1));
    assert_eq!(refused("get a -prefix", ""), (flag("-prefix", Some("prefix")), 1));
    assert_eq!(refused("get a --rev", ""), (Trouble::FlagNeedsValue { flag: "--rev".into() }, 1));
    assert_eq!(refused("get a --rev=x", ""), (Trouble::BadFlagValue { flag: "rev", value: "x".into() }, 1));
    assert_eq!(refused("get a -k", ""), (flag("-k", None), 1));
    let wrong = |line: &str| match refused(line, "") {
        (Trouble::Arguments(Usage { name, missing, .. }), 128) => (name, missing),
        other => panic!("{line}: {other:?}"),
    };
    for (line, name, missing) in [
        ("get", "get", Some("key")),
        ("put foo", "put", Some("value")),
        ("watch", "watch", Some("key")),
        ("lease grant", "lease grant", Some("ttl")),
        ("del a b c", "del", None),
        ("lease revoke 1 2", "lease revoke", None),
        ("txn a", "txn", None),
    ] {
        assert_eq!(wrong(line), (name.to_owned(), missing), "{line}");
    }
    assert_eq!(refused("member add x", ""), (Trouble::NoPeerUrls, 128));
    assert_eq!(refused("get a --prefix --from-key", ""), (Trouble::Contradiction, 128));
    assert_eq!(refused("put 'a", ""), (Trouble::OpenQuote, 128));
    assert_eq!(refused("txn", "x\n"), (Trouble::MalformedComparison, 3));
    assert_eq!(refused("txn", "\nx y\n"), (Trouble::MalformedOperation, 3));
    assert_eq!(refused("txn", "\n\n"), (Trouble::InputEnds, 3));
    assert_eq!(refused("get a --endpoints=", ""), (Trouble::NoEndpoints, 2));
}

#[test]
fn words_that_are_missing_come_with_a_line_that_works() {
    for line in ["get", "put foo", "del a b c", "lease grant", "compaction", "snapshot save", "member add"] {
        let (Trouble::Arguments(Usage { name, example: Some(example), .. }), _) = refused(line, "") else {
            panic!("{line}");
        };
        assert!(example.starts_with(&name) && parse(example, "").is_ok(), "{line}: {example}");
    }
    // These take a number that nobody knows before they look.
    for line in ["lease revoke", "lease keep-alive", "member remove", "move-leader"] {
        let (Trouble::Arguments(Usage { example, missing, .. }), _) = refused(line, "") else { panic!("{line}") };
        assert_eq!((example, missing.is_some()), (None, true), "{line}");
    }
}

#[test]
fn knows_which_help_a_line_asks_for() {
    for line in ["", "etcdctl", "help", "--help", "-h"] {
        assert_eq!(help_of(line), Some(Help::All), "{line}");
    }
    for line in ["help get", "get --help", "lease", "help lease grant"] {
        assert_eq!(help_of(line), Some(Help::One), "{line}");
    }
    for line in ["version", "get a", "help nothing", "gett"] {
        assert_eq!(help_of(line), None, "{line}");
    }
}

#[test]
fn an_error_means_something_to_whoever_met_it() {
    let met = |line: &str, error: &str| Trouble::of(error).met_by(&read(line));
    let late = "Error: context deadline exceeded";
    assert_eq!(met("put a b", late), Trouble::Timeout);
    for line in ["get a", "lease list", "member list", "endpoint status", "snapshot save x.db"] {
        assert_eq!(met(line, late), Trouble::ReadTimeout, "{line}");
    }
    for line in ["put a b --command-timeout=0s", "get a --command-timeout=-1s", "endpoint health --command-timeout=1ns"]
    {
        assert_eq!(met(line, late), Trouble::NoTime, "{line}");
    }
    let txn = |stdin| parse("txn", stdin).unwrap();
    assert_eq!(Trouble::Timeout.met_by(&txn("\nget a\n\n\n")), Trouble::ReadTimeout);
    assert_eq!(Trouble::Timeout.met_by(&txn("\nput a b\n\n\n")), Trouble::Timeout);
    assert_eq!(met("watch a", "watch was canceled (etcdserver: no leader)"), Trouble::WatchNoLeader);
    assert_eq!(met("get a", "Error: etcdserver: no leader"), Trouble::NoLeader);
    let ill = "ana:2379 is unhealthy: failed to commit proposal: etcdserver: no leader\nError: unhealthy cluster";
    assert_eq!(met("endpoint health", ill), Trouble::SomeUnhealthy);
    assert_eq!(Trouble::of("Error: Error reading watch request line: EOF"), Trouble::SessionEnds);
    for (error, trouble) in [
        ("open x.db: no such file or directory", Trouble::NoSuchFile),
        ("snapshot missing hash but --skip-hash-check=false", Trouble::FileDamaged),
        ("the snapshot is damaged: its checksum is another", Trouble::FileDamaged),
        ("data-dir \"/var/lib/etcd\" exists", Trouble::DirExists),
        ("write x.db: no space left on device", Trouble::NoRoom),
        ("could not open sub/x.part (open sub/x.part: no such file or directory)", Trouble::BadFileName),
        ("could not rename .part to  (rename .part : no such file or directory)", Trouble::BadFileName),
        ("snapshot must be requested to one selected node, not multiple [a b]", Trouble::SeveralEndpoints),
        ("couldn't find local name \"x\" in the initial cluster configuration", Trouble::NotInCluster),
        ("only ana, beto can live in this village", Trouble::Stranger),
        ("etcdserver: not leader", Trouble::LeaderNotAmongEndpoints),
        ("Table not supported as output format", Trouble::FormatUnsupported),
        ("can only promote a learner member", Trouble::NoLearner),
        ("can only promote a learner member which is in sync with leader", Trouble::LearnerNotReady),
        ("too many learner members in cluster", Trouble::TooManyLearners),
        ("re-configuration failed due to not enough started members", Trouble::NotEnoughStarted),
    ] {
        assert_eq!(Trouble::of(error), trouble, "{error}");
    }
}

#[test]
fn errors_of_servers_are_wrapped_as_the_real_tool_does() {
    let told = |line: &str, error: &str| {
        let refused = failure(&read(line), error);
        (refused.output.stderr, refused.output.exit, refused.why)
    };
    let lease = "etcdserver: requested lease not found";
    let wrapped = "Error: failed to revoke lease (etcdserver: requested lease not found)\n";
    assert_eq!(told("lease revoke 1", lease), (wrapped.into(), 1, Trouble::LeaseNotFound));
    assert_eq!(told("lease keep-alive 1", lease), (format!("Error: {lease}\n"), 2, Trouble::LeaseNotFound));
    let late = "context deadline exceeded";
    assert_eq!(told("put a b", late), (format!("Error: {late}\n"), 1, Trouble::Timeout));
    assert_eq!(told("snapshot save f", late).1, 5);
    let elsewhere = "no leader endpoint given at [127.0.0.1:2379]";
    assert_eq!(
        (told("move-leader 1", elsewhere).1, told("move-leader 1", elsewhere).2),
        (128, Trouble::LeaderNotAmongEndpoints)
    );
}

#[test]
fn an_interactive_session_is_read_line_by_line() {
    let stdin = "watch a b --rev=3\nprogress\n\nfoo\nwatch\nwatch k j --prefix\nwatch x --nope\nwatch y\n";
    let Command::Interactive { said, end } = parse("watch -i", stdin).unwrap().command else { panic!() };
    let lines = [
        "Invalid command:  (watch and progress supported)\n",
        "Invalid command foo (only support watch)\n",
        "Invalid command watch (command type or key is not provided)\n",
        "Invalid command watch k j --prefix (`range_end` and `--prefix` are mutually exclusive)\n",
    ];
    assert_eq!(said, lines.concat());
    assert_eq!((end.output.stderr.as_str(), end.output.exit), ("Error: unknown flag: --nope\n", 128));
    let Command::Watch(alone) = read("watch a b --rev=3").command else { panic!() };
    assert_eq!(spoken("watch a b --rev=3"), Ok(call::Spoken::Watch(alone)));
    assert_eq!(spoken("progress"), Ok(call::Spoken::Progress));
}

/// As three real members print it.
#[test]
fn endpoints_that_do_not_answer_are_told_of() {
    let header = Header { cluster_id: 1, member_id: 0xf4a4, revision: 1, raft_term: 2 };
    let up = StatusLine {
        endpoint: "ana:2379".into(),
        header,
        db_bytes: 20_480,
        leader: 0xf4a4,
        is_learner: false,
        raft_index: 8,
        applied_index: 8,
        errors: Vec::new(),
    };
    let down = Unanswered { endpoint: "beto:2379".into(), error: "context deadline exceeded".into() };
    let answer = Answer::Statuses(vec![up], vec![down]);
    let output = print(&read("endpoint status"), &header, &answer).unwrap_err().output;
    assert_eq!(output.stdout, "ana:2379, f4a4, 3.4.23, 20 kB, true, false, 2, 8, 8, \n");
    assert_eq!(output.stderr, "Failed to get the status of endpoint beto:2379 (context deadline exceeded)\n");
    assert_eq!(output.exit, 1);
    let table = print(&read("endpoint status -w table"), &header, &answer).unwrap_err().output.stdout;
    let line = "| ana:2379 | f4a4 |  3.4.23 |   20 kB |      true |      false |         2 |          8 |                  8 |        |\n";
    assert!(table.contains(line), "{table}");
}

#[test]
fn one_unhealthy_endpoint_makes_an_unhealthy_cluster() {
    let line = |endpoint: &str, error: Option<&str>| HealthLine {
        endpoint: endpoint.to_owned(),
        took_us: 4_476,
        error: error.map(str::to_owned),
    };
    let answer = Answer::Health(vec![line("ana:2379", None), line("beto:2379", Some("context deadline exceeded"))]);
    let output = print(&read("endpoint health"), &Header::default(), &answer).unwrap_err().output;
    assert_eq!(
        output.stderr,
        "ana:2379 is healthy: successfully committed proposal: took = 4.476ms\n\
         beto:2379 is unhealthy: failed to commit proposal: context deadline exceeded\nError: unhealthy cluster\n"
    );
    assert_eq!((output.stdout.as_str(), output.exit), ("", 1));
}
