//! What the keys mean that work anywhere on the page: Space, arrows, 1 2 3, `?`.

use crate::session::Speed;

/// What a key can ask for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Command {
    Toggle,
    Back,
    Forward,
    Speed(Speed),
    Help,
}

/// What has the focus, as far as keys are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// Takes every key for itself: a field, a slider, a list that scrolls, an open dialog.
    Taken,
    /// Reacts to Space and Enter by itself.
    Button,
    Elsewhere,
}

/// What `key` asks for, with the focus where it is.
pub fn command(key: &str, focus: Focus) -> Option<Command> {
    if focus == Focus::Taken {
        return None;
    }
    match key {
        " " if focus == Focus::Elsewhere => Some(Command::Toggle),
        "ArrowLeft" => Some(Command::Back),
        "ArrowRight" => Some(Command::Forward),
        "1" => Some(Command::Speed(Speed::SLOW)),
        "2" => Some(Command::Speed(Speed::NORMAL)),
        "3" => Some(Command::Speed(Speed::FAST)),
        "?" => Some(Command::Help),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_do_what_the_help_says() {
        assert_eq!(command(" ", Focus::Elsewhere), Some(Command::Toggle));
        assert_eq!(command("ArrowRight", Focus::Button), Some(Command::Forward));
        assert_eq!(command("3", Focus::Elsewhere), Some(Command::Speed(Speed::FAST)));
        assert_eq!(command("x", Focus::Elsewhere), None);
    }

    #[test]
    fn a_button_keeps_space_and_a_field_keeps_everything() {
        assert_eq!(command(" ", Focus::Button), None);
        for key in [" ", "ArrowLeft", "1", "?"] {
            assert_eq!(command(key, Focus::Taken), None);
        }
    }
}
