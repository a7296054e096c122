//! The commands of the course, to press: those that would work now.

use super::screen::Seen;
use super::{Etcd, album};
use crate::etcd::{KeyRange, Store};
use crate::ui::keys::move_to;
use crate::ui::live::{live, press};
use crate::ui::view::*;

/// What an example needs, to be more than silence or an error.
#[derive(Clone, Copy)]
enum Needs {
    Nothing,
    Key(&'static str),
    Prefix(&'static str),
    /// The friends' picture, or what is left of it.
    Puzzle,
    /// A whole photo in the album: its name stands in place of the braces, and a directory that is not there yet.
    Photo,
}

struct Example {
    line: &'static str,
    stdin: &'static str,
    needs: Needs,
}

const fn example(line: &'static str, needs: Needs) -> Example {
    Example { line, stdin: "", needs }
}

/// A transaction as it may be written.
pub const TXN: &str = "value(\"foo\") = \"bar\"\n\nput foo ok\n\nput foo novo\n\n";

static EXAMPLES: [Example; 15] = [
    example("version", Needs::Nothing),
    example("put foo \"bar\"", Needs::Nothing),
    example("get foo", Needs::Key("foo")),
    example("del foo", Needs::Key("foo")),
    example("get / --prefix --keys-only", Needs::Prefix("/")),
    example("get \"\" --prefix", Needs::Prefix("")),
    example(
        "get /registry/pods/default/meuapp-7cbd4f77d5-wxp8n",
        Needs::Key("/registry/pods/default/meuapp-7cbd4f77d5-wxp8n"),
    ),
    example("watch /registry/pods/default/", Needs::Prefix("/registry/pods/default/")),
    example("watch /registry/pods/default/ --prefix", Needs::Prefix("/registry/pods/default/")),
    example("watch /puzzle/ --prefix", Needs::Puzzle),
    example("lease grant 30", Needs::Nothing),
    Example { line: "txn", stdin: TXN, needs: Needs::Nothing },
    example("snapshot save backup.db", Needs::Nothing),
    example("snapshot restore {} --data-dir=", Needs::Photo),
    example("help", Needs::Nothing),
];

#[component]
pub fn Examples(seen: Seen) -> impl IntoView {
    let etcd = expect_context::<Etcd>();
    // What of it is there changes with the stores, not with every picture.
    let revisions = Memo::new(move |_| {
        let frame = etcd.player.frame.read();
        let revisions = frame.members.iter().map(|member| (member.up, member.revision)).collect::<Vec<_>>();
        (etcd.beginnings(), revisions)
    });
    let photo = Memo::new(move |_| {
        let frame = etcd.player.frame.read();
        let whole = frame.files.iter().rfind(|file| file.fault.is_none()).map(|file| file.name.clone());
        whole.map(|name| (name, album::free_dir(etcd)))
    });
    let has = move |holds: &dyn Fn(&Store) -> bool| {
        // Read, not only tracked: a memo that nobody reads follows nothing.
        revisions.with(|_| ());
        etcd.player.read_store(None, |_, store| holds(store)) == Some(true)
    };
    let has_prefix = move |prefix: &str| has(&|store| store.range(&KeyRange::prefix(prefix)).next().is_some());
    let works = move |needs: Needs| match needs {
        Needs::Nothing => true,
        Needs::Key(key) => has(&|store| store.get(key).is_some()),
        Needs::Prefix(prefix) => has_prefix(prefix),
        Needs::Puzzle => has_prefix("/puzzle/") || etcd.player.frame.with(|frame| !frame.puzzle.found.is_empty()),
        Needs::Photo => photo.with(Option::is_some),
    };
    let chip = move |example: &'static Example| {
        let line = move || match (example.needs, &*photo.read()) {
            (Needs::Photo, Some((file, dir))) => [&example.line.replace("{}", file), dir.as_str()].concat(),
            _ => example.line.to_owned(),
        };
        let is_there = Memo::new(move |_| works(example.needs));
        let act = move || {
            seen.now(etcd);
            if example.stdin.is_empty() {
                etcd.run(&line(), "", false);
                etcd.line.set(String::new());
                etcd.stdin.set(String::new());
                etcd.writes.set(etcd.is_read.get_untracked());
            } else {
                // What it reads is worth a look before it is sent.
                etcd.line.set(line());
                etcd.stdin.set(example.stdin.to_owned());
                etcd.writes.set(true);
                // Once the place for it is there: the line has moved down by then.
                request_animation_frame(|| move_to(super::prompt::LINE));
            }
        };
        view! {
            <button type="button" lang="en" hidden=move || !is_there.get() on:click=press(act)>
                {live(line)}
            </button>
        }
    };
    view! {
        <div class="cli-examples" role="group" tabindex="0" aria-label=etcd.text(|texts| texts.terminal.examples)>
            {EXAMPLES.iter().map(chip).collect_view()}
        </div>
    }
}
