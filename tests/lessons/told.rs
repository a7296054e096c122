//! What the steps tell has happened when they end.

use quorum::cluster::{Action, Address, Content, MemberId, MessageKind, Outcome, Role, TraceEvent, VoteRefused};
use quorum::lessons::{Evidence, Lesson, Play, leader, member, read_keys, up};
use quorum::scene::friends::{View, scene};
use quorum::scene::places::{Layout, Map, Village};
use quorum::session::Session;

const RUI: &str = "rui";

/// Lesson, step from 1 on, and what has to hold at its end.
type Told = (&'static str, usize, fn(&Play, &Session) -> bool);

const TOLD: &[Told] = &[
    // Pieces are found in three homes.
    ("muitos-amigos", 1, |play, _| {
        let mut finders: Vec<&str> = Vec::new();
        for line in play.evidence().all() {
            if let TraceEvent::Apply { entry, .. } = &line.event
                && let Some((key, finder, _)) = entry.put()
                && key.starts_with("/puzzle/")
                && !finders.contains(&finder)
            {
                finders.push(finder);
            }
        }
        finders.len() >= 3
    }),
    // Three are asked, one of them is away.
    ("no-dia-a-dia", 1, |play, _| outcomes(play, "lia") == [Outcome::Ok, Outcome::Unknown, Outcome::Ok]),
    // More letters with more friends, and no quicker agreement.
    ("dividir", 4, |play, _| {
        let number = |name| play.values().number(name);
        number("c1") == 0 && number("c3") > 0 && number("c5") > number("c3") && number("a5") * 10 > number("a3") * 9
    }),
    // A question far away takes about twenty times as long.
    ("dividir", 7, |play, _| {
        let number = |name| play.values().number(name);
        (12..30).contains(&(number("l") / number("p").max(1)))
    }),
    // The four that Duda missed are there, and she kept what she had.
    ("sair-e-voltar", 2, |play, _| noted(play.evidence(), 4).len() == 4),
    // Two candidates have two votes each, and nobody has three.
    ("coordenacao", 6, |_, session| {
        let frame = session.frame();
        let votes = |id| member(&frame, id).map(|it| (it.role, it.votes.len()));
        leader(&frame).is_none() && [1, 3].iter().all(|id| votes(*id) == Some((Role::Candidate, 2)))
    }),
    // Who is behind asks in vain: the last of the slips that say so are in the air, and nobody wears the cap.
    ("sair-e-voltar", 4, |play, session| {
        let frame = session.frame();
        let slips =
            frame.messages.iter().filter(|letter| matches!(*letter.content, Content::Vote { granted: false, .. }));
        if slips.count() == 0 || leader(&frame).is_some() || member(&frame, 2).is_none_or(|beto| beto.up) {
            return false;
        }
        let seen = play.evidence();
        let refused = |event: &TraceEvent| match event {
            TraceEvent::Deliver { to, kind: MessageKind::VoteResponse, content, .. } if to.member() == Some(4) => {
                let is_behind = |why: &VoteRefused| !why.leased && why.last > why.asked_last;
                matches!(&**content, Content::Vote { refused: Some(why), .. } if is_behind(why)).then_some(())
            }
            _ => None,
        };
        let led = |event: &TraceEvent| matches!(event, TraceEvent::Role { member: 4, role: Role::Leader, .. });
        seen.first(refused).is_some() && !seen.all().iter().any(|line| led(&line.event))
    }),
    // The old lines are gone from Beto's notebook, not what they said.
    ("sair-e-voltar", 5, |_, session| {
        let frame = session.frame();
        let view = View {
            map: Map { layout: Layout::Wide, village: Village::Small, street: false },
            speed: 1.0,
            still: false,
        };
        let shown = scene(&frame, view).home(2).and_then(|home| home.notebook.photo).map(|photo| photo.index);
        member(&frame, 2)
            .is_some_and(|beto| beto.log.entries.is_empty() && beto.snapshot == beto.applied && beto.snapshot == shown)
    }),
    // Beto still wears the cap.
    ("sair-e-voltar", 6, |_, session| leader(&session.frame()).is_some_and(|leader| leader.id == 2)),
    ("cartas-perdidas", 1, |play, session| {
        let lost = |event: &TraceEvent| match event {
            TraceEvent::Drop { to, kind: MessageKind::Append, .. } if to.member() == Some(1) => Some(()),
            _ => None,
        };
        play.evidence().first(lost).is_some() && same_lines(session)
    }),
    // Caio gets the same line twice, and notes it once.
    ("cartas-perdidas", 2, |play, session| {
        let seen = play.evidence();
        let noted = noted(seen, 3);
        let comes = |event: &TraceEvent| match event {
            TraceEvent::Deliver { to, kind: MessageKind::Append, content, .. } if to.member() == Some(3) => {
                matches!(&**content, Content::Append { entries, .. } if entries[..] == noted[..])
            }
            _ => false,
        };
        noted.len() == 1 && seen.since().iter().filter(|line| comes(&line.event)).count() == 2 && same_lines(session)
    }),
    // Two caps.
    ("cartas-perdidas", 4, |_, session| {
        let frame = session.frame();
        let caps: Vec<MemberId> =
            frame.members.iter().filter(|member| member.role == Role::Leader).map(|member| member.id).collect();
        matches!(caps[..], [1..=3, 5])
    }),
    // Both times he waits in vain, and nobody can say what became of the first piece; the second did not get into Elis's
    // notebook.
    ("cartas-perdidas", 5, |play, _| {
        let noted = |event: &TraceEvent| match event {
            TraceEvent::LogAppend { entry, .. } => (entry.key.as_deref() == Some("/puzzle/r2c3")).then_some(()),
            _ => None,
        };
        outcomes(play, RUI) == [Outcome::Unknown, Outcome::Unknown] && play.evidence().first(noted).is_none()
    }),
    // The pencil line is erased on both notebooks of the smaller side.
    ("cartas-perdidas", 6, |play, session| {
        let erased = |who: MemberId| {
            let erases = |event: &TraceEvent| match event {
                TraceEvent::LogTruncate { member, .. } => (*member == who).then_some(()),
                _ => None,
            };
            play.evidence().first(erases).is_some()
        };
        let came =
            session.frame().puzzle.placed.values().any(|pieces| pieces.contains(&"r2c2") || pieces.contains(&"r2c3"));
        erased(4) && erased(5) && same_lines(session) && !came
    }),
    // What nobody could tell Rui became ink: not one letter came to him.
    ("cartas-perdidas", 7, |play, session| {
        let frame = session.frame();
        let is_to_rui = |event: &TraceEvent| match event {
            TraceEvent::Deliver { to, .. } => (*to == Address::Client(RUI.into())).then_some(()),
            _ => None,
        };
        if play.evidence().first(is_to_rui).is_some() {
            return false;
        }
        outcomes(play, RUI) == [Outcome::Unknown]
            && leader(&frame).is_some_and(|leader| leader.id != 5 && frame.puzzle.placed[&leader.id] == ["r1c1"])
    }),
    // Nothing comes, not even an error.
    ("gavetas", 4, |play, _| {
        let answers: Vec<_> = play.evidence().answers("terminal").collect();
        answers.last().is_some_and(|(request, told)| {
            *request == "get foo"
                && told.outcome == Outcome::Ok
                && told.answer.is_some_and(|it| read_keys(it).is_empty())
        })
    }),
    ("gavetas", 8, |play, _| {
        let answers: Vec<_> = play.evidence().answers("terminal").collect();
        let shown = answers.last().and_then(|(_, told)| told.answer).map(read_keys).unwrap_or_default();
        let parts = ["nginx:1.25", "80", "Running", "10.244.1.5"];
        shown.first().is_some_and(|kv| parts.iter().all(|part| kv.value.contains(part)))
    }),
    // A watch without the prefix sees nothing, one with it sees the second change.
    ("avisos", 4, |_, session| {
        let frame = session.frame();
        let mine = frame.watches.iter().filter(|watch| &*watch.client == "terminal");
        let told: Vec<(bool, u64)> = mine.map(|watch| (watch.range_end.is_some(), watch.events)).collect();
        told == [(false, 0), (true, 1)]
    }),
    // Lia knew sooner, at each of the three changes.
    ("avisos", 3, |play, _| {
        let wait = |name: &str| play.values().get(name).map(|_| play.values().number(name));
        ["1", "2", "3"].into_iter().all(|nth| match (wait(&format!("r{nth}")), wait(&format!("l{nth}"))) {
            (Some(rui), Some(lia)) => lia < rui,
            _ => false,
        })
    }),
    ("avisos", 5, |_, session| watch_of_lia(session) == Some((4, 1))),
    // Late, but complete; and nobody has asked for votes.
    ("avisos", 6, |play, session| {
        play.evidence().first_role(Role::Candidate).is_none() && watch_of_lia(session) == Some((4, 2))
    }),
    // Eight drawers in five houses, then none.
    ("foto", 3, |play, session| {
        let mut most = 0;
        let mut here = 6;
        for line in play.evidence().since() {
            if let TraceEvent::Apply { member: 2, entry, .. } = &line.event {
                here = if entry.key.is_some() { here + 1 } else { 0 };
                most = most.max(here);
            }
        }
        most == 8 && session.frame().members.iter().all(|member| member.keys == 0)
    }),
    ("foto", 4, |play, session| {
        let anew = |event: &TraceEvent| match event {
            TraceEvent::Action { action } => matches!(**action, Action::StartFrom { .. }).then_some(()),
            _ => None,
        };
        play.evidence().first(anew).is_some() && up(&session.frame()) == 5
    }),
    // With checking, Elis has nothing to say.
    ("desafios", 3, |play, _| matches!(outcomes(play, "lia")[..], [Outcome::Ok, Outcome::Unknown | Outcome::Error])),
];

pub fn check(lesson: &Lesson, step: usize, play: &Play, session: &Session) {
    for (_, _, holds) in TOLD.iter().filter(|(id, number, _)| *id == lesson.id && *number == step + 1) {
        let place = format!("{} step {}, seed {}", lesson.id, step + 1, session.spec().seed);
        assert!(holds(play, session), "{place}: {:?}", play.evidence().now);
    }
}

#[test]
fn only_steps_that_there_are_are_checked() {
    for (id, step, _) in TOLD {
        assert!((1..=crate::lesson(id).steps.len()).contains(step), "{id} {step}");
    }
}

fn outcomes(play: &Play, client: &str) -> Vec<Outcome> {
    play.evidence().answers(client).map(|(_, told)| told.outcome).collect()
}

/// The lines that a member noted since the step began.
fn noted(seen: &Evidence, who: MemberId) -> Vec<u64> {
    let noted = seen.since().iter().filter_map(|line| match &line.event {
        TraceEvent::LogAppend { member, index, .. } if *member == who => Some(*index),
        _ => None,
    });
    noted.collect()
}

/// All notebooks end with the same line.
fn same_lines(session: &Session) -> bool {
    let frame = session.frame();
    let last = |at: usize| frame.members[at].log.entries.last().map(|line| (line.index, line.term));
    (1..frame.members.len()).all(|at| last(at) == last(0))
}

/// Whom Lia's watch is connected to, and how much it was told.
fn watch_of_lia(session: &Session) -> Option<(MemberId, u64)> {
    let frame = session.frame();
    let watch = frame.watches.iter().find(|watch| &*watch.client == "lia")?;
    watch.connected.then_some((watch.member, watch.events))
}
