//! What the compiler does not check about the project itself: who may know whom, sizes, leftovers,
//! licences. Each rule says why it is there when it is broken.

use std::fs;
use std::path::{Path, PathBuf};

/// Every module and the ones it may name, besides itself. The order is the one they stand on each other in.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("base64", &[]),
    ("few", &[]),
    ("json", &[]),
    ("mistake", &[]),
    ("sim", &["few"]),
    ("etcd", &["few"]),
    ("raft", &["few", "mistake", "sim", "etcd"]),
    ("etcdctl", &["base64", "etcd", "few"]),
    ("puzzle", &["sim"]),
    ("cluster", &["base64", "few", "json", "mistake", "sim", "etcd", "raft", "etcdctl", "puzzle"]),
    ("check", &["few", "cluster", "etcd"]),
    ("session", &["json", "cluster", "check", "etcd", "etcdctl"]),
    ("lessons", &["few", "cluster", "etcd", "etcdctl", "puzzle", "session", "i18n"]),
    ("explore", &["cluster", "session", "check", "etcd", "sim"]),
    ("narration", &["few", "cluster", "puzzle"]),
    ("palette", &["few", "cluster", "puzzle"]),
    ("scene", &["few", "cluster", "etcd", "puzzle", "narration"]),
    ("i18n", &["cluster", "etcd", "etcdctl", "session", "narration", "scene", "puzzle"]),
    ("platform", &["session", "lessons", "i18n"]),
    ("paint", &["cluster", "lessons", "puzzle", "scene", "i18n"]),
    (
        "ui",
        &[
            "base64",
            "json",
            "few",
            "paint",
            "palette",
            "cluster",
            "session",
            "lessons",
            "etcd",
            "etcdctl",
            "puzzle",
            "narration",
            "scene",
            "i18n",
            "platform",
        ],
    ),
];

/// Words that only some modules may use, and why.
const RESERVED: &[(&str, &[&str], &str)] = &[
    ("openraft", &["raft", "cluster"], "Raft is openraft's, behind `raft` and `cluster`"),
    ("leptos", &["ui", "platform"], "the core builds without the page"),
    ("web_sys", &["ui", "platform"], "the core builds without a browser"),
    ("js_sys", &["ui", "platform"], "the core builds without a browser"),
    ("wasm_bindgen", &["ui", "platform"], "the core builds without a browser"),
    ("gloo_timers", &["ui", "platform"], "the core's time is virtual"),
    ("World", &["cluster", "session"], "only a session changes a world"),
];

const LINES_MAX: usize = 400;

struct Source {
    /// Within the project, with `/`.
    path: String,
    text: String,
}

impl Source {
    /// The module of `src/` that it belongs to.
    fn module(&self) -> Option<&str> {
        let first = self.path.strip_prefix("src/")?.split('/').next()?;
        Some(first.strip_suffix(".rs").unwrap_or(first))
    }

    fn is_test(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.starts_with("test") || self.path.contains("/tests/")
    }

