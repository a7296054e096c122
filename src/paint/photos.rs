//! Photos of all keys, as the album shows them: the picture that is on one, and what beginning from it would cost.

use std::fmt::Write;

use super::board::board;
use super::markup::Words;
use crate::i18n::etcd::Photo as PhotoWords;
use crate::scene::friends::{Board, PICTURE};

/// So the clips of this drawing's boards are like no other's: nobody lives at these numbers.
const NOW: u64 = 1_001;
const THEN: u64 = 1_002;

/// A photo with the picture that is on it, 64 × 72 pixels. `at`: its place in the album, which tells its clip from others.
pub fn polaroid(at: usize, pieces: &[u8]) -> String {
    let outline = PICTURE.union(pieces);
    format!(
        r##"<svg class="polaroid" width="64" height="72" viewBox="0 -4 64 76" aria-hidden="true"><path d="M2 2h60v68H2z" fill="var(--paper)" stroke="var(--edge)" stroke-width="1.5" stroke-linejoin="round"/><g transform="translate(8 8) scale(.12)"><path d="M0 0h400v300H0z" fill="var(--board)"/><use href="#puzzle-cuts" fill="none" stroke="var(--board-line)" stroke-width="8"/><clipPath id="photo-{at}"><path d="{outline}"/></clipPath><g clip-path="url(#photo-{at})"><use href="#puzzle-picture" width="400" height="300"/></g><path d="{outline}" fill="none" stroke="var(--edge)" stroke-width="5"/></g><path d="M23-3h18v8H23z" fill="var(--role-leader)" fill-opacity=".75"/></svg>"##
    )
}

/// The picture as it is and as it would be, side by side; what would be lost is dashed on the one and crossed out on the
/// other. Pieces by number.
pub fn boards(now: &[u8], then: &[u8], words: &PhotoWords) -> String {
    let lost: Vec<u8> = now.iter().copied().filter(|piece| !then.contains(piece)).collect();
    let mut out = String::from(r#"<div class="boards">"#);
    for (id, pieces, said) in [(NOW, now, words.board_now), (THEN, then, words.board_then)] {
        let shown = Board { placed: pieces.to_vec(), noted: Vec::new() };
        let _ = write!(
            out,
            r#"<figure><svg viewBox="-12 -12 424 324" aria-hidden="true">{}<path d="{}" fill="none" stroke="var(--bad)" stroke-width="8" stroke-dasharray="18 11"/>"#,
            board(id, Some(&shown)),
            PICTURE.union(&lost),
        );
        for [x, y] in lost.iter().filter(|_| id == THEN).map(|piece| PICTURE.centre(*piece)) {
            let _ = write!(
                out,
                r#"<path d="M{} {}l44 44m0-44l-44 44" stroke="var(--bad)" stroke-width="13" stroke-linecap="round"/>"#,
                x - 22.0,
                y - 22.0
            );
        }
        let _ = write!(out, "</svg><figcaption>{}</figcaption></figure>", Words(&said(pieces.len())));
    }
    out.push_str("</div>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::etcd::EN;

    #[test]
    fn what_would_be_lost_is_crossed_out_on_the_picture_that_would_be() {
        let drawn = boards(&[1, 2, 12], &[1, 3], &EN.photo);
        let (now, then) = drawn.split_once("</figure>").unwrap();
        assert_eq!((now.matches("l44 44").count(), then.matches("l44 44").count()), (0, 2), "2 and 12");
        let lost = PICTURE.union(&[2, 12]);
        for (figure, said) in [(now, (EN.photo.board_now)(3)), (then, (EN.photo.board_then)(2))] {
            assert!(figure.contains(&lost) && figure.contains(&said), "{figure}");
        }
    }

    #[test]
    fn a_photo_shows_the_picture() {
        let photo = polaroid(3, &[5]);
        assert!(photo.contains("#puzzle-picture") && photo.contains(&PICTURE.union(&[5])));
        assert_ne!(polaroid(4, &[5]), photo, "each has its own clip");
    }
}
