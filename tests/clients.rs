//! etcd upon Raft, seen by its clients: watches, leases, reads of the past, snapshots, the door, and friends who are
//! known to be at home by a lease.

mod common;

use common::*;
use quorum::cluster::{Door, Frame, MemberId, TraceEvent};
use quorum::etcd::{Command, KeyRange};
use quorum::session::Session;
use serde_json::json;

#[test]
fn a_watch_goes_on_elsewhere_and_tells_everything_once() {
    for seed in 0..5 {
        let (mut session, [leader, second, ..]) = plain(seed);
        let watch = begin(&mut session, "lia", second, "watch /k --prefix", "");
        wait(&mut session, 1.0);
        ok(&mut session, leader, "put /k1 a");
        act(&mut session, json!({"crash": {"member": second}}));
        ok(&mut session, leader, "put /k2 b");
        ok(&mut session, leader, "del /k1");
        wait(&mut session, 8.0);
        ok(&mut session, leader, "put /k3 c");
        wait(&mut session, 2.0);
        let told = printed(&session, watch);
        assert_eq!(told, "PUT\n/k1\na\nPUT\n/k2\nb\nDELETE\n/k1\n\nPUT\n/k3\nc\n", "seed {seed}");
        let frame = session.frame();
        let [watch] = &frame.watches[..] else { panic!("{:?}", frame.watches) };
        assert!(watch.connected && watch.member != second && watch.events == 4, "{watch:?}");
        assert_eq!(frame.violations, []);
    }
}

/// Letters that get lost, come twice or overtake each other.
#[test]
fn a_watch_survives_a_bad_network() {
    for seed in 0..5 {
        let (mut session, [leader, second, ..]) = plain(seed);
        let watch = begin(&mut session, "lia", second, "watch n", "");
        wait(&mut session, 1.0);
        let bad =
            json!({"set_network": {"loss_ppm": 150_000, "duplicate_ppm": 200_000, "latency_us": [20_000, 400_000]}});
        act(&mut session, bad);
        for number in 0..30 {
            let op = begin(&mut session, "somebody", leader, &format!("put n {number}"), "");
            session.run_until_done(op, 6 * SECOND_US);
        }
        act(&mut session, json!("heal"));
        wait(&mut session, 20.0);
        let told: Vec<String> = printed(&session, watch).lines().map(str::to_owned).collect();
        let values: Vec<&str> = told.iter().skip(2).step_by(3).map(String::as_str).collect();
        let kept = session.read_store(None, |_, store| {
            let events = store.events(&KeyRange::single("n"), 1, u64::MAX, false).unwrap();
            events.iter().map(|event| event.kv.value.clone()).collect::<Vec<_>>()
        });
        assert_eq!(values, kept.unwrap(), "seed {seed}");
        assert!(values.len() > 10 && session.frame().violations.is_empty());
    }
}

#[test]
fn a_watch_ends_when_it_is_stopped_and_when_its_revisions_are_gone() {
    let (mut session, [leader, ..]) = plain(7);
    (0..5).for_each(|number| drop(ok(&mut session, leader, &format!("put k {number}"))));
    ok(&mut session, leader, "compaction 4");
    let late = begin(&mut session, "lia", leader, "watch k --rev=2", "");
    let (output, is_done) = session.run_until_done(late, 10 * SECOND_US);
    assert!(is_done && output.stderr.contains("watch is canceled by the server"), "{output:?}");
    let watch = begin(&mut session, "lia", leader, "watch k", "");
    wait(&mut session, 1.0);
    assert_eq!(session.frame().watches.len(), 1);
    assert!(session.runs(watch));
    act(&mut session, json!({"interrupt": {"client": "lia"}}));
    assert!(session.frame().watches.is_empty() && !session.runs(watch));
    let again = serde_json::from_value(json!({"interrupt": {"client": "lia"}})).unwrap();
    assert!(session.dispatch(again).is_err(), "nothing runs any more");
}

