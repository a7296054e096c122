//! Which ways between members are closed: sides of a partition, and ways cut in one direction.
//!
//! Members that no side names are together on one more side, and so is whoever joins later. Clients
//! reach everybody: they are not part of the network that is parted here.

use std::cell::RefCell;

use super::{Address, MemberId};
use crate::sim::DropWhy;

#[derive(Default)]
pub struct Roads {
    groups: RefCell<Vec<Vec<MemberId>>>,
    cuts: RefCell<Vec<(MemberId, MemberId)>>,
}

impl Roads {
    /// Why no letter gets from one end to the other, if none does.
    pub fn closed(&self, from: &Address, to: &Address) -> Option<DropWhy> {
        let (from, to) = (from.member()?, to.member()?);
        if self.side(from) != self.side(to) {
            return Some(DropWhy::Parted);
        }
        self.is_cut(from, to).then_some(DropWhy::Cut)
    }

    fn side(&self, member: MemberId) -> Option<usize> {
        self.groups.borrow().iter().position(|group| group.contains(&member))
    }

    pub fn are_parted(&self) -> bool {
        !self.groups.borrow().is_empty()
    }

    pub fn is_cut(&self, from: MemberId, to: MemberId) -> bool {
        self.cuts.borrow().contains(&(from, to))
    }

    /// Parts the members, in place of an earlier partition; without groups there is none from now on.
    pub fn part(&self, groups: Vec<Vec<MemberId>>) {
        *self.groups.borrow_mut() = groups;
    }

    pub fn cut(&self, from: MemberId, to: MemberId) {
        self.cuts.borrow_mut().push((from, to));
    }

    /// A member has left for good, `others` stay: a side that it was alone on is none, and one side is no partition.
    pub fn leave(&self, gone: MemberId, others: &[MemberId]) {
        {
            let mut groups = self.groups.borrow_mut();
            groups.iter_mut().for_each(|group| group.retain(|member| *member != gone));
            groups.retain(|group| !group.is_empty());
        }
        if self.groups(others.iter().copied()).len() < 2 {
            self.groups.borrow_mut().clear();
        }
        self.cuts.borrow_mut().retain(|(from, to)| ![*from, *to].contains(&gone));
    }

    /// Opens every way.
    pub fn open(&self) {
        self.groups.borrow_mut().clear();
        self.cuts.borrow_mut().clear();
    }

    /// The sides that `members` are on, those that nobody named last; empty without a partition.
    pub fn groups(&self, members: impl Iterator<Item = MemberId>) -> Vec<Vec<MemberId>> {
        let mut groups = self.groups.borrow().clone();
        if groups.is_empty() {
            return groups;
        }
        let rest: Vec<MemberId> = members.filter(|member| self.side(*member).is_none()).collect();
        if !rest.is_empty() {
            groups.push(rest);
        }
        groups
    }

    pub fn cuts(&self) -> Vec<(MemberId, MemberId)> {
        self.cuts.borrow().clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_pass_within_a_group_and_to_and_from_clients() {
        let (roads, member) = (Roads::default(), Address::Member);
        roads.part(vec![vec![1, 2], vec![3]]);
        assert_eq!(roads.groups(1..=5), [vec![1, 2], vec![3], vec![4, 5]]);
        for (from, to, closed) in [(1, 2, false), (1, 3, true), (3, 4, true), (4, 5, false), (2, 5, true)] {
            assert_eq!(roads.closed(&member(from), &member(to)).is_some(), closed, "{from} {to}");
            assert_eq!(roads.closed(&member(to), &member(from)).is_some(), closed, "{to} {from}");
        }
        assert_eq!(roads.closed(&Address::Client("terminal".into()), &member(1)), None);
        roads.open();
        assert_eq!((roads.closed(&member(1), &member(3)), roads.groups(1..=5)), (None, vec![]));
    }

    #[test]
    fn who_leaves_takes_its_side_along() {
        let roads = Roads::default();
        roads.part(vec![vec![5], vec![1, 2]]);
        roads.cut(5, 1);
        roads.leave(2, &[1, 3, 5]);
        assert_eq!(roads.groups([1, 3, 5].into_iter()), [vec![5], vec![1], vec![3]]);
        roads.leave(5, &[1, 3]);
        assert_eq!((roads.groups([1, 3].into_iter()), roads.cuts()), (vec![vec![1], vec![3]], vec![]));
        roads.leave(3, &[1]);
        assert!(!roads.are_parted(), "there is nobody to be parted from");
    }

    #[test]
    fn a_cut_goes_one_way() {
        let roads = Roads::default();
        roads.cut(1, 2);
        assert_eq!(roads.closed(&Address::Member(1), &Address::Member(2)), Some(DropWhy::Cut));
        assert_eq!(roads.closed(&Address::Member(2), &Address::Member(1)), None);
    }
}
