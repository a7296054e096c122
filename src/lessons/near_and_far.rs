//! The same question asked nearby and far away: how long the answer takes, as a scene and a chart of two lessons.

use super::script::{opening, typed};
use super::*;
use crate::cluster::{Action, Outcome};

const LIA: &str = "lia";
const ASK: &str = "get /puzzle/r1c1 --consistency=s";

pub const SCENE: Scene = Scene {
    world: village,
    script: || {
        let ways =
            |latency_us| Action::SetNetwork { loss_ppm: None, duplicate_ppm: None, latency_us: Some(latency_us) };
        vec![vec![
            opening(2),
            Cue::at(1_200_000, Action::SuggestPiece),
            Cue::at(2_900_000, ways([20_000, 30_000])),
            Cue::at(3_200_000, typed(LIA, 1, ASK)),
            Cue::at(3_700_000, ways([400_000, 600_000])),
            Cue::at(3_900_000, typed(LIA, 1, ASK)),
        ]]
    },
    begins_us: 3_000_000,
};

/// Until both are answered; `p` and `l`, in milliseconds.
pub const UNTIL: Until = Until::Once { holds: answered, after_us: 300_000, latest_us: 20_000_000 };

pub const CHART: Chart = Chart {
    id: "latency",
    read: |values| {
        values.get("l")?;
        Some(Data::Bars(["p", "l"].map(|name| Bar::new(values.number(name) as f64)).to_vec()))
    },
};

pub fn measure(seen: &Evidence, values: &mut Values) {
    for (name, (at_us, op, _)) in ["p", "l"].into_iter().zip(seen.asked(LIA)) {
        if let Some(told) = seen.told(op).filter(|told| told.outcome == Outcome::Ok) {
            values.set(name, Value::Count((told.at_us - at_us + 500) / 1000));
        }
    }
}

fn answered(seen: &Evidence) -> bool {
    seen.answers(LIA).count() == 2
}
