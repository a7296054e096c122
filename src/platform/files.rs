//! Files that come from the computer and go to it, and the clipboard.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, Element, File, FileReader, HtmlAnchorElement, HtmlTextAreaElement, Url};

/// Offers bytes to be saved under a name.
pub fn save(name: &str, bytes: &[u8]) {
    // What the browser refuses is not saved; it says so itself.
    let _ = try_save(name, bytes);
}

fn try_save(name: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::UNDEFINED)?;
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes)))?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&url)
}

/// Reads a file and gives its bytes in base64; nothing if it can't be read.
pub fn read(file: &File, then: impl FnOnce(Option<String>) + 'static) {
    let Ok(reader) = FileReader::new() else { return then(None) };
    let result = reader.clone();
    let done = Closure::once_into_js(move || {
        // `data:…;base64,` and then the bytes; an empty file may have nothing behind the name of its kind.
        let url = result.result().ok().and_then(|url| url.as_string());
        then(url.map(|url| url.split_once("base64,").map(|(_, bytes)| bytes.to_owned()).unwrap_or_default()));
    });
    reader.set_onloadend(Some(done.unchecked_ref()));
    // Its failure ends the loading too.
    let _ = reader.read_as_data_url(file);
}

/// Puts a text onto the clipboard; `within` is where there is room for a field while the browser has no other way.
pub fn copy(text: &str, within: &Element) {
    let Some(window) = web_sys::window() else { return };
    // There is none where the page is not served securely.
    let clipboard = js_sys::Reflect::get(&window.navigator(), &"clipboard".into()).unwrap_or_default();
    if !clipboard.is_undefined() {
        // A promise that is not kept means that the person said no.
        let refused = Closure::<dyn FnMut(JsValue)>::new(|_| {});
        let _ = window.navigator().clipboard().write_text(text).catch(&refused);
        refused.forget();
        return;
    }
    let Some(document) = window.document() else { return };
    if let Ok(field) = document.create_element("textarea") {
        let field: HtmlTextAreaElement = field.unchecked_into();
        field.set_value(text);
        if within.append_child(&field).is_ok() {
            field.select();
            let copy = js_sys::Reflect::get(&document, &"execCommand".into()).unwrap_or_default();
            if let Ok(copy) = copy.dyn_into::<js_sys::Function>() {
                let _ = copy.call1(&document, &"copy".into());
            }
            field.remove();
        }
    }
}