/// Who is cut off answers with the past if it is asked for no more, and with nothing else.
#[test]
fn only_a_serializable_read_shows_the_past() {
    let (mut session, [leader, second, third, fourth, fifth]) = plain(7);
    ok(&mut session, leader, "put k old");
    wait(&mut session, 1.0);
    act(&mut session, json!({"partition": {"groups": [[fifth], [leader, second, third, fourth]]}}));
    ok(&mut session, leader, "put k new");
    assert_eq!(ok(&mut session, fifth, "get k --consistency=s"), "k\nold\n");
    let linearizable = run(&mut session, fifth, "get k");
    assert_eq!(linearizable.exit, 1, "{linearizable:?}");
    act(&mut session, json!("heal"));
    wait(&mut session, 15.0);
    assert_eq!(ok(&mut session, fifth, "get k"), "k\nnew\n");
}

fn granted(text: &str) -> String {
    text.split(' ').nth(1).unwrap().to_owned()
}

/// The revision at which each member took the key away.
fn gone_at(session: &mut Session, key: &str) -> Vec<u64> {
    let ids: Vec<MemberId> = session.frame().members.iter().map(|member| member.id).collect();
    let look = |id| {
        session.read_store(Some(id), |_, store| {
            let events = store.events(&KeyRange::single(key), 1, u64::MAX, false).unwrap();
            events.last().filter(|event| event.kv.is_tombstone()).map(|event| event.kv.mod_revision)
        })
    };
    ids.into_iter().filter_map(|id| look(id).flatten()).collect()
}

#[test]
fn a_lease_runs_out_everywhere_at_the_same_revision() {
    let (mut session, [leader, second, third, ..]) = plain(7);
    let lease = granted(&ok(&mut session, third, "lease grant 5"));
    ok(&mut session, leader, &format!("put a 1 --lease={lease}"));
    ok(&mut session, second, &format!("put b 2 --lease={lease}"));
    let frame = session.frame();
    assert_eq!((frame.leases.len(), frame.leases[0].keys.len(), frame.leases[0].id.as_str()), (1, 2, lease.as_str()));
    assert!(frame.leases[0].remaining_us.is_some_and(|left_us| left_us < 5 * SECOND_US));
    wait(&mut session, 3.0);
    assert_eq!(ok(&mut session, second, "get a"), "a\n1\n");
    wait(&mut session, 6.0);
    assert!(session.frame().leases.is_empty());
    let (a, b) = (gone_at(&mut session, "a"), gone_at(&mut session, "b"));
    assert_eq!((a.len(), &a), (5, &b));
    assert!(a.iter().all(|revision| *revision == a[0]), "{a:?}");
}

/// Kept alive it lives on, and a new leader gives it all of its time again.
#[test]
fn a_lease_lives_as_long_as_somebody_keeps_it_alive() {
    let (mut session, [leader, second, ..]) = plain(7);
    let lease = granted(&ok(&mut session, second, "lease grant 4"));
    let keeping = begin(&mut session, "somebody", second, &format!("lease keep-alive {lease}"), "");
    wait(&mut session, 20.0);
    assert_eq!(session.frame().leases.len(), 1);
    assert!(printed(&session, keeping).lines().count() > 10);
    act(&mut session, json!({"interrupt": {"client": "somebody"}}));
    act(&mut session, json!({"crash": {"member": leader}}));
    let crashed_us = session.now_us();
    let new = elect(&mut session);
    let elected_us = session.now_us();
    advance_until(&mut session, 60, "the lease runs out", |frame| frame.leases.is_empty());
    // All of its time, and that of an election.
    let lived_us = session.now_us() - elected_us;
    assert!((6 * SECOND_US..9 * SECOND_US).contains(&lived_us), "{lived_us} us after {}", elected_us - crashed_us);
    let told = ok(&mut session, new, &format!("lease timetolive {lease}"));
    assert_eq!(told, format!("lease {lease} already expired\n"));
}

