//! What a partition leaves on each side, in numbers; and what is unusual about the post.

use crate::i18n::stage::Words as StageWords;
use crate::paint::kit;
use crate::paint::markup::{Words, marked};
use crate::scene::friends::{Post, Side};

/// Under the story: who is on which side, how many of those who count, and what they can do.
pub fn sides(sides: &[Side], words: &StageWords) -> String {
    let badge = |id| format!(r#"<svg width="22" height="22"><use href="{}"/></svg>"#, kit::badge(id));
    let side = |side: &Side| {
        format!(
            r#"<div><b>{}</b> <small>{}</small><span class="sides-who" aria-hidden="true">{}</span><p>{}</p></div>"#,
            Words(&(words.faults.side_count)(side)),
            Words(&(words.faults.side_round)(side.term)),
            side.members.iter().map(|&id| badge(id)).collect::<String>(),
            Words((words.faults.side_can)(side))
        )
    };
    sides.iter().map(side).collect()
}

/// One line over the picture.
pub fn post(post: &Post, words: &StageWords) -> String {
    let said = (words.faults.post)(post).iter().map(|part| marked(part)).collect::<Vec<_>>();
    format!("<b>{}:</b> {}", Words(words.faults.post_title), said.join(" · "))
}
