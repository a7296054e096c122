//! Members, bus and clients as one world: [`Action`] in, [`Frame`] and [`TraceLine`]s out.
//!
//! [`World`] is the only way in. Inside, the post office carries letters between members (openraft
//! nodes on their stores) and clients; a witness beside each member writes down what it does; an operator
//! carries out what takes several steps. Knows nothing of how it is drawn.

mod action;
mod address;
mod api;
mod change;
mod clients;
mod compactor;
mod contacts;
mod doing;
mod entry;
mod frame;
mod homes;
mod lessor;
mod letter;
mod member;
mod operator;
mod post;
mod property;
mod reconfigure;
mod recorder;
mod refusal;
mod roads;
mod sample;
mod serve;
mod settler;
mod spec;
mod stream;
mod trace;
mod view;
mod watchers;
mod witness;
mod world;

pub use action::{Action, EtcdctlCall};
pub use address::{Address, MEMBERS_MAX, MemberId, MessageKind, etcd_id, member_at, member_name};
pub use api::{ClientAnswer, ClientRequest, WatchCall};
pub use clients::File;
#[cfg(feature = "split")]
pub use clients::bring_etcdctl;
pub use entry::{EntryFrame, EntryKind, Upkeep};
pub use frame::*;
pub use property::{At, Property, Violation};
pub use refusal::Refusal;
pub use spec::{Door, Timing, WorldSpec};
pub use stream::Stream;
pub use trace::{DropReason, Outcome, TraceEvent, TraceLine};
pub use world::{BadWorld, CLOCK_PPM_MAX, FAULT_US_MAX, World};
