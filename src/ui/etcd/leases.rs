//! Leases: how long each of them lasts, and the keys that live by it.

use super::{Etcd, Part};
use crate::cluster::LeaseFrame;
use crate::paint::markup::Words;
use crate::ui::live::{live, part, press};
use crate::ui::view::*;

/// A lease as it is shown: in whole seconds.
#[derive(Clone, PartialEq)]
struct Shown {
    id: String,
    ttl_s: i64,
    left_s: Option<u64>,
    keys: Vec<String>,
}

impl Shown {
    fn of(lease: &LeaseFrame) -> Shown {
        Shown {
            id: lease.id.clone(),
            ttl_s: lease.ttl_s,
            left_s: lease.remaining_us.map(|us| us.div_ceil(1_000_000)),
            keys: lease.keys.iter().map(|key| key.to_string()).collect(),
        }
    }

    /// How much of it is left, of 100.
    fn share(&self) -> u64 {
        let ttl_s = self.ttl_s.max(1) as u64;
        self.left_s.map_or(0, |left_s| (left_s * 100 / ttl_s).min(100))
    }
}

#[component]
pub fn Leases() -> impl IntoView {
    let etcd = expect_context::<Etcd>();
    let leases = Memo::new(move |_| etcd.player.frame.read().leases.iter().map(Shown::of).collect::<Vec<_>>());
    let ids = Memo::new(move |_| {
        leases.read().iter().map(|lease| (lease.id.clone(), lease.keys.clone())).collect::<Vec<_>>()
    });
    let row = move |(id, keys): (String, Vec<String>)| {
        let of = move || leases.read().iter().find(|lease| lease.id == id).cloned();
        let (told, ring) = (of.clone(), of.clone());
        let words = move || {
            let texts = &etcd.t().lease;
            let Some(lease) = told() else { return String::new() };
            let left = lease.left_s.map_or_else(|| texts.nobody_counts.to_owned(), |left_s| (texts.left)(left_s));
            format!(
                "<b>{}</b><small>{} · <span lang=en>{}</span></small>",
                Words(&left),
                Words(&(texts.granted)(lease.ttl_s)),
                Words(&lease.id)
            )
        };
        let share = move || ring().map_or(0, |lease| lease.share()).to_string();
        let number =
            move || of().and_then(|lease| lease.left_s).map_or_else(|| "?".to_owned(), |left_s| left_s.to_string());
        let no_keys = keys.is_empty();
        let key = move |key: String| {
            let name = key.clone();
            let show = move || {
                etcd.chosen.set(Some((key.clone(), None)));
                etcd.part.set(Part::Keys);
            };
            view! { <li><button lang="en" on:click=press(show)>{name}</button></li> }
        };
        view! {
            <li>
                <i class="lease-ring" style:--left=live(share) aria-hidden="true"><span>{live(number)}</span></i>
                <div>
                    <p inner_html=live(words)></p>
                    <ul>{keys.into_iter().map(key).collect_view()}</ul>
                    <p class="etcd-hint" hidden=!no_keys>{etcd.text(|texts| texts.lease.no_keys)}</p>
                </div>
            </li>
        }
    };
    view! {
        <div class="etcd-scroll leases" tabindex="0" role="group" aria-label=etcd.named(|texts| texts.leases)>
            <ul>{part(move || ids.get().into_iter().map(row).collect_view().into_any())}</ul>
            <p class="etcd-none" hidden=move || !ids.read().is_empty()>{etcd.text(|texts| texts.lease.none)}</p>
        </div>
    }
}