/// One that is cut off can't have a lease revoked: it wrote that once into its log at the most, and soon stops trying.
#[test]
fn a_leader_that_is_cut_off_counts_no_more() {
    for seed in 0..4 {
        let (mut session, [leader, second, ..]) = plain(seed);
        let lease = granted(&ok(&mut session, leader, "lease grant 2"));
        ok(&mut session, leader, "lease grant 8");
        let last = member(&session.frame(), leader).log.last.unwrap();
        act(&mut session, json!({"partition": {"groups": [[leader, second]]}}));
        session.take_news();
        wait(&mut session, 120.0);
        assert_eq!(member(&session.frame(), leader).log.last, Some(last + 1), "seed {seed}");
        let name = quorum::cluster::member_name(leader);
        let tries = |event: &TraceEvent| matches!(event, TraceEvent::Invoke { client, .. } if &**client == name);
        assert_eq!(count(&events(&mut session), tries), 1, "seed {seed}");
        let kept = run(&mut session, leader, &format!("lease keep-alive --once {lease}"));
        assert_ne!(kept.exit, 0, "{kept:?}");
        act(&mut session, json!("heal"));
        advance_until(&mut session, 60, "agreement", agrees);
        assert!(session.frame().leases.is_empty() && session.frame().violations.is_empty());
    }
}

/// Reached again before anybody else was elected, it counts anew.
#[test]
fn a_leader_that_is_reached_again_counts_on() {
    let (mut session, [leader, ..]) = plain(7);
    ok(&mut session, leader, "lease grant 5");
    act(&mut session, json!({"partition": {"groups": [[1], [2], [3], [4], [5]]}}));
    wait(&mut session, 3.2);
    let term = member(&session.frame(), leader).term;
    act(&mut session, json!("heal"));
    wait(&mut session, 1.0);
    let frame = session.frame();
    assert!(member(&frame, leader).quorum == Some(true) && member(&frame, leader).term == term);
    wait(&mut session, 15.0);
    assert!(session.frame().leases.is_empty());
    assert_eq!(member(&session.frame(), leader).term, term);
}

#[test]
fn a_group_begins_anew_from_a_photo() {
    let (mut session, [leader, second, ..]) = plain(7);
    ["a 1", "b 2", "c 3"].into_iter().for_each(|put| drop(ok(&mut session, leader, &format!("put {put}"))));
    assert_eq!(ok(&mut session, second, "snapshot save backup.db"), "Snapshot saved at backup.db\n");
    ok(&mut session, leader, "put d 4");
    ok(&mut session, leader, "del \"\" --prefix");
    assert_eq!(ok(&mut session, leader, "get \"\" --prefix"), "");
    ok(&mut session, leader, "snapshot restore backup.db --data-dir=/var/lib/etcd");
    let twice = run(&mut session, leader, "snapshot restore backup.db --data-dir=/var/lib/etcd");
    assert_eq!((twice.exit, twice.stderr.as_str()), (1, "Error: data-dir \"/var/lib/etcd\" exists\n"));
    assert_eq!(ok(&mut session, leader, "get \"\" --prefix"), "", "the group that runs is not touched");
    act(&mut session, json!({"start_from": {"data_dir": "/var/lib/etcd"}}));
    let leader = elect(&mut session);
    assert_eq!(ok(&mut session, leader, "get \"\" --prefix"), "a\n1\nb\n2\nc\n3\n");
    advance_until(&mut session, 30, "agreement", agrees);
    let frame = session.frame();
    assert!(frame.members.iter().all(|member| member.keys == 3 && member.revision == 4));
    assert_eq!(frame.violations, []);
    // It goes on as any group does.
    ok(&mut session, leader, "put e 5");
    assert_eq!(session.frame().violations, []);
}

/// Whoever keeps it alive asks another member when its own is gone, and waits for a new leader.
#[test]
fn keeping_alive_survives_a_leader() {
    let (mut session, [leader, second, ..]) = plain(7);
    let lease = granted(&ok(&mut session, second, "lease grant 12"));
    let keeping = begin(&mut session, "somebody", second, &format!("lease keep-alive {lease}"), "");
    wait(&mut session, 2.0);
    act(&mut session, json!({"crash": {"member": leader}}));
    wait(&mut session, 40.0);
    assert!(session.runs(keeping) && session.frame().leases.len() == 1);
    act(&mut session, json!({"crash": {"member": second}}));
    wait(&mut session, 40.0);
    assert!(session.runs(keeping) && session.frame().leases.len() == 1);
}

#[test]
fn a_single_member_counts_too() {
    let mut session = session_with(7, |spec| (spec.members, spec.puzzle) = (1, false));
    elect(&mut session);
    ok(&mut session, 1, "lease grant 5");
    act(&mut session, json!({"crash": {"member": 1}}));
    act(&mut session, json!({"restart": {"member": 1}}));
    wait(&mut session, 20.0);
    assert!(session.frame().leases.is_empty());
}

