//! Attributes, texts and handlers with one type for all of a kind.
//!
//! Leptos makes code for every type that it shows or listens with, and every closure is a type of its own.

use leptos::ev::MouseEvent;

/// A value that follows what it is made of.
pub type Live<T> = Box<dyn FnMut() -> T + Send>;

pub fn live<T>(make: impl FnMut() -> T + Send + 'static) -> Live<T> {
    Box::new(make)
}

/// What a press does.
pub fn press(act: impl Fn() + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(move |_| act())
}
