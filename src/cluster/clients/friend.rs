//! A friend at home: looks for the pieces dealt to it, proposes what it finds, and when a picture is
//! done has the next one begun. It lives in its member's domain: when the member is away, so is it, and
//! it ends when the member is shut down.
//!
//! Pieces are dealt to those who have a vote, in the order of their ids, as the friend's own notebook
//! lists them: when somebody joins or leaves, they are dealt anew. Those of a friend whose presence ran out
//! are dealt to the others. Learners wait. While notebooks differ,
//! a piece may be looked for by two friends or by none; a piece found twice is placed once.

use std::rc::Rc;

use rand::RngExt;

use super::presence;
use crate::cluster::MemberId;
use crate::cluster::api::{ClientAnswer, ClientRequest};
use crate::cluster::member::Incarnation;
use crate::cluster::post::PostOffice;
use crate::etcd::{Command, KeyRange, Op, Reply, Store, Txn};
use crate::puzzle::{self, ADMIRE_US, ALBUM_MAX, PIECES, Piece, SEARCH_US};
use crate::sim::{Kernel, SimRng, Sleep, Timeout};

/// How long a friend waits for news of what it proposed before it proposes it again. It may: a piece
/// is only placed where there is none, so a proposal that arrives twice counts once.
const PATIENCE_US: u64 = 2_000_000;

pub struct Friend {
    pub id: MemberId,
    pub post: Rc<PostOffice>,
    pub incarnation: Rc<Incarnation>,
    pub name: Rc<str>,
}

/// Starts the friend's life in its member's domain.
pub fn live(id: MemberId, post: &Rc<PostOffice>, incarnation: &Rc<Incarnation>) {
    let (post, incarnation) = (post.clone(), incarnation.clone());
    let domain = incarnation.domain;
    post.kernel.clone().spawn_in(domain, async move {
        let rng = Kernel::current().new_stream();
        let name = crate::cluster::member_name(id).into();
        let friend = Rc::new(Friend { id, post, incarnation, name });
        Kernel::current().spawn_in(domain, presence::show(friend.clone()));
        friend.live(rng).await;
    });
}

/// What the board of a member shows.
pub struct Board {
    /// Which picture is being assembled: the first one behind the oldest in the album that is not in there.
    pub picture: u64,
    pub placed: Vec<Piece>,
}

pub fn board(store: &Store) -> Board {
    let pieces = KeyRange::prefix(puzzle::PREFIX);
    let album = KeyRange::prefix(puzzle::ALBUM);
    let oldest = store.range(&album).filter_map(|(key, _)| puzzle::album_number(key)).min().unwrap_or(1);
    Board {
        picture: (oldest..).find(|picture| store.get(&puzzle::album_key(*picture)).is_none()).unwrap_or(u64::MAX),
        placed: store.range(&pieces).filter_map(|(key, _)| Piece::from_key(key)).collect(),
    }
}

impl Friend {
    fn board(&self) -> Board {
        self.incarnation.state_machine.read(board)
    }

    async fn live(&self, mut rng: SimRng) {
        let mut progress = self.incarnation.state_machine.progress();
        loop {
            let board = self.board();
            if board.placed.len() == PIECES {
                self.admire(board.picture).await;
                continue;
            }
            match self.dealt(board.picture).into_iter().find(|piece| !board.placed.contains(piece)) {
                Some(piece) => self.find(board.picture, piece, &mut rng).await,
                None => {
                    if progress.changed().await.is_err() {
                        return;
                    }
                }
            }
        }
    }

    fn voters(&self) -> Vec<MemberId> {
        self.post.member(self.id).map_or_else(Vec::new, |member| member.witness.seen.borrow().voters())
    }

    pub fn has_vote(&self) -> bool {
        self.voters().contains(&self.id)
    }

    /// What it looks for: its own share, then what it got of the shares of friends who are not at home. Before it has
    /// said itself that it is there, it does not know who is.
    fn dealt(&self, picture: u64) -> Vec<Piece> {
        let voters = self.voters();
        let Some(me) = voters.iter().position(|voter| *voter == self.id) else { return Vec::new() };
        let present: Vec<bool> = self.incarnation.state_machine.read(|store| {
            let knows = presence::is_present(store, self.id);
            voters.iter().map(|voter| !knows || presence::is_present(store, *voter)).collect()
        });
        puzzle::dealt_to(self.post.seed, picture, me, &present)
    }

