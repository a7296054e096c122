//! Both catalogues side by side: nothing empty, nothing left untranslated, nothing too long for its place.

use super::*;
use crate::cluster::{MemberFaults, Property};
use crate::i18n::etcd::House;
use crate::scene::friends::Post;

/// A text that has to fit in one line, by how many letters its place holds at the size it is set in.
fn places(lang: Lang) -> Vec<(&'static str, &'static str, usize)> {
    let (t, later) = (lang.texts(), lang.later());
    vec![
        ("speed", t.transport.slow, 9),
        ("speed", t.transport.normal, 9),
        ("speed", t.transport.fast, 9),
        ("tab", t.side.tab_try, 12),
        ("tab", t.side.tab_feed, 12),
        ("tab", t.side.tab_legend, 12),
        ("clock", t.transport.clock, 14),
        ("feed title", t.side.feed, 26),
        ("legend", later.legend.fitted, 16),
        ("legend", later.legend.noted, 16),
        ("legend", later.legend.blank, 16),
        ("legend", later.legend.membership, 16),
        ("legend", later.legend.append, 14),
        ("legend", later.legend.ack, 14),
        ("legend", later.legend.reject, 14),
        ("legend", later.legend.vote_request, 14),
        ("legend", later.legend.vote_yes, 14),
        ("legend", later.legend.vote_no, 14),
        ("legend", later.legend.heartbeat, 14),
        ("legend", later.legend.found, 14),
        ("legend", later.legend.answer, 14),
        ("switch", later.settings.technical, 26),
        ("lesson button", later.course.back, 10),
        ("lesson button", later.course.see, 12),
        ("lesson button", later.course.next, 12),
        ("tab", t.places.laboratory, 12),
        ("place", t.places.village, 8),
        ("lab", later.lab.friends, 10),
        ("slider", later.lab.loss, 12),
        ("slider", later.lab.delay, 12),
        ("slider", later.lab.copies, 12),
        ("lab wide button", later.lab.fill, 16),
        ("lab wide button", later.lab.lower, 16),
        ("lab button", later.lab.election, 14),
        ("lab button", later.lab.cap, 14),
        ("lab button", later.lab.photo, 14),
        ("lab button", later.lab.heal, 14),
        ("switch", t.transport.skip, 16),
        ("tab", t.side.tab_etcd, 12),
        ("etcd part", later.etcd.keys.0, 11),
        ("etcd part", later.etcd.keys.1, 11),
        ("etcd part", later.etcd.leases.0, 11),
        ("etcd part", later.etcd.leases.1, 11),
        ("etcd part", later.etcd.album.0, 11),
        ("etcd part", later.etcd.album.1, 11),
        ("terminal head", later.etcd.terminal.whoever_leads, 16),
        ("terminal button", later.etcd.terminal.stop.0, 8),
        ("tree mark", later.etcd.tree.noted, 12),
        ("tree mark", later.etcd.tree.doomed, 12),
    ]
}

