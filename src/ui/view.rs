//! The elements of the page: all of one type, whatever their tag, their attributes and what is within them.
//!
//! Leptos has a type of its own for every tag with its attributes, and makes code for each of them. But what
//! `view!` writes names no types, it only calls methods; so here are methods of the same names that make an
//! [`Element`]. Modules that show something import all of this instead of leptos's prelude.

mod setting;

use leptos::ev::EventDescriptor;
use leptos::html::{Custom, ElementType, HtmlElement};
use leptos::prelude::{AddAnyAttr, IntoRender, Mountable, Render, RenderHtml};
pub use leptos::prelude::{
    AnyView, Children, CollectView, Effect, For, Get, GetUntracked, GetValue, IntoAny, IntoView, Memo, NodeRef, Read,
    RwSignal, Set, SetValue, StoredValue, Track, Update, UpdateValue, With, WithUntracked, WithValue, component,
    document, event_target_checked, event_target_value, expect_context, on_cleanup, provide_context, queue_microtask,
    request_animation_frame, set_timeout, view, window, window_event_listener,
};
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::types::{Element as DomElement, Node as DomNode};
use leptos::tachys::renderer::{CastFrom, Rndr};
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Position, PositionState};
use leptos::wasm_bindgen::JsValue;

use self::setting::{IntoSetting, Kept, Key, Setting, set};

/// Finds an element again once it is in the page.
pub type ElementRef = NodeRef<Custom<&'static str>>;

/// An element that is not in the page yet.
pub struct Element {
    tag: &'static str,
    namespace: Option<&'static str>,
    settings: Vec<Setting>,
    children: Vec<AnyView>,
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
///
/// Leptos's elements have methods of their own for what only some of them take, such as `type`: where such an element
/// has no children, another attribute or property has to come first.
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
        placeholder = "placeholder",
        inert = "inert",
        inputmode = "inputmode",
        autocomplete = "autocomplete",
        hidden = "hidden",
        disabled = "disabled",
        min = "min",
        max = "max",
        step = "step",
        novalidate = "novalidate",
        accept = "accept",
        autocapitalize = "autocapitalize",
        rows = "rows",
        spellcheck = "spellcheck",
        value = "value",
        aria_activedescendant = "aria-activedescendant",
        aria_busy = "aria-busy",
        aria_controls = "aria-controls",
        aria_current = "aria-current",
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
        aria_selected = "aria-selected",
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
