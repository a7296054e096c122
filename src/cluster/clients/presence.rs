//! A friend says that it is at home: by a key that lives as long as its lease, and a lease that lives as long as
//! somebody renews it. When the friend is gone the lease runs out, the key with it, and whoever reads or watches knows.

use std::rc::Rc;

use super::friend::Friend;
use crate::cluster::api::{ClientAnswer, ClientRequest};
use crate::cluster::post::PostOffice;
use crate::cluster::{MemberId, member_name};
use crate::etcd::{Command, LeaseId, PutRequest, Request, Store};
use crate::puzzle::PRESENCE;
use crate::sim::{Sleep, mix};

/// How long a friend counts as at home after its last sign, in seconds.
const TTL_S: i64 = 10;
/// Three signs in that time, as etcd's client gives them.
const RENEW_US: u64 = TTL_S as u64 * 1_000_000 / 3;
/// How long it leaves it at that when nobody took its sign.
const AGAIN_US: u64 = 1_000_000;
/// Random stream of the ids of leases.
const STREAM_LEASES: u64 = 3;

/// The id of the lease that an operation asks for: 16 hexadecimal digits, as etcd's have.
pub fn lease_id(post: &PostOffice, op: u64) -> LeaseId {
    (mix(mix(post.seed, STREAM_LEASES), op) >> 2 | 1 << 60) as LeaseId
}

pub fn presence_key(id: MemberId) -> String {
    format!("{PRESENCE}{}", member_name(id))
}

/// Whether, by what is in this store, a friend is at home.
pub fn is_present(store: &Store, id: MemberId) -> bool {
    store.get(&presence_key(id)).is_some()
}

/// Shows that the friend is at home as long as it is. Learners can't: members refuse them.
pub async fn show(friend: Rc<Friend>) {
    loop {
        if friend.has_vote() {
            let _ = come_home(&friend).await;
        }
        Sleep::for_us(AGAIN_US).await;
    }
}

/// Takes a lease, puts its key to it and renews it; `None` once anything of that failed.
async fn come_home(friend: &Friend) -> Option<()> {
    let desk = &friend.post.desk;
    let mut id = 0;
    let granted = friend.ask(|op| {
        id = lease_id(&friend.post, op);
        Command::LeaseGrant { id, ttl_s: TTL_S }
    });
    granted.await?;
    let put = PutRequest { lease: id, ..PutRequest::new(presence_key(friend.id), member_name(friend.id)) };
    friend.ask(|_| Command::Request(Request::Put(put.clone()))).await?;
    desk.came.borrow_mut().insert(friend.id, ());
    loop {
        Sleep::for_us(RENEW_US).await;
        let request = ClientRequest::LeaseKeepAlive { id };
        let op =
            desk.invoke(&friend.post, &friend.name, &format!("lease keep-alive {id:x}"), |_| Some(request.clone()));
        let response = friend.post.serve_at_home(friend.id, request).await;
        desk.returned(&friend.post, op, Some(&response));
        let is_kept = matches!(response, Ok(ClientAnswer::Lease { remaining_s: 0.., .. }));
        // A sign that nobody took is given again; a lease that is gone is not.
        if matches!(response, Ok(ClientAnswer::Lease { .. })) && !is_kept {
            return None;
        }
    }
}
