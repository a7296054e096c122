//! Old revisions are forgotten, as etcd's `--auto-compaction-mode=revision` has it: every few minutes whoever leads has
//! a compaction written into the log.

use std::rc::Rc;

use super::api::ClientRequest;
use super::member_name;
use super::serve::Service;
use crate::etcd::Command;
use crate::raft::Proposal;
use crate::sim::{Sleep, Timeout};

/// etcd's own interval.
const EVERY_US: u64 = 300_000_000;
/// How many revisions are kept (`--auto-compaction-retention`).
const REVISIONS_KEPT: u64 = 1_000;
/// How long the leader waits for its compaction; the next one makes up for it.
const PATIENCE_US: u64 = 5_000_000;

/// Compacts as long as the member runs.
pub async fn compact(at: Service) {
    loop {
        Sleep::for_us(EVERY_US).await;
        let (revision, compacted) = at.incarnation.state_machine.read(|store| (store.revision(), store.compacted()));
        let until = revision.saturating_sub(REVISIONS_KEPT);
        if !at.member.leads() || until <= compacted.unwrap_or(0) {
            continue;
        }
        let command = Rc::new(Command::Compact { revision: until as i64 });
        let (desk, name): (_, Rc<str>) = (&at.post.desk, member_name(at.member.id).into());
        let request = |op| ClientRequest::Write { op, command: command.clone() };
        let op = desk.invoke(&at.post, &name, &command.label(), |op| Some(request(op)));
        let proposed = at.propose(Proposal { op, command: command.clone() });
        let response = Timeout::for_us(PATIENCE_US, proposed).await.ok();
        desk.returned(&at.post, op, response.as_ref());
    }
}
