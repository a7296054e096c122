//! Attributes, texts and handlers with one type for all of a kind.
//!
//! Leptos makes code for every type that it shows or listens with, and every closure is a type of its own.

use std::borrow::Cow;

use leptos::ev::MouseEvent;
use leptos::prelude::{AnyView, Get, IntoAny, Memo};

/// A text that follows what it is made of.
pub type Live = Box<dyn FnMut() -> Cow<'static, str> + Send>;

pub fn live<T: Into<Cow<'static, str>>>(mut make: impl FnMut() -> T + Send + 'static) -> Live {
    Box::new(move || make().into())
}

/// A part of the page that is made anew whenever what it is made of changes.
pub type Part = Box<dyn FnMut() -> AnyView + Send>;

pub fn part(make: impl FnMut() -> AnyView + Send + 'static) -> Part {
    Box::new(make)
}

/// A part that is there while a condition holds.
pub fn when(condition: impl Fn() -> bool + Send + Sync + 'static, make: impl Fn() -> AnyView + Send + 'static) -> Part {
    let holds = Memo::new(move |_| condition());
    part(move || if holds.get() { make() } else { ().into_any() })
}

/// What a press does.
pub fn press(act: impl Fn() + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(move |_| act())
}
