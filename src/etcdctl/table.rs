//! The commands: their names, arguments, flags and texts, as etcdctl 3.4 has them. Reading, help and completion go by
//! this; only what a command does with its arguments is code.

use super::call::Command;
use super::flags::Args;
use super::trouble::{Instead, Refused};
use super::{kv, other, txn, watch};

pub struct Spec {
    pub name: &'static str,
    /// What stands behind the name in the usage line.
    pub usage: &'static str,
    pub short: &'static str,
    pub long: &'static str,
    /// A group's are its commands' too.
    pub flags: &'static [Flag],
    pub takes: Takes,
    pub does: Does,
}

pub enum Does {
    Group(&'static [Spec]),
    Act(fn(&Args) -> Result<Command, Refused>),
    Help,
    /// The real tool has it.
    NotHere(Instead),
}

/// What its arguments are, for completion.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    Other,
    /// A key first, and the end of a range second.
    Keys,
    /// A key first.
    Key,
    /// A lease's id.
    Lease,
    Commands,
}

pub struct Flag {
    pub name: &'static str,
    /// Its one letter, or nothing.
    pub letter: &'static str,
    pub value: Value,
    /// As it is shown in help texts, without quotes.
    pub default: &'static str,
    pub about: &'static str,
    /// What completion offers.
    pub choices: &'static [&'static str],
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// Needs no value.
    Bool,
    Text,
    Number,
    Duration,
    /// Separated by commas, and collected if it is given more than once.
    List,
}

const fn flag(name: &'static str, value: Value, default: &'static str, about: &'static str) -> Flag {
    Flag { name, letter: "", value, default, about, choices: &[] }
}

const fn switch(name: &'static str, about: &'static str) -> Flag {
    flag(name, Value::Bool, "false", about)
}

const fn choice(
    name: &'static str,
    default: &'static str,
    about: &'static str,
    choices: &'static [&'static str],
) -> Flag {
    Flag { choices, ..flag(name, Value::Text, default, about) }
}

const fn interactive(about: &'static str) -> Flag {
    Flag { letter: "i", ..switch("interactive", about) }
}

const fn spec(name: &'static str, usage: &'static str, short: &'static str, does: Does) -> Spec {
    Spec { name, usage, short, long: "", flags: &[], takes: Takes::Other, does }
}

const fn not_here(name: &'static str, instead: Instead) -> Spec {
    spec(name, "", "", Does::NotHere(instead))
}

pub static HELP_FLAG: Flag = Flag { letter: "h", ..switch("help", "help for ") };

/// Of these, `--endpoints`, `--command-timeout`, `--write-out`, `--hex`, `--cert` and `--key` matter. The others are
/// accepted: no letter of the village is dialled, kept alive, encrypted or looked up, and nobody has a password.
pub static GLOBAL: &[Flag] = &[
    flag("cacert", Value::Text, "", "verify certificates of TLS-enabled secure servers using this CA bundle"),
    flag("cert", Value::Text, "", "identify secure client using this TLS certificate file"),
    flag("command-timeout", Value::Duration, "5s", "timeout for short running command (excluding dial timeout)"),
    switch("debug", "enable client-side debug logging"),
    flag("dial-timeout", Value::Duration, "2s", "dial timeout for client connections"),
    Flag {
        letter: "d",
        ..flag("discovery-srv", Value::Text, "", "domain name to query for SRV records describing cluster endpoints")
    },
    flag("discovery-srv-name", Value::Text, "", "service name to query when using DNS discovery"),
    flag("endpoints", Value::List, "[127.0.0.1:2379]", "gRPC endpoints"),
    switch("hex", "print byte strings as hex encoded strings"),
    flag("insecure-discovery", Value::Bool, "true", "accept insecure SRV records describing cluster endpoints"),
    switch(
        "insecure-skip-tls-verify",
        "skip server certificate verification (CAUTION: this option should be enabled only for testing purposes)",
    ),
    flag("insecure-transport", Value::Bool, "true", "disable transport security for client connections"),
    flag("keepalive-time", Value::Duration, "2s", "keepalive time for client connections"),
    flag("keepalive-timeout", Value::Duration, "6s", "keepalive timeout for client connections"),
    flag("key", Value::Text, "", "identify secure client using this TLS key file"),
    flag(
        "password",
        Value::Text,
        "",
        "password for authentication (if this option is used, --user option shouldn't include password)",
    ),
    flag("user", Value::Text, "", "username[:password] for authentication (prompt if password is not supplied)"),
    Flag {
        letter: "w",
        ..choice(
            "write-out",
            "simple",
            "set the output format (fields, json, protobuf, simple, table)",
            &["simple", "json", "fields", "table"],
        )
    },
];

