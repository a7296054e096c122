//! What is set on an element, once or again whenever it changes.

use std::borrow::Cow;
use std::sync::{Arc, Mutex};

use leptos::prelude::{Get, Memo, RenderEffect, RwSignal};
use leptos::tachys::html::node_ref::NodeRefContainer;
use leptos::tachys::renderer::types::Element as DomElement;
use leptos::tachys::renderer::{RemoveEventHandler, Rndr};

use super::ElementRef;
use crate::ui::live::Live;

/// What can be set, by its name.
#[derive(Clone, Copy, PartialEq)]
pub enum Key {
    Attribute(&'static str),
    Class(&'static str),
    Style(&'static str),
    Property(&'static str),
    InnerHtml,
}

/// To what it is set; nothing takes it away. Whatever is either there or not is an empty text.
pub type Value = Option<Cow<'static, str>>;

/// Begins to listen, until what it gives back is dropped.
pub type Attach = Box<dyn FnOnce(&DomElement) -> RemoveEventHandler<DomElement> + Send>;

/// Something that an element gets when it is built.
pub enum Setting {
    Fixed(Key, Value),
    /// Set anew whenever the value changes.
    Following(Key, Box<dyn FnMut() -> Value + Send>),
    Listening(Attach),
    Referring(ElementRef),
}

/// What keeps an element up to date for as long as it is in the page.
pub enum Kept {
    Effect(#[expect(dead_code, reason = "runs until it is dropped")] RenderEffect<Value>),
    Listener(#[expect(dead_code, reason = "listens until it is dropped")] RemoveEventHandler<DomElement>),
}

impl Setting {
    pub fn key(&self) -> Option<Key> {
        match self {
            Setting::Fixed(key, _) | Setting::Following(key, _) => Some(*key),
            Setting::Listening(_) | Setting::Referring(_) => None,
        }
    }

    pub fn apply(self, element: &DomElement) -> Option<Kept> {
        match self {
            Setting::Fixed(key, value) => {
                set(element, key, &value);
                None
            }
            Setting::Following(key, mut make) => {
                let element = element.clone();
                Some(Kept::Effect(RenderEffect::new(move |before: Option<Value>| {
                    let value = make();
                    if before.as_ref() != Some(&value) {
                        set(&element, key, &value);
                    }
                    value
                })))
            }
            Setting::Listening(attach) => Some(Kept::Listener(attach(element))),
            Setting::Referring(reference) => {
                reference.load(element);
                None
            }
        }
    }
}

pub fn set(element: &DomElement, key: Key, value: &Value) {
    match (key, value) {
        (Key::Attribute(name), Some(value)) => Rndr::set_attribute(element, name, value),
        (Key::Attribute(name), None) => Rndr::remove_attribute(element, name),
        (Key::Class(name), Some(_)) => Rndr::add_class(&Rndr::class_list(element), name),
        (Key::Class(name), None) => Rndr::remove_class(&Rndr::class_list(element), name),
        (Key::Style(name), value) => {
            Rndr::set_css_property(&Rndr::style(element), name, value.as_deref().unwrap_or_default());
        }
        // Of the properties that are set, this one alone is no text.
        (Key::Property("checked"), value) => Rndr::set_property(element, "checked", &value.is_some().into()),
        (Key::Property(name), value) => {
            Rndr::set_property(element, name, &value.as_deref().unwrap_or_default().into());
        }
        (Key::InnerHtml, value) => Rndr::set_inner_html(element, value.as_deref().unwrap_or_default()),
    }
}

/// What a value can be made of.
pub trait IntoValue {
    fn into_value(self) -> Value;
}

impl IntoValue for Cow<'static, str> {
    fn into_value(self) -> Value {
        Some(self)
    }
}

impl IntoValue for &'static str {
    fn into_value(self) -> Value {
        Some(self.into())
    }
}

impl IntoValue for String {
    fn into_value(self) -> Value {
        Some(self.into())
    }
}

impl IntoValue for u8 {
    fn into_value(self) -> Value {
        self.to_string().into_value()
    }
}

impl IntoValue for bool {
    fn into_value(self) -> Value {
        self.then_some(Cow::Borrowed(""))
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value(self) -> Value {
        self.and_then(T::into_value)
    }
}

/// What can stand behind an attribute's name: a value, or something that makes one again and again.
pub trait IntoSetting {
    fn into_setting(self, key: Key) -> Setting;
}

impl<T: IntoValue> IntoSetting for T {
    fn into_setting(self, key: Key) -> Setting {
        Setting::Fixed(key, self.into_value())
    }
}

impl IntoSetting for Live {
    fn into_setting(mut self, key: Key) -> Setting {
        Setting::Following(key, Box::new(move || Some(self())))
    }
}

/// What `view!` makes of a closure.
impl<T: IntoValue + 'static> IntoSetting for Arc<Mutex<dyn FnMut() -> T + Send>> {
    fn into_setting(self, key: Key) -> Setting {
        Setting::Following(key, Box::new(move || self.lock().ok().and_then(|mut make| make().into_value())))
    }
}

impl<T: IntoValue + Clone + Send + Sync + 'static> IntoSetting for Memo<T> {
    fn into_setting(self, key: Key) -> Setting {
        Setting::Following(key, Box::new(move || self.get().into_value()))
    }
}

impl IntoSetting for RwSignal<String> {
    fn into_setting(self, key: Key) -> Setting {
        Setting::Following(key, Box::new(move || self.get().into_value()))
    }
}

/// One class, or one property of the style.
impl<S: IntoSetting> IntoSetting for (&'static str, S) {
    fn into_setting(self, key: Key) -> Setting {
        let (name, setting) = self;
        setting.into_setting(if key == Key::Attribute("class") { Key::Class(name) } else { Key::Style(name) })
    }
}
