//! Addresses of members, as Go's `net/url` reads them and etcd's `pkg/types` takes them.

use super::text::quoted;
use super::trouble::{Refused, Trouble, exit};

/// The addresses as etcd keeps them: without the blanks around them, and sorted (`types.NewURLs`).
///
/// # Errors
/// As the real tool words them, of the first that is none.
pub fn peer_urls<'a>(given: impl Iterator<Item = &'a str>) -> Result<Vec<String>, Refused> {
    let read = |url: &str| peer_url(url).map_err(|why| Refused::new(exit::ERROR, why, Trouble::BadPeerUrl));
    let mut urls = given.map(|url| read(url.trim())).collect::<Result<Vec<_>, _>>()?;
    urls.sort_unstable();
    Ok(urls)
}

fn peer_url(given: &str) -> Result<String, String> {
    let (url, _) = given.split_once('#').unwrap_or((given, ""));
    let Parts { scheme, host, path } = parts(url).map_err(|why| ["parse ", &quoted(url), ": ", &why].concat())?;
    if !matches!(scheme.as_str(), "http" | "https" | "unix" | "unixs") {
        return Err(["URL scheme must be http, https, unix, or unixs: ", given].concat());
    }
    if !has_port(host) {
        return Err(["URL address does not have the form \"host:port\": ", given].concat());
    }
    if !path.is_empty() {
        return Err(["URL must not contain a path: ", given].concat());
    }
    Ok([&scheme, &given[scheme.len()..]].concat())
}

/// An address taken apart.
struct Parts<'a> {
    /// In small letters; empty if there is none.
    scheme: String,
    host: &'a str,
    path: &'a str,
}

/// Go's `url.Parse`.
fn parts(url: &str) -> Result<Parts<'_>, String> {
    if url.bytes().any(|byte| byte.is_ascii_control()) {
        return Err("net/url: invalid control character in URL".to_owned());
    }
    let (scheme, rest) = scheme(url)?;
    let scheme = scheme.to_ascii_lowercase();
    let (rest, _) = rest.split_once('?').unwrap_or((rest, ""));
    if !rest.starts_with('/') {
        if !scheme.is_empty() {
            return Ok(Parts { scheme, host: "", path: "" });
        }
        if rest.split('/').next().is_some_and(|segment| segment.contains(':')) {
            return Err("first path segment in URL cannot contain colon".to_owned());
        }
    }
    let is_at_host = rest.starts_with("//") && (!scheme.is_empty() || !rest.starts_with("///"));
    let (authority, path) = match rest.strip_prefix("//").filter(|_| is_at_host) {
        Some(behind) => behind.split_at(behind.find('/').unwrap_or(behind.len())),
        None => ("", rest),
    };
    let host = host(authority.rsplit('@').next().unwrap_or(authority))?;
    check_escapes(path, |_| true)?;
    Ok(Parts { scheme, host, path })
}

/// What stands before the first colon, and behind it.
fn scheme(url: &str) -> Result<(&str, &str), String> {
    let is_later = |letter: char| letter.is_ascii_digit() || matches!(letter, '+' | '-' | '.');
    let end = url.char_indices().find(|(at, letter)| !(letter.is_ascii_alphabetic() || (*at > 0 && is_later(*letter))));
    match end {
        Some((0, ':')) => Err("missing protocol scheme".to_owned()),
        Some((at, ':')) => Ok((&url[..at], &url[at + 1..])),
        _ => Ok(("", url)),
    }
}

fn host(host: &str) -> Result<&str, String> {
    let port = match (host.starts_with('['), host.rfind(']'), host.rfind(':')) {
        (true, None, _) => return Err("missing ']' in host".to_owned()),
        (true, Some(end), _) => &host[end + 1..],
        (false, _, Some(colon)) => &host[colon..],
        (false, _, None) => "",
    };
    if !(port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.bytes().all(|byte| byte.is_ascii_digit()))) {
        return Err(["invalid port ", &quoted(port), " after host"].concat());
    }
    // Within a host only what is no ASCII may be escaped.
    check_escapes(host, |escape| matches!(escape.as_bytes(), [b'%', b'8'..=b'9' | b'a'..=b'f' | b'A'..=b'F', _]))?;
    let is_odd = |letter: &char| letter.is_ascii() && !letter.is_ascii_alphanumeric() && !HOST_SIGNS.contains(*letter);
    match host.chars().find(is_odd) {
        Some(odd) => Err(["invalid character ", &quoted(&odd.to_string()), " in host name"].concat()),
        None => Ok(host),
    }
}

