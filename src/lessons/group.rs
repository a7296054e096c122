//! Groups of friends, and what two of them have in common: why a majority remembers.

use crate::cluster::{MEMBERS_MAX, MemberId};

/// Some friends, as one bit for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group(u16);

/// What two groups have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Common {
    /// These friends are in both; never nobody.
    Friends(Group),
    /// One of them, 0 or 1, has fewer than a majority: it decides nothing, whoever else is in the other one.
    TooFew(usize),
}

impl Group {
    pub const fn of(members: &[MemberId]) -> Self {
        let (mut bits, mut at) = (0, 0);
        while at < members.len() {
            bits |= 1 << members[at];
            at += 1;
        }
        Self(bits)
    }

    pub fn has(self, id: MemberId) -> bool {
        self.0 & (1 << id) != 0
    }

    /// With the friend if it was without, else without.
    pub fn toggled(self, id: MemberId) -> Self {
        Self(self.0 ^ (1 << id))
    }

    pub fn shared(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub fn members(self) -> impl Iterator<Item = MemberId> {
        (1..=MEMBERS_MAX).filter(move |id| self.has(*id))
    }

    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// Of two groups of friends among whom `majority` is more than half.
pub fn common(groups: [Group; 2], majority: usize) -> Common {
    match groups.iter().position(|group| group.len() < majority) {
        Some(small) => Common::TooFew(small),
        None => Common::Friends(groups[0].shared(groups[1])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_friend_is_in_or_out() {
        let group = Group::of(&[1, 5]);
        assert_eq!(group.members().collect::<Vec<_>>(), [1, 5]);
        assert_eq!(group.toggled(3), Group::of(&[1, 3, 5]));
        assert_eq!(group.toggled(3).toggled(3), group);
        assert!(Group::of(&[]).is_empty());
    }

    /// Every pair of groups that can be chosen of up to nine friends.
    #[test]
    fn two_majorities_always_share_a_friend() {
        for members in 1..=9_u32 {
            let majority = members as usize / 2 + 1;
            let all = || (0..1_u16 << members).map(|bits| Group(bits << 1));
            for one in all() {
                for other in all().filter(|_| one.len() >= majority) {
                    match common([one, other], majority) {
                        Common::Friends(shared) => assert!(!shared.is_empty(), "{one:?} {other:?}"),
                        Common::TooFew(small) => assert!(small == 1 && other.len() < majority),
                    }
                }
            }
        }
        // A group of two finds three others without it.
        assert_eq!(common([Group::of(&[1, 2]), Group::of(&[3, 4, 5])], 3), Common::TooFew(0));
    }
}
