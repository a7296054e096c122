//! What the arguments of the smaller commands mean.

use super::call::Command;
use super::flags::Args;
use super::trouble::{Refused, Trouble, exit};
use super::{number, url};
use crate::etcd::LeaseId;

/// The version that this one answers as, and its API's.
pub const VERSION: &str = "3.4.23";
pub const API_VERSION: &str = "3.4";

/// The one word there has to be.
fn only<'a>(args: &'a Args, otherwise: &str) -> Result<&'a str, Refused> {
    match &args.words[..] {
        [word] => Ok(word),
        _ => Err(Refused::arguments(otherwise)),
    }
}

pub fn version(_: &Args) -> Result<Command, Refused> {
    Ok(Command::Say(["etcdctl version: ", VERSION, "\nAPI version: ", API_VERSION, "\n"].concat()))
}

pub fn compaction(args: &Args) -> Result<Command, Refused> {
    let word = only(args, "compaction command needs 1 argument")?;
    let revision = number::int(word, 10);
    let revision =
        revision.map_err(|why| Refused::new(exit::ERROR, why, Trouble::BadNumber { text: word.to_owned() }))?;
    Ok(Command::Compact { revision })
}

pub fn grant(args: &Args) -> Result<Command, Refused> {
    let word = only(args, "lease grant command needs TTL argument")?;
    let ttl_s = number::int(word, 10).map_err(|why| {
        let message = ["bad TTL (", &why, ")"].concat();
        Refused::new(exit::BAD_ARGUMENTS, message, Trouble::BadNumber { text: word.to_owned() })
    })?;
    Ok(Command::LeaseGrant { ttl_s })
}

fn lease_id(word: &str) -> Result<LeaseId, Refused> {
    number::int(word, 16).map_err(|why| {
        let message = ["bad lease ID arg (", &why, "), expecting ID in Hex"].concat();
        Refused::new(exit::BAD_ARGUMENTS, message, Trouble::BadLeaseId { text: word.to_owned() })
    })
}

pub fn revoke(args: &Args) -> Result<Command, Refused> {
    let id = lease_id(only(args, "lease revoke command needs 1 argument")?)?;
    Ok(Command::LeaseRevoke { id })
}

pub fn time_to_live(args: &Args) -> Result<Command, Refused> {
    let word = only(args, "lease timetolive command needs lease ID as argument")?;
    args.format()?;
    Ok(Command::LeaseTimeToLive { id: lease_id(word)?, keys: args.is_on("keys") })
}

pub fn keep_alive(args: &Args) -> Result<Command, Refused> {
    let id = lease_id(only(args, "lease keep-alive command needs lease ID as argument")?)?;
    Ok(Command::LeaseKeepAlive { id, once: args.is_on("once") })
}

pub fn leases(_: &Args) -> Result<Command, Refused> {
    Ok(Command::LeaseList)
}

pub fn save(args: &Args) -> Result<Command, Refused> {
    let file = only(args, "snapshot save expects one argument")?.to_owned();
    Ok(Command::SnapshotSave { file })
}

pub fn file_status(args: &Args) -> Result<Command, Refused> {
    let file = only(args, "snapshot status requires exactly one argument")?.to_owned();
    Ok(Command::SnapshotStatus { file })
}

pub fn restore(args: &Args) -> Result<Command, Refused> {
    let file = only(args, "snapshot restore requires exactly one argument")?.to_owned();
    let name = args.given("name").unwrap_or("default").to_owned();
    let data_dir = match args.text("data-dir") {
        "" => [&name, ".etcd"].concat(),
        data_dir => data_dir.to_owned(),
    };
    url::peer_urls(args.given("initial-advertise-peer-urls").unwrap_or("http://localhost:2380").split(','))?;
    let initial_cluster = args.given("initial-cluster").unwrap_or("default=http://localhost:2380").to_owned();
    for member in initial_cluster.split(',').filter(|member| !member.is_empty()) {
        url::peer_urls(member.split_once('=').map(|(_, url)| url).or(Some("")).into_iter())?;
    }
    Ok(Command::SnapshotRestore { file, data_dir, name, initial_cluster })
}

pub fn members(_: &Args) -> Result<Command, Refused> {
    Ok(Command::MemberList)
}

pub fn add(args: &Args) -> Result<Command, Refused> {
    let name = match &args.words[..] {
        [] => return Err(Refused::arguments("member name not provided")),
        [name] => name.clone(),
        words => {
            let mut message = "too many arguments".to_owned();
            for word in words.iter().filter(|word| word.to_lowercase().starts_with("http")) {
                message.push_str(", did you mean --peer-urls=");
                message.push_str(word);
            }
            return Err(Refused::arguments(&message));
        }
    };
    let given_urls = args.text("peer-urls").to_owned();
    if given_urls.is_empty() {
        return Err(Refused::new(exit::BAD_ARGUMENTS, "member peer urls not provided", Trouble::NoPeerUrls));
    }
    args.format()?;
    let peer_urls = url::peer_urls(given_urls.split(','))?;
    Ok(Command::MemberAdd { name, peer_urls, given_urls, learner: args.is_on("learner") })
}

fn member_id(args: &Args) -> Result<u64, Refused> {
    let word = only(args, "member ID is not provided")?;
    number::uint(word, 16).map_err(|why| {
        let message = ["bad member ID arg (", &why, "), expecting ID in Hex"].concat();
        Refused::new(exit::BAD_ARGUMENTS, message, Trouble::BadMemberId { text: word.to_owned() })
    })
}

pub fn remove(args: &Args) -> Result<Command, Refused> {
    Ok(Command::MemberRemove { id: member_id(args)? })
}

pub fn promote(args: &Args) -> Result<Command, Refused> {
    Ok(Command::MemberPromote { id: member_id(args)? })
}

pub fn move_leader(args: &Args) -> Result<Command, Refused> {
    let word = only(args, "move-leader command needs 1 argument")?;
    let why = |why: String| Refused::new(exit::BAD_ARGUMENTS, why, Trouble::BadMemberId { text: word.to_owned() });
    Ok(Command::MoveLeader { to: number::uint(word, 16).map_err(why)? })
}

pub fn status(args: &Args) -> Result<Command, Refused> {
    Ok(Command::EndpointStatus { cluster: args.is_on("cluster") })
}

pub fn health(args: &Args) -> Result<Command, Refused> {
    Ok(Command::EndpointHealth { cluster: args.is_on("cluster") })
}

pub fn hash_kv(args: &Args) -> Result<Command, Refused> {
    Ok(Command::EndpointHashKv { cluster: args.is_on("cluster"), revision: args.number("rev") })
}
