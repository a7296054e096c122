//! The elements of the page: all of one type, whatever their tag, their attributes and what is within them.
//!
//! Leptos has a type of its own for every tag with its attributes, and makes code for each of them. But what
//! `view!` writes names no types, it only calls methods; so here are methods of the same names that make an
//! [`Element`]. Modules that show something import all of this instead of leptos's prelude.

use std::borrow::Cow;
use std::sync::{Arc, Mutex};

use leptos::ev::EventDescriptor;
use leptos::html::{Custom, ElementType, HtmlElement};
use leptos::prelude::{AddAnyAttr, IntoRender, Mountable, Render, RenderEffect, RenderHtml};
pub use leptos::prelude::{
    AnyView, Children, CollectView, Effect, For, Get, GetUntracked, GetValue, IntoAny, IntoView, Memo, NodeRef, Read,
    RwSignal, Set, SetValue, StoredValue, Track, Update, UpdateValue, With, WithUntracked, component, document,
    event_target_checked, event_target_value, expect_context, on_cleanup, provide_context, queue_microtask,
    request_animation_frame, view, window, window_event_listener,
};
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::html::node_ref::NodeRefContainer;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::types::{Element as DomElement, Node as DomNode};
use leptos::tachys::renderer::{CastFrom, RemoveEventHandler, Rndr};
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Position, PositionState};
use leptos::wasm_bindgen::JsValue;

use crate::ui::live::Live;

/// Finds an element again once it is in the page.
pub type ElementRef = NodeRef<Custom<&'static str>>;

/// An element that is not in the page yet.
pub struct Element {
    tag: &'static str,
    namespace: Option<&'static str>,
    settings: Vec<Setting>,
    children: Vec<AnyView>,
}

