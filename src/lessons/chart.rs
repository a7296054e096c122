//! What a run came to as a chart: plain values, for a painter to draw and for a test to compare with the trace. Names,
//! units and what to say to who can't see it are texts.

use std::sync::Arc;

use super::Values;

pub struct Chart {
    /// As its texts are called.
    pub id: &'static str,
    /// What there is to draw; `None` as long as it was not measured.
    pub read: fn(&Values) -> Option<Data>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// In the order of their texts.
    Bars(Vec<Bar>),
    /// In the order of their texts: what came of the first series and of the second one.
    Pairs(Vec<[f64; 2]>),
    Steps(Steps),
}

/// In the unit that the chart's texts name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    pub value: f64,
    /// What lies on top of it, lighter; 0 for nothing.
    pub lighter: f64,
}

/// What grows step by step, of several side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Steps {
    /// In the order of their texts: moments in microseconds from the chart's beginning, and what there was from then on.
    pub series: Vec<Arc<[(u64, u64)]>>,
    /// Moments in microseconds at which something happened.
    pub marks: Vec<u64>,
    /// Where it ends, in microseconds from its beginning.
    pub end_us: u64,
}

impl Bar {
    pub fn new(value: f64) -> Self {
        Self { value, lighter: 0.0 }
    }
}
