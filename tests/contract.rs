//! The JSON that others hold on to: worlds, actions, frames and trace lines have the fields of `docs/api.md`.

use std::collections::BTreeSet;

use quorum::cluster::{Action, WorldSpec};
use quorum::session::{Session, SessionFile};
use serde_json::{Value, json};

fn run(seconds: u64) -> Session {
    let mut session = Session::new(WorldSpec::new(7)).unwrap();
    session.advance_to(seconds * 1_000_000);
    session
}

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[track_caller]
fn has(value: &Value, fields: &str) {
    let missing: Vec<&str> = fields.split_whitespace().filter(|field| !keys(value).contains(field)).collect();
    assert!(missing.is_empty(), "{missing:?} missing in {value}");
}

#[test]
fn a_world_has_its_defaults() {
    let world: WorldSpec = serde_json::from_value(json!({"seed": 7})).unwrap();
    let full = json!({"seed": 7, "members": 5, "puzzle": true, "search": true, "preload": false, "city": false,
        "door": "open", "keep_log": 1000, "pre_vote": false,
        "timing": {"heartbeat_us": 500_000, "election_us": [1_500_000, 3_000_000], "latency_us": [100_000, 150_000]}});
    assert_eq!(serde_json::to_value(&world).unwrap(), full);
    let partial: WorldSpec = serde_json::from_value(json!({"seed": 1, "timing": {"heartbeat_us": 50_000}})).unwrap();
    assert_eq!(partial.timing.latency_us, [100_000, 150_000]);
}

#[test]
fn actions_are_read_and_written_alike() {
    for action in [
        json!({"crash": {"member": 2}}),
        json!({"restart": {"member": 2}}),
        json!({"campaign": {"member": 3}}),
        json!({"drop_message": {"id": 9}}),
        json!({"delay_message": {"id": 9, "by_us": 500_000}}),
        json!("suggest_piece"),
        json!({"partition": {"groups": [[1, 2], [3, 4, 5]]}}),
        json!({"cut": {"from": 1, "to": 2}}),
        json!("heal"),
        json!({"set_network": {"loss_ppm": 100_000, "duplicate_ppm": 0, "latency_us": [100_000, 150_000]}}),
        json!({"set_network": {"loss_ppm": 100_000}}),
        json!({"duplicate_message": {"id": 9}}),
        json!({"set_member": {"member": 2, "slow_us": 200_000, "clock_ppm": 100_000, "flush_us": [0, 300_000]}}),
        json!({"set_member": {"member": 2, "clock_ppm": -100_000}}),
        json!({"transfer_leader": {"to": 3}}),
        json!({"set_pre_vote": {"on": true}}),
        json!({"take_snapshot": {"member": 1}}),
        json!({"add_member": {"member": 6}}),
        json!({"remove_member": {"member": 2}}),
        json!({"etcdctl": {"line": "put foo bar", "endpoint": 2, "stdin": "x", "client": "me"}}),
    ] {
        let read: Action = serde_json::from_value(action.clone()).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), action);
    }
    let short: Action = serde_json::from_value(json!({"etcdctl": {"line": "get foo"}})).unwrap();
    assert_eq!(serde_json::to_value(&short).unwrap(), json!({"etcdctl": {"line": "get foo"}}));
}

#[test]
fn a_session_travels_whole() {
    let mut session = run(3);
    session.dispatch(Action::Crash { member: 1 }).unwrap();
    let json = serde_json::to_value(session.export()).unwrap();
    assert_eq!(keys(&json), BTreeSet::from(["format", "log", "world"]));
    assert_eq!(json["log"], json!([{"at_us": 3_000_000, "action": {"crash": {"member": 1}}}]));
    let back = SessionFile::from_json(&json.to_string()).unwrap();
    assert_eq!(back, session.export());
}

#[test]
fn a_frame_has_all_its_fields() {
    let mut session = run(12);
    session.dispatch(Action::SuggestPiece).unwrap();
    let frame = serde_json::to_value(session.frame()).unwrap();
    has(&frame, "t_us seed members messages network watches leases puzzle violations");
    assert_eq!(frame["t_us"], json!(12_000_000));
    assert_eq!(frame["violations"], json!([]));
    has(&frame["network"], "groups cuts loss_ppm duplicate_ppm latency_us pre_vote");
    has(&frame["puzzle"], "rows cols placed");
    let members = frame["members"].as_array().unwrap();
    assert_eq!(members.len(), 5);
    for (member, name) in members.iter().zip(["ana", "beto", "caio", "duda", "elis"]) {
        has(member, "id name up role term removed voted_for leader log commit applied snapshot election revision keys");
        assert_eq!(member["name"], name);
        has(&member["log"], "first last entries");
        has(&member["election"], "lease_until_us campaign_at_us");
        has(&member["log"]["entries"][0], "index term kind label");
        assert_eq!(member["log"]["entries"][0]["kind"], "membership");
        assert_eq!(member["log"]["entries"][1]["kind"], "blank");
        assert_eq!(member["log"]["entries"][2]["kind"], "normal");
    }
    let leader = members.iter().find(|member| member["role"] == "leader").expect("a leader by now");
    let peers = leader["peers"].as_object().unwrap();
    assert_eq!(peers.len(), 4);
    peers.values().for_each(|peer| has(peer, "match next"));
    let messages = frame["messages"].as_array().unwrap();
    let visitors = messages.iter().find(|message| message["from"] == "visitor").expect("the visitor's letter");
    has(visitors, "id from to kind term sent_us due_us planned_us lost content");
    assert_eq!(visitors["kind"], "client_request");
    assert_eq!(visitors["to"], leader["id"]);
}