    /// Line by line, with numbers from 1 on and without comments.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(index, line)| (index + 1, line));
        lines.map(|(number, line)| (number, line.split("//").next().unwrap_or_default()))
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All text files of the project that people write, without this one: it has to spell what it forbids.
fn sources() -> Vec<Source> {
    const SKIPPED: &[&str] = &["target", "dist", "node_modules", ".git"];
    const ENDINGS: &[&str] = &["rs", "toml", "css", "html", "js", "mjs", "md", "json", "run", "svg"];
    let mut sources = Vec::new();
    let mut open = vec![root()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let ending = name.rsplit('.').next().unwrap_or_default();
            if path.is_dir() && !SKIPPED.contains(&name.as_str()) {
                open.push(path);
            } else if path.is_file() && ENDINGS.contains(&ending) && path != root().join(file!()) {
                let text = fs::read_to_string(&path).unwrap();
                let path = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
                sources.push(Source { path, text });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

#[track_caller]
fn expect_none(what: &str, found: Vec<String>) {
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

fn is_word_part(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word)
        .any(|(at, _)| !line[..at].ends_with(is_word_part) && !line[at + word.len()..].starts_with(is_word_part))
}

/// The names right behind every `crate::`, with the ones in its braces.
fn names_of_the_crate(line: &str) -> Vec<&str> {
    fn name(text: &str) -> &str {
        &text[..text.find(|char| !is_word_part(char)).unwrap_or(text.len())]
    }
    let rests = line.split("crate::").skip(1);
    rests
        .flat_map(|rest| match rest.strip_prefix('{') {
            Some(group) => group.split([',', '{', '}']).map(|part| name(part.trim())).collect(),
            None => vec![name(rest)],
        })
        .collect()
}

#[test]
fn modules_name_only_what_they_stand_on() {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| source.path.ends_with(".rs") && !source.is_test()) {
        let Some((module, allowed)) = MAY_NAME.iter().find(|(module, _)| source.module() == Some(module)) else {
            continue;
        };
        for (number, line) in source.code() {
            for name in names_of_the_crate(line) {
                let is_module = MAY_NAME.iter().any(|(module, _)| *module == name);
                if is_module && name != *module && !allowed.contains(&name) {
                    found.push(format!("{}:{number}: `{module}` may not know `{name}`", source.path));
                }
            }
        }
    }
    expect_none("data flows one way", found);
}

#[test]
fn every_module_has_its_place() {
    let mut found = Vec::new();
    for source in sources() {
        if let Some(module) = source.module() {
            let is_known = ["lib", "main"].contains(&module) || MAY_NAME.iter().any(|(known, _)| *known == module);
            if !is_known {
                found.push(source.path);
            }
        }
    }
    expect_none("modules that the rules above do not know", found);
}

#[test]
fn some_words_are_for_some_modules() {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| source.path.ends_with(".rs") && !source.is_test()) {
        let Some(module) = source.module().filter(|module| !["lib", "main"].contains(module)) else { continue };
        for (word, _, why) in RESERVED.iter().filter(|(_, allowed, _)| !allowed.contains(&module)) {
            let lines = source.code().filter(|(_, line)| is_used(line, word));
            found.extend(lines.map(|(number, _)| format!("{}:{number}: {word}: {why}", source.path)));
        }
    }
    expect_none("words out of place", found);
}

/// Whether code, not a text, uses a word: as a path or, for a type, at all.
fn is_used(line: &str, word: &str) -> bool {
    let is_type = word.starts_with(char::is_uppercase);
    if is_type { has_word(line, word) && !line.contains('"') } else { line.contains(&format!("{word}::")) }
}

/// The page is tested in the browser: unit tests behind its feature would never run.
#[test]
fn no_test_hides_behind_the_feature_of_the_page() {
    let hidden = |source: &Source| source.path.starts_with("src/ui/") && source.text.contains("#[cfg(test)]");
    expect_none("tests that nothing runs", sources().into_iter().filter(hidden).map(|source| source.path).collect());
}

#[test]
fn files_are_small() {
    let is_written = |source: &Source| {
        let is_code = [".rs", ".mjs", ".css"].iter().any(|ending| source.path.ends_with(ending));
        is_code && source.text.lines().count() > LINES_MAX
    };
    let large = sources().into_iter().filter(is_written);
    expect_none("files of more than 400 lines", large.map(|source| source.path).collect());
}

#[test]
fn nothing_is_left_for_later() {
    let leftovers = ["todo!(", "unimplemented!(", "TODO", "FIXME", "XXX", "dbg!("];
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| !source.path.ends_with("lock.json")) {
        for (index, line) in source.text.lines().enumerate() {
            if leftovers.iter().any(|leftover| line.contains(leftover)) {
                found.push(format!("{}:{}: {}", source.path, index + 1, line.trim()));
            }
        }
    }
    expect_none("leftovers", found);
}

#[test]
fn the_project_stands_alone() {
    let places = ["/home/", "/root/", "/tmp", "/Users/", "/work", "shared/", "C:\\"];
    let mut found = Vec::new();
    for source in sources() {
        for (index, line) in source.text.lines().enumerate() {
            if places.iter().any(|place| line.contains(place)) {
                found.push(format!("{}:{}: {}", source.path, index + 1, line.trim()));
            }
        }
    }
    expect_none("places outside of the project", found);
}

#[test]
fn colours_are_tokens() {
    let mut found = Vec::new();
    let sheets = |source: &Source| source.path.ends_with(".css") && !source.path.ends_with("/tokens.css");
    for source in sources().into_iter().filter(sheets) {
        for (index, line) in source.text.lines().enumerate() {
            let has_hex = line.split('#').skip(1).any(|rest| {
                let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
                [3, 4, 6, 8].contains(&digits) && !rest[digits..].starts_with(|char| is_word_part(char) || char == '-')
            });
            // Shadows are see-through black in both themes.
            let is_solid =
                ["rgb(", "rgba(", "hsl("].iter().any(|function| line.contains(function)) && !line.contains(" / ");
            if has_hex || is_solid {
                found.push(format!("{}:{}: {}", source.path, index + 1, line.trim()));
            }
        }
    }
    expect_none("colours that no theme can change: use a variable of tokens.css", found);
}

#[test]
fn licences_are_there() {
    for file in ["LICENSE-MIT", "LICENSE-APACHE", "THIRD-PARTY.md"] {
        assert!(fs::metadata(root().join(file)).is_ok_and(|file| file.len() > 500), "{file} is missing or empty");
    }
    let fonts = root().join("public/fonts");
    let has_licence = |folder: &Path| {
        let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        names.filter(|name| name.to_string_lossy().starts_with("LICENSE")).count() > 0
    };
    assert!(!fonts.exists() || has_licence(&fonts), "fonts travel with their licences");
}