/// Every text of a catalogue, functions filled in with the longest names.
fn all(lang: Lang) -> Vec<String> {
    let (t, later) = (lang.texts(), lang.later());
    let mut texts: Vec<String> = places(lang).into_iter().map(|(_, text, _)| text.to_owned()).collect();
    let plain = [
        t.page.title,
        t.page.stage,
        t.page.skip,
        t.header.language,
        t.header.help,
        t.welcome.label,
        t.welcome.real,
        t.welcome.promise,
        t.welcome.start,
        t.welcome.laboratory_hint,
        t.welcome.trail,
        t.side.feed_earlier,
        t.side.label,
        t.side.feed_open,
        t.side.tabs,
        t.side.sheet_open,
        t.side.sheet_close,
        later.legend.title,
        later.legend.notebook,
        later.legend.numbers,
        later.legend.technical.numbers,
        later.legend.letters,
        later.legend.ring,
        later.legend.ring_lease,
        later.legend.ring_timer,
        later.legend.ring_low,
        later.seal.well,
        later.seal.broken,
        later.seal.checked,
        t.stage.faults.flood,
        t.stage.faults.drain,
        t.stage.faults.sides,
        t.stage.faults.post_title,
        later.menu.trouble,
        later.menu.back,
        later.menu.slow,
        later.menu.clock,
        later.menu.disk,
        later.menu.cut,
        later.menu.photo,
        later.menu.leave,
        later.menu.copy,
        t.transport.label,
        t.transport.back,
        t.transport.play,
        t.transport.pause,
        t.transport.forward,
        t.transport.speed,
        t.transport.skip_hint,
        t.transport.scrubber,
        t.transport.live,
        later.help.title,
        later.help.close,
        later.help.keys,
        later.help.real,
        later.help.seed,
        later.help.seed_text,
        later.help.seed_new,
        later.help.seed_go,
        later.help.restart,
        later.help.seed_empty,
        later.help.seed_not_a_number,
        later.help.seed_too_long,
        later.settings.title,
        later.settings.motion,
        later.settings.motion_hint,
        later.settings.theme,
        t.notice.close,
        t.notice.coming,
        t.notice.missing,
        t.notice.retry,
        t.notice.address,
        t.notice.no_session,
        later.lab.motto,
        t.places.label,
        later.lab.fewer,
        later.lab.more,
        later.lab.letters,
        later.lab.shortest,
        later.lab.longest,
        later.lab.delay_hint,
        later.lab.river,
        later.lab.sides,
        later.lab.now,
        later.lab.pre_vote,
        later.lab.pre_vote_hint,
    ];
    texts.extend(plain.map(str::to_owned));
    texts.extend(later.help.key_list.map(|(_, what)| what.to_owned()));
    for theme in [Theme::Auto, Theme::Light, Theme::Dark] {
        texts.push((later.settings.theme_name)(theme).to_owned());
        texts.push((t.header.theme)(theme, Theme::Light));
    }
    texts.extend(Property::ALL.map(|property| (later.seal.property)(property).to_owned()));
    let ill = MemberFaults { slow_us: 300_000, clock_ppm: -100_000, flush_us: [0, 500_000] };
    let bad = Post { loss_ppm: 100_000, duplicate_ppm: 5_000, latency_us: Some([100_000, 800_000]), cuts: 2 };
    texts.extend((t.stage.faults.ailments)(&ill));
    texts.extend((t.stage.faults.post)(&bad));
    texts.extend([
        (t.stage.faults.shore)(3),
        (t.stage.faults.parted)(&[2, 3]),
        (later.menu.trouble_title)(2),
        (later.menu.slow_value)(0),
        (later.menu.slow_value)(300_000),
        (later.menu.clock_value)(0),
        (later.menu.clock_value)(100_000),
        (later.menu.disk_value)(0),
        (later.menu.disk_value)(300_000),
        (later.menu.cut_way)(1, 2),
        (later.menu.hand_over)(2),
        (t.stage.faults.join)(6),
    ]);
    let terminal = &later.etcd.terminal;
    let plain = [
        terminal.session_label,
        terminal.value_label,
        terminal.stop_keys.0,
        terminal.in_the_past,
        terminal.help_head,
        terminal.help_foot,
        terminal.help_one,
    ];
    texts.extend(plain.map(str::to_owned));
    texts.extend(terminal.help.iter().map(|(group, _)| (*group).to_owned()));
    for house in [House::AtHome, House::Away, House::Left] {
        let patience = [Some(5), None].map(|seconds| (terminal.patience)(4, house, seconds));
        texts.extend(patience.into_iter().chain([(terminal.house)(4, house)]));
    }
    texts.extend([(later.etcd.photo.begun)("d", 7, false, 12_400_000), (later.etcd.photo.outdated)("d", 7, false)]);
    texts.extend([
        (t.transport.speed_button)("x"),
        (later.help.real_text)("0.10"),
        (later.help.seed_now)(7),
        (t.notice.skipped)(1, "x"),
        (t.notice.skipped)(3, "x"),
        (later.lab.send_out)(4),
        (later.lab.call_back)(4),
        (later.lab.door_hint)(&[]),
        (later.lab.door_hint)(&[4]),
        (later.lab.door_hint)(&[4, 7]),
        (later.lab.side)(4, 1, 2),
        (later.lab.seed)(7),
    ]);
    texts
}

#[test]
fn no_text_is_empty_and_none_is_left_untranslated() {
    // The same in both languages, and right so.
    const SAME: [&str; 4] = ["Normal", "etcd", "Leases", "Snapshots"];
    let (pt, en) = (all(Lang::Pt), all(Lang::En));
    assert_eq!(pt.len(), en.len());
    for (pt, en) in pt.iter().zip(&en) {
        assert!(!pt.trim().is_empty() && !en.trim().is_empty());
        assert!(pt != en || SAME.contains(&pt.as_str()), "untranslated: {pt}");
    }
}

#[test]
fn labels_fit_their_places() {
    for lang in Lang::ALL {
        for (place, text, letters_max) in places(lang) {
            assert!(text.chars().count() <= letters_max, "{place} holds {letters_max} letters: {text}");
        }
    }
}

/// Longer texts wrap, but the two languages have to take about the same room.
#[test]
fn english_is_about_as_long_as_portuguese() {
    for (pt, en) in all(Lang::Pt).iter().zip(&all(Lang::En)) {
        let (long, short) = (pt.chars().count().max(en.chars().count()), pt.chars().count().min(en.chars().count()));
        assert!(long <= 24 || long * 10 <= short * 16, "{pt} / {en}");
    }
}

#[test]
fn languages_are_named_as_in_addresses() {
    assert_eq!(Lang::from_short("pt"), Some(Lang::Pt));
    assert_eq!(Lang::from_short("en"), Some(Lang::En));
    assert_eq!(Lang::from_short("de"), None);
    assert_eq!(Lang::default().code(), "pt-BR");
}