/// What a host may have beside letters and digits.
const HOST_SIGNS: &str = "-_.~!$&'()*+,;=:[]<>\"%";

/// Each `%` stands before two hexadecimal digits, which `may_be` accepts.
fn check_escapes(text: &str, may_be: impl Fn(&str) -> bool) -> Result<(), String> {
    for (at, _) in text.match_indices('%') {
        let escape: String = text[at..].chars().take(3).collect();
        let is_hexadecimal = escape.len() == 3 && escape[1..].bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_hexadecimal || !may_be(&escape) {
            return Err(["invalid URL escape ", &quoted(&escape)].concat());
        }
    }
    Ok(())
}

/// Go's `net.SplitHostPort` would find a host and a port.
fn has_port(host: &str) -> bool {
    let Some((name, port)) = host.rsplit_once(':') else { return false };
    let name = match name.strip_prefix('[') {
        Some(name) => name.strip_suffix(']'),
        None => Some(name).filter(|name| !name.contains(':')),
    };
    name.is_some_and(|name| !name.contains(['[', ']'])) && !port.contains(['[', ']'])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What etcdctl 3.4.23 said to `member add x --peer-urls=…`.
    #[test]
    fn addresses_are_read_as_the_real_tool_reads_them() {
        let wrong = |url: &str| {
            let refused = peer_urls(url.split(',')).expect_err(url);
            assert_eq!((refused.output.exit, refused.why), (1, Trouble::BadPeerUrl), "{url}");
            refused.output.stderr.trim_end_matches('\n').trim_start_matches("Error: ").to_owned()
        };
        for url in ["foo", "duda:2380", "ftp://duda:2380", "//a:1", "/a", ""] {
            assert_eq!(wrong(url), ["URL scheme must be http, https, unix, or unixs: ", url].concat());
        }
        for url in [
            "http://foo",
            "http://",
            "unix://x",
            "http:a:1",
            "http:///a:1",
            "http://a:1:2",
            "http://::1",
            "unix:/x:1",
            "http://[::1]",
        ] {
            assert_eq!(wrong(url), ["URL address does not have the form \"host:port\": ", url].concat());
        }
        for url in ["http://duda:2380/x", "http://a:1/", "unixs://x:1/y"] {
            assert_eq!(wrong(url), ["URL must not contain a path: ", url].concat());
        }
        for (url, why) in [
            ("http://a:b", "invalid port \":b\" after host"),
            ("http://a:1 b", "invalid port \":1 b\" after host"),
            ("http://a b:1", "invalid character \" \" in host name"),
            ("http://%zz:1", "invalid URL escape \"%zz\""),
            ("http://a%20b:1", "invalid URL escape \"%20\""),
            ("http://a:1/%zz", "invalid URL escape \"%zz\""),
            ("a%zz", "invalid URL escape \"%zz\""),
            (":foo", "missing protocol scheme"),
            ("1http://a:1", "first path segment in URL cannot contain colon"),
            ("ht_tp://a:1", "first path segment in URL cannot contain colon"),
            ("http://[::1", "missing ']' in host"),
            ("http://a\tb:1", "net/url: invalid control character in URL"),
        ] {
            assert_eq!(wrong(url), ["parse ", &quoted(url), ": ", why].concat());
        }
        assert_eq!(wrong("http://a:1/x,foo"), "URL must not contain a path: http://a:1/x", "the first is told");
        assert_eq!(wrong("http://a:1,"), "URL scheme must be http, https, unix, or unixs: ");
        for url in [
            "http://a:",
            "http://:1",
            "http://[::1]:1",
            "http://é:1",
            "http://a:99999",
            "http://u:p@h:1",
            "http://a<b:1",
        ] {
            assert_eq!(peer_urls([url].into_iter()).as_deref(), Ok(&[url.to_owned()][..]), "{url}");
        }
        assert_eq!(
            peer_urls(" HTTP://b:2,http://a:1, http://c:3".split(',')).unwrap(),
            ["http://a:1", "http://b:2", "http://c:3"]
        );
    }
}
