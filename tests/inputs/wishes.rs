//! Actions, sensible or not, the worlds they are asked of, and when.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use quorum::cluster::{Action, EtcdctlCall, Frame, MemberId, Timing, WorldSpec};

/// What somebody asks for, some time after the last wish.
#[derive(Clone, Debug)]
pub struct Wish {
    /// How long after, in thousandths of the world's pause.
    pub after: u64,
    pub action: Action,
    /// Which letter in flight it is about, if it is about one and there are any.
    pub letter: Option<Index>,
}

impl Wish {
    /// The action, about a letter that is really there.
    pub fn about(&self, frame: &Frame) -> Action {
        let flying: Vec<u64> = frame.messages.iter().filter(|letter| !letter.lost).map(|letter| letter.id).collect();
        let mut action = self.action.clone();
        if let (Some(which), false) = (self.letter, flying.is_empty())
            && let Action::DropMessage { id } | Action::DelayMessage { id, .. } | Action::DuplicateMessage { id } =
                &mut action
        {
            *id = *which.get(&flying);
        }
        action
    }
}

pub fn wish() -> impl Strategy<Value = Wish> {
    let after = prop_oneof![1 => Just(0), 6 => 0..1000u64];
    (after, action(), prop::option::weighted(0.9, any::<Index>())).prop_map(|(after, action, letter)| Wish {
        after,
        action,
        letter,
    })
}

fn member() -> impl Strategy<Value = MemberId> + Clone {
    prop_oneof![14 => 1..=3u64, 7 => 4..=5u64, 3 => 6..=9u64, 1 => select(vec![0, 10, 255, 256, u64::MAX - 1, u64::MAX])]
}

fn us() -> impl Strategy<Value = u64> + Clone {
    prop_oneof![
        8 => 0..500_000u64,
        2 => 0..=60_000_000u64,
        1 => select(vec![0, 1, 60_000_000, 60_000_001, 1 << 53, u64::MAX - 1, u64::MAX]),
    ]
}

fn range_us() -> impl Strategy<Value = [u64; 2]> + Clone {
    // Mostly in order.
    (us(), us(), 0..8u8)
        .prop_map(|(a, b, flipped)| if flipped > 0 { [a.min(b), a.max(b)] } else { [a.max(b), a.min(b)] })
}

fn ppm() -> impl Strategy<Value = u32> + Clone {
    prop_oneof![8 => 0..300_000u32, 2 => 0..=1_000_000u32, 1 => select(vec![1_000_000, 1_000_001, u32::MAX])]
}

fn clock_ppm() -> impl Strategy<Value = i32> + Clone {
    prop_oneof![8 => -500_000..=500_000, 1 => select(vec![500_001, -500_001, i32::MAX, i32::MIN])]
}

fn id() -> impl Strategy<Value = u64> {
    prop_oneof![4 => 0..200u64, 1 => select(vec![u64::MAX, 1 << 53])]
}

/// A command line: words that mean something to etcdctl, in any order, or anything at all.
pub fn line() -> impl Strategy<Value = String> {
    let word = select(vec![
        "put",
        "get",
        "del",
        "watch",
        "a",
        "b",
        "c",
        "/puzzle/r1c1",
        "/puzzle/",
        "/album/1",
        "--prefix",
        "--",
        "-w",
        "--limit=3",
        "\"",
        "'",
        "\\",
        "\" \"",
        "\0",
        "é",
        "🧩",
        "",
        "healed",
        "1",
    ]);
    let words = prop::collection::vec(word, 0..6).prop_map(|words| words.join(" "));
    let sensible = (
        select(vec!["put a", "put b", "get a", "get a z", "del a", "del --prefix /puzzle/", "get --prefix a"]),
        0..9u8,
    )
        .prop_map(
            |(start, value)| if start.starts_with("put") { format!("{start} {value}") } else { start.to_owned() },
        );
    prop_oneof![6 => sensible, 3 => words, 1 => any::<String>(), 1 => (0..140_000usize).prop_map(|count| "x".repeat(count))]
}

