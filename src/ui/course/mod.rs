//! A lesson in the page: its card beside the stage, what it points at, and who leads the player through it.

mod beside;
mod bet;
mod card;
mod challenges;
mod chart;
mod end;
mod points;
mod shown;
mod words;

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::LocalStorage;

pub use self::card::LessonCard;
pub use self::points::Points;
pub use self::words::told;
use crate::cluster::MemberId;
use crate::lessons::{Heard, Lesson, Looking, Outcome, Phase, Play, Value, Values, typed};
use crate::session::{News, Session};
use crate::ui::notice::Notices;
use crate::ui::player::Player;
use crate::ui::player::guide::{Guide, Tell};
use crate::ui::pointing::{Pointing, TERMINAL};
use crate::ui::prefs::Prefs;
use crate::ui::progress::Progress;
use crate::ui::view::*;

/// Every visitor of a lesson sees the same: a teacher's screen and the pupils', and whoever opens a link.
pub const SEED: u64 = 7;

/// What the card shows of a lesson; when it changes, parts of the card are made anew.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// Behind the last step: the goal.
    pub place: usize,
    pub phase: Phase,
    pub chosen: Option<usize>,
    pub outcome: Option<Outcome>,
    pub reached: bool,
    pub values: Values,
    /// Which of the step's commands have been typed.
    pub typed: Vec<bool>,
    /// The challenge that is tried, by its number.
    pub challenge: Option<usize>,
    /// In which of its worlds.
    pub part: usize,
    /// That world is won.
    pub is_won: bool,
    /// It can't be won any more.
    pub is_lost: bool,
    /// How many stars the challenge was won with, once it is.
    pub stars: Option<u8>,
    /// What the challenge took so far.
    pub cost: Option<Value>,
    /// What its client was told last.
    pub heard: Option<Heard>,
}

impl Seen {
    /// Whether a world of a challenge is won, and there is another.
    fn has_next_part(&self) -> bool {
        self.is_won && self.stars.is_none()
    }
}

/// A lesson that is being taken. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Taken {
    pub lesson: &'static Lesson,
    pub seen: Memo<Seen>,
    /// How far scenes beside the stage's have come ([`Play::beside_us`]).
    pub beside_us: Memo<Option<u64>>,
    pub player: Player,
    play: StoredValue<Rc<RefCell<Play>>, LocalStorage>,
    touched: RwSignal<u32>,
    prefs: Prefs,
    notices: Notices,
    pointing: Pointing,
}

/// The lesson's play, as the player knows it.
struct Leading(Rc<RefCell<Play>>);

impl Guide for Leading {
    fn start(&mut self, session: &mut Session, tell: Tell) {
        let mut play = self.0.borrow_mut();
        match play.phase() {
            Phase::Betting => play.lock(),
            Phase::Ended => play.again(session, tell),
            Phase::Running | Phase::Trying => {}
        }
    }

    fn advance_to(&mut self, session: &mut Session, t_us: u64, tell: Tell) {
        self.0.borrow_mut().advance_to(session, t_us, tell);
    }

    fn goes_on(&self) -> bool {
        self.0.borrow().goes_on()
    }

    fn keeps_silence(&self) -> bool {
        self.0.borrow().keeps_silence()
    }

    fn read(&mut self, session: &Session, news: &News) {
        self.0.borrow_mut().read(session, news);
    }

    fn acted(&mut self, now_us: u64) {
        self.0.borrow_mut().acted(now_us);
    }
}

impl Taken {
    /// Begins a lesson at a step, from 0 on.
    pub fn begin(lesson: &'static Lesson, step: usize) -> Taken {
        let (player, prefs) = (expect_context::<Player>(), Prefs::expect());
        let (pointing, notices, progress) = (Pointing::expect(), Notices::expect(), Progress::expect());
        let (play, session) = Play::new(lesson, SEED);
        let play = Rc::new(RefCell::new(play));
        player.be_led(session, Box::new(Leading(play.clone())));
        let (play, touched) = (StoredValue::new_local(play), RwSignal::new(0));
        let seen = Memo::new(move |_| {
            player.frame.track();
            touched.track();
            let challenges_won = progress.stars().iter().filter(|stars| **stars > 0).count();
            let looking = Looking { paused: !player.playing.get(), letter: pointing.letter(), challenges_won };
            play.with_value(|play| see(&mut play.borrow_mut(), &looking))
        });
        let beside_us = Memo::new(move |_| {
            seen.track();
            player.frame.track();
            play.with_value(|play| play.borrow().beside_us())
        });
        let taken = Taken { lesson, seen, beside_us, player, play, touched, prefs, notices, pointing };
        if step > 0 {
            taken.lead(&mut |play, session, tell| play.go_to(session, step, tell));
        }
        taken.set_pace();
        taken
    }

