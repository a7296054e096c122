//! The card beside the stage: the story, or etcd's drawers with a terminal.

mod album;
mod examples;
mod files;
mod head;
mod leases;
mod object;
mod prompt;
mod rows;
mod screen;
mod tool;
mod tree;
mod wait;

use std::cell::RefCell;
use std::rc::Rc;

use leptos::ev::KeyboardEvent;

use self::files::Came;
use self::screen::Terminal;
use crate::cluster::{Action, EtcdctlCall, MemberId, TraceEvent, TraceLine};
use crate::etcdctl::call::Command;
use crate::etcdctl::{self, CommandOutput};
use crate::i18n::etcd::{Etcd as Texts, Named};
use crate::palette;
use crate::scene::restores::{Restored, Restores};
use crate::scene::shell::Shell;
use crate::session::Session;
use crate::ui::feed::Feed;
use crate::ui::keys::move_to;
use crate::ui::legend::Legend;
use crate::ui::live::{Live, live, press, when};
use crate::ui::notice::Notices;
use crate::ui::player::{Listener, Player};
use crate::ui::pointing::{Pointing, TERMINAL};
use crate::ui::prefs::Prefs;
use crate::ui::seal::Seal;
use crate::ui::sheet::{Panel, Tab};
use crate::ui::stage::Sides;
use crate::ui::view::*;

/// Comes with the rest of it, unlike the styles that the first picture needs.
static STYLE: &str = include_str!("etcd.css");

/// What all parts of the panel share. In the context.
#[derive(Clone, Copy)]
struct Etcd {
    player: Player,
    prefs: Prefs,
    notices: Notices,
    pointing: Pointing,
    shell: StoredValue<Rc<RefCell<Shell>>, leptos::prelude::LocalStorage>,
    restores: StoredValue<Rc<RefCell<Restores>>, leptos::prelude::LocalStorage>,
    /// The shell's version: changes whenever something in the terminal does.
    told: Memo<u64>,
    /// Who is asked, and whose keys are shown; nobody: whoever leads.
    endpoint: RwSignal<Option<MemberId>>,
    part: RwSignal<Part>,
    /// What stands on the command line.
    line: RwSignal<String>,
    /// What is written for a command to read, and whether there is a place to write it.
    stdin: RwSignal<String>,
    writes: RwSignal<bool>,
    /// Whether a command reads on what is written.
    is_read: Memo<bool>,
    /// What came of the last file that was brought, and whether one is held over the page.
    came: RwSignal<Option<Came>>,
    held: RwSignal<bool>,
    /// The command lines of this visit, oldest first.
    past: RwSignal<Vec<String>>,
    /// The key that is looked at, and at which of its revisions; the newest without one.
    chosen: RwSignal<Option<(String, Option<u64>)>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Keys,
    Leases,
    Album,
}

impl Part {
    const ALL: [Part; 3] = [Part::Keys, Part::Leases, Part::Album];

    fn name(self, texts: &Texts) -> Named {
        match self {
            Part::Keys => texts.keys,
            Part::Leases => texts.leases,
            Part::Album => texts.album,
        }
    }
}

impl Etcd {
    fn provide() -> Etcd {
        let player = expect_context::<Player>();
        let shell = Rc::new(RefCell::new(Shell::new(TERMINAL)));
        let pointing = Pointing::expect();
        let restores = Rc::new(RefCell::new(Restores::default()));
        player.listen(Box::new(Ear { shell: shell.clone(), restores: restores.clone(), pointing }));
        let (shell, restores) = (StoredValue::new_local(shell), StoredValue::new_local(restores));
        let told = Memo::new(move |_| {
            player.frame.track();
            shell.with_value(|shell| shell.borrow().version())
        });
        let is_read = Memo::new(move |_| {
            told.get();
            shell.with_value(|shell| shell.borrow().reader().is_some())
        });
        let etcd = Etcd {
            player,
            prefs: Prefs::expect(),
            notices: Notices::expect(),
            pointing,
            shell,
            restores,
            told,
            endpoint: RwSignal::new(None),
            part: RwSignal::new(Part::Keys),
            line: RwSignal::new(String::new()),
            stdin: RwSignal::new(String::new()),
            writes: RwSignal::new(false),
            is_read,
            came: RwSignal::new(None),
            held: RwSignal::new(false),
            past: RwSignal::new(Vec::new()),
            chosen: RwSignal::new(None),
        };
        provide_context(etcd);
        etcd
    }

