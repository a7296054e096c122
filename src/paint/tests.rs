//! Markup is well-formed whatever it shows, in both languages.

use crate::i18n::Lang;
use crate::paint::markup::{N, Words, marked};
use crate::paint::{self, card, flood, ground, home, letter, outside, ring, still};
use crate::palette;
use crate::scene::curve::Rect;
use crate::scene::friends::{FriendsScene, Street, View, has_street, scene, street, village};
use crate::scene::places::{Layout, Map, Village};
use crate::session::Session;

#[test]
fn numbers_are_short() {
    let shown: Vec<String> = [0.0, 1.5, -0.25, 12.345, -3.0, 0.04, 100.0].iter().map(|x| N(*x).to_string()).collect();
    assert_eq!(shown, ["0", "1.5", "-0.25", "12.35", "-3", "0.04", "100"]);
}

#[test]
fn words_never_become_markup() {
    assert_eq!(Words("<b>\"a\" & b</b>").to_string(), "&lt;b&gt;&quot;a&quot; &amp; b&lt;/b&gt;");
    assert_eq!(marked("*a<b* c"), "<b>a&lt;b</b> c");
}

/// Every opened element is closed, in order.
fn assert_well_formed(markup: &str) {
    let mut open: Vec<&str> = Vec::new();
    for part in markup.split('<').skip(1) {
        let (tag, _) = part.split_once('>').unwrap_or_else(|| panic!("a tag is not closed: {part}"));
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "{markup}");
        } else if !tag.ends_with('/') {
            open.push(tag.split([' ', '\n']).next().unwrap_or_default());
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "odd quotes in <{tag}>");
    }
    assert!(open.is_empty(), "never closed: {open:?} in {markup}");
}

fn paint_all(scene: &FriendsScene) {
    for lang in Lang::ALL {
        let words = lang.texts().stage;
        for (one, turned) in scene.homes.iter().zip(&scene.rings) {
            for left in [None, Some("1 < 2".to_owned())] {
                assert_well_formed(&home::body(one, left, words));
            }
            assert_well_formed(&home::face(one.id, one.house, one.up, home::leads(turned)));
            assert_well_formed(&home::over(one));
            assert_well_formed(&ring::ring(turned, 36.0, 6.0, words));
        }
        assert_well_formed(&card::strip(scene.card.as_deref(), &scene.summary, words));
        scene.card.iter().for_each(|counted| assert_well_formed(&card::card(counted, words)));
        assert_well_formed(&letter::trails(&scene.letters));
        scene.letters.iter().for_each(|flying| assert_well_formed(&letter::letter(flying, words)));
        scene.plots.iter().for_each(|(_, place)| assert_well_formed(&ground::plot(*place)));
        assert_well_formed(&ground::shores(&scene.shores, words));
        assert_well_formed(&ground::cut_ways(&scene.cut_ways));
        assert_well_formed(&flood::sides(&scene.sides, words));
        assert_well_formed(&flood::post(&scene.post, words));
        scene.landed.iter().for_each(|mark| assert_well_formed(&outside::landed(mark, 0.8)));
        scene.visitor.iter().for_each(|visitor| assert_well_formed(&outside::visitor(visitor)));
    }
}

fn paint_street(street: &Street) {
    for lang in Lang::ALL {
        let words = &lang.later().street;
        assert_well_formed(&paint::street::lines(street));
        street.people.iter().for_each(|person| assert_well_formed(&paint::street::person(person, words)));
        street.gate.iter().for_each(|at| assert_well_formed(&paint::street::gate(*at)));
        street.photo.iter().for_each(|photo| assert_well_formed(&paint::street::photo(photo, words)));
        assert_well_formed(&paint::street::crowd(street.crowd.len(), Rect::new(0.0, 0.0, 40.0, 20.0)));
    }
}

/// All that the stage would show, in one picture whose names are its own.
fn assert_still(frame: &crate::cluster::Frame) {
    let map = Map { layout: Layout::Compact, village: village(frame), street: has_street(frame) };
    let shown = scene(frame, View { map, speed: 0.001, still: false });
    for lang in Lang::ALL {
        let painted = still::still(frame, lang, "a \"b\":", "still");
        assert_well_formed(&painted);
        assert_eq!(painted.matches("data-home=").count(), shown.homes.len());
        assert_eq!(painted.matches("data-letter=").count(), shown.letters.len());
        assert!(!painted.contains("id=\"board") && !painted.contains("url(#board"));
        assert!(painted.contains("aria-label=\"a &quot;b&quot;: "), "{painted}");
    }
}

#[test]
fn a_whole_run_is_painted_well_formed() {
    let mut session = Session::new(crate::cluster::WorldSpec::new(7)).expect("a default world");
    let (mut painted, mut photos) = (0, 0);
    for at_us in (0..40_000_000).step_by(370_000) {
        session.advance_to(at_us);
        let nth = (at_us / 370_000) as usize;
        match nth {
            20 => drop(session.dispatch(crate::cluster::Action::Crash { member: 3 })),
            40 => drop(session.dispatch(crate::cluster::Action::SuggestPiece)),
            45 => drop(session.dispatch(crate::cluster::Action::TakeSnapshot { member: 1 })),
            50.. => {
                let name = ["rosa", "tome", "lia", "<b>", "rui", "terminal"][nth % 6];
                drop(session.dispatch(palette::watch(name, palette::Topic::Puzzle, 4)));
                drop(session.dispatch(palette::turn_key(&session.frame())));
            }
            _ => {}
        }
        let frame = session.frame();
        assert_still(&frame);
        for layout in [Layout::Wide, Layout::Compact] {
            let map = Map { layout, village: village(&frame), street: has_street(&frame) };
            let view = View { map, speed: 0.25, still: false };
            let scene = scene(&frame, view);
            photos += scene.homes.iter().filter(|home| home.notebook.photo.is_some()).count();
            paint_all(&scene);
            paint_street(&street(&frame, map));
            painted += 1;
        }
    }
    assert!(painted > 200 && photos > 0);
}

#[test]
fn grounds_and_feasts_are_well_formed() {
    for layout in [Layout::Wide, Layout::Compact] {
        for village in [Village::Small, Village::Big] {
            let map = Map { layout, village, street: village == Village::Big };
            assert_well_formed(&ground::ground(map, false));
            assert_well_formed(&ground::ground(map, true));
            assert_well_formed(&outside::bunting(map.view_box(), 1.0));
            assert_well_formed(&outside::confetti(map.view_box(), 0.6));
        }
    }
}
