//! How far somebody has come in the course, and how that is written in a line of text: `vila=7! desafios=2 *=301002`.

use super::IDS;

/// Before the stars of the challenges, a digit each.
const STARS: &str = "*";
/// How many challenges there are to win stars in.
pub const CHALLENGES: usize = 6;

/// Of one lesson.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The furthest place, from 1 on; 0 for a lesson that was never entered.
    pub place: u8,
    pub done: bool,
}

/// One mark for each lesson, the most stars of each challenge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    pub marks: [Mark; IDS.len()],
    pub stars: [u8; CHALLENGES],
}

impl Kept {
    pub fn write(&self) -> String {
        let entered = self.marks.iter().zip(IDS).filter(|(mark, _)| mark.place > 0);
        let mut words: Vec<String> =
            entered.map(|(mark, id)| format!("{id}={}{}", mark.place, if mark.done { "!" } else { "" })).collect();
        if self.stars != [0; CHALLENGES] {
            words.push(format!("{STARS}={}", self.stars.map(|stars| stars.to_string()).concat()));
        }
        words.join(" ")
    }

    /// What makes no sense is passed over: nobody's page breaks over it.
    pub fn read(text: &str) -> Self {
        let mut kept = Kept::default();
        for word in text.split_whitespace() {
            let Some((id, value)) = word.split_once('=') else { continue };
            if id == STARS {
                let digits = value.bytes().map(|digit| digit.wrapping_sub(b'0')).take_while(|stars| *stars <= 3);
                kept.stars.iter_mut().zip(digits).for_each(|(stars, read)| *stars = read);
            }
            let (place, done) = value.strip_suffix('!').map_or((value, false), |place| (place, true));
            let lesson = IDS.iter().position(|known| *known == id);
            if let (Some(lesson), Ok(place @ 1..=99)) = (lesson, place.parse()) {
                kept.marks[lesson] = Mark { place, done };
            }
        }
        kept
    }

    /// The better of both, of everything.
    pub fn join(&mut self, other: &Kept) {
        for (mark, other) in self.marks.iter_mut().zip(other.marks) {
            *mark = Mark { place: mark.place.max(other.place), done: mark.done || other.done };
        }
        for (stars, other) in self.stars.iter_mut().zip(other.stars) {
            *stars = (*stars).max(other);
        }
    }

    /// The lesson to go on with: the last one that was entered, or the one behind it if it is done.
    pub fn next(&self) -> Option<u8> {
        let last = self.marks.iter().rposition(|mark| mark.place > 0)?;
        let next = if self.marks[last].done { last + 1 } else { last };
        Some(next.min(IDS.len() - 1) as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_survives_and_nonsense_does_not() {
        let mut kept = Kept::default();
        kept.marks[0] = Mark { place: 7, done: true };
        kept.marks[13] = Mark { place: 2, done: false };
        assert_eq!(kept.write(), "vila=7! desafios=2");
        assert_eq!(Kept::read(&kept.write()), kept);
        kept.stars = [3, 0, 1, 0, 0, 2];
        assert_eq!(kept.write(), "vila=7! desafios=2 *=301002");
        assert_eq!(Kept::read(&kept.write()), kept);
        let nonsense = "vila nada=3 maioria=0 maioria=x dividir=-1 foto=300 gavetas *=9x *";
        assert_eq!(Kept::read(nonsense), Kept::default());
    }

    #[test]
    fn the_better_of_both_is_kept() {
        let mut kept = Kept::read("vila=7! maioria=2 *=100000");
        kept.join(&Kept::read("vila=3 maioria=5 foto=1 *=030000"));
        assert_eq!(kept.write(), "vila=7! maioria=5 foto=1 *=130000");
    }

    #[test]
    fn one_goes_on_behind_what_is_done() {
        assert_eq!(Kept::default().next(), None);
        assert_eq!(Kept::read("vila=7!").next(), Some(1));
        assert_eq!(Kept::read("vila=7! maioria=2").next(), Some(5));
        assert_eq!(Kept::read("desafios=6!").next(), Some(13));
    }
}
