//! The binary form of numbers and texts, in snapshots and for hashes.
//!
//! Numbers take seven bits a byte, the lowest first; texts are their length and their UTF-8. There is one way to write
//! each: what is read and written again is the same bytes.

#[derive(Default)]
pub struct Writer(pub Vec<u8>);

impl Writer {
    pub fn number(&mut self, mut number: u64) {
        while number > 0x7f {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    pub fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }
}

/// Reads what a [`Writer`] wrote; `None` for anything else.
pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    pub fn number(&mut self) -> Option<u64> {
        let mut number = 0u64;
        for place in 0..10 {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            let bits = u64::from(byte & 0x7f);
            // The tenth byte has room for one bit; a last byte that says nothing is one too many.
            if (place == 9 && *byte > 1) || (place > 0 && *byte == 0) {
                return None;
            }
            number |= bits << (7 * place);
            if *byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    pub fn text(&mut self) -> Option<&'a str> {
        let len = usize::try_from(self.number()?).ok()?;
        let (text, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let numbers = [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX - 1, u64::MAX];
        let mut writer = Writer::default();
        for number in numbers {
            writer.number(number);
            writer.text(&format!("número {number}"));
        }
        let mut reader = Reader(&writer.0);
        for number in numbers {
            assert_eq!((reader.number(), reader.text()), (Some(number), Some(format!("número {number}").as_str())));
        }
        assert_eq!(reader.number(), None);
    }

    #[test]
    fn anything_else_is_refused() {
        let number = |bytes: &[u8]| Reader(bytes).number();
        assert_eq!(number(&[0x80]), None);
        assert_eq!(number(&[0x80, 0x00]), None);
        assert_eq!(number(&[0xff; 11]), None);
        assert_eq!(number(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02]), None);
        assert_eq!(Reader(&[3, b'a', b'b']).text(), None);
        assert_eq!(Reader(&[0xff, 0xff, 0xff, 0xff, 0x0f]).text(), None);
        assert_eq!(Reader(&[1, 0xff]).text(), None);
    }
}