/// Acting again what was done gives the same: the new group has letters and patience of its own.
#[test]
fn beginning_anew_plays_out_alike() {
    let (mut session, [leader, ..]) = plain(3);
    ok(&mut session, leader, "put a 1");
    ok(&mut session, leader, "snapshot save backup.db");
    ok(&mut session, leader, "snapshot restore backup.db");
    act(&mut session, json!({"start_from": {"data_dir": "default.etcd"}}));
    wait(&mut session, 20.0);
    let (hash, end_us) = (session.trace_hash(), session.now_us());
    session.rewind();
    session.advance_to(end_us);
    assert_eq!(session.trace_hash(), hash);
}

#[test]
fn a_damaged_or_foreign_file_is_refused_and_changes_nothing() {
    let (mut session, [leader, ..]) = plain(7);
    ok(&mut session, leader, "put a 1");
    ok(&mut session, leader, "snapshot save backup.db");
    let bytes = session.file("backup.db").unwrap().bytes;
    let mut damaged = bytes.to_vec();
    damaged[30] ^= 1;
    for (name, content) in [("short.db", &bytes[..bytes.len() / 2]), ("damaged.db", &damaged), ("text.db", b"oi")] {
        act(&mut session, json!({"file": {"name": name, "base64": base64(content)}}));
        let frame = session.frame();
        assert!(frame.files.iter().any(|file| file.name == name && file.revision.is_none() && file.fault.is_some()));
        let output = run(&mut session, leader, &format!("snapshot restore {name} --data-dir=x"));
        assert!(output.exit == 1 && output.stderr.starts_with("Error: "), "{output:?}");
        assert!(session.frame().data_dirs.is_empty());
    }
    act(&mut session, json!({"file": {"name": "whole.db", "base64": base64(&bytes)}}));
    ok(&mut session, leader, "snapshot restore whole.db --data-dir=x");
    assert_eq!(session.frame().data_dirs.len(), 1);
    for number in 0..40 {
        let action = serde_json::from_value(json!({"file": {"name": format!("{number}.db"), "base64": ""}})).unwrap();
        let _ = session.dispatch(action);
    }
    assert_eq!(session.frame().files.len(), 32, "there is an end to what the folder holds");
    let full = run(&mut session, leader, "snapshot save one-more.db");
    assert!(full.stderr.contains("no space left on device"), "{full:?}");
    for (name, base64) in [("../x", ""), ("", ""), (".x", ""), ("x.db", "Zg=")] {
        let action = serde_json::from_value(json!({"file": {"name": name, "base64": base64}})).unwrap();
        assert!(session.dispatch(action).is_err(), "{name} {base64}");
    }
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits: String = chunk.iter().map(|byte| format!("{byte:08b}")).collect();
        let groups: Vec<char> = bits.chars().collect();
        for group in groups.chunks(6) {
            let six: String = group.iter().collect();
            text.push(LETTERS[usize::from_str_radix(&format!("{six:0<6}"), 2).unwrap()] as char);
        }
        text.extend(std::iter::repeat_n('=', 3 - chunk.len()));
    }
    text
}

#[test]
fn a_locked_door_lets_in_who_has_a_certificate() {
    let (mut session, [leader, ..]) = plain(7);
    let watch = begin(&mut session, "quati", leader, "watch k", "");
    wait(&mut session, 1.0);
    act(&mut session, json!({"set_door": {"locked": true}}));
    assert_eq!(session.frame().door, Door::Locked);
    ok(&mut session, leader, "put k 1");
    let stranger = begin(&mut session, "quati", leader, "put k 2", "");
    let (output, _) = session.run_until_done(stranger, 10 * SECOND_US);
    assert_eq!((output.exit, output.stderr.as_str()), (1, "Error: context deadline exceeded\n"));
    wait(&mut session, 3.0);
    let frame = session.frame();
    assert!(frame.watches[0].denied && !frame.watches[0].connected, "{:?}", frame.watches);
    assert_eq!(ok(&mut session, leader, "get k"), "k\n1\n");
    let counts = frame.clients.iter().find(|client| &*client.name == "quati").unwrap();
    assert!(counts.sent >= 3 && counts.received >= 2, "{counts:?}");
    act(&mut session, json!({"set_door": {"locked": false}}));
    wait(&mut session, 8.0);
    ok(&mut session, leader, "put k 3");
    wait(&mut session, 2.0);
    assert!(printed(&session, watch).ends_with("PUT\nk\n3\n"));
}