const GET: Spec = Spec {
    takes: Takes::Keys,
    flags: &[
        choice("consistency", "l", "Linearizable(l) or Serializable(s)", &["l", "s"]),
        switch("from-key", "Get keys that are greater than or equal to the given key using byte compare"),
        switch("keys-only", "Get only the keys"),
        flag("limit", Value::Number, "0", "Maximum number of results"),
        choice("order", "", "Order of results; ASCEND or DESCEND (ASCEND by default)", &["ASCEND", "DESCEND"]),
        switch("prefix", "Get keys with matching prefix"),
        switch("print-value-only", "Only write values when using the \"simple\" output format"),
        flag("rev", Value::Number, "0", "Specify the kv revision"),
        choice(
            "sort-by",
            "",
            "Sort target; CREATE, KEY, MODIFY, VALUE, or VERSION",
            &["CREATE", "KEY", "MODIFY", "VALUE", "VERSION"],
        ),
    ],
    ..spec("get", "[options] <key> [range_end]", "Gets the key or a range of keys", Does::Act(kv::get))
};

const PUT: Spec = Spec {
    takes: Takes::Key,
    long: "Puts the given key into the store.

When <value> begins with '-', <value> is interpreted as a flag.
Insert '--' for workaround:

$ put <key> -- <value>
$ put -- <key> <value>

If <value> isn't given as a command line argument and '--ignore-value' is not specified,
this command tries to read the value from standard input.

If <lease> isn't given as a command line argument and '--ignore-lease' is not specified,
this command tries to read the value from standard input.

For example,
$ cat file | put <key>
will store the content of the file to <key>.",
    flags: &[
        switch("ignore-lease", "updates the key using its current lease"),
        switch("ignore-value", "updates the key using its current value"),
        flag("lease", Value::Text, "0", "lease ID (in hexadecimal) to attach to the key"),
        switch("prev-kv", "return the previous key-value pair before modification"),
    ],
    ..spec(
        "put",
        "[options] <key> <value> (<value> can also be given from stdin)",
        "Puts the given key into the store",
        Does::Act(kv::put),
    )
};

const DEL: Spec = Spec {
    takes: Takes::Keys,
    flags: &[
        switch("from-key", "delete keys that are greater than or equal to the given key using byte compare"),
        switch("prefix", "delete keys with matching prefix"),
        switch("prev-kv", "return deleted key-value pairs"),
    ],
    ..spec(
        "del",
        "[options] <key> [range_end]",
        "Removes the specified key or range of keys [key, range_end)",
        Does::Act(kv::del),
    )
};

/// What a line of a transaction may ask for.
pub static OPERATIONS: &[Spec] = &[GET, PUT, DEL];

pub static WATCH_FLAGS: &[Flag] = &[
    interactive("Interactive mode"),
    switch("prefix", "Watch on a prefix if prefix is set"),
    switch("prev-kv", "get the previous key-value pair before the event happens"),
    flag("rev", Value::Number, "0", "Revision to start watching"),
];

static ENDPOINT: &[Spec] = &[
    Spec {
        flags: &[flag("rev", Value::Number, "0", "maximum revision to hash (default: all revisions)")],
        ..spec("hashkv", "", "Prints the KV history hash for each endpoint in --endpoints", Does::Act(other::hash_kv))
    },
    spec("health", "", "Checks the healthiness of endpoints specified in `--endpoints` flag", Does::Act(other::health)),
    Spec {
        long: "When --write-out is set to simple, this command prints out comma-separated status lists for each endpoint.
The items in the lists are endpoint, ID, version, db size, is leader, is learner, raft term, raft index, raft applied index, errors.",
        ..spec("status", "", "Prints out the status of endpoints specified in `--endpoints` flag", Does::Act(other::status))
    },
];

static LEASE: &[Spec] = &[
    spec("grant", "<ttl>", "Creates leases", Does::Act(other::grant)),
    Spec {
        flags: &[switch("once", "Resets the keep-alive time to its original value and exits immediately")],
        takes: Takes::Lease,
        ..spec("keep-alive", "[options] <leaseID>", "Keeps leases alive (renew)", Does::Act(other::keep_alive))
    },
    spec("list", "", "List all active leases", Does::Act(other::leases)),
    Spec { takes: Takes::Lease, ..spec("revoke", "<leaseID>", "Revokes leases", Does::Act(other::revoke)) },
    Spec {
        flags: &[switch("keys", "Get keys attached to this lease")],
        takes: Takes::Lease,
        ..spec("timetolive", "<leaseID> [options]", "Get lease information", Does::Act(other::time_to_live))
    },
];

