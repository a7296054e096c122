//! What a visitor prefers, as signals in the context.

use leptos::prelude::*;

use crate::i18n::Lang;

#[derive(Clone, Copy)]
pub struct Prefs {
    pub lang: ReadSignal<Lang>,
    pub reduced_motion: Signal<bool>,
}
