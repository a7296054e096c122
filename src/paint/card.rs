//! The count: who has noted an entry, or who has promised a vote, and the flag after the majority.

use crate::i18n::stage::Words as StageWords;
use crate::paint::board::piece;
use crate::paint::kit;
use crate::paint::markup::{Words, marked};
use crate::scene::friends::{Card, Counted, Glyph, Slot, Summary, Tally};

fn tallies(card: &Card) -> &[Tally] {
    match card {
        Card::Entry(count) => std::slice::from_ref(&count.tally),
        Card::Votes(tallies) => &tallies[..tallies.len().min(2)],
        Card::Complete { .. } => &[],
    }
}

/// The floating card of the wide picture.
pub fn card(card: &Card, words: &StageWords) -> String {
    let mut rows = String::new();
    for (nth, tally) in tallies(card).iter().enumerate() {
        // The second candidate has no title of its own: its first slot says whose votes these are.
        rows += &pips(tally, nth > 0, words);
    }
    let title = (words.card_title)(card);
    format!(
        r#"<div class="stage-count" data-kind="{}"><div class="stage-count-top">{}<div><h2>{}</h2><p>{}</p></div></div>{rows}<p class="stage-count-need">{}</p></div>"#,
        kind(card),
        face(card),
        Words(&title),
        marked(&(words.card_known)(card)),
        marked(&(words.card_missing)(card))
    )
}

/// One line over the picture: the count, or else what goes on.
pub fn strip(card: Option<&Card>, summary: &Summary, words: &StageWords) -> String {
    let Some(card) = card else {
        return format!(
            r#"<div class="stage-strip"><span class="stage-strip-summary">{}</span><span class="stage-strip-none">{}</span></div>"#,
            marked(&(words.summary)(summary)),
            Words(words.no_count)
        );
    };
    let pips = tallies(card).first().map_or(String::new(), |tally| pips(tally, true, words));
    let title = (words.strip_title)(card);
    format!(
        r#"<div class="stage-strip" data-kind="{}"><b>{}</b>{pips}<span>{}</span></div>"#,
        kind(card),
        Words(&title),
        marked(&(words.strip_missing)(card))
    )
}

fn kind(card: &Card) -> &'static str {
    match card {
        Card::Entry(count) if count.tally.missing() == 0 => "done",
        Card::Entry(_) => "entry",
        Card::Votes(_) => "votes",
        Card::Complete { .. } => "complete",
    }
}

fn face(card: &Card) -> String {
    let symbol = |href: &str, style: &str| {
        format!(r##"<svg width="52" height="38" aria-hidden="true" style="{style}"><use href="#{href}"/></svg>"##)
    };
    match card {
        Card::Entry(count) => match count.counted {
            Counted::Piece(number) => format!(
                r#"<svg width="52" height="52" viewBox="0 0 52 52" aria-hidden="true">{}</svg>"#,
                piece("count", number, 52.0)
            ),
            Counted::Blank => symbol("mark-cap", "color:var(--k-append)"),
            Counted::Membership => symbol("mark-people", "color:var(--k-append)"),
            Counted::Line => symbol("notebook", ""),
        },
        Card::Votes(_) => symbol("letter-vote-request", kit::seal(Glyph::VoteRequest)),
        Card::Complete { .. } => symbol("puzzle-picture", ""),
    }
}

const FLAG: &str = r##"<span class="stage-flag" aria-hidden="true"><svg width="18" height="18"><use href="#icon-flag"/></svg></span>"##;

/// One slot for each friend that counts; the flag stands after the majority.
fn pips(tally: &Tally, small: bool, words: &StageWords) -> String {
    let badge = |id| format!(r#"<svg class="stage-pip-badge"><use href="{}"/></svg>"#, kit::badge(id));
    let mut slots = String::new();
    for (nth, slot) in tally.slots.iter().enumerate() {
        if nth == tally.majority {
            slots += FLAG;
        }
        slots += &match *slot {
            Slot::Known(id) => format!(r#"<span class="stage-pip" data-slot="known">{}</span>"#, badge(id)),
            Slot::OnTheWay(id) => format!(
                r#"<span class="stage-pip" data-slot="coming" style="border-color:{}">{}</span>"#,
                kit::friend_colour(id, "line"),
                badge(id)
            ),
            Slot::Empty => r#"<span class="stage-pip"></span>"#.to_owned(),
        };
    }
    if tally.majority >= tally.slots.len() {
        slots += FLAG;
    }
    let small = if small { " small" } else { "" };
    let many = if tally.slots.len() > 5 { " many" } else { "" };
    let said = (words.tally)(tally);
    format!(r#"<div class="stage-pips{small}{many}" role="img" aria-label="{}">{slots}</div>"#, Words(&said))
}