    /// The words in the language that is set. Tracks it.
    fn t(self) -> &'static Texts {
        &self.prefs.later().etcd
    }

    fn text(self, text: fn(&Texts) -> &'static str) -> Live {
        live(move || text(self.t()))
    }

    /// The word that the person wants.
    fn named(self, named: fn(&Texts) -> Named) -> Live {
        live(move || {
            let (plain, precise) = named(self.t());
            if self.prefs.technical.get() { precise } else { plain }
        })
    }

    fn read_shell<T>(self, read: impl FnOnce(&Shell) -> T) -> T {
        self.shell.with_value(|shell| read(&shell.borrow()))
    }

    /// What was restored so far, the newest first. Tracks it.
    fn restored(self) -> Vec<Restored> {
        let frame = self.player.frame.read();
        self.restores.with_value(|restores| restores.borrow().of(&frame.data_dirs))
    }

    /// Gives a command line, as if it had been typed. `is_open`: its input goes on.
    fn run(self, line: &str, stdin: &str, is_open: bool) {
        let line = tool::without_its_name(line);
        self.past.update(|past| {
            if !line.is_empty() && past.last().is_none_or(|last| last != line) {
                past.push(line.to_owned());
            }
        });
        let call = EtcdctlCall {
            line: line.to_owned(),
            endpoint: self.endpoint.get_untracked(),
            stdin: stdin.to_owned(),
            client: self.pointing.client().to_owned(),
        };
        let action = if is_open { Action::Converse(call) } else { Action::Etcdctl(call) };
        self.notices.dispatch(self.player, action);
    }

    /// Types into the command that reads on.
    fn say(self, text: &str) {
        let client = self.pointing.client().to_owned();
        self.notices.dispatch(self.player, Action::Say { client, text: text.to_owned() });
    }

    /// Ctrl-C.
    fn interrupt(self) {
        if self.read_shell(|shell| shell.running().iter().any(|running| running.lasts)) {
            self.notices.dispatch(self.player, Action::Interrupt { client: self.pointing.client().to_owned() });
        }
    }

    /// Whose keys are shown: who is asked, or else whoever leads. Tracks both.
    fn shown_member(self) -> Option<MemberId> {
        self.endpoint.get().or_else(|| palette::leader(&self.player.frame.read()))
    }

    /// Changes when what was seen of stores may be of another history.
    fn beginnings(self) -> u64 {
        self.told.get();
        self.read_shell(Shell::beginnings)
    }
}

/// Reads along for the terminal.
struct Ear {
    shell: Rc<RefCell<Shell>>,
    restores: Rc<RefCell<Restores>>,
    pointing: Pointing,
}

impl Listener for Ear {
    fn begin_anew(&mut self) {
        let mut shell = self.shell.borrow_mut();
        shell.seat(self.pointing.client());
        shell.begin_anew();
        self.restores.borrow_mut().begin_anew();
    }

    fn observe(&mut self, line: &TraceLine) {
        self.shell.borrow_mut().observe(line);
        let mut restores = self.restores.borrow_mut();
        restores.observe(line);
        if let TraceEvent::Action { action } = &line.event
            && let Action::Etcdctl(call) | Action::Converse(call) = &**action
            && let Ok(read) = etcdctl::parse(&call.line, &call.stdin)
            && let Command::SnapshotRestore { data_dir, .. } = read.command
        {
            restores.asked_for(&data_dir);
        }
    }

    fn look(&mut self, session: &Session) {
        let mut shell = self.shell.borrow_mut();
        shell.looked(session.now_us(), session.end_us());
        if shell.running().is_empty() {
            return;
        }
        let ops: Vec<u64> = shell.running().iter().map(|running| running.op).collect();
        for op in ops {
            // A command that is over does not run any more: what it was is known by then.
            if session.runs(op) {
                shell.set_lasting(op, true);
            }
            if let Some((output, is_done)) = session.take_output(op) {
                shell.printed(op, &output.stdout, &output.stderr, is_done.then_some(output.exit));
            }
        }
    }