fn call() -> impl Strategy<Value = EtcdctlCall> {
    let client = prop_oneof![
        16 => select(vec!["terminal", "lia", "ção", "-_-"]).prop_map(str::to_owned),
        2 => select(vec!["ana", "visitor", "", "a b"]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    let stdin = prop_oneof![8 => Just(String::new()), 1 => any::<String>(), 1 => Just("y".repeat(65_537))];
    (line(), prop::option::of(member()), stdin, client).prop_map(|(line, endpoint, stdin, client)| EtcdctlCall {
        line,
        endpoint,
        stdin,
        client,
    })
}

pub fn action() -> impl Strategy<Value = Action> + Clone {
    let group = || prop::collection::vec(member(), 0..4);
    let sides = prop_oneof![
        4 => prop::collection::vec(group(), 0..4),
        3 => Just(vec![vec![1, 2], vec![3, 4, 5]]),
        3 => member().prop_map(|member| vec![vec![member]]),
    ];
    let network = (prop::option::of(ppm()), prop::option::of(ppm()), prop::option::of(range_us()))
        .prop_map(|(loss_ppm, duplicate_ppm, latency_us)| Action::SetNetwork { loss_ppm, duplicate_ppm, latency_us });
    let faults = (member(), prop::option::of(us()), prop::option::of(clock_ppm()), prop::option::of(range_us()))
        .prop_map(|(member, slow_us, clock_ppm, flush_us)| Action::SetMember { member, slow_us, clock_ppm, flush_us });
    prop_oneof![
        5 => member().prop_map(|member| Action::Crash { member }),
        7 => member().prop_map(|member| Action::Restart { member }),
        3 => member().prop_map(|member| Action::Campaign { member }),
        3 => id().prop_map(|id| Action::DropMessage { id }),
        4 => (id(), us()).prop_map(|(id, by_us)| Action::DelayMessage { id, by_us }),
        3 => id().prop_map(|id| Action::DuplicateMessage { id }),
        3 => Just(Action::SuggestPiece),
        10 => call().prop_map(Action::Etcdctl),
        2 => call().prop_map(|call| Action::Converse(EtcdctlCall { line: "watch -i".to_owned(), ..call })),
        3 => line().prop_map(|text| Action::Say { client: "terminal".to_owned(), text: format!("watch {text}") }),
        5 => sides.prop_map(|groups| Action::Partition { groups }),
        3 => (member(), member()).prop_map(|(from, to)| Action::Cut { from, to }),
        3 => Just(Action::Heal),
        4 => network,
        6 => faults,
        4 => member().prop_map(|to| Action::TransferLeader { to }),
        2 => any::<bool>().prop_map(|on| Action::SetPreVote { on }),
        4 => member().prop_map(|member| Action::TakeSnapshot { member }),
        5 => member().prop_map(|member| Action::AddMember { member }),
        4 => member().prop_map(|member| Action::RemoveMember { member }),
    ]
    .boxed()
}

fn timing() -> impl Strategy<Value = Timing> {
    let odd_us =
        || prop_oneof![4 => 1_000..2_000_000u64, 1 => select(vec![0, 999, 600_000_000, 600_000_001, u64::MAX])];
    let odd = (odd_us(), odd_us(), odd_us(), range_us()).prop_map(|(heartbeat_us, a, b, latency_us)| Timing {
        heartbeat_us: heartbeat_us.min(a).min(b),
        election_us: [a.min(b), a.max(b)],
        latency_us,
    });
    let quick = Timing { heartbeat_us: 50_000, election_us: [150_000, 300_000], latency_us: [5_000, 15_000] };
    prop_oneof![6 => Just(Timing::default()), 2 => Just(quick), 1 => odd]
}

/// A world; of the odd ones some can't be made.
pub fn world() -> impl Strategy<Value = WorldSpec> {
    let members = prop_oneof![8 => Just(5u8), 8 => 1..=9u8, 1 => select(vec![0, 10, 255])];
    let keep_log = prop_oneof![4 => 0..20u64, 1 => select(vec![1000, u64::MAX - 1, u64::MAX])];
    (any::<u64>(), members, any::<[bool; 3]>(), keep_log, timing()).prop_map(
        |(seed, members, [puzzle, search, pre_vote], keep_log, timing)| WorldSpec {
            members,
            puzzle,
            search,
            keep_log,
            pre_vote,
            timing,
            ..WorldSpec::new(seed)
        },
    )
}
