//! Who is on which side of the river, or would be if it were full.

use super::group;
use crate::cluster::{Action, Frame, MemberId};
use crate::few::sorted;

/// Side by side, each by id; some may be empty.
pub type Sides = Vec<Vec<MemberId>>;

/// How many sides there are to move to.
const SIDES: usize = 3;

/// Who is cut off first: the left bank, then those nearest to it.
const LEFT_FIRST: [MemberId; 9] = [4, 5, 7, 9, 1, 3, 6, 8, 2];

/// The sides of the partition there is; without one, those of `draft`. Whoever is on none of them comes to the
/// side that the usual flood has them on: less than half of the group on the first one.
pub fn sides(frame: &Frame, draft: &Sides) -> Sides {
    let friends: Vec<MemberId> = group(frame).map(|member| member.id).collect();
    let parted = &frame.network.groups;
    let given = if parted.is_empty() { draft } else { parted };
    let mut sides: Sides =
        given.iter().map(|side| side.iter().copied().filter(|id| friends.contains(id)).collect()).collect();
    sides.resize(sides.len().max(SIDES), Vec::new());
    let small = LEFT_FIRST.iter().filter(|id| friends.contains(id)).take(friends.len() / 2);
    let small: Vec<MemberId> = small.copied().collect();
    for id in friends {
        if !sides.iter().any(|side| side.contains(&id)) {
            sides[usize::from(!small.contains(&id))].push(id);
        }
    }
    sides.into_iter().map(by_id).collect()
}

/// The flood that nobody has described.
pub fn flood(frame: &Frame) -> Action {
    part(&sides(frame, &Sides::new()))
}

/// The river goes back; other faults stay.
pub fn ebb() -> Action {
    part(&Sides::new())
}

fn by_id(side: Vec<MemberId>) -> Vec<MemberId> {
    sorted(side, |id| *id)
}

/// With one friend on the side behind theirs; behind the last one comes the first.
pub fn moved(mut sides: Sides, id: MemberId) -> Sides {
    if let Some(at) = sides.iter().position(|side| side.contains(&id)) {
        sides[at].retain(|other| *other != id);
        let next = (at + 1) % sides.len();
        sides[next].push(id);
    }
    sides.into_iter().map(by_id).collect()
}

/// Parts the group like this. Everybody on one side is no partition: that ends the one there is.
pub fn part(sides: &Sides) -> Action {
    let mut groups: Vec<_> = sides.iter().filter(|side| !side.is_empty()).cloned().collect();
    if groups.len() < 2 {
        groups.clear();
    }
    Action::Partition { groups }
}
