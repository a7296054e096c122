//! The etcd panel in English.

use super::*;
use crate::i18n::Lang;

const EN_US: Lang = Lang::En;

fn size(bytes: u64) -> String {
    if bytes < 1_000 { format!("{bytes} bytes") } else { format!("{} kB", bytes.div_ceil(1_000)) }
}

fn keys(n: usize, technical: bool) -> String {
    let (one, more) = if technical { ("key", "keys") } else { ("drawer", "drawers") };
    format!("{n} {}", EN_US.plural(n, one, more))
}

/// The number that goes up by one with each change.
fn change(revision: u64, technical: bool) -> String {
    format!("{} {revision}", if technical { "revision" } else { "change" })
}

pub const EN: Etcd = Etcd {
    panel: "The village's drawers (etcd)",
    parts: "What to look at",
    keys: ("Drawers", "Keys"),
    leases: ("Time limits", "Leases"),
    album: ("Album", "Snapshots"),
    terminal: Terminal {
        title: "Terminal",
        asks: "Who answers",
        whoever_leads: "the coordinator",
        house: |id, house| match house {
            House::AtHome => format!("{}’s house", EN_US.friend(id)),
            House::Away => format!("{}’s house (empty)", EN_US.friend(id)),
            House::Left => format!("{} (left the group)", EN_US.friend(id)),
        },
        examples: "Examples to tap",
        line: "Command",
        invitation: "Type a command, or tap an example below.",
        send: "Send",
        stdin: "Input",
        stdin_label: "What the command reads, line by line",
        txn_label: "What the command reads: three parts. An *empty line* ends each.",
        txn_parts: [("Compare", "Compares"), ("If it holds", "Success"), ("If not", "Failure")],
        session_label: "One request a line, like watch foo. You may leave it empty and write later.",
        talk_label: "The command listens: one request a line, like watch foo",
        how: "Ctrl+Enter sends, Esc closes",
        how_talk: "Enter sends, Esc closes",
        how_touch: "The arrow sends",
        blank: "Nothing is written here yet.",
        value_label: "What to keep, unless it is on the line",
        stop: ("Stop", "Stop all"),
        copy: "Copy",
        copied: "Copied",
        waiting: "waiting for the answer…",
        patience: |id, house, seconds| {
            let friend = EN_US.friend(id);
            let why = match house {
                House::AtHome => format!("{friend}’s house has not answered yet."),
                House::Away => format!("Nobody reads the letter at {friend}’s house: it is empty."),
                House::Left => format!("{friend} is not in the group any more: nobody reads that letter."),
            };
            match seconds {
                Some(seconds) => format!("{why} etcdctl waits {seconds} s of village time, then gives up."),
                None => format!("{why} etcdctl tries another house, until you stop it."),
            }
        },
        listening: "listening…",
        lasting: "goes on…",
        stop_keys: ("Ctrl-C to stop", "Ctrl-C for all"),
        locked: "The door is locked. This terminal has the key, so it comes in. Who has none gets no answer.",
        otherwise: "No error: a condition was false, so the second list was done.",
        nothing_deleted: "Nothing was deleted: there was no such drawer.",
        no_lease: "There is no such time limit, or it is over. See “lease list”.",
        in_the_past: "You are in the past. What you do from here opens another path.",
        help: &[
            ("Drawers", "put, get, del, txn, watch"),
            ("Time limits", "lease grant, lease keep-alive, lease list…"),
            ("Group", "member list, endpoint status, move-leader…"),
            ("Photos", "snapshot save, snapshot restore…"),
            ("Clean-up", "compaction"),
        ],
        help_head: "The commands, by what they do. Below, the tool’s own text.",
        help_foot: "To know more of one of them: *help get*.",
        help_one: "The text is the tool’s own. *<Like this>* has to be written, *[like this]* only if you want to, and options \
                   begin with *--*.",
        standing: "Time stands still: no letter moves.",
        silent_get: "Nothing came: there is no drawer with that label.",
        silent_prefix: "Nothing came: no label starts like that.",
        silent_stretch: "Nothing came: there is no drawer in that stretch.",
        silent: "Done. This command says nothing when all went well.",
        no_prefix: |key| {
            format!(
                "Here is silence: this watch looks only at the drawer with the exact name *{key}*, and there is none. \
                 Put *--prefix* at the end: then it covers all that start that way."
            )
        },
        branched: |forgotten| {
            let commands = match forgotten {
                0 => String::new(),
                1 => " So is 1 command that you had given.".to_owned(),
                n => format!(" So are {n} commands that you had given."),
            };
            format!("*Another story begins here.* You acted in the past: what came after is forgotten.{commands}")
        },
        left_out: |lines| format!("… and {lines} lines before"),
        offers: "It may go on like this:",
        no_offers: "Nothing starts like this.",
        trouble: super::trouble::en,
    },
    tree: Tree {
        label: "Drawers, by their labels",
        empty: "No drawer yet.",
        away: |id| format!("{} is away. Choose another house in “Who answers”.", EN_US.friend(id)),
        nobody: "Nobody is at home.",
        whose: |id, revision, technical| format!("At {}’s house, *{}*", EN_US.friend(id), change(revision, technical)),
        revision: |revision, technical| {
            if technical { format!("rev {revision}") } else { change(revision, false) }
        },
        count: keys,
        count_noted: |n| format!("{n} only noted"),
        nameless: "no name",
        blank: "empty",
        changed: "changed now",
        deleted: "deleted now",
        noted: "only noted",
        doomed: "about to go",
        lease: |seconds| match seconds {
            Some(seconds) => format!("gone in {seconds} s"),
            None => "with a time limit".to_owned(),
        },
    },
    object: Object {
        back: ("All drawers", "All keys"),
        created: |revision, technical| format!("created at *{}*", change(revision, technical)),
        changed: |revision| format!("changed at *{revision}*"),
        version: "version",
        deleted: |revision, technical| format!("Deleted at {}.", change(revision, technical)),
        nothing: "Nothing is left of this drawer.",
        past: |revision, technical| format!("As it was at {}.", change(revision, technical)),
        newest: "See it as it is now",
        value: "What is inside",
        empty: "Empty inside.",
        cut: "The text is long: here is only its beginning.",
        added: "came in",
        removed: "went out",
        history: ("Its past", "History"),
        was_deleted: "deleted",
        more: |n| format!("and {n} more, before"),
        watchers: ("Who keeps an eye on it", "Watches"),
        nobody: ("Nobody asked for notices of this drawer.", "No watch of this key."),
        knows: "knows",
        on_its_way: "on its way",
        not_connected: "hears nothing now",
    },
    lease: Lease {
        none: "No time limit now. A drawer with a time limit goes by itself, unless somebody renews it.",
        granted: |ttl_s| format!("for {ttl_s} s"),
        left: |s| format!("{s} s left"),
        nobody_counts: "nobody counts the time now",
        no_keys: "no drawer",
    },
    photo: Photo {
        take: "Take a photo",
        none: "No photo yet. A photo keeps all drawers in one file, outside the village.",
        tells: |revision, technical, count, pieces, bytes| {
            let pieces = match pieces {
                0 => String::new(),
                n => format!(", {n} {}", EN_US.plural(n, "piece", "pieces")),
            };
            format!("{}, {}{pieces}, {}", change(revision, technical), keys(count, technical), size(bytes))
        },
        bytes: size,
        well: "checked",
        bad: "No use. Nothing was changed.",
        fault: |fault| match fault {
            SnapshotError::Foreign => "It is no photo of these drawers.",
            SnapshotError::UnknownVersion(_) => "It is of another version.",
            SnapshotError::Truncated { .. } => "It is cut in the middle.",
            SnapshotError::Damaged => "It is damaged: its checksum is another.",
            SnapshotError::Malformed => "What is inside makes no sense.",
        },
        download: "Download",
        restore: "Restore",
        drop: "Drop a file here",
        choose: "or choose one on your device",
        too_large: |name| format!("{name} has more than 512 KiB: too large for this village. Nothing was changed."),
        unreadable: |name| format!("{name} could not be read. Nothing was changed."),
        came: |name| format!("{name} is in the album."),
        refused: |name, why| format!("{name}: {why}"),
        ready: |dir, revision, technical| {
            let upto = change(revision, technical);
            format!("The folder *{dir}* is ready, up to *{upto}*. The group is still the old one.")
        },
        begun: |dir, revision, technical, at_us| {
            let (upto, at) = (change(revision, technical), EN_US.time(at_us));
            format!("The group *began from the folder {dir}*, up to {upto}, at *{at}* of village time.")
        },
        outdated: |dir, revision, technical| {
            format!("The folder *{dir}* goes up to {}. You restored another one later.", change(revision, technical))
        },
        gone: "Written after the photo; will be lost",
        older: "Gets its old text back",
        back: "Comes back",
        same: |n, technical| format!("{} as {} now.", keys(n, technical), EN_US.plural(n, "it is", "they are")),
        nothing_gone: "Nothing was written after the photo.",
        pieces: |numbers| {
            let numbers: Vec<String> = numbers.iter().map(u8::to_string).collect();
            format!("{} {}", EN_US.plural(numbers.len(), "Piece", "Pieces"), EN_US.list(&numbers))
        },
        more: |n| format!("and {n} more"),
        board_now: |n| format!("Now: {n} {}", EN_US.plural(n, "piece", "pieces")),
        board_then: |n| format!("From the photo: {n} {}", EN_US.plural(n, "piece", "pieces")),
        begin: "Begin from the photo",
        begin_hint: "Every house stops and opens again, with the drawers of the photo.",
        etcdutl: "Since etcd 3.5, the command snapshot restore is in etcdutl.",
    },
};
