//! How numbers and times are written: `12,4 s` and `12.4 s`.

use super::Lang;

impl Lang {
    fn decimal_mark(self) -> char {
        match self {
            Lang::Pt => ',',
            Lang::En => '.',
        }
    }

    /// Tenths of seconds, cut rather than rounded, so that a clock never runs ahead of what it shows.
    fn tenths(self, us: u64) -> String {
        let tenths = us / 100_000;
        format!("{}{}{}", tenths / 10, self.decimal_mark(), tenths % 10)
    }

    /// `0,1 a 0,15 s`; `0,1 s` where nothing is between.
    pub fn time_range(self, [from_us, to_us]: [u64; 2]) -> String {
        if from_us == to_us {
            return self.seconds(to_us);
        }
        let to = match self {
            Lang::Pt => "a",
            Lang::En => "to",
        };
        format!("{} {to} {}", self.bare_seconds(from_us), self.seconds(to_us))
    }

    /// `12,4 s`; from a minute on `1 min 12,4 s`.
    pub fn time(self, us: u64) -> String {
        let minutes = us / 60_000_000;
        let rest = self.tenths(us % 60_000_000);
        match minutes {
            0 => format!("{rest} s"),
            _ => format!("{minutes} min {rest} s"),
        }
    }

    /// `0,15 s`: a span of time, cut to milliseconds.
    pub fn seconds(self, us: u64) -> String {
        self.bare_seconds(us) + " s"
    }

    /// The same without the unit, for where it follows later.
    pub fn bare_seconds(self, us: u64) -> String {
        self.decimals(us / 1_000)
    }

    /// Parts in a million as `10%`, cut to thousandths of a percent.
    pub fn percent(self, ppm: u32) -> String {
        self.decimals(u64::from(ppm) / 10) + "%"
    }

    /// As many decimals as there are.
    fn decimals(self, thousandths: u64) -> String {
        let text = format!("{}{}{:03}", thousandths / 1_000, self.decimal_mark(), thousandths % 1_000);
        text.trim_end_matches('0').trim_end_matches(self.decimal_mark()).to_owned()
    }

    /// The same for people who listen.
    pub fn time_spoken(self, us: u64) -> String {
        let minutes = us / 60_000_000;
        let rest = self.tenths(us % 60_000_000);
        let (minute, second) = match self {
            Lang::Pt => (if minutes == 1 { "minuto e" } else { "minutos e" }, "segundos"),
            Lang::En => (if minutes == 1 { "minute" } else { "minutes" }, "seconds"),
        };
        match minutes {
            0 => format!("{rest} {second}"),
            _ => format!("{minutes} {minute} {rest} {second}"),
        }
    }

    /// Small counts as words, as running text wants them.
    pub fn count_word(self, n: usize) -> String {
        const PT: [&str; 10] = ["zero", "um", "dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove"];
        const EN: [&str; 10] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
        let words = match self {
            Lang::Pt => PT,
            Lang::En => EN,
        };
        words.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
    }

    /// One of two forms of a word, by number.
    pub fn plural<T>(self, n: usize, one: T, many: T) -> T {
        if n == 1 { one } else { many }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_follow_the_language() {
        assert_eq!(Lang::Pt.time(12_499_999), "12,4 s");
        assert_eq!(Lang::En.time(12_400_000), "12.4 s");
        assert_eq!(Lang::Pt.time(72_450_000), "1 min 12,4 s");
        assert_eq!(Lang::Pt.time_spoken(12_400_000), "12,4 segundos");
        assert_eq!(Lang::En.time_spoken(61_000_000), "1 minute 1.0 seconds");
        assert_eq!(Lang::Pt.time(0), "0,0 s");
        let spans = [0, 999, 5_000, 150_000, 1_000_000, 10_200_000, 60_000_000];
        let words = ["0 s", "0 s", "0,005 s", "0,15 s", "1 s", "10,2 s", "60 s"];
        assert_eq!(spans.map(|us| Lang::Pt.seconds(us)), words);
        assert_eq!(Lang::En.seconds(100_000), "0.1 s");
    }

    #[test]
    fn rates_are_as_long_as_they_need() {
        let shown = [0, 100_000, 5_000, 12_300, 1_000_000].map(|ppm| Lang::En.percent(ppm));
        assert_eq!(shown, ["0%", "10%", "0.5%", "1.23%", "100%"]);
    }

    #[test]
    fn ranges_name_the_unit_once() {
        assert_eq!(Lang::Pt.time_range([100_000, 150_000]), "0,1 a 0,15 s");
        assert_eq!(Lang::En.time_range([500_000, 2_000_000]), "0.5 to 2 s");
        assert_eq!(Lang::En.time_range([10_000_000; 2]), "10 s");
    }

    #[test]
    fn lists_end_with_and() {
        let names = |n: usize| ["Ana", "Caio", "Elis"][..n].iter().map(|s| s.to_string()).collect::<Vec<_>>();
        assert_eq!(Lang::Pt.list(&names(1)), "Ana");
        assert_eq!(Lang::Pt.list(&names(2)), "Ana e Caio");
        assert_eq!(Lang::En.list(&names(3)), "Ana, Caio and Elis");
    }

    #[test]
    fn counts_become_words_while_they_are_small() {
        assert_eq!(Lang::Pt.count_word(5), "cinco");
        assert_eq!(Lang::En.count_word(9), "nine");
        assert_eq!(Lang::En.count_word(12), "12");
    }
}
