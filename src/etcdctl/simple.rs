//! The format that is for people, and the default.

use super::call::{Answer, Command, Header, HealthLine, MemberLine, Style};
use super::grid;
use super::text::{duration, hex, hexadecimal, quoted};
use crate::etcd::{Event, KeyValue, Response};

pub fn print(style: &Style, command: &Command, header: &Header, answer: &Answer) -> String {
    let mut out = String::new();
    match answer {
        Answer::Store(response) => store(&mut out, style, response),
        Answer::Events(told) => told.iter().for_each(|told| event(&mut out, style, told)),
        Answer::LeaseGranted { id, ttl_s } => {
            line(&mut out, &["lease ", &lease(*id), " granted with TTL(", &ttl_s.to_string(), "s)"]);
        }
        Answer::LeaseRevoked { id } => line(&mut out, &["lease ", &lease(*id), " revoked"]),
        Answer::LeaseTimeToLive { id, granted_s: 0, remaining_s: -1, .. } => {
            line(&mut out, &["lease ", &lease(*id), " already expired"]);
        }
        Answer::LeaseTimeToLive { id, granted_s, remaining_s, keys } => {
            let keys = match command {
                Command::LeaseTimeToLive { keys: true, .. } => [", attached keys([", &keys.join(" "), "])"].concat(),
                _ => String::new(),
            };
            let (granted, remaining) = (granted_s.to_string(), remaining_s.to_string());
            let parts =
                ["lease ", &lease(*id), " granted with TTL(", &granted, "s), remaining(", &remaining, "s)", &keys];
            line(&mut out, &parts);
        }
        Answer::LeaseKeptAlive { id, ttl_s } => {
            line(&mut out, &["lease ", &lease(*id), " keepalived with TTL(", &ttl_s.to_string(), ")"]);
        }
        Answer::LeaseGone { id } => line(&mut out, &["lease ", &lease(*id), " expired or revoked."]),
        Answer::Leases(ids) => {
            line(&mut out, &["found ", &ids.len().to_string(), " leases"]);
            ids.iter().for_each(|id| line(&mut out, &[&lease(*id)]));
        }
        Answer::MemberAdded { member, members } => {
            changed(&mut out, header, member.id, "added to");
            how_to_start(&mut out, command, member, members);
        }
        Answer::MemberRemoved { id, .. } => changed(&mut out, header, *id, "removed from"),
        Answer::MemberPromoted { id } => changed(&mut out, header, *id, "promoted in"),
        Answer::LeaderMoved { from, to } => {
            let (from, to) = (hexadecimal(*from, 0, ' '), hexadecimal(*to, 0, ' '));
            line(&mut out, &["Leadership transferred from ", &from, " to ", &to]);
        }
        Answer::Health(lines) => lines.iter().for_each(|told| health(&mut out, told)),
        _ => grid::rows(answer).iter().for_each(|row| line(&mut out, &[&row.join(", ")])),
    }
    out
}

fn line(out: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| out.push_str(part));
    out.push('\n');
}

fn lease(id: i64) -> String {
    hexadecimal(id as u64, 16, '0')
}

fn store(out: &mut String, style: &Style, response: &Response) {
    match response {
        Response::Range(range) => range.kvs.iter().for_each(|kv| pair(out, style, style.values_only, kv)),
        Response::Put { prev_kv } => {
            line(out, &["OK"]);
            prev_kv.iter().for_each(|kv| pair(out, style, false, kv));
        }
        Response::Delete { deleted, prev_kvs } => {
            line(out, &[&deleted.to_string()]);
            prev_kvs.iter().for_each(|kv| pair(out, style, false, kv));
        }
        Response::Txn { succeeded, responses } => {
            line(out, &[if *succeeded { "SUCCESS" } else { "FAILURE" }]);
            for response in responses {
                out.push('\n');
                store(out, style, response);
            }
        }
        Response::Answer(_) | Response::Done | Response::Revoked { .. } => {}
    }
}

fn pair(out: &mut String, style: &Style, values_only: bool, kv: &KeyValue) {
    let shown = |text: &str| if style.hex { hex(text) } else { text.to_owned() };
    if !values_only {
        line(out, &[&shown(&kv.key)]);
    }
    line(out, &[&shown(&kv.value)]);
}

fn event(out: &mut String, style: &Style, event: &Event) {
    line(out, &[if event.kv.is_tombstone() { "DELETE" } else { "PUT" }]);
    event.prev_kv.iter().chain([&event.kv]).for_each(|kv| pair(out, style, false, kv));
}

fn changed(out: &mut String, header: &Header, id: u64, how: &str) {
    let (id, cluster) = (hexadecimal(id, 16, ' '), hexadecimal(header.cluster_id, 16, ' '));
    line(out, &["Member ", &id, " ", how, " cluster ", &cluster]);
}

/// With what the new member's etcd is to be started.
fn how_to_start(out: &mut String, command: &Command, member: &MemberLine, members: &[MemberLine]) {
    let Command::MemberAdd { name, given_urls, .. } = command else { return };
    let named = |line: &MemberLine| if line.id == member.id { name.clone() } else { line.name.clone() };
    let places =
        members.iter().flat_map(|line| line.peer_urls.iter().map(move |url| [&named(line), "=", url].concat()));
    let cluster = places.collect::<Vec<_>>().join(",");
    line(out, &["\nETCD_NAME=", &quoted(name)]);
    line(out, &["ETCD_INITIAL_CLUSTER=", &quoted(&cluster)]);
    line(out, &["ETCD_INITIAL_ADVERTISE_PEER_URLS=", &quoted(given_urls)]);
    line(out, &["ETCD_INITIAL_CLUSTER_STATE=\"existing\""]);
}

fn health(out: &mut String, HealthLine { endpoint, took_us, error }: &HealthLine) {
    match error {
        None => {
            let took = duration(*took_us);
            line(out, &[endpoint, " is healthy: successfully committed proposal: took = ", &took]);
        }
        Some(error) => line(out, &[endpoint, " is unhealthy: failed to commit proposal: ", error]),
    }
}