#[test]
fn contents_have_their_fields() {
    let mut session = Session::new(WorldSpec::new(7)).unwrap();
    let mut seen = BTreeSet::new();
    let mut acked = 0;
    while session.now_us() < 20_000_000 {
        if session.now_us() == 12_000_000 {
            // Under a healthy leader the answer is no.
            let frame = session.frame();
            let follower = frame.members.iter().find(|member| member.leader != Some(member.id)).unwrap().id;
            session.dispatch(Action::Campaign { member: follower }).unwrap();
        }
        session.advance_to(session.now_us() + 50_000);
        let frame = serde_json::to_value(session.frame()).unwrap();
        for message in frame["messages"].as_array().unwrap().iter().filter(|message| message["content"].is_object()) {
            let (name, content) = message["content"].as_object().unwrap().iter().next().unwrap();
            let fields = match name.as_str() {
                "append" => "prev entries keys commit",
                "append_result" => "ok matched",
                "vote_asked" => "last",
                "vote" if content["granted"] == json!(true) => "granted",
                "vote" => {
                    has(&content["refused"], "asked_term asked_last term node committed leased last");
                    "granted refused"
                }
                "request" => "label key",
                "answer" => "ok revision",
                other => panic!("unknown content {other}"),
            };
            assert_eq!(keys(content), fields.split(' ').collect(), "{name}");
            seen.insert(format!("{name} {fields}"));
        }
        acked += frame["members"].as_array().unwrap().iter().filter(|member| member["acked"].is_array()).count();
    }
    assert_eq!(seen.len(), 7, "{seen:?}");
    assert!(acked > 0);
}

#[test]
fn trace_lines_have_their_fields() {
    let mut world = WorldSpec::new(7);
    world.keep_log = 1;
    let mut session = Session::new(world).unwrap();
    let act = |session: &mut Session, action: Value| {
        session.dispatch(serde_json::from_value(action).unwrap()).unwrap();
    };
    act(&mut session, json!({"cut": {"from": 4, "to": 5}}));
    act(&mut session, json!({"set_network": {"duplicate_ppm": 200_000}}));
    session.advance_to(6_000_000);
    act(&mut session, json!({"set_member": {"member": 1, "flush_us": [60_000_000, 60_000_000]}}));
    session.advance_to(10_000_000);
    let first = session.frame().messages.first().map(|message| message.id);
    if let Some(id) = first {
        session.dispatch(Action::DropMessage { id }).unwrap();
    }
    session.dispatch(Action::Crash { member: 1 }).unwrap();
    session.advance_to(11_000_000);
    act(&mut session, json!({"take_snapshot": {"member": 2}}));
    act(&mut session, json!({"take_snapshot": {"member": 3}}));
    act(&mut session, json!({"take_snapshot": {"member": 4}}));
    act(&mut session, json!({"take_snapshot": {"member": 5}}));
    session.advance_to(14_000_000);
    act(&mut session, json!("heal"));
    session.dispatch(Action::Restart { member: 1 }).unwrap();
    session.dispatch(Action::SuggestPiece).unwrap();
    session.advance_to(20_000_000);
    act(&mut session, json!({"remove_member": {"member": 1}}));
    session.advance_to(30_000_000);
    let lines: Vec<Value> = session.take_news().lines.iter().map(|line| serde_json::to_value(line).unwrap()).collect();
    let mut seen = BTreeSet::new();
    let mut last_us = 0;
    for line in &lines {
        let event = line["event"].as_str().unwrap();
        seen.insert(event.to_owned());
        let fields = match event {
            "send" | "deliver" => "id from to kind term",
            "drop" => "id from to kind term why",
            "role" => "member term role",
            "vote" => "member term for",
            "log_append" => "member index term hash",
            "log_truncate" | "log_lost" => "member from_index",
            "log_purge" => "member upto_index",
            "snapshot_build" | "snapshot_install" => "member index term",
            "commit" => "member index",
            "apply" => "member index term hash op",
            "crash" | "shutdown" => "member",
            "restart" => "member last committed snapshot",
            "invoke" => "op client request",
            "return" => "op outcome response index",
            "action" => "action",
            other => panic!("unknown event {other}"),
        };
        has(line, fields);
        let t_us = line["t_us"].as_u64().unwrap();
        assert!(t_us >= last_us);
        last_us = t_us;
    }
    let expected = "send deliver drop role vote log_append commit apply crash restart invoke return action log_lost \
                    log_purge snapshot_build snapshot_install shutdown";
    for event in expected.split_whitespace() {
        assert!(seen.contains(event), "no {event} in this run");
    }
    let commit = lines.iter().find(|line| line["event"] == "commit" && line.get("voters").is_some()).unwrap();
    assert_eq!(commit["voters"], json!([[1, 2, 3, 4, 5]]));
    let joint = lines.iter().filter(|line| line["voters"] == json!([[1, 2, 3, 4, 5], [2, 3, 4, 5]])).count();
    assert!(joint > 0, "the way out leads through a joint configuration");
    assert!(lines.iter().any(|line| line["copy_of"].is_u64() && line["event"] == "send"));
}
