//! How many pixels an element has, now and after every change.

use crate::ui::view::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, ResizeObserver};

/// Stops watching when it is dropped.
struct Watch {
    observer: ResizeObserver,
    /// Called by the browser for as long as the watch lives.
    _measure: Closure<dyn FnMut()>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Writes the size of `node` to `size` for as long as the current owner lives.
pub fn observe(node: ElementRef, size: RwSignal<Option<(f64, f64)>>) {
    Effect::new(move |_| {
        let Some(element) = node.get() else { return };
        let element: Element = element.unchecked_into();
        let measured = element.clone();
        let measure = Closure::<dyn FnMut()>::new(move || {
            let rect = measured.get_bounding_client_rect();
            if rect.width() > 0.0 && rect.height() > 0.0 {
                size.set(Some((rect.width(), rect.height())));
            }
        });
        let Ok(observer) = ResizeObserver::new(measure.as_ref().unchecked_ref()) else { return };
        observer.observe(&element);
        // Belongs to the effect's owner, and goes with it.
        StoredValue::new_local(Watch { observer, _measure: measure });
    });
}
