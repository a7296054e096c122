//! The course: lessons as data. Each has a folder of its own with its scenes, steps, bet and goal (`mod.rs`) and its
//! words in both languages (`pt.txt`, `en.txt`).
//!
//! A lesson shows a real session: its script gives actions as anybody could, its bet is decided by what then happens,
//! and [`Play`] leads through it, with a page or without one. Knows nothing of how it is drawn.

mod beside;
mod challenge;
mod chart;
mod evidence;
mod group;
pub mod guide;
mod play;
mod pointer;
mod progress;
mod script;
mod shows;
pub mod text;
mod values;

mod avisos;
mod cartas_perdidas;
mod coordenacao;
mod desafios;
mod dividir;
mod foto;
mod gavetas;
mod maioria;
mod muitos_amigos;
mod near_and_far;
mod no_dia_a_dia;
mod sair_e_voltar;
mod vila;

pub use beside::{Beside, Shown};
pub use challenge::{Challenge, Tools};
pub use chart::{Bar, Chart, Data, Steps};
pub use evidence::{
    Evidence, Looking, Told, fitted, ink, known, leader, majority, member, noted, pieces_of, read_keys, up,
};
pub use group::{Common, Group, common};
pub use play::{Heard, Outcome, Phase, Play};
pub use pointer::{Line, Pointer};
pub use progress::{CHALLENGES, Kept, Mark};
pub use script::{Act, Cue, When, typed};
pub use shows::{Card, Drawing, Shows, waiting};
pub use values::{Value, Values};

use crate::cluster::WorldSpec;
use crate::session::Speed;

/// The course's lessons as they stand in addresses, in its order.
pub const IDS: [&str; 14] = [
    "vila",
    "muitos-amigos",
    "dividir",
    "no-dia-a-dia",
    "coordenacao",
    "maioria",
    "sair-e-voltar",
    "cartas-perdidas",
    "gavetas",
    "avisos",
    "foto",
    "cerebro",
    "vida-real",
    "desafios",
];

/// The numbers of those that are still to come.
pub const SOON: &[u8] = &[11, 12];

/// The lessons that can be entered, in the course's order.
pub static LESSONS: &[&Lesson] = &[
    &vila::LESSON,
    &muitos_amigos::LESSON,
    &dividir::LESSON,
    &no_dia_a_dia::LESSON,
    &coordenacao::LESSON,
    &maioria::LESSON,
    &sair_e_voltar::LESSON,
    &cartas_perdidas::LESSON,
    &gavetas::LESSON,
    &avisos::LESSON,
    &foto::LESSON,
    &desafios::LESSON,
];

pub struct Lesson {
    /// Its place on the trail, from 0 on.
    pub number: u8,
    /// As it stands in addresses: `sair-e-voltar`.
    pub id: &'static str,
    pub minutes: u8,
    pub scenes: &'static [Scene],
    pub steps: &'static [Step],
    pub bet: Bet,
    pub goal: Goal,
    pub charts: &'static [Chart],
    /// What there is to win stars with.
    pub challenges: &'static [Challenge],
}

/// A world, and what happens in it by itself.
pub struct Scene {
    pub world: fn(seed: u64) -> WorldSpec,
    /// Lists of cues; within a list one waits for those before it.
    pub script: fn() -> Vec<Vec<Cue>>,
    /// Where it is entered: what comes before passes at once. In virtual microseconds.
    pub begins_us: u64,
}

/// What is told in one go. Time passes from its beginning to the end of its last leg, and stands there.
pub struct Step {
    pub legs: &'static [Leg],
    /// Shows a stretch of the past once more, from one moment to another, instead of going on.
    pub replay: Option<fn(&Values) -> [u64; 2]>,
    pub points: &'static [Pointer],
    pub speed: Speed,
    /// Silence is what there is to see: it passes no faster than anything else.
    pub keeps_silence: bool,
    pub shows: Shows,
    /// Lines of the terminal that it has the learner type; those that were not typed are when the rest of it passes at
    /// once.
    pub commands: &'static [&'static str],
}

/// A stretch of virtual time in one scene.
pub struct Leg {
    pub scene: usize,
    pub until: Until,
    /// What is worth remembering when it has ended.
    pub measure: fn(&Evidence, &mut Values),
    /// It passes at once: what happens in it was seen beside the one before.
    pub at_once: bool,
}

pub enum Until {
    /// It begins and ends at the moment where the one before ended.
    Now,
    At(u64),
    /// So long after something has come to be; at the latest at `latest_us`.
    Once {
        holds: fn(&Evidence) -> bool,
        after_us: u64,
        latest_us: u64,
    },
    /// So long after the step's commands have all been typed and answered.
    Typed {
        after_us: u64,
    },
}

/// What the learner bets on before a step's time passes.
pub struct Bet {
    /// Which step, from 0 on.
    pub step: usize,
    /// At the end of which step it is decided: that one, or a later one.
    pub decided: usize,
    /// Exactly one of them holds at that end.
    pub options: [fn(&Evidence, &Values) -> bool; 3],
    /// Which one that is in every run of the untouched lesson.
    pub expected: usize,
}

/// A leg of the first scene that is nothing worth remembering.
const LEG: Leg = Leg { scene: 0, until: Until::Now, measure: nothing, at_once: false };

/// A leg of the first scene that waits for the step's commands.
const TYPING: Leg = Leg { until: Until::Typed { after_us: 300_000 }, ..LEG };

const STEP: Step = Step {
    legs: &[LEG],
    replay: None,
    points: &[],
    speed: Speed::SLOW,
    keeps_silence: false,
    shows: Shows::Village,
    commands: &[],
};

/// What is there to try after the last step.
pub struct Goal {
    pub scene: usize,
    /// Whether the scene begins anew for it.
    pub anew: bool,
    pub holds: fn(&Evidence, &Looking) -> bool,
    /// One way to get there, beginning where the goal is given; times are counted from there.
    pub solution: fn() -> Vec<Cue>,
}

impl Lesson {
    /// By its number on the trail; `None` for one that is still to come.
    pub fn of(number: u8) -> Option<&'static Lesson> {
        LESSONS.iter().copied().find(|lesson| lesson.number == number)
    }
}

fn nothing(_: &Evidence, _: &mut Values) {}

/// The world of most lessons: five friends, and pieces come only when somebody brings one.
fn village(seed: u64) -> WorldSpec {
    WorldSpec { search: false, ..WorldSpec::new(seed) }
}

/// No puzzle, but the sample keys of a Kubernetes cluster.
fn drawers(seed: u64) -> WorldSpec {
    WorldSpec { puzzle: false, search: false, preload: true, ..WorldSpec::new(seed) }
}