    fn lead(self, act: &mut dyn FnMut(&mut Play, &mut Session, Tell)) {
        let play = self.play.get_value();
        self.player.led(&mut |session, tell| act(&mut play.borrow_mut(), session, tell));
    }

    fn set_pace(self) {
        if let Some(step) = self.play.with_value(|play| play.borrow().step()) {
            self.player.set_speed(step.speed);
        }
    }

    /// How many places there are: the steps and the goal.
    pub fn places(self) -> usize {
        self.lesson.steps.len() + 1
    }

    pub fn choose(self, option: usize) {
        self.play.with_value(|play| play.borrow_mut().choose(option));
        self.touched.update(|touched| *touched += 1);
    }

    /// Has the terminal type a line, and time pass until it is answered.
    pub fn type_line(self, line: &str) {
        self.type_at(None, line);
    }

    /// At a friend's door; without one, at the door of whoever leads.
    pub fn type_at(self, door: Option<MemberId>, line: &str) {
        self.notices.dispatch(self.player, typed(self.pointing.client(), door, line));
        if !self.prefs.reduced_motion.get_untracked() {
            self.player.play();
        }
    }

    /// Whoever a challenge had sit at the terminal gets up, and the river is shown again.
    fn leave_the_terminal(self) {
        self.pointing.seat(TERMINAL);
        self.pointing.hide_river(false);
    }

    /// Begins a challenge anew, in the place of the step.
    pub fn try_challenge(self, nth: usize) {
        let challenge = &self.lesson.challenges[nth];
        self.player.pause();
        self.pointing.seat(challenge.client);
        self.pointing.hide_river(challenge.hides_river);
        self.lead(&mut |play, session, tell| play.try_challenge(session, challenge, tell));
        self.run();
    }

    pub fn next_part(self) {
        self.player.pause();
        self.lead(&mut |play, session, tell| play.next_part(session, tell));
        self.run();
    }

    pub fn leave_challenge(self) {
        self.go_to(self.seen.get_untracked().place);
    }

    /// Says which house a challenge asks for.
    pub fn name(self, member: MemberId) {
        self.play.with_value(|play| play.borrow_mut().name(member));
        self.touched.update(|touched| *touched += 1);
    }

    /// Shows a place of the lesson from its beginning.
    pub fn go_to(self, place: usize) {
        self.player.pause();
        self.leave_the_terminal();
        self.lead(&mut |play, session, tell| play.go_to(session, place, tell));
        self.set_pace();
        self.run();
    }

    /// Lets time pass, unless a bet is to be placed or somebody asked for less motion.
    pub fn run(self) {
        let seen = self.seen.get_untracked();
        let runs = seen.phase == Phase::Running || (seen.challenge.is_some() && seen.phase == Phase::Trying);
        if runs && !self.prefs.reduced_motion.get_untracked() {
            self.player.play();
        }
    }

    /// On: the bet is locked; what is running is over at once; else the next place.
    pub fn next(self) {
        let seen = self.seen.get_untracked();
        match seen.phase {
            Phase::Betting => {
                self.play.with_value(|play| play.borrow_mut().lock());
                self.touched.update(|touched| *touched += 1);
                self.run();
            }
            Phase::Running if seen.place == self.lesson.bet.decided && seen.outcome.is_none() => {
                self.player.pause();
                self.lead(&mut |play, session, tell| play.finish(session, tell));
            }
            _ => self.go_to(seen.place + 1),
        }
    }
}

fn see(play: &mut Play, looking: &Looking) -> Seen {
    play.look(looking);
    let lesson = play.lesson();
    let commands = play.step().map_or(&[][..], |step| step.commands);
    Seen {
        place: play.place(),
        phase: play.phase(),
        chosen: play.chosen(),
        outcome: play.outcome(),
        reached: play.reached(),
        values: play.values().clone(),
        challenge: play.challenge().and_then(|tried| lesson.challenges.iter().position(|one| std::ptr::eq(one, tried))),
        part: play.part(),
        is_won: play.challenge().is_some() && play.phase() == Phase::Ended && !play.is_lost(),
        is_lost: play.is_lost(),
        stars: play.stars(),
        cost: play.cost(),
        heard: play.heard(),
        typed: commands.iter().map(|line| play.was_typed(line)).collect(),
    }
}
