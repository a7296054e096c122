//! Members, bus and clients as one world: [`Action`] in, [`Frame`] and [`TraceLine`]s out.

mod action;
mod address;
mod frame;
mod spec;
mod trace;

pub use action::{Action, EtcdctlCall};
pub use address::{Address, MEMBERS_MAX, MemberId, MessageKind, member_name};
pub use frame::*;
pub use spec::{Door, Timing, WorldSpec};
pub use trace::{DropReason, Outcome, TraceEvent, TraceLine};
