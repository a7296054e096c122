//! Who is to be told of what, and who may come in at all.

use crate::cluster::{Action, Door, EtcdctlCall, Frame, MemberId};
use crate::palette::group;
use crate::puzzle::{self, Piece};

/// The people who want to be told of something, as clients are called.
pub const WATCHERS: [&str; 3] = ["rosa", "tome", "lia"];

/// What somebody wants to follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    Puzzle,
    Piece(Piece),
    /// What a city keeps here.
    Registry,
    Presence,
}

impl Topic {
    /// As etcdctl takes it.
    fn line(self) -> String {
        match self {
            Topic::Puzzle => format!("watch {} --prefix", puzzle::PREFIX),
            Topic::Piece(piece) => format!("watch {}", piece.key()),
            Topic::Registry => "watch /registry/ --prefix".to_owned(),
            Topic::Presence => format!("watch {} --prefix", puzzle::PRESENCE),
        }
    }
}

/// What there is to choose from: the whole puzzle, the next piece of it that is missing, and what is kept beside it.
pub fn topics(frame: &Frame) -> [Topic; 4] {
    [Topic::Puzzle, Topic::Piece(missing(frame)), Topic::Registry, Topic::Presence]
}

/// The first piece that is missing on the fullest board.
fn missing(frame: &Frame) -> Piece {
    let fullest = frame.puzzle.placed.values().max_by_key(|placed| placed.len());
    let is_placed = |piece: &Piece| fullest.is_some_and(|placed| placed.contains(&piece.name()));
    let first = Piece::all().find(|piece| !is_placed(piece));
    first.or(Piece::all().next()).unwrap_or_else(|| unreachable!("a puzzle has pieces"))
}

/// Who follows nothing yet, else the first one.
pub fn idle_watcher(frame: &Frame) -> &'static str {
    let follows = |name: &str| frame.watches.iter().any(|watch| *watch.client == *name);
    WATCHERS.into_iter().find(|name| !follows(name)).unwrap_or(WATCHERS[0])
}

/// The first friend at home who does not lead, else whoever is the first.
pub fn quiet_member(frame: &Frame) -> MemberId {
    let leader = super::leader(frame);
    super::first(group(frame), |member| member.up && Some(member.id) != leader)
}

/// `client` asks at `member`'s house to be told.
pub fn watch(client: &str, topic: Topic, member: MemberId) -> Action {
    let (line, stdin) = (topic.line(), String::new());
    Action::Etcdctl(EtcdctlCall { line, endpoint: Some(member), stdin, client: client.to_owned() })
}

/// It follows nothing any more.
pub fn stop(client: &str) -> Action {
    Action::Interrupt { client: client.to_owned() }
}

/// Locks the door, or opens it.
pub fn turn_key(frame: &Frame) -> Action {
    Action::SetDoor { locked: frame.door == Door::Open }
}
