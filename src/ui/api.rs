//! `window.quorum`: the page for tests, embedders and the curious. See `docs/api.md`.

use js_sys::{Error, Function, JSON, Object, Promise, Reflect};
use leptos::prelude::GetUntracked;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use crate::cluster::Action;
use crate::etcdctl::CommandOutput;
use crate::i18n::Lang;
use crate::json;
use crate::session::{AT_US_MAX, Speed};
use crate::ui::player::Player;
use crate::ui::prefs::Prefs;

/// The fastest that time may be asked to pass, in virtual per real seconds.
const SPEED_MAX: f64 = 1000.0;
/// No call may run more virtual time than this before it returns: a day.
const ADVANCE_US_MAX: u64 = 24 * 3600 * 1_000_000;

/// The object on the window, and what says that its calls are there.
pub struct Handle {
    api: Object,
    is_ready: Function,
}

/// Puts the object onto the window. Until [`fill`] there is nothing but `ready` to call.
pub fn announce() -> Handle {
    let api = Object::new();
    let mut is_ready = Function::default();
    let ready = Promise::new(&mut |resolve, _| is_ready = resolve);
    set(&api, "ready", &ready);
    set(&js_sys::global(), "quorum", &api);
    Handle { api, is_ready }
}

/// Adds the calls and has `ready` be so. `prefs` say in which language errors speak.
pub fn fill(handle: &Handle, player: Player, prefs: Prefs) {
    let lang = move || prefs.lang.get_untracked();
    let api = &handle.api;
    let version = to_js(&Version { app: env!("CARGO_PKG_VERSION"), openraft: env!("OPENRAFT_VERSION") });
    set(api, "version", &version);
    method0(api, "frame", move || Ok(frame(player)));
    method1(api, "dispatch", move |action| {
        let action = parse_action(&action)?;
        player.dispatch(action).map_err(|refusal| error(&lang().refusal(&refusal)))?;
        Ok(JsValue::UNDEFINED)
    });
    method0(api, "play", move || {
        player.play();
        Ok(JsValue::UNDEFINED)
    });
    method0(api, "pause", move || {
        player.pause();
        Ok(JsValue::UNDEFINED)
    });
    method1(api, "speed", move |speed| {
        let speed = speed.as_f64().filter(|speed| *speed > 0.0 && *speed <= SPEED_MAX);
        let speed = speed.ok_or_else(|| error(&format!("speed(x) takes a number above 0, at most {SPEED_MAX}")))?;
        player.set_speed(Speed(speed));
        Ok(JsValue::UNDEFINED)
    });
    method2(api, "advance", move |us, options| {
        let now_us = player.with_frame(|frame| frame.t_us);
        let us = microseconds("advance", &us, ADVANCE_US_MAX.min(AT_US_MAX - now_us))?;
        let checks = Reflect::get(&options, &"checks".into()).unwrap_or_default();
        player.advance(us, checks != JsValue::FALSE);
        Ok(frame(player))
    });
    method1(api, "seek", move |us| {
        let us = microseconds("seek", &us, AT_US_MAX)?;
        let arrival = player.seek_and_wait(us);
        let sought = future_to_promise(async move {
            let frame = arrival.await.ok_or_else(|| error("another moment or session was asked for before"))?;
            Ok(to_js(&*frame))
        });
        Ok(sought.into())
    });
    method2(api, "run", move |line, stdin| {
        let line = line.as_string().ok_or_else(|| error("run(line, stdin?) takes a text"))?;
        let output = run(player, lang(), line.trim(), &stdin.as_string().unwrap_or_default());
        let output = output.map(|output| to_js(&output));
        Ok(future_to_promise(async move { output }).into())
    });
    method0(api, "export", move || Ok(JsValue::from(player.export())));
    method1(api, "import", move |session| {
        let json = match session.as_string() {
            Some(json) => json,
            None => stringify(&session)?,
        };
        player.import(&json).map_err(|why| error(&why.to_string()))?;
        Ok(JsValue::UNDEFINED)
    });
    method0(api, "trace_hash", move || Ok(JsValue::from(player.trace_hash())));
    let _ = handle.is_ready.call1(&JsValue::UNDEFINED, api);
}

#[derive(Serialize)]
struct Version {
    app: &'static str,
    openraft: &'static str,
}

fn frame(player: Player) -> JsValue {
    player.with_frame(to_js)
}

/// One line of the terminal. Only etcdctl lives in this village.
fn run(player: Player, lang: Lang, line: &str, stdin: &str) -> Result<CommandOutput, JsValue> {
    let (tool, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    if tool == "etcdctl" {
        return player.run_etcdctl(rest.trim(), stdin).map_err(|refusal| error(&lang.refusal(&refusal)));
    }
    // What a shell says.
    Ok(CommandOutput { stderr: format!("{tool}: command not found\n"), exit: 127, ..CommandOutput::default() })
}

fn parse_action(action: &JsValue) -> Result<Action, JsValue> {
    let json = match action.as_string() {
        // A plain word is an action by itself; any other text may be one in JSON.
        Some(text) if text.starts_with(['{', '"']) => text,
        Some(word) => serde_json::to_string(&word).expect("a text has a JSON form"),
        None => stringify(action)?,
    };
    json::read(&json).map_err(|why| error(&format!("this is no action: {why}")))
}

/// A number of microseconds that makes sense, rounded: `8.2 * 1e6` is not a whole number in JavaScript.
fn microseconds(call: &str, value: &JsValue, max_us: u64) -> Result<u64, JsValue> {
    let us = value.as_f64().map(f64::round).filter(|us| *us >= 0.0 && *us <= max_us as f64);
    us.map(|us| us as u64).ok_or_else(|| error(&format!("{call}(us) takes a number of microseconds, 0 to {max_us}")))
}

fn stringify(value: &JsValue) -> Result<String, JsValue> {
    // `undefined` and functions have no JSON.
    let json = JSON::stringify(value).map_err(|_| error("this has no JSON form"))?;
    JsValue::from(json).as_string().ok_or_else(|| error("this has no JSON form"))
}

fn to_js(value: &impl Serialize) -> JsValue {
    let json = serde_json::to_string(value).expect("plain values have a JSON form");
    JSON::parse(&json).expect("serde_json writes JSON")
}

fn error(message: &str) -> JsValue {
    Error::new(message).into()
}

fn set(object: &Object, name: &str, value: &JsValue) {
    Reflect::set(object, &name.into(), value).expect("a plain object takes properties");
}

/// What a call gives back or throws.
type Called = Result<JsValue, JsValue>;

fn method0(api: &Object, name: &str, call: impl Fn() -> Called + 'static) {
    let closure = Closure::<dyn Fn() -> Called>::new(call).into_js_value();
    set(api, name, closure.unchecked_ref::<Function>());
}

fn method1(api: &Object, name: &str, call: impl Fn(JsValue) -> Called + 'static) {
    let closure = Closure::<dyn Fn(JsValue) -> Called>::new(call).into_js_value();
    set(api, name, closure.unchecked_ref::<Function>());
}

fn method2(api: &Object, name: &str, call: impl Fn(JsValue, JsValue) -> Called + 'static) {
    let closure = Closure::<dyn Fn(JsValue, JsValue) -> Called>::new(call).into_js_value();
    set(api, name, closure.unchecked_ref::<Function>());
}