/// What is set on an element, by its name.
#[derive(Clone, Copy, PartialEq)]
pub enum Key {
    Attribute(&'static str),
    Class(&'static str),
    Style(&'static str),
    Property(&'static str),
    InnerHtml,
}

/// To what it is set; nothing takes it away. Whatever is either there or not is an empty text.
type Value = Option<Cow<'static, str>>;

/// Begins to listen.
type Attach = Box<dyn FnOnce(&DomElement) -> RemoveEventHandler<DomElement> + Send>;

/// Something that an element gets when it is built.
pub enum Setting {
    Fixed(Key, Value),
    /// Set anew whenever the value changes.
    Following(Key, Box<dyn FnMut() -> Value + Send>),
    Listening(Attach),
    Referring(ElementRef),
}

/// What keeps an element up to date for as long as it is in the page.
enum Kept {
    Effect(#[expect(dead_code, reason = "runs until it is dropped")] RenderEffect<Value>),
    Listener(#[expect(dead_code, reason = "listens until it is dropped")] RemoveEventHandler<DomElement>),
}

impl Setting {
    fn key(&self) -> Option<Key> {
        match self {
            Setting::Fixed(key, _) | Setting::Following(key, _) => Some(*key),
            Setting::Listening(_) | Setting::Referring(_) => None,
        }
    }

    fn apply(self, element: &DomElement) -> Option<Kept> {
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

fn set(element: &DomElement, key: Key, value: &Value) {
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

/// Attributes that are called by a method of their own.
macro_rules! attributes {
    ($($method:ident = $name:literal,)*) => {
        $(
            fn $method(self, value: impl IntoSetting) -> Element {
                self.attr($name, value)
            }
        )*
    };
}

/// What `view!` calls. An attribute that is missing here has to be added to the list.
pub trait Build: Sized {
    fn element(self) -> Element;

    fn with(self, setting: Setting) -> Element {
        let mut element = self.element();
        element.settings.push(setting);
        element
    }

    fn child<C: IntoRender>(self, child: C) -> Element
    where
        C::Output: RenderHtml,
    {
        let mut element = self.element();
        element.children.push(child.into_render().into_any());
        element
    }

    fn attr(self, name: &'static str, value: impl IntoSetting) -> Element {
        self.with(value.into_setting(Key::Attribute(name)))
    }

    fn prop(self, name: &'static str, value: impl IntoSetting) -> Element {
        self.with(value.into_setting(Key::Property(name)))
    }

    fn inner_html(self, value: impl IntoSetting) -> Element {
        self.with(value.into_setting(Key::InnerHtml))
    }

    fn node_ref(self, reference: ElementRef) -> Element {
        self.with(Setting::Referring(reference))
    }

    fn on<E>(self, event: E, mut handler: impl FnMut(E::EventType) + 'static) -> Element
    where
        E: EventDescriptor,
        E::EventType: From<JsValue>,
    {
        let handler: Box<dyn FnMut(JsValue)> = Box::new(move |event| handler(event.into()));
        let on = leptos::ev::on(leptos::ev::Custom::<JsValue>::new(event.name()), handler);
        self.with(Setting::Listening(Box::new(move |element| on.attach(element))))
    }

    attributes! {
        class = "class",
        style = "style",
        id = "id",
        lang = "lang",
        role = "role",
        tabindex = "tabindex",
        title = "title",
        href = "href",
        open = "open",
        r#type = "type",
        r#for = "for",
        name = "name",
        inputmode = "inputmode",
        autocomplete = "autocomplete",
        novalidate = "novalidate",
        aria_describedby = "aria-describedby",
        aria_disabled = "aria-disabled",
        aria_expanded = "aria-expanded",
        aria_haspopup = "aria-haspopup",
        aria_hidden = "aria-hidden",
        aria_invalid = "aria-invalid",
        aria_label = "aria-label",
        aria_labelledby = "aria-labelledby",
        aria_live = "aria-live",
        aria_pressed = "aria-pressed",
        aria_valuemax = "aria-valuemax",
        aria_valuemin = "aria-valuemin",
        aria_valuenow = "aria-valuenow",
        aria_valuetext = "aria-valuetext",
    }
}

/// What `view!` begins with.
impl<E: ElementType> Build for HtmlElement<E, (), ()> {
    fn element(self) -> Element {
        Element { tag: E::TAG, namespace: E::NAMESPACE, settings: Vec::new(), children: Vec::new() }
    }
}

impl Build for Element {
    fn element(self) -> Element {
        self
    }
}

/// An element in the page.
pub struct ElementState {
    tag: &'static str,
    element: DomElement,
    keys: Vec<Key>,
    kept: Vec<Kept>,
    children: Vec<AnyViewState>,
}

impl Element {
    fn keys(&self) -> Vec<Key> {
        self.settings.iter().filter_map(Setting::key).collect()
    }
}

impl Render for Element {
    type State = ElementState;

    fn build(self) -> ElementState {
        let element = Rndr::create_element(self.tag, self.namespace);
        let keys = self.keys();
        let kept = self.settings.into_iter().filter_map(|setting| setting.apply(&element)).collect();
        let children = self.children.into_iter().map(|child| {
            let mut child = child.build();
            child.mount(&element, None);
            child
        });
        let children = children.collect();
        ElementState { tag: self.tag, element, keys, kept, children }
    }

    /// Stays the same element of the page, with its focus, if it is one of the same kind.
    fn rebuild(self, state: &mut ElementState) {
        if self.tag != state.tag || self.children.len() != state.children.len() {
            let mut new = self.build();
            state.insert_before_this(&mut new);
            state.unmount();
            *state = new;
            return;
        }
        let keys = self.keys();
        state.kept.clear();
        for key in state.keys.iter().filter(|key| !keys.contains(key)) {
            set(&state.element, *key, &None);
        }
        state.keys = keys;
        state.kept = self.settings.into_iter().filter_map(|setting| setting.apply(&state.element)).collect();
        for (child, state) in self.children.into_iter().zip(&mut state.children) {
            child.rebuild(state);
        }
    }
}

impl Mountable for ElementState {
    fn unmount(&mut self) {
        Rndr::remove(&self.element);
    }

    fn mount(&mut self, parent: &DomElement, marker: Option<&DomNode>) {
        Rndr::insert_node(parent, &self.element, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = Rndr::get_parent(&self.element).and_then(DomElement::cast_from);
        if let Some(parent) = &parent {
            child.mount(parent, Some(&self.element));
        }
        parent.is_some()
    }

    fn elements(&self) -> Vec<DomElement> {
        vec![self.element.clone()]
    }
}

impl AddAnyAttr for Element {
    type Output<A: Attribute> = Element;

    fn add_any_attr<A: Attribute>(self, _: A) -> Element {
        unreachable!("attributes are given to elements, not to components")
    }
}

/// The page is only ever made in the browser.
impl RenderHtml for Element {
    type AsyncOutput = Element;
    type Owned = Element;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Element {
        self
    }

    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {
        unreachable!("no page is made as text")
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> ElementState {
        unreachable!("no page is made of text")
    }

    fn into_owned(self) -> Element {
        self
    }
}
