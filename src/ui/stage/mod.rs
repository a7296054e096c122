//! A stand-in until the stage itself is there.

use leptos::prelude::*;

#[component]
pub fn Stage() -> impl IntoView {
    view! { <section class="card stage"></section> }
}
