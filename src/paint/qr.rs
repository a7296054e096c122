//! QR codes: black on white in both themes, with the quiet zone that readers need.

use qrcodegen::{QrCode, QrCodeEcc};

/// In modules, on each side (ISO/IEC 18004, 9.1).
const QUIET: i32 = 4;

/// A text as a QR code of level M or, where it costs no module more, better. `None` if it is longer than any code
/// holds: about 2,300 bytes.
pub fn qr(text: &str) -> Option<String> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let (size, dark) = (code.size(), modules(&code));
    let all = size + 2 * QUIET;
    Some(format!(
        r##"<svg class="qr" viewBox="{0} {0} {all} {all}" shape-rendering="crispEdges" aria-hidden="true"><path d="M{0} {0}h{all}v{all}h-{all}z" fill="#fff"/><path d="{dark}" fill="#000"/></svg>"##,
        -QUIET
    ))
}

/// The dark modules, run by run.
fn modules(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|&x| code.get_module(x, y)).count() as i32;
            if run > 0 {
                path += &format!("M{x} {y}h{run}v1h-{run}z");
            }
            x += run + 1;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads the runs of a path back.
    fn read(path: &str, size: i32) -> Vec<bool> {
        let mut dark = vec![false; (size * size) as usize];
        for run in path.split('M').skip(1) {
            let (x, rest) = run.split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let [x, y, run]: [i32; 3] = [x, y, rest.split_once('v').unwrap().0].map(|number| number.parse().unwrap());
            (x..x + run).for_each(|x| dark[(y * size + x) as usize] = true);
        }
        dark
    }

    #[test]
    fn every_module_is_painted_where_it_is() {
        let code = QrCode::encode_text("https://example.org/quorum/#/aula/maioria?passo=4", QrCodeEcc::Medium).unwrap();
        let all = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
        let dark: Vec<bool> = all.map(|(x, y)| code.get_module(x, y)).collect();
        assert_eq!(read(&modules(&code), code.size()), dark);
    }

    #[test]
    fn what_is_too_long_has_no_code() {
        assert!(qr(&"x".repeat(3_000)).is_none());
        assert!(qr("").is_some());
    }
}
