//! Members, bus and clients as one world: [`Action`] in, [`Frame`] and [`TraceLine`]s out.
//!
//! [`World`] is the only way in. Inside, the post office carries letters between members (openraft
//! nodes on their stores) and clients; a witness beside each member writes down what it does. Knows
//! nothing of how it is drawn.

mod action;
mod address;
mod clients;
mod frame;
mod letter;
mod member;
mod post;
mod recorder;
mod refusal;
mod spec;
mod trace;
mod view;
mod witness;
mod world;

pub use action::{Action, EtcdctlCall};
pub use address::{Address, MEMBERS_MAX, MemberId, MessageKind, member_name};
pub use frame::*;
pub use letter::{ClientAnswer, ClientRequest};
pub use refusal::Refusal;
pub use spec::{Door, Timing, WorldSpec};
pub use trace::{DropReason, Outcome, TraceEvent, TraceLine};
pub use world::{BadWorld, DELAY_US_MAX, World};