    fn answered(&mut self, op: u64, output: &CommandOutput, is_done: bool) {
        self.shell.borrow_mut().printed(op, &output.stdout, &output.stderr, is_done.then_some(output.exit));
    }
}

/// All of the card.
#[component]
pub fn Side() -> impl IntoView {
    let etcd = Etcd::provide();
    let panel = expect_context::<Panel>();
    files::catch(etcd, panel);
    let tab = move |tab: Tab, id: &'static str, controls: &'static str, name: Live| {
        let is_on = move || panel.has_etcd() == (tab == Tab::Etcd);
        view! {
            <button
                class="side-tab"
                role="tab"
                id=id
                aria-controls=controls
                aria-selected=live(move || is_on().to_string())
                tabindex=live(move || if is_on() { "0" } else { "-1" })
                on:click=press(move || panel.show(tab))
            >
                {name}
            </button>
        }
    };
    // Two tabs: every arrow leads to the other one.
    let arrows = move |event: KeyboardEvent| {
        let to = match event.key().as_str() {
            "ArrowLeft" | "ArrowRight" if panel.has_etcd() => Tab::Feed,
            "ArrowLeft" | "ArrowRight" => Tab::Etcd,
            "Home" => Tab::Feed,
            "End" => Tab::Etcd,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        panel.show(to);
        move_to(if to == Tab::Etcd { "tab-etcd" } else { "tab-story" });
    };
    view! {
        <style inner_html=STYLE></style>
        <div class="side-tabs" role="tablist" aria-label=live(move || etcd.prefs.t().side.tabs) on:keydown=arrows>
            {tab(Tab::Feed, "tab-story", "side-story", live(move || etcd.prefs.t().side.tab_feed))}
            {tab(Tab::Etcd, "tab-etcd", "side-etcd", live(move || etcd.prefs.t().side.tab_etcd))}
        </div>
        <div class="side-part" role="tabpanel" id="side-story" aria-labelledby="tab-story" hidden=move || panel.has_etcd()>
            <Feed />
            <Sides />
            <Seal />
            <Legend />
        </div>
        <div class="side-part" role="tabpanel" id="side-etcd" aria-labelledby="tab-etcd" hidden=move || !panel.has_etcd()>
            {when(move || panel.has_etcd(), move || view! { <EtcdPanel /> }.into_any())}
        </div>
    }
}

/// Scrolls to an element's beginning.
fn bring_into_sight(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.scroll_into_view();
    }
}

/// Terminal, and one of keys, leases and photos.
#[component]
fn EtcdPanel() -> impl IntoView {
    let etcd = expect_context::<Etcd>();
    let choice = move |part: Part| {
        let name = live(move || {
            let (plain, precise) = part.name(etcd.t());
            if etcd.prefs.technical.get() { precise } else { plain }
        });
        view! {
            <button
                aria-pressed=live(move || (etcd.part.get() == part).to_string())
                on:click=press(move || {
                    etcd.part.set(part);
                    // Where the panel scrolls as a whole, what was chosen comes into sight.
                    request_animation_frame(|| bring_into_sight("etcd-parts"));
                })
            >
                {name}
            </button>
        }
    };
    let shows = move |part: Part| move || etcd.part.get() == part;
    view! {
        <section class="etcd" aria-label=etcd.text(|texts| texts.panel)>
            <Terminal />
            <div class="etcd-parts seg" id="etcd-parts" role="group" aria-label=etcd.text(|texts| texts.parts)>
                {Part::ALL.map(choice).collect_view()}
            </div>
            {when(shows(Part::Keys), || view! { <tree::Keys /> }.into_any())}
            {when(shows(Part::Leases), || view! { <leases::Leases /> }.into_any())}
            {when(shows(Part::Album), || view! { <album::Album /> }.into_any())}
        </section>
    }
}
