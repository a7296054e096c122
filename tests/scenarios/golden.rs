//! The files: written when that is asked for, else compared with what comes out.

use std::fs;
use std::path::PathBuf;

/// How long a line of prose is.
const WIDTH: usize = 100;

/// Breaks a text into lines; the first begins with `head`, the others are indented by as much.
pub fn wrapped(head: &str, text: &str) -> String {
    let indent = " ".repeat(head.chars().count());
    let (mut out, mut line, mut words) = (String::new(), head.to_owned(), 0);
    for word in text.split_whitespace() {
        if words > 0 && line.chars().count() + 1 + word.chars().count() > WIDTH {
            out += &(line + "\n");
            (line, words) = (indent.clone(), 0);
        }
        if words > 0 {
            line.push(' ');
        }
        line += word;
        words += 1;
    }
    out + &line + "\n"
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios")
}

/// Compares a transcript with its file, or writes the file.
pub fn keep(name: &str, text: &str) {
    let path = folder().join(format!("{name}.txt"));
    if std::env::var_os("QUORUM_BLESS").is_some() {
        fs::write(&path, text).unwrap();
        return;
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    if golden == text {
        return;
    }
    let same = golden.lines().zip(text.lines()).take_while(|(was, is)| was == is).count();
    let line = |text: &str| text.lines().nth(same).unwrap_or("(the end)").to_owned();
    panic!(
        "{name}.txt differs from line {} on:\n  was {}\n  is  {}\nIf that is wanted: QUORUM_BLESS=1 cargo test --test scenarios",
        same + 1,
        line(&golden),
        line(text)
    );
}

/// A transcript that no scenario makes any more would go on being read.
#[test]
fn every_transcript_has_its_scenario() {
    let read = |ending: &str| {
        let paths = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
        let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|it| it == ending)).collect();
        paths.sort();
        paths
    };
    let code: String = read("rs").iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let transcripts = read("txt");
    assert!(!transcripts.is_empty());
    for path in transcripts {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(code.contains(&format!("Scene::new(\"{name}\"")), "{name}");
    }
}
