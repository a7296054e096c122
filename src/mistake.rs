//! Known mistakes that a world can be told to make, so that it shows whether the checks notice each of them.
//!
//! They are made at our own seams (stores, letters, clients), one place each, which asks
//! [`Mistakes::makes`]; openraft is never changed. Only the feature `mistakes` can have any made, and
//! that is for tests alone: without it [`Mistakes`] has no size and `makes` is constant, so that nothing
//! of this is in the page.

#[cfg(all(feature = "mistakes", target_arch = "wasm32"))]
compile_error!("the page makes no mistakes on purpose");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// The vote is not written down.
    VoteNotStored,
    /// A vote is given before it is durable.
    VoteGivenEarly,
    /// Entries are acknowledged before they are durable.
    AcknowledgedUnflushed,
    /// The last durable entry is not found any more after a crash.
    TailForgotten,
    /// Entries that conflict with the leader's stay.
    NotTruncated,
    /// How far the log is committed is durable before the entries it speaks of.
    CommittedAhead,
    /// The log is purged while its snapshot is not on the shelf yet.
    PurgedEarly,
    /// A snapshot lacks the effect of its last entry.
    SnapshotShort,
    /// A snapshot holds what was applied while it was being written, but doesn't say so.
    SnapshotLate,
    /// Entries are applied two by two, the second one first.
    AppliedOutOfOrder,
    /// A snapshot that came from the leader is not laid on the shelf.
    SnapshotNotKept,
    /// The transfer of a snapshot goes on after it was cancelled.
    CancelIgnored,
    /// A late response is taken for the response to the request that is open now.
    ResponseMixedUp,
    /// A client's letter that comes twice is done twice.
    CopyDone,
    /// A client is told of its write as soon as it is proposed.
    ToldBeforeCommit,
    /// A read is answered from the member's own store without asking the leader.
    ReadLocally,
    /// A read does not wait until the member has applied as much as the leader said.
    ReadBeforeApplied,
    /// A leader trusts its lease for reads, whatever clocks do.
    ReadByLease,
    /// A client that was not answered in time takes that for a no.
    SilenceIsNo,
    /// A watch that goes on elsewhere begins with what comes next there, not with what it was told last.
    WatchSkips,
}

impl Mistake {
    pub const ALL: [Mistake; 20] = [
        Self::VoteNotStored,
        Self::VoteGivenEarly,
        Self::AcknowledgedUnflushed,
        Self::TailForgotten,
        Self::NotTruncated,
        Self::CommittedAhead,
        Self::PurgedEarly,
        Self::SnapshotShort,
        Self::SnapshotLate,
        Self::AppliedOutOfOrder,
        Self::SnapshotNotKept,
        Self::CancelIgnored,
        Self::ResponseMixedUp,
        Self::CopyDone,
        Self::ToldBeforeCommit,
        Self::ReadLocally,
        Self::ReadBeforeApplied,
        Self::ReadByLease,
        Self::SilenceIsNo,
        Self::WatchSkips,
    ];
}

/// Which mistake a world makes; none, unless a test says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mistakes {
    #[cfg(feature = "mistakes")]
    made: Option<Mistake>,
    #[cfg(feature = "mistakes")]
    is_awake: bool,
}

impl Mistakes {
    #[cfg(feature = "mistakes")]
    pub fn of(mistake: Mistake) -> Self {
        Self { made: Some(mistake), is_awake: false }
    }

    /// None; but openraft is woken at each of its ticks, also where that is known to come to nothing.
    #[cfg(feature = "mistakes")]
    pub fn awake() -> Self {
        Self { made: None, is_awake: true }
    }

    /// Whether ticks that come to nothing may be spared.
    pub const fn spares_ticks(self) -> bool {
        #[cfg(feature = "mistakes")]
        let spares = !self.is_awake;
        #[cfg(not(feature = "mistakes"))]
        let spares = true;
        spares
    }

    #[cfg(feature = "mistakes")]
    pub fn makes(self, mistake: Mistake) -> bool {
        self.made == Some(mistake)
    }

    #[cfg(not(feature = "mistakes"))]
    #[inline(always)]
    pub const fn makes(self, _: Mistake) -> bool {
        false
    }
}
