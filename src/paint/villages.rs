//! Villages side by side: each as a still picture, with how far it has come and what still waits to be found.

use crate::cluster::MemberId;
use crate::i18n::{CourseWords, Lang};
use crate::lessons::{Shown, waiting};
use crate::paint::board::{board, piece};
use crate::paint::kit;
use crate::paint::markup::{N, Words, when};
use crate::paint::still::{apart, still};
use crate::puzzle::{PIECES, Piece};
use crate::scene::friends;

/// As HTML: one village of several, number `nth`.
pub fn village(nth: usize, shown: &Shown, has_queues: bool, lang: Lang, words: &CourseWords) -> String {
    let frame = &*shown.frame;
    let friends = (words.friends)(frame.members.len());
    // As it is with whoever has most of it.
    let boards = frame.members.iter().filter_map(|member| Some((member.id, friends::board(frame, member)?)));
    let furthest = boards.max_by_key(|(_, board)| board.placed.len());
    let placed = furthest.as_ref().map_or(0, |(_, board)| board.placed.len());
    // Queues have pictures enough of their own.
    let whole = furthest.filter(|_| !has_queues).map_or_else(String::new, |(id, whole)| {
        let drawn = apart(&board(id, Some(&whole)), &format!("beside-{nth}-whole"));
        format!(r#"<svg class="beside-board" viewBox="-11 -11 422 322" aria-hidden="true">{drawn}</svg>"#)
    });
    let done =
        shown.done_us.map_or_else(String::new, |done_us| (words.done_in)(&lang.seconds(done_us / 100_000 * 100_000)));
    format!(
        r#"<li data-done="{}"><h3>{}</h3>{}{whole}<div class="beside-bar"><i style="width:{}%"></i></div><p>{}</p><p class="beside-done">{}</p>{}</li>"#,
        shown.done_us.is_some(),
        Words(&friends),
        still(frame, lang, &friends, &format!("beside-{nth}")),
        N(placed as f64 / PIECES as f64 * 100.0),
        Words(&(words.placed)(placed, PIECES)),
        Words(&done),
        when(has_queues, || queues(nth, &waiting(frame), lang, words)),
    )
}

/// One row for each friend: what is dealt to it and not in the picture.
fn queues(nth: usize, waiting: &[(MemberId, Vec<Piece>)], lang: Lang, words: &CourseWords) -> String {
    let row = |(id, pieces): &(MemberId, Vec<Piece>)| {
        let drawn = |waiting: &Piece| {
            let name = format!("queue-{nth}-{}", waiting.number());
            format!(r#"<svg viewBox="0 0 34 34">{}</svg>"#, piece(&name, waiting.number(), 34.0))
        };
        format!(
            r##"<li aria-label="{}"><svg class="queue-face" viewBox="0 0 18 18"><use href="{}" width="18" height="18"/></svg><b aria-hidden="true">{}</b><span aria-hidden="true">{}</span></li>"##,
            Words(&(words.waits)(lang.friend(*id), pieces.len())),
            kit::badge(*id),
            pieces.len(),
            pieces.iter().map(drawn).collect::<String>(),
        )
    };
    format!(r#"<ul class="queues">{}</ul>"#, waiting.iter().map(row).collect::<String>())
}
