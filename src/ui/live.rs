//! Attributes, texts and handlers with one type for all of a kind.
//!
//! Leptos makes code for every type that it shows or listens with, and every closure is a type of its own.

use std::borrow::Cow;

use leptos::ev::MouseEvent;

/// A text that follows what it is made of.
pub type Live = Box<dyn FnMut() -> Cow<'static, str> + Send>;

pub fn live<T: Into<Cow<'static, str>>>(mut make: impl FnMut() -> T + Send + 'static) -> Live {
    Box::new(move || make().into())
}

/// What a press does.
pub fn press(act: impl Fn() + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(move |_| act())
}
