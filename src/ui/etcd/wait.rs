//! What is not over yet: for whom the terminal waits, and how long.

use super::head::house;
use super::{Etcd, tool};
use crate::cluster::{MemberId, member_at};
use crate::etcdctl;
use crate::i18n::etcd::House;
use crate::palette;
use crate::scene::shell::Running;
use crate::ui::icons::{Icon, icon};
use crate::ui::live::{live, press};
use crate::ui::view::*;

/// A house at which somebody lives answers sooner, as a rule: for so long nothing is said of it, in virtual time.
const USUAL_US: u64 = 1_500_000;

/// Whose answer a command waits for.
#[derive(Clone, Copy, PartialEq)]
struct Asked {
    member: MemberId,
    house: House,
    /// After how many seconds the tool gives up; `None` if it doesn't.
    seconds: Option<u64>,
}

pub fn waiting(etcd: Etcd) -> impl IntoView {
    #[derive(Clone, PartialEq)]
    enum Waits {
        Nothing,
        Answer,
        News,
        Stop,
    }
    let waits = Memo::new(move |_| {
        etcd.told.get();
        etcd.read_shell(|shell| match shell.running() {
            [] => Waits::Nothing,
            running if running.iter().all(|running| running.listens) => Waits::News,
            running if running.iter().all(|running| running.lasts && !tool::is_watch(&running.call.line)) => {
                Waits::Stop
            }
            _ => Waits::Answer,
        })
    });
    let lasts = Memo::new(move |_| {
        etcd.told.get();
        etcd.read_shell(|shell| shell.running().iter().any(|running| running.lasts))
    });
    let stands_still = Memo::new(move |_| waits.get() == Waits::Answer && !etcd.player.playing.get());
    let unanswered = Memo::new(move |_| {
        etcd.told.get();
        etcd.read_shell(|shell| shell.running().iter().find_map(|running| asked(etcd, running)))
    });
    let several = Memo::new(move |_| {
        etcd.told.get();
        etcd.read_shell(|shell| shell.running().iter().filter(|running| running.lasts).count() > 1)
    });
    let words = move || {
        let texts = &etcd.t().terminal;
        match waits.get() {
            Waits::Nothing => "",
            Waits::Answer => texts.waiting,
            Waits::News => texts.listening,
            Waits::Stop => texts.lasting,
        }
    };
    let keys = move || {
        let (one, all) = etcd.t().terminal.stop_keys;
        if several.get() { all } else { one }
    };
    let stop = move || {
        let (one, all) = etcd.t().terminal.stop;
        if several.get() { all } else { one }
    };
    let patience = move || match unanswered.get() {
        Some(Asked { member, house, seconds }) => (etcd.t().terminal.patience)(member, house, seconds),
        None => String::new(),
    };
    let has_keys = move || lasts.get() && matches!(waits.get(), Waits::News | Waits::Stop);
    view! {
        <div class="cli-wait" lang=live(move || etcd.prefs.lang.get().code()) hidden=move || waits.get() == Waits::Nothing>
            <s class:still=move || !etcd.player.playing.get()></s>
            <span>{live(words)}</span>
            " "
            <span class="cli-keys" hidden=move || !has_keys()>{live(keys)}</span>
            <button class="cli-stop" hidden=move || !lasts.get() on:click=press(move || etcd.interrupt())>
                {live(stop)}
            </button>
        </div>
        <p
            class="cli-note cli-patience"
            role="status"
            lang=live(move || etcd.prefs.lang.get().code())
            hidden=move || unanswered.get().is_none()
        >
            {live(patience)}
        </p>
        <p class="cli-why" lang=live(move || etcd.prefs.lang.get().code()) hidden=move || !stands_still.get()>
            {etcd.text(|texts| texts.terminal.standing)}
            <button class="cli-go" on:click=press(move || etcd.player.play())>
                <span inner_html=icon(Icon::Play, 16)></span>
                {live(move || etcd.prefs.t().transport.play)}
            </button>
        </p>
    }
}

/// Whom a command waits for, if that is worth a word: nobody is there, or the answer takes longer than it usually does.
fn asked(etcd: Etcd, running: &Running) -> Option<Asked> {
    let invocation = etcdctl::parse(&running.call.line, &running.call.stdin).ok()?;
    let frame = etcd.player.frame.read();
    // Of a watch, the frame tells whom it asks now.
    let watched = frame.watches.iter().find(|watch| watch.op == running.op);
    let member = watched.map(|watch| watch.member);
    let member = member.or_else(|| invocation.endpoints.first().and_then(|address| member_at(address)));
    let member = member.or(running.call.endpoint).or_else(|| palette::leader(&frame))?;
    let house = house(&frame, member);
    let is_told = watched.map_or(running.listens || running.has_printed, |watch| watch.connected);
    let is_late = frame.t_us >= running.heard_us + USUAL_US;
    if is_told || running.reads || (house == House::AtHome && !is_late) {
        return None;
    }
    let seconds = invocation.timeout_us.filter(|_| !running.lasts).map(|timeout_us| timeout_us.div_ceil(1_000_000));
    Some(Asked { member, house, seconds })
}
