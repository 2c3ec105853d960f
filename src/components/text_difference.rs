//! Where two texts differ, so that one sees it at a glance.

/// The most characters that a text takes before it is shortened.
const MOST: usize = 180;
/// How much of what both texts share stays before the first difference.
const LEAD: usize = 48;

/// A text, cut where it differs from another one. Either of the parts may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// What both texts begin with.
    pub before: String,
    /// What only this text has.
    pub changed: String,
    /// What both texts end with.
    pub after: String,
}

/// Cuts `text` into what it shares with `other` and what it does not, by whole words.
pub fn parts(text: &str, other: &str) -> Parts {
    if text == other {
        return Parts {
            before: text.to_owned(),
            ..Parts::default()
        };
    }
    let (text, other) = (words(text), words(other));
    let pairs = || text.iter().zip(&other);
    let start = pairs().take_while(|(one, two)| one == two).count();
    let room = text.len().min(other.len()) - start;
    let end = text
        .iter()
        .rev()
        .zip(other.iter().rev())
        .take(room)
        .take_while(|(one, two)| one == two)
        .count();
    let mut until = text.len() - end;
    // Blanks round the difference are none of it.
    let mut start = start;
    while start < until && text[start].trim().is_empty() {
        start += 1;
    }
    while until > start && text[until - 1].trim().is_empty() {
        until -= 1;
    }
    Parts {
        before: text[..start].concat(),
        changed: text[start..until].concat(),
        after: text[until..].concat(),
    }
}

/// Words and what stands between them, each on its own: joined they are the text again.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut within = None;
    for (at, letter) in text.char_indices() {
        let of_word = letter.is_alphanumeric();
        if within == Some(of_word) && of_word {
            continue;
        }
        if at > start {
            words.push(&text[start..at]);
            start = at;
        }
        within = Some(of_word);
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}

impl Parts {
    /// The parts round the difference, where the text is too long to be shown whole; `None`
    /// where it is not.
    pub fn shortened(&self) -> Option<Parts> {
        let length = |text: &str| text.chars().count();
        if length(&self.before) + length(&self.changed) + length(&self.after) <= MOST {
            return None;
        }
        let before = match (
            length(&self.before),
            self.changed.is_empty() && self.after.is_empty(),
        ) {
            (_, true) => head(&self.before, MOST),
            (long, false) if long > LEAD => tail(&self.before, LEAD),
            _ => self.before.clone(),
        };
        let changed = head(&self.changed, MOST - LEAD);
        let left = MOST.saturating_sub(length(&before) + length(&changed));
        let after = match changed.ends_with('…') || before.ends_with('…') {
            true => String::new(),
            false => head(&self.after, left),
        };
        Some(Parts {
            before,
            changed,
            after,
        })
    }
}

/// The first characters of a text, with “…” for what is left out.
pub fn head(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
    }
}

fn tail(text: &str, most: usize) -> String {
    let skipped = text.chars().count().saturating_sub(most);
    let kept: String = text.chars().skip(skipped).collect();
    format!("…{}", kept.trim_start())
}
