//! A small static file server for the finished site. It serves from a sub-folder on purpose: what
//! works there works from any folder of any static host.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, bail};

const FOLDER: &str = "/any/folder/";

/// Serves `dist` for as long as this process lives; the page's address.
pub fn serve(dist: &Path) -> Result<String> {
    if !dist.join("index.html").is_file() {
        bail!("there is no site in dist/: run `cargo xtask build` first");
    }
    let listener = TcpListener::bind("127.0.0.1:0").context("no port to serve on")?;
    let address = format!("http://{}{FOLDER}", listener.local_addr()?);
    let dist = dist.to_owned();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let dist = dist.clone();
            // A browser that goes away in the middle of an answer is nobody's error.
            thread::spawn(move || drop(answer(stream, &dist)));
        }
    });
    Ok(address)
}

fn answer(mut stream: TcpStream, dist: &Path) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let found = file_for(target).and_then(|file| Some((fs::read(dist.join(&file)).ok()?, mime(&file))));
    let (status, body, mime) = match found {
        Some((body, mime)) if method == "GET" || method == "HEAD" => ("200 OK", body, mime),
        _ => ("404 Not Found", b"not found".to_vec(), "text/plain"),
    };
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {mime}\r\nContent-Length: {length}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
    )?;
    if method != "HEAD" {
        stream.write_all(&body)?;
    }
    stream.flush()
}

/// The file within the site that a request's target names; `None` for anything outside of it.
fn file_for(target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix(FOLDER)?;
    let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let is_plain = |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains(['%', '\\']);
    path.split('/').all(is_plain).then(|| PathBuf::from(path))
}

fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        _ => "text/plain; charset=utf-8",
    }
}

/// All files under a folder, as paths with `/` within it, in order.
pub fn files_under(folder: &Path) -> Result<Vec<String>> {
    let mut files = Vec::new();
    let mut open = vec![PathBuf::new()];
    while let Some(inner) = open.pop() {
        let entries = fs::read_dir(folder.join(&inner)).with_context(|| format!("no folder {}", folder.display()))?;
        for entry in entries {
            let entry = entry?;
            let path = inner.join(entry.file_name());
            match entry.file_type()?.is_dir() {
                true => open.push(path),
                false => files.push(path.to_string_lossy().replace('\\', "/")),
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_the_site_are_served() {
        let file = |target| file_for(target).map(|file| file.to_string_lossy().into_owned());
        assert_eq!(file("/any/folder/").as_deref(), Some("index.html"));
        assert_eq!(file("/any/folder/fonts/a.woff2?v=1").as_deref(), Some("fonts/a.woff2"));
        for outside in
            ["/", "/index.html", "/any/folder", "/any/folder/../Cargo.toml", "/any/folder/%2e%2e/a", "/any/folder//etc"]
        {
            assert_eq!(file(outside), None, "{outside}");
        }
    }

    #[test]
    fn wasm_is_served_as_browsers_demand() {
        assert_eq!(mime(Path::new("quorum_bg.wasm")), "application/wasm");
    }
}
