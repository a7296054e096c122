//! Two texts line by line: what stayed, what came, what went.

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    Same(String),
    Added(String),
    Removed(String),
}

/// The longest middle, in lines times lines, of which the best match is looked for; a longer one is all new.
const CELLS_MAX: usize = 250_000;

/// The shortest way from `old` to `new`, removed lines before those that take their place. `is_same`: which lines are
/// the same; the new one is shown.
pub fn diff(old: &[String], new: &[String], is_same: fn(&str, &str) -> bool) -> Vec<Edit> {
    let start = old.iter().zip(new).take_while(|(a, b)| is_same(a, b)).count();
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let end = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| is_same(a, b)).count();
    let (old_middle, new_middle) = (&old_rest[..old_rest.len() - end], &new_rest[..new_rest.len() - end]);
    let mut edits: Vec<Edit> = new[..start].iter().cloned().map(Edit::Same).collect();
    if old_middle.len() * new_middle.len() > CELLS_MAX {
        edits.extend(old_middle.iter().cloned().map(Edit::Removed));
        edits.extend(new_middle.iter().cloned().map(Edit::Added));
    } else {
        edits.extend(middle(old_middle, new_middle, is_same));
    }
    edits.extend(new_rest[new_rest.len() - end..].iter().cloned().map(Edit::Same));
    edits
}

/// By the longest common subsequence.
fn middle(old: &[String], new: &[String], is_same: fn(&str, &str) -> bool) -> Vec<Edit> {
    let width = new.len() + 1;
    // How many lines the rests of both have in common.
    let mut common = vec![0_u32; (old.len() + 1) * width];
    for (i, a) in old.iter().enumerate().rev() {
        for (j, b) in new.iter().enumerate().rev() {
            common[i * width + j] = if is_same(a, b) {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut edits = Vec::new();
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && is_same(&old[i], &new[j]) {
            edits.push(Edit::Same(new[j].clone()));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && common[(i + 1) * width + j] >= common[i * width + j + 1]) {
            edits.push(Edit::Removed(old[i].clone()));
            i += 1;
        } else {
            edits.push(Edit::Added(new[j].clone()));
            j += 1;
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    fn shown(old: &str, new: &str) -> String {
        let edit = |edit: Edit| match edit {
            Edit::Same(line) => format!(" {line}"),
            Edit::Added(line) => format!("+{line}"),
            Edit::Removed(line) => format!("-{line}"),
        };
        diff(&lines(old), &lines(new), |a, b| a == b).into_iter().map(edit).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_in_both_stays() {
        assert_eq!(shown("a b c", "a x c"), " a -b +x  c");
        assert_eq!(shown("", "a"), "+a");
        assert_eq!(shown("a", ""), "-a");
        assert_eq!(shown("a b c d", "b d e"), "-a  b -c  d +e");
        assert_eq!(shown("a", "a"), " a");
    }

    #[test]
    fn both_texts_can_be_read_from_it() {
        let (old, new) = (lines("a b a c b a"), lines("b a b b c a a"));
        let edits = diff(&old, &new, |a, b| a == b);
        let of = |leave_out: fn(&Edit) -> bool| -> Vec<String> {
            let kept = edits.iter().filter(|edit| !leave_out(edit));
            kept.map(|(Edit::Same(line) | Edit::Added(line) | Edit::Removed(line))| line.clone()).collect()
        };
        assert_eq!(of(|edit| matches!(edit, Edit::Added(_))), old);
        assert_eq!(of(|edit| matches!(edit, Edit::Removed(_))), new);
    }
}
