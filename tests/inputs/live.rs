//! A world that is asked for one thing after the other, and watched.

use std::collections::BTreeMap;
use std::mem::discriminant;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;

use quorum::cluster::{Action, Frame, Refusal, WorldSpec};
use quorum::i18n::Lang;
use quorum::narration::Narrator;
use quorum::scene::friends::{View, scene, village};
use quorum::scene::places::{Layout, Map};
use quorum::session::{LogEntry, Session, SessionFile};

use super::wishes::Wish;

/// The longest that a world is left alone between two wishes: some heartbeats, but neither an hour nor nothing.
const PAUSE_HEARTBEATS: u64 = 8;
const PAUSE_US: std::ops::RangeInclusive<u64> = 100_000..=4_000_000;
/// How long a world goes on after the last wish.
const AFTERMATH_US: u64 = 2_000_000;

/// What became of wishes in all worlds together.
#[derive(Default)]
pub struct Tally {
    pub worlds: u64,
    pub impossible_worlds: u64,
    pub done: u64,
    pub refused: u64,
    /// By what the refusal says, its numbers aside.
    pub refusals: BTreeMap<String, u64>,
}

/// What is done in the world so far, refused or not: what replays a failure.
struct Script {
    world: WorldSpec,
    log: Vec<LogEntry>,
}

/// Asks a world for everything in turn.
///
/// # Errors
/// What is wrong, with the session that shows it.
pub fn ask_all(world: &WorldSpec, wishes: &[Wish], tally: &Mutex<Tally>) -> Result<(), String> {
    let mut script = Script { world: world.clone(), log: Vec::new() };
    let asked = catch_unwind(AssertUnwindSafe(|| ask_in_turn(&mut script, wishes)));
    let asked = asked.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
        Err(format!("a panic: {}", text.unwrap_or("of no text")))
    });
    match asked {
        Ok(refusals) => {
            let mut tally = tally.lock().expect("nobody panics holding it");
            add(&mut tally, refusals, wishes.len());
            Ok(())
        }
        Err(why) => {
            let file = SessionFile { format: 1, world: script.world, log: script.log };
            let json = serde_json::to_string(&file).expect("a session is plain values");
            Err(format!("{why}\nin the page: quorum.import({json})"))
        }
    }
}

fn add(tally: &mut Tally, refusals: Option<Vec<Refusal>>, wishes: usize) {
    let Some(refusals) = refusals else {
        tally.impossible_worlds += 1;
        return;
    };
    tally.worlds += 1;
    tally.refused += refusals.len() as u64;
    tally.done += (wishes - refusals.len()) as u64;
    for refusal in refusals {
        let name = format!("{refusal:?}");
        let name = name.split(['(', ' ']).next().unwrap_or_default().to_owned();
        *tally.refusals.entry(name).or_default() += 1;
    }
}

/// All refusals; `None` if there can be no such world.
fn ask_in_turn(script: &mut Script, wishes: &[Wish]) -> Result<Option<Vec<Refusal>>, String> {
    let mut session = match Session::new(script.world.clone()) {
        Ok(session) => session,
        Err(why) if why.to_string().is_empty() => return Err("no word why there can be no such world".to_owned()),
        Err(_) => return Ok(None),
    };
    let mut narrator = Narrator::new(script.world.members);
    let pause_us = (script.world.timing.heartbeat_us * PAUSE_HEARTBEATS).clamp(*PAUSE_US.start(), *PAUSE_US.end());
    let mut refusals = Vec::new();
    for wish in wishes {
        session.advance_to(session.now_us() + pause_us * wish.after / 1000);
        look(&mut session, &mut narrator)?;
        let frame = session.frame();
        let action = wish.about(&frame);
        script.log.push(LogEntry { at_us: session.now_us(), action: action.clone() });
        refusals.extend(ask(&mut session, action, &frame)?);
    }
    session.advance_to(session.now_us() + AFTERMATH_US);
    look(&mut session, &mut narrator)?;
    plays_out_alike(&session, script, &refusals)?;
    Ok(Some(refusals))
}

/// Asks for one thing. A refusal has to have changed nothing, and says why in both languages.
fn ask(session: &mut Session, action: Action, before: &Frame) -> Result<Option<Refusal>, String> {
    let (hash, file) = (session.trace_hash(), session.export());
    let Err(refusal) = session.dispatch(action.clone()) else {
        let log = session.export().log;
        let is_logged = log.len() == file.log.len() + 1 && log.last().is_some_and(|entry| entry.action == action);
        return if is_logged { Ok(None) } else { Err(format!("{action:?} was done, but is not in the log")) };
    };
    let changed = [
        ("trace hash", session.trace_hash() != hash),
        ("trace", !session.take_news().lines.is_empty()),
        ("log", session.export() != file),
        ("frame", session.frame() != *before),
    ];
    if let Some((what, _)) = changed.into_iter().find(|(_, is_changed)| *is_changed) {
        return Err(format!("{action:?} was refused ({refusal}), but the {what} changed"));
    }
    let [pt, en] = Lang::ALL.map(|lang| lang.refusal(&refusal));
    let is_sentence = |text: &str| text.ends_with('.') && text.chars().count() > 10 && !text.contains(['{', '}']);
    if !is_sentence(&pt) || !is_sentence(&en) || pt == en || refusal.to_string().is_empty() {
        return Err(format!("{refusal:?} is put as {pt:?} and {en:?}"));
    }
    Ok(Some(refusal))
}

/// Nothing is broken, and the moment can be told and drawn.
fn look(session: &mut Session, narrator: &mut Narrator) -> Result<(), String> {
    let news = session.take_news();
    for line in &news.lines {
        narrator.observe(line);
    }
    let frame = session.frame();
    if let Some(violation) = frame.violations.first() {
        return Err(format!("{violation:?}"));
    }
    for line in narrator.lines() {
        for (lang, technical) in Lang::ALL.into_iter().flat_map(|lang| [(lang, false), (lang, true)]) {
            if lang.told(line.who, &line.what, technical).plain().trim().is_empty() {
                return Err(format!("no words for {line:?}"));
            }
        }
    }
    for layout in [Layout::Wide, Layout::Compact] {
        let drawn = scene(
            &frame,
            View {
                map: Map { layout, village: village(&frame), street: !frame.watches.is_empty() },
                speed: 0.25,
                still: false,
            },
        );
        if drawn.homes.is_empty() {
            return Err("nobody is drawn".to_owned());
        }
    }
    Ok(())
}

/// The session, and the script with all that was refused in it, give the same trace again.
fn plays_out_alike(live: &Session, script: &Script, refusals: &[Refusal]) -> Result<(), String> {
    let text = serde_json::to_string(&live.export()).map_err(|why| why.to_string())?;
    let exported = SessionFile::from_json(&text).map_err(|why| format!("what was exported is refused: {why}"))?;
    let everything = SessionFile { log: script.log.clone(), ..exported.clone() };
    for (file, refused) in [(exported, &[][..]), (everything, refusals)] {
        let mut again = Session::import(file).map_err(|why| format!("it can't be taken in: {why}"))?;
        again.advance_to(live.now_us());
        let skipped = again.take_refused();
        let is_same = skipped.len() == refused.len()
            && skipped.iter().zip(refused).all(|((_, one), other)| discriminant(one) == discriminant(other));
        if again.trace_hash() != live.trace_hash() || !is_same {
            return Err(format!("played again it is another run; refused then: {skipped:?}"));
        }
    }
    Ok(())
}
