//! Components that paint models and turn clicks and keys into commands for the [`player::Player`].

mod api;
mod app;
mod course;
mod etcd;
mod feed;
mod guide;
mod header;
mod help;
mod icons;
mod keys;
mod lab;
mod later;
mod legend;
mod live;
mod more;
pub mod notice;
pub mod player;
mod pointing;
pub mod prefs;
mod progress;
mod scrubber;
mod seal;
mod sheet;
mod stage;
mod transport;
mod view;
mod welcome;

use leptos::prelude::*;

use crate::platform::{panic, screen};

/// Puts the page in place of what `index.html` showed until now.
pub fn mount() {
    panic::install();
    let player = player::Player::start(screen::seed_of_the_day());
    leptos::mount::mount_to_body(move || view! { <app::App player=player /> });
    screen::mounted();
}
