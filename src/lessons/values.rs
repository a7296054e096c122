//! What a run came to: who, how long, how many. Texts name them in braces, charts draw them.

use std::sync::Arc;

use crate::cluster::MemberId;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Member(MemberId),
    /// Virtual microseconds, told in seconds.
    Time(u64),
    Count(u64),
    /// A number with one decimal, in tenths.
    Tenths(u64),
    /// For charts: moments in virtual microseconds, and what there was from then on.
    Series(Arc<[(u64, u64)]>),
}

/// By name, in the order in which they were measured.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Values(Vec<(&'static str, Value)>);

impl Values {
    pub fn set(&mut self, name: &'static str, value: Value) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, before)) => *before = value,
            None => self.0.push((name, value)),
        }
    }

    pub fn get(&self, name: &str) -> Option<Value> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
    }

    /// A time, a count or tenths as a number; 0 if it was not measured.
    pub fn number(&self, name: &str) -> u64 {
        match self.get(name) {
            Some(Value::Time(number) | Value::Count(number) | Value::Tenths(number)) => number,
            _ => 0,
        }
    }

    /// Empty if it was not measured.
    pub fn series(&self, name: &str) -> Arc<[(u64, u64)]> {
        match self.get(name) {
            Some(Value::Series(points)) => points,
            _ => Arc::default(),
        }
    }
}
