//! Keys as people look at them: a tree by `/`, one key as an object with its past, and what a photo would bring back.

mod diff;
mod object;
mod pending;
mod photo;
mod pretty;
mod tree;

pub use diff::{Edit, diff};
pub use object::{Object, Shown, Version};
pub use pending::Pending;
pub use photo::{Loss, Names, pieces};
pub use pretty::pretty;
pub use tree::{Kind, Leaf, Row, Standing, rows};
