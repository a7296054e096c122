//! The story beside a lesson tells what happened on the stage, whatever way somebody took there.

use quorum::cluster::Role;
use quorum::lessons::{LESSONS, Play};
use quorum::narration::{Line, Narrator, What};
use quorum::session::{News, Session};

/// Tells what it is told of, as the page does.
#[derive(Default)]
struct Teller(Option<Narrator>);

impl Teller {
    fn hear(&mut self, session: &Session, news: &News) {
        if news.from_the_start {
            self.0 = Some(Narrator::new(session.spec().members));
        }
        let narrator = self.0.as_mut().expect("a story has a beginning");
        news.lines.iter().for_each(|line| narrator.observe(line));
    }

    fn lines(&self) -> &[Line] {
        self.0.as_ref().expect("a story has a beginning").lines()
    }
}

/// What somebody tells who comes only now and reads everything.
fn told_anew(session: &Session) -> Vec<Line> {
    let mut again = Session::import(session.export()).expect("it is the lesson's own");
    again.advance_to(session.now_us());
    let mut teller = Teller::default();
    teller.hear(session, &again.take_news());
    teller.lines().to_vec()
}

#[test]
fn the_story_is_that_of_the_stage() {
    for lesson in LESSONS {
        let mut teller = Teller::default();
        let (mut play, mut session) = Play::told(lesson, 7, &mut |session, news| teller.hear(session, &news));
        let steps = lesson.steps.len();
        for at in (0..=steps).chain((0..steps).rev()) {
            play.go_to(&mut session, at, &mut |session, news| teller.hear(session, &news));
            assert_eq!(teller.lines(), told_anew(&session), "{} step {}", lesson.id, at + 1);
            play.finish(&mut session, &mut |session, news| teller.hear(session, &news));
            play.again(&mut session, &mut |session, news| teller.hear(session, &news));
            assert_eq!(teller.lines(), told_anew(&session), "{} step {} again", lesson.id, at + 1);
        }
    }
}

/// Whoever wears the cap when a lesson begins has been told to.
#[test]
fn a_lesson_begins_with_what_came_before() {
    for lesson in LESSONS {
        let mut teller = Teller::default();
        let (_, session) = Play::told(lesson, 7, &mut |session, news| teller.hear(session, &news));
        let frame = session.frame();
        let caps = frame.members.iter().filter(|member| member.role == Role::Leader);
        for cap in caps {
            let is_told = |line: &&Line| line.who == Some(cap.id) && matches!(line.what, What::Elected { .. });
            assert!(teller.lines().iter().any(|line| is_told(&line)), "{}: {:?}", lesson.id, teller.lines());
        }
    }
}
