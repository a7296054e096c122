//! What is no action, no world and no session is refused in words that name what is wrong.

use quorum::cluster::{Action, EtcdctlCall, Refusal, WorldSpec};
use quorum::json::{self, Json};
use quorum::session::{BadSession, FILE_MAX_BYTES, LogEntry, Session, SessionFile};
use serde_json::{Value, json};

/// Messages stay this short, whatever they are about.
const MESSAGE_CHARS_MAX: usize = 300;

#[track_caller]
fn is_refused<T: TryFrom<Json, Error = String> + std::fmt::Debug>(text: &str, because: &str) {
    let why = json::read::<T>(text).expect_err(text);
    assert!(why.contains(because), "{text}: {why}");
    assert!(why.chars().count() < MESSAGE_CHARS_MAX, "{why}");
}

#[test]
fn what_is_no_action_is_not_taken_for_one() {
    for (text, because) in [
        ("", "it ends too early, at line 1 column 1"),
        ("null", "an action is its name"),
        ("{}", "an action is its name"),
        ("[]", "an action is its name"),
        ("7", "an action is its name"),
        (r#"["crash",{"member":2}]"#, "an action is its name"),
        (r#"{"crash":{"member":2},"restart":{"member":2}}"#, "an action is its name"),
        (r#"{"crash":{"member":2},"crash":{"member":2}}"#, "`crash` stands there twice"),
        (r#""crash""#, "no action `crash` without fields"),
        (r#""frob""#, "no action `frob` without fields"),
        (r#"{"frob":{}}"#, "`frob`: there is no action"),
        (r#"{"suggest_piece":{}}"#, "`suggest_piece`: there is no action"),
        (r#"{"heal":{}}"#, "`heal`: there is no action"),
        (r#"{"heal":null}"#, "`heal`: it has to be an object"),
        (r#"{"crash":null}"#, "`crash`: it has to be an object"),
        (r#"{"crash":2}"#, "`crash`: it has to be an object"),
        (r#"{"crash":[2]}"#, "`crash`: it has to be an object"),
        (r#"{"crash":{}}"#, "`crash`: `member` is missing"),
        (r#"{"crash":{"member":null}}"#, "`member`: it has to be a whole number"),
        (r#"{"crash":{"member":-1}}"#, "`member`: it can't be less than 0"),
        (r#"{"crash":{"member":1.5}}"#, "`member`: it has to be a whole number"),
        (r#"{"crash":{"member":1.0}}"#, "`member`: it has to be a whole number"),
        (r#"{"crash":{"member":18446744073709551616}}"#, "`member`: it has to be a whole number, and not so large"),
        (r#"{"crash":{"member":"2"}}"#, "`member`: it has to be a whole number"),
        (r#"{"crash":{"member":true}}"#, "`member`: it has to be a whole number"),
        (r#"{"crash":{"member":[2]}}"#, "`member`: it has to be a whole number"),
        (r#"{"crash":{"member":2,"extra":1}}"#, "`crash`: there is no field `extra`"),
        (r#"{"crash":{"member":2,"member":2}}"#, "`member` stands there twice"),
        (r#"{"crash":{"member":2}} x"#, "something follows the end, at line 1 column 24"),
        (r#"{"delay_message":{"id":9}}"#, "`by_us` is missing"),
        (r#"{"delay_message":{"id":9,"by_us":1e99}}"#, "`by_us`: it has to be a whole number"),
        (r#"{"etcdctl":"get foo"}"#, "`etcdctl`: it has to be an object"),
        (r#"{"etcdctl":["get foo"]}"#, "`etcdctl`: it has to be an object"),
        (r#"{"etcdctl":{}}"#, "`line` is missing"),
        (r#"{"etcdctl":{"line":7}}"#, "`line`: it has to be a text"),
        (r#"{"etcdctl":{"line":"get a","stdin":null}}"#, "`stdin`: it has to be a text"),
        (r#"{"etcdctl":{"line":"get a","client":1}}"#, "`client`: it has to be a text"),
        (r#"{"etcdctl":{"line":"get a","endpoint":"1"}}"#, "`endpoint`: it has to be a whole number"),
        (r#"{"partition":{"groups":{}}}"#, "`groups`: it has to be a list"),
        (r#"{"partition":{"groups":[1,2]}}"#, "`groups`: number 1: it has to be a list"),
        (r#"{"partition":{"groups":[[1],[2,-1]]}}"#, "`groups`: number 2: number 2: it can't be less than 0"),
        (r#"{"set_network":{"loss_ppm":0.5}}"#, "`loss_ppm`: it has to be a whole number"),
        (r#"{"set_network":{"loss_ppm":4294967296}}"#, "`loss_ppm`: it is too large"),
        (r#"{"set_network":{"latency_us":[1]}}"#, "`latency_us`: it has to be two numbers"),
        (r#"{"set_network":{"latency_us":[1,2,3]}}"#, "`latency_us`: it has to be two numbers"),
        (r#"{"set_network":{"latency_us":[1,"2"]}}"#, "`latency_us`: number 2: it has to be a whole number"),
        (r#"{"set_network":{"latency_us":{"0":1,"1":2}}}"#, "`latency_us`: it has to be a list"),
        (r#"{"set_member":{"slow_us":1}}"#, "`member` is missing"),
        (r#"{"set_member":{"member":1,"clock_ppm":99999999999}}"#, "`clock_ppm`: it is too large"),
        (r#"{"set_member":{"member":1,"clock_ppm":-99999999999}}"#, "`clock_ppm`: it is too far below 0"),
        (r#"{"set_pre_vote":{"on":1}}"#, "`on`: it has to be true or false"),
    ] {
        is_refused::<Action>(text, because);
    }
}

#[test]
fn what_may_be_left_out_may_also_be_null() {
    let network: Action = serde_json::from_str(r#"{"set_network":{"loss_ppm":null,"duplicate_ppm":1}}"#).unwrap();
    assert_eq!(network, Action::SetNetwork { loss_ppm: None, duplicate_ppm: Some(1), latency_us: None });
    let text = r#"{"etcdctl":{"line":"\u00e9 \ud83e\udde9","endpoint":null}}"#;
    let call = Action::Etcdctl(call("é 🧩", ""));
    assert_eq!(serde_json::from_str::<Action>(text).unwrap(), call);
    let largest = format!(r#"{{"drop_message":{{"id":{}}}}}"#, u64::MAX);
    assert_eq!(serde_json::from_str::<Action>(&largest).unwrap(), Action::DropMessage { id: u64::MAX });
}

#[test]
fn what_is_no_world_is_not_taken_for_one() {
    for (text, because) in [
        ("7", "it has to be an object"),
        ("[7]", "it has to be an object"),
        ("{}", "`seed` is missing"),
        (r#"{"seed":-1}"#, "`seed`: it can't be less than 0"),
        (r#"{"seed":1,"members":256}"#, "`members`: it is too large"),
        (r#"{"seed":1,"members":null}"#, "`members`: it has to be a whole number"),
        (r#"{"seed":1,"puzzle":1}"#, "`puzzle`: it has to be true or false"),
        (r#"{"seed":1,"door":"ajar"}"#, "`door`: it has to be `open` or `locked`"),
        (r#"{"seed":1,"extra":1}"#, "there is no field `extra`"),
        (r#"{"seed":1,"timing":[1,[2,3],[4,5]]}"#, "`timing`: it has to be an object"),
        (r#"{"seed":1,"timing":{"beat_us":1}}"#, "`timing`: there is no field `beat_us`"),
        (r#"{"seed":1,"timing":{"election_us":1}}"#, "`timing`: `election_us`: it has to be a list"),
    ] {
        is_refused::<WorldSpec>(text, because);
    }
}

#[test]
fn hostile_json_gets_short_answers() {
    let long = "ç".repeat(100_000);
    is_refused::<Action>(&format!("\"{long}\""), "…` without fields");
    is_refused::<Action>(&format!(r#"{{"{long}":{{}}}}"#), "there is no action");
    is_refused::<Action>(&format!(r#"{{"crash":{{"member":2,"{long}":1}}}}"#), "there is no field");
    is_refused::<Action>(&format!(r#"{{"crash":{{"member":"{long}"}}}}"#), "a whole number");
    is_refused::<Action>(&format!(r#"{{"crash":{{"{long}":1,"{long}":1}}}}"#), "stands there twice");
    let deep = format!(r#"{{"partition":{{"groups":{}{}}}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    is_refused::<Action>(&deep, "nested too deep");
    let fields: Vec<String> = (0..100_000).map(|number| format!("\"{number}\":{number}")).collect();
    is_refused::<Action>(&format!("{{{}}}", fields.join(",")), "too many fields");
}

#[test]
fn what_is_no_session_is_refused_in_words() {
    let refused = |json: Value| Session::import(SessionFile::from_json(&json.to_string())?).map(|_| ());
    let world = json!({"seed": 1});
    let action = |at_us: u64| json!({"at_us": at_us, "action": "suggest_piece"});
    assert!(matches!(refused(json!({"format": 2, "world": world, "log": []})), Err(BadSession::Format(2))));
    assert!(matches!(refused(json!({"format": 1, "log": []})), Err(BadSession::Json(_))));
    assert!(matches!(
        refused(json!({"format": 1, "world": world, "log": [action(5), action(4)]})),
        Err(BadSession::Order(2))
    ));
    assert!(matches!(
        refused(json!({"format": 1, "world": world, "log": [action(u64::MAX)]})),
        Err(BadSession::Order(1))
    ));
    let empty = json!({"format": 1, "world": {"seed": 1, "members": 0}, "log": []});
    assert!(matches!(refused(empty), Err(BadSession::World(_))));
    assert!(refused(json!({"format": 1, "world": world, "log": [action(4), action(4)]})).is_ok());
}

#[test]
fn what_is_wrong_in_a_session_is_told_with_its_place() {
    for (text, because) in [
        (r#"[1,{"seed":1},[]]"#, "it has to be an object"),
        (r#"{"world":{"seed":1}}"#, "`format` is missing"),
        (r#"{"format":1,"log":[]}"#, "`world` is missing"),
        (r#"{"format":1,"world":{"seed":"7"}}"#, "`world`: `seed`: it has to be a whole number"),
        (r#"{"format":1,"world":{"seed":1},"log":{}}"#, "`log`: it has to be a list"),
        (r#"{"format":1,"world":{"seed":1},"log":[[1,"heal"]]}"#, "`log`: number 1: it has to be an object"),
        (r#"{"format":1,"world":{"seed":1},"log":[{"at_us":1}]}"#, "`log`: number 1: `action` is missing"),
        (r#"{"format":1,"world":{"seed":1},"log":[{"action":"heal"}]}"#, "`log`: number 1: `at_us` is missing"),
        (
            r#"{"format":1,"world":{"seed":1},"log":[{"at_us":1,"action":"heal"},{"at_us":1,"action":{"crash":{}}}]}"#,
            "`log`: number 2: `action`: `crash`: `member` is missing",
        ),
        (r#"{"format":1,"world":{"seed":1},"log":[],"view":1}"#, "there is no field `view`"),
    ] {
        is_refused::<SessionFile>(text, because);
    }
    let short: SessionFile = serde_json::from_str(r#"{"format":1,"world":{"seed":1}}"#).unwrap();
    assert_eq!(short.log, []);
}

fn call(line: &str, stdin: &str) -> EtcdctlCall {
    EtcdctlCall { line: line.to_owned(), endpoint: None, stdin: stdin.to_owned(), client: "terminal".to_owned() }
}

#[test]
fn what_is_typed_has_its_limits() {
    let mut session = Session::new(WorldSpec::new(7)).unwrap();
    let long = "x".repeat(65_537);
    for call in [call(&long, ""), call("put a", &long)] {
        let refusal = session.dispatch(Action::Etcdctl(call)).unwrap_err();
        assert!(matches!(refusal, Refusal::CommandTooLong { .. }), "{refusal}");
    }
    assert_eq!(session.export().log, []);
    session.dispatch(Action::Etcdctl(call("put a", &long[1..]))).unwrap();
    let file = " ".repeat(FILE_MAX_BYTES + 1);
    assert!(matches!(SessionFile::from_json(&file), Err(BadSession::TooLarge)));
    let log = vec![LogEntry { at_us: 0, action: Action::Etcdctl(call(&"\"".repeat(1 << 20), "x")) }];
    let file = SessionFile { log, ..session.export() };
    assert!(matches!(Session::import(file), Err(BadSession::TooLarge)));
}

/// The most that a session can be made to hold still fits into a file.
#[test]
fn the_fullest_session_can_be_exported_and_imported() {
    let mut session = Session::new(WorldSpec { search: false, ..WorldSpec::new(7) }).unwrap();
    session.advance_to(quorum::session::AT_US_MAX / 1_000);
    let line = "\u{1}".repeat(32_768);
    let typed = |session: &mut Session| session.dispatch(Action::Etcdctl(call(&line, &line)));
    let refusal = loop {
        if let Err(refusal) = typed(&mut session) {
            break refusal;
        }
    };
    assert!(matches!(refusal, Refusal::TextsFull { .. }), "{refusal}");
    // What was forgotten counts no more, what was done again counts once.
    let now_us = session.now_us();
    session.rewind();
    session.advance_to(now_us);
    assert_eq!(typed(&mut session), Err(refusal));
    session.rewind();
    typed(&mut session).unwrap();
    let mut file = session.export();
    let longest: Action = serde_json::from_value(json!({"set_member": {"member": 1, "slow_us": 60_000_000,
        "clock_ppm": -500_000, "flush_us": [60_000_000, 60_000_000]}}))
    .unwrap();
    let at_us = quorum::session::AT_US_MAX;
    file.log.resize(100_000, LogEntry { at_us, action: longest });
    let text = serde_json::to_string(&file).unwrap();
    assert_eq!(SessionFile::from_json(&text).unwrap(), file);
}

/// Each one costs the same, however many there were before.
#[test]
fn a_full_log_takes_no_more() {
    let mut session = Session::new(WorldSpec { puzzle: false, ..WorldSpec::new(7) }).unwrap();
    let typed = |session: &mut Session| session.dispatch(Action::Etcdctl(call("version", "")));
    for _ in 0..100_000 {
        typed(&mut session).unwrap();
    }
    assert_eq!(typed(&mut session), Err(Refusal::LogFull { max: 100_000 }));
}

/// Each one refused costs the same, however many there are.
#[test]
fn a_log_full_of_refused_actions_is_soon_read() {
    const ACTIONS: usize = 100_000;
    for apart_us in [0, 1] {
        let entry = |nth: u64| json!({"at_us": nth * apart_us, "action": {"restart": {"member": 1}}});
        let log: Vec<Value> = (0..ACTIONS as u64).map(entry).collect();
        let text = json!({"format": 1, "world": {"seed": 7}, "log": log}).to_string();
        let mut session = Session::import(SessionFile::from_json(&text).unwrap()).unwrap();
        while session.now_us() < ACTIONS as u64 * apart_us {
            session.advance_to(session.now_us() + 1);
        }
        assert_eq!(session.take_refused().len(), ACTIONS);
        assert_eq!(session.export().log, []);
    }
}
