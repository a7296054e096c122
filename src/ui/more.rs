//! What the first picture of the village does not need.

use crate::ui::help::HelpView;
use crate::ui::lab::Lab;
use crate::ui::legend::Legend;
use crate::ui::seal::Seal;
use crate::ui::stage::{Menu, Sides};
use crate::ui::view::*;

/// The parts that come later.
pub struct More {
    pub lab: fn() -> AnyView,
    pub help: fn(&'static str) -> AnyView,
    pub legend: fn() -> AnyView,
    pub seal: fn() -> AnyView,
    pub menu: fn() -> AnyView,
    pub sides: fn() -> AnyView,
}

static MORE: More = More {
    lab: || view! { <Lab /> }.into_any(),
    help: |openraft| view! { <HelpView openraft=openraft /> }.into_any(),
    legend: || view! { <Legend /> }.into_any(),
    seal: || view! { <Seal /> }.into_any(),
    menu: || view! { <Menu /> }.into_any(),
    sides: || view! { <Sides /> }.into_any(),
};

#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(more, fallible)]
pub fn fetch() -> Result<&'static More, wasm_split_helpers::SplitLoaderError> {
    Ok(&MORE)
}

#[cfg(not(feature = "split"))]
pub async fn fetch() -> Result<&'static More, std::convert::Infallible> {
    Ok(&MORE)
}

#[derive(Clone, Copy)]
pub struct Chunk(RwSignal<Option<&'static More>>);

impl Chunk {
    pub fn provide() -> Chunk {
        let chunk = Chunk(RwSignal::new(None));
        provide_context(chunk);
        leptos::task::spawn_local(async move {
            if let Ok(more) = fetch().await {
                chunk.0.set(Some(more));
            }
        });
        chunk
    }

    pub fn expect() -> Chunk {
        expect_context()
    }

    pub fn part(self, choose: impl Fn(&'static More) -> AnyView + Send + 'static) -> crate::ui::live::Part {
        crate::ui::live::part(move || self.0.get().map_or_else(|| ().into_any(), &choose))
    }
}