static MEMBER: &[Spec] = &[
    Spec {
        flags: &[
            switch("learner", "indicates if the new member is raft learner"),
            flag("peer-urls", Value::Text, "", "comma separated peer URLs for the new member."),
        ],
        ..spec("add", "<memberName> [options]", "Adds a member into the cluster", Does::Act(other::add))
    },
    Spec {
        long:
            "When --write-out is set to simple, this command prints out comma-separated member lists for each endpoint.
The items in the lists are ID, Status, Name, Peer Addrs, Client Addrs, Is Learner.",
        ..spec("list", "", "Lists all members in the cluster", Does::Act(other::members))
    },
    Spec {
        long: "Promotes a non-voting learner member to a voting one in the cluster.",
        ..spec("promote", "<memberID>", "Promotes a non-voting member in the cluster", Does::Act(other::promote))
    },
    spec("remove", "<memberID>", "Removes a member from the cluster", Does::Act(other::remove)),
    not_here("update", Instead::Command("member add")),
];

/// What is only accepted of `restore`: `--wal-dir`, `--initial-cluster-token`, `--initial-advertise-peer-urls` (a
/// village's members have one place each, and one street) and `--skip-hash-check` (a file without its checksum is none).
static SNAPSHOT: &[Spec] = &[
    Spec {
        flags: &[
            flag("data-dir", Value::Text, "", "Path to the data directory"),
            flag(
                "initial-advertise-peer-urls",
                Value::Text,
                "http://localhost:2380",
                "List of this member's peer URLs to advertise to the rest of the cluster",
            ),
            flag(
                "initial-cluster",
                Value::Text,
                "default=http://localhost:2380",
                "Initial cluster configuration for restore bootstrap",
            ),
            flag(
                "initial-cluster-token",
                Value::Text,
                "etcd-cluster",
                "Initial cluster token for the etcd cluster during restore bootstrap",
            ),
            flag("name", Value::Text, "default", "Human-readable name for this member"),
            switch("skip-hash-check", "Ignore snapshot integrity hash value (required if copied from data directory)"),
            flag("wal-dir", Value::Text, "", "Path to the WAL directory (use --data-dir if none given)"),
        ],
        ..spec(
            "restore",
            "<filename> [options]",
            "Restores an etcd member snapshot to an etcd directory",
            Does::Act(other::restore),
        )
    },
    spec("save", "<filename>", "Stores an etcd node backend snapshot to a given file", Does::Act(other::save)),
    Spec {
        long:
            "When --write-out is set to simple, this command prints out comma-separated status lists for each endpoint.
The items in the lists are hash, revision, total keys, total size.",
        ..spec("status", "<filename>", "Gets backend snapshot status of a given file", Does::Act(other::file_status))
    },
];

/// In the order of their names, as help texts list them.
pub static COMMANDS: &[Spec] = &[
    not_here("alarm", Instead::Command("endpoint status")),
    not_here("auth", Instead::Door),
    not_here("check", Instead::Command("endpoint health")),
    Spec {
        flags: &[switch("physical", "'true' to wait for compaction to physically remove all old revisions")],
        ..spec("compaction", "[options] <revision>", "Compacts the event history in etcd", Does::Act(other::compaction))
    },
    not_here("completion", Instead::Tab),
    not_here("defrag", Instead::Command("compaction")),
    DEL,
    not_here("elect", Instead::Command("txn")),
    Spec {
        flags: &[switch("cluster", "use all endpoints from the cluster member list")],
        ..spec("endpoint", "<subcommand>", "Endpoint related commands", Does::Group(ENDPOINT))
    },
    GET,
    Spec {
        takes: Takes::Commands,
        long: "Help provides help for any command in the application.
Simply type etcdctl help [path to command] for full details.",
        ..spec("help", "[command]", "Help about any command", Does::Help)
    },
    spec("lease", "<subcommand>", "Lease related commands", Does::Group(LEASE)),
    not_here("lock", Instead::Command("txn")),
    not_here("make-mirror", Instead::Command("watch")),
    spec("member", "<subcommand>", "Membership related commands", Does::Group(MEMBER)),
    not_here("migrate", Instead::Nothing),
    spec(
        "move-leader",
        "<transferee-member-id>",
        "Transfers leadership to another etcd cluster member.",
        Does::Act(other::move_leader),
    ),
    PUT,
    not_here("role", Instead::Door),
    spec("snapshot", "<subcommand>", "Manages etcd node snapshots", Does::Group(SNAPSHOT)),
    Spec {
        flags: &[interactive("Input transaction in interactive mode")],
        ..spec("txn", "[options]", "Txn processes all the requests in one transaction", Does::Act(txn::txn))
    },
    not_here("user", Instead::Door),
    spec("version", "", "Prints the version of etcdctl", Does::Act(other::version)),
    Spec {
        takes: Takes::Keys,
        flags: WATCH_FLAGS,
        ..spec(
            "watch",
            "[options] [key or prefix] [range_end] [--] [exec-command arg1 arg2 ...]",
            "Watches events stream on keys or prefixes",
            Does::Act(watch::watch),
        )
    },
];

impl Spec {
    pub fn commands(&self) -> &'static [Spec] {
        match self.does {
            Does::Group(commands) => commands,
            _ => &[],
        }
    }

    pub fn is_here(&self) -> bool {
        !matches!(self.does, Does::NotHere(_))
    }
}