#[test]
fn a_world_with_samples_has_what_kubernetes_keeps() {
    let mut session = session_with(7, |spec| (spec.preload, spec.puzzle) = (true, false));
    let leader = elect(&mut session);
    let keys = ok(&mut session, leader, "get / --prefix --keys-only");
    let keys: Vec<&str> = keys.lines().filter(|line| !line.is_empty()).collect();
    for kind in ["pods", "deployments", "services/specs", "configmaps", "secrets", "nodes", "resourcequotas", "roles"] {
        assert!(keys.iter().any(|key| key.starts_with(&format!("/registry/{kind}/"))), "{kind}");
    }
    let pod = ok(&mut session, leader, "get /registry/pods/default/meuapp-7cbd4f77d5-wxp8n --print-value-only");
    let pod: serde_json::Value = serde_json::from_str(&pod).unwrap();
    assert_eq!((&pod["status"]["podIP"], &pod["status"]["phase"]), (&json!("10.244.1.5"), &json!("Running")));
    assert_eq!(pod["spec"]["containers"][0]["image"], "nginx:1.25");
    for member in 1..=5 {
        act(&mut session, json!({"crash": {"member": member}}));
        act(&mut session, json!({"restart": {"member": member}}));
    }
    let leader = elect(&mut session);
    assert_eq!(ok(&mut session, leader, "get /registry --prefix --keys-only").lines().count(), 2 * keys.len());
    assert_eq!(session.frame().violations, []);
}

#[test]
fn old_revisions_are_forgotten_by_a_command_in_the_log() {
    let (mut session, [leader, ..]) = plain(7);
    let mut compacted = 0;
    for _ in 0..700 {
        let _ = begin(&mut session, "somebody", leader, "put k a", "");
        let _ = begin(&mut session, "somebody", leader, "put k b", "");
        wait(&mut session, 0.5);
        let lines = events(&mut session);
        let is_compaction = |event: &TraceEvent| {
            matches!(event, TraceEvent::Apply { entry, .. }
            if matches!(entry.command.as_deref(), Some(Command::Compact { .. })))
        };
        compacted += count(&lines, is_compaction);
    }
    assert_eq!(compacted, 5, "every member applies the one compaction there was");
    let kept = session.read_store(None, |_, store| store.revision() - store.compacted().unwrap()).unwrap();
    assert!((1_000..1_400).contains(&kept), "{kept}");
}

fn present(session: &Session) -> Vec<String> {
    let keys = |frame: &Frame| frame.leases.iter().flat_map(|lease| lease.keys.clone()).collect::<Vec<_>>();
    let mut keys: Vec<String> = keys(&session.frame()).iter().map(|key| key.to_string()).collect();
    keys.sort();
    keys
}

/// The friend who left is missed once its lease has run out; the others find what it was looking for.
#[test]
fn the_pieces_of_an_absent_friend_are_looked_for_by_the_others() {
    for seed in 0..6 {
        let mut session = session(seed);
        elect(&mut session);
        let at_home = |frame: &Frame| frame.leases.iter().flat_map(|lease| &lease.keys).count();
        advance_until(&mut session, 10, "all five are at home", |frame| at_home(frame) == 5);
        assert_eq!(present(&session), ["ana", "beto", "caio", "duda", "elis"].map(|name| format!("/presence/{name}")));
        let away =
            session.frame().members.iter().find(|member| member.role != quorum::cluster::Role::Leader).unwrap().id;
        act(&mut session, json!({"crash": {"member": away}}));
        let frame = advance_until(&mut session, 180, "a whole picture without it", |frame| frame.puzzle.picture == 2);
        assert!(!member(&frame, away).up);
        assert_eq!(present(&session).len(), 4, "seed {seed}");
        act(&mut session, json!({"restart": {"member": away}}));
        advance_until(&mut session, 30, "it is at home again", |frame| at_home(frame) == 5);
        assert_eq!(session.frame().violations, []);
    }
}
