//! What is written in notebooks, rubbed out and fitted.

use super::{Narrator, Note, What};
use crate::cluster::{EntryFrame, MemberId};
use crate::puzzle::PIECES;

impl Narrator {
    pub(super) fn appended(&mut self, t: u64, member: MemberId, index: u64, term: u64, entry: &EntryFrame) {
        let note = Note::of(entry);
        let friend = self.friend(member);
        friend.write(index, note.clone());
        let leads = friend.leads();
        // The line that founds the group is in every notebook before anything happens.
        if term == 0 || note.is_upkeep() {
            return;
        }
        let same =
            |line: &super::Line| line.t_us == t && line.who == Some(member) && matches!(line.what, What::Noted { .. });
        if let Some(What::Noted { notes, .. }) = self.merge(t, same) {
            notes.push(note);
            return;
        }
        self.tell(t, Some(member), What::Noted { notes: vec![note], leads });
    }

    pub(super) fn truncated(&mut self, t: u64, member: MemberId, from: u64) {
        let notes = self.friend(member).rub_out(from);
        if !notes.is_empty() {
            self.tell(t, Some(member), What::Overwritten { notes });
        }
    }

    pub(super) fn lost(&mut self, t: u64, member: MemberId, from: u64) {
        let notes = self.friend(member).rub_out(from);
        if !notes.is_empty() {
            self.tell(t, Some(member), What::LinesLost { notes });
        }
    }

    pub(super) fn applied(&mut self, t: u64, member: MemberId, index: u64, entry: &EntryFrame) {
        let friend = self.friend(member);
        // After a return the notebook is read again from its start; that is no news.
        if index <= friend.fitted {
            return;
        }
        friend.fitted = index;
        if entry.term == 0 {
            self.fitted = self.fitted.max(index);
            return;
        }
        let note = Note::of(entry);
        if index <= self.fitted {
            if !note.is_upkeep() {
                self.fitted_too(t, member, note);
            }
            return;
        }
        self.fitted = index;
        self.fitted_first(t, member, index, entry, note);
    }

    fn fitted_first(&mut self, t: u64, member: MemberId, index: u64, entry: &EntryFrame, note: Note) {
        if note == Note::NextPicture {
            self.picture += 1;
            self.placed = 0;
            let picture = self.picture;
            self.tell(t, Some(member), What::NewPicture { picture });
            return;
        }
        if let Some((who, what)) = self.claimed(entry, &note) {
            if let Some(what) = what {
                self.tell(t, who, what);
            }
            return;
        }
        let (of, voters) = (self.group(), self.voters.clone());
        let friend = self.friend(member);
        let count = friend.leads().then(|| friend.known(index, &voters)).filter(|count| 2 * count > of);
        let same = |line: &super::Line| {
            line.t_us == t
                && line.who == Some(member)
                && matches!(&line.what, What::Fitted { count: before, .. } if *before == count)
        };
        match self.merge(t, same) {
            Some(What::Fitted { notes, .. }) => notes.push(note.clone()),
            _ => self.tell(t, Some(member), What::Fitted { notes: vec![note.clone()], count, of }),
        }
        self.place(t, &note);
    }

    /// Keeps count of the pieces on the board, and tells when the picture is complete.
    fn place(&mut self, t: u64, note: &Note) {
        let Note::Piece(piece) = note else { return };
        const ALL: u32 = (1 << PIECES) - 1;
        let before = self.placed;
        self.placed |= 1 << (piece - 1);
        if self.placed == ALL && before != ALL {
            let picture = self.picture;
            self.tell(t, None, What::PictureDone { picture });
        }
    }

    /// Others fit the same within moments, and one who returns fits many at once: one line for either.
    fn fitted_too(&mut self, t: u64, member: MemberId, note: Note) {
        let joins = |line: &super::Line| match &line.what {
            What::FittedToo { notes, friends } => {
                let same_notes = notes[..] == [note.clone()];
                let same_friend = friends[..] == [member] && line.t_us == t;
                same_notes || same_friend
            }
            _ => false,
        };
        match self.merge(t, joins) {
            Some(What::FittedToo { notes, friends }) => {
                if friends.contains(&member) {
                    notes.push(note);
                } else {
                    friends.push(member);
                }
            }
            _ => self.tell(t, Some(member), What::FittedToo { notes: vec![note], friends: vec![member] }),
        }
    }
}
