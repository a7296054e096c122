//! Where the checks write down what broke.

pub use crate::cluster::{At, Property, Violation};

/// How many violations of one property are kept: the first ones tell what went wrong.
const KEPT_MAX: usize = 8;

/// Where checks write down what broke while they read one line.
pub struct Report<'a> {
    pub t_us: u64,
    pub violations: &'a mut Vec<Violation>,
}

impl Report<'_> {
    pub fn broken(&mut self, property: Property, at: At) {
        if self.violations.iter().filter(|violation| violation.property == property).count() < KEPT_MAX {
            self.violations.push(Violation { property, t_us: self.t_us, at });
        }
    }
}