    fn is_missing(&self, picture: u64, piece: Piece) -> bool {
        let board = self.board();
        board.picture == picture && !board.placed.contains(&piece)
    }

    /// Looks for a piece and, once found, proposes it until it is on the friend's own board.
    async fn find(&self, picture: u64, piece: Piece, rng: &mut SimRng) {
        let search_us = rng.random_range(SEARCH_US);
        Sleep::for_us(search_us).await;
        while self.is_missing(picture, piece) {
            self.post.desk.found.borrow_mut().insert(self.id, piece);
            let is_placed = self.propose(placing(picture, piece, &self.name)).await;
            if !is_placed && self.is_somebody_elses(piece) {
                self.post.desk.beaten(self.id, piece, self.post.kernel.now_us());
            }
        }
        self.post.desk.found.borrow_mut().remove(&self.id);
    }

    /// Whether, on the friend's own board, somebody else has placed this piece.
    fn is_somebody_elses(&self, piece: Piece) -> bool {
        self.incarnation
            .state_machine
            .read(|store| store.get(&piece.key()).is_some_and(|placed| *placed.value != *self.name))
    }

    /// Whether it was done.
    async fn propose(&self, txn: Txn) -> bool {
        let reply = self.ask(|_| txn.clone().into()).await;
        let is_done = reply.is_some_and(|reply| reply.succeeded());
        if !is_done {
            // Told "no" at once, as by somebody else's piece in that place: look again a little later.
            Sleep::for_us(PATIENCE_US / 10).await;
        }
        is_done
    }

    /// Has a command written, which may depend on the number of the operation; `None` if it was told no, or nothing.
    pub async fn ask(&self, command: impl FnOnce(u64) -> Command) -> Option<Reply> {
        let (post, desk) = (&self.post, &self.post.desk);
        let op = desk.next_op();
        let command = Rc::new(command(op));
        let request = ClientRequest::Write { op, command: command.clone() };
        desk.invoke(post, &self.name, &command.label(), |_| Some(request.clone()));
        let response = Timeout::for_us(PATIENCE_US, post.serve_at_home(self.id, request)).await.ok();
        desk.returned(post, op, response.as_ref());
        match response {
            Some(Ok(ClientAnswer::Written { reply, .. })) => Some(reply),
            _ => None,
        }
    }

    /// Looks at a finished picture for a while; then the friend who coordinates begins the next one.
    async fn admire(&self, picture: u64) {
        Sleep::for_us(ADMIRE_US).await;
        while self.board().picture == picture {
            if self.coordinates() {
                let _ = self.propose(next_picture(picture, &self.name)).await;
            } else {
                let mut progress = self.incarnation.state_machine.progress();
                // Somebody else begins it, or leads no more.
                let _ = Timeout::for_us(PATIENCE_US, progress.changed()).await;
            }
        }
    }

    fn coordinates(&self) -> bool {
        self.post.member(self.id).is_some_and(|member| member.witness.seen.borrow().leader == Some(self.id))
    }
}

/// Places a piece of this picture, if its place is empty.
pub fn placing(picture: u64, piece: Piece, by: &str) -> Txn {
    Txn::put(piece.key(), by).if_absent(piece.key()).if_absent(puzzle::album_key(picture))
}

/// Puts a finished picture into the album and clears the board, once. A full album loses its oldest picture.
fn next_picture(picture: u64, by: &str) -> Txn {
    let album = puzzle::album_key(picture);
    let next = Txn::delete(KeyRange::prefix(puzzle::PREFIX))
        .if_absent(album.clone())
        .and(Op::Put { key: album, value: by.to_owned() });
    match picture.checked_sub(ALBUM_MAX) {
        None | Some(0) => next,
        Some(oldest) => next.and(Op::Delete(KeyRange::single(puzzle::album_key(oldest)))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_album_loses_its_oldest_picture_and_the_count_goes_on() {
        let mut store = Store::default();
        for picture in 1..=ALBUM_MAX + 7 {
            assert_eq!(board(&store).picture, picture);
            store.apply(&next_picture(picture, "ana"));
        }
        let album = store.range(&KeyRange::prefix(puzzle::ALBUM)).count() as u64;
        assert_eq!((album, board(&store).picture), (ALBUM_MAX, ALBUM_MAX + 8));
        assert!(store.get(&puzzle::album_key(7)).is_none() && store.get(&puzzle::album_key(8)).is_some());
    }
}
