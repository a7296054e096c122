//! Somebody from outside who brings a piece to a member's door and waits for the answer.

use std::rc::Rc;

use super::VISITOR;
use super::friend::placing;
use crate::cluster::MemberId;
use crate::cluster::api::ClientRequest;
use crate::cluster::post::PostOffice;
use crate::etcd::Command;
use crate::puzzle::Piece;
use crate::sim::{Kernel, Timeout};

/// How long the visitor waits; after that it does not know what became of the piece.
const PATIENCE_US: u64 = 5_000_000;

/// Brings `piece` of `picture` to member `to`.
pub fn bring(post: &Rc<PostOffice>, to: MemberId, picture: u64, piece: Piece) {
    let client: Rc<str> = VISITOR.into();
    let desk = &post.desk;
    let command: Rc<Command> = Rc::new(placing(picture, piece, &client).into());
    let request = |op| ClientRequest::Write { op, command: command.clone() };
    let op = desk.invoke(post, &client, &command.label(), |op| Some(request(op)));
    let request = request(op);
    desk.visitors.borrow_mut().insert(op, piece);
    let post = post.clone();
    post.kernel.clone().spawn_in(Kernel::ROOT, async move {
        let asked = post.ask_as_client(&client, to, request);
        let response = Timeout::for_us(PATIENCE_US, asked).await.ok().map(|told| told.response);
        post.desk.returned(&post, op, response.as_ref());
        post.desk.visitors.borrow_mut().remove(&op);
    });
}
