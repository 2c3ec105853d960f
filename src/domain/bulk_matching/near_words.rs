//! Which words of one side seem to be words of the other one, mistyped: found by the trigrams they
//! have in common.

use std::collections::HashMap;

use super::vocabulary::{stem, Vocabulary, Word, WordId};
use super::{DOLIBARR, SHOP};

/// What a word counts, in percent, that is another one with so many slips.
const CREDITS: [u32; 3] = [100, 85, 70];

/// The words that are near each other.
#[derive(Default)]
pub(super) struct NearWords {
    /// By trigram: the words that have it.
    trigrams: HashMap<u64, Vec<WordId>>,
    /// By word of the shop: words of Dolibarr's, with what they count in percent.
    near: Vec<Vec<(WordId, u32)>>,
    /// By word: how many trigrams it shares with the one that is being looked for.
    shared: Vec<u32>,
}

impl NearWords {
    pub(super) fn index(&mut self, vocabulary: &Vocabulary, id: WordId) {
        self.near.push(Vec::new());
        self.shared.push(0);
        let word = vocabulary.word(id);
        if is_of_letters(word) {
            for trigram in trigrams(stem(&word.text)) {
                self.trigrams.entry(trigram).or_default().push(id);
            }
        }
    }

    /// The words of Dolibarr's that are near one of the shop's.
    pub(super) fn of(&self, id: WordId) -> &[(WordId, u32)] {
        &self.near[id as usize]
    }

    /// Only a word that the other side lacks can be a slip, and only if it is rare beside the right one:
    /// `poire` and `poivre` are two words.
    pub(super) fn find(&mut self, vocabulary: &Vocabulary, id: WordId) {
        let word = vocabulary.word(id);
        let Some(own) = only_side(word).filter(|_| can_be_slip(word)) else {
            return;
        };
        let used = word.used[own];
        let letters: Vec<char> = stem(&word.text).chars().collect();
        let slips = slips_in(letters.len());
        let mut met: Vec<WordId> = Vec::new();
        for trigram in trigrams(stem(&word.text)) {
            for &other in self.trigrams.get(&trigram).into_iter().flatten() {
                let shared = &mut self.shared[other as usize];
                if *shared == 0 {
                    met.push(other);
                }
                *shared += 1;
            }
        }
        // A slip spoils three trigrams, two letters in the wrong order four.
        let least = letters.len().saturating_sub(4 * slips).max(1) as u32;
        for &other in &met {
            let shared = std::mem::take(&mut self.shared[other as usize]);
            let near = vocabulary.word(other);
            let is_rare = |slip: u32, right: u32| slip == 1 || 8 * slip <= right;
            let theirs = near.used[1 - own];
            // Two words that are each on one side only would be found from both ends.
            let is_found_already = own == DOLIBARR
                && only_side(near) == Some(SHOP)
                && can_be_slip(near)
                && is_rare(theirs, used);
            if theirs == 0 || !is_rare(used, theirs) || is_found_already || shared < least {
                continue;
            }
            let Some(slips) = distance(&letters, stem(&near.text), slips) else {
                continue;
            };
            let (shop, dolibarr) = match own {
                SHOP => (id, other),
                _ => (other, id),
            };
            self.near[shop as usize].push((dolibarr, CREDITS[slips]));
        }
    }
}

/// Numbers are what they are, short words have no room for slips, and what is longer is no word.
fn is_of_letters(word: &Word) -> bool {
    let is_word = (3..=30).contains(&word.text.chars().count());
    is_word && !word.is_empty && word.text.chars().all(char::is_alphabetic)
}

/// No slip makes one size or color of another.
fn can_be_slip(word: &Word) -> bool {
    is_of_letters(word) && !word.is_variant
}

/// The side whose names have it, where only one has it.
fn only_side(word: &Word) -> Option<usize> {
    match word.used {
        [0, 0] => None,
        [_, 0] => Some(SHOP),
        [0, _] => Some(DOLIBARR),
        _ => None,
    }
}

/// How many slips a word of so many letters may have.
fn slips_in(letters: usize) -> usize {
    if letters < 7 {
        1
    } else {
        2
    }
}

/// Each three letters in a row, with a blank at both ends, as numbers.
fn trigrams(word: &str) -> impl Iterator<Item = u64> + '_ {
    let mut last = [0, u64::from(' ')];
    let letters = word.chars().chain([' ']).map(u64::from);
    letters.map(move |letter| {
        let trigram = (last[0] << 42) | (last[1] << 21) | letter;
        last = [last[1], letter];
        trigram
    })
}

/// How many letters have to be changed, left out, put in or swapped with their neighbor; none when it
/// is more than `most`. Slips seldom touch the first letter: two, or one in a short word, never do.
fn distance(one: &[char], other: &str, most: usize) -> Option<usize> {
    let other: Vec<char> = other.chars().collect();
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let width = other.len() + 1;
    let mut rows = [
        (0..width).collect::<Vec<usize>>(),
        vec![0; width],
        vec![0; width],
    ];
    for i in 1..=one.len() {
        let (now, before, earlier) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        rows[now][0] = i;
        for j in 1..width {
            let is_other = usize::from(one[i - 1] != other[j - 1]);
            let mut least = (rows[before][j] + 1)
                .min(rows[now][j - 1] + 1)
                .min(rows[before][j - 1] + is_other);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                least = least.min(rows[earlier][j - 2] + 1);
            }
            rows[now][j] = least;
        }
    }
    let slips = rows[one.len() % 3][width - 1];
    let keeps_first = one.first() == other.first();
    let may_touch_first = slips == 1 && one.len().min(other.len()) >= 5;
    let is_long = one.len().max(other.len()) >= 4;
    (slips <= most && is_long && (keeps_first || may_touch_first)).then_some(slips)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn slips(one: &str, other: &str) -> Option<usize> {
        let letters: Vec<char> = one.chars().collect();
        distance(&letters, other, slips_in(letters.len()))
    }

    #[test]
    fn slips_are_counted() {
        for (one, other, expected) in [
            ("bougie", "bougie", Some(0)),
            ("bougie", "bogie", Some(1)),
            ("bougie", "bouggie", Some(1)),
            ("bougie", "buogie", Some(1)),
            ("bougie", "rougie", Some(1)),
            ("bougie", "bgouie", None),
            ("pain", "bain", None),
            ("pain", "paon", Some(1)),
            ("parfumer", "parfmuerr", Some(2)),
            ("parfumer", "barfumerr", None),
            ("lavande", "vanille", None),
        ] {
            assert_eq!(slips(one, other), expected, "{one} {other}");
        }
    }

    fn near(shop: &[&str], dolibarr: &[&str]) -> Vec<(String, String)> {
        let mut vocabulary = Vocabulary::default();
        let mut read = |titles: &[&str]| -> Vec<_> {
            titles.iter().map(|title| vocabulary.read(title)).collect()
        };
        let written = [read(shop), read(dolibarr)];
        for (side, names) in written.iter().enumerate() {
            for name in names {
                vocabulary.name(name, side);
            }
        }
        let mut words = NearWords::default();
        let all = 0..vocabulary.len() as WordId;
        all.clone().for_each(|id| words.index(&vocabulary, id));
        all.clone().for_each(|id| words.find(&vocabulary, id));
        let text = |id: WordId| vocabulary.word(id).text.to_string();
        all.flat_map(|id| words.of(id).iter().map(move |(other, _)| (id, *other)))
            .map(|(id, other)| (text(id), text(other)))
            .collect()
    }

    #[test]
    fn a_slip_is_a_word_that_is_nowhere_else() {
        let pair = |one: &str, other: &str| vec![(one.to_owned(), other.to_owned())];
        assert_eq!(
            near(&["Theire rond"], &["Theiere rond"]),
            pair("their", "theier")
        );
        assert_eq!(
            near(&["Theiere", "Theiere rond"], &["Theire"]),
            pair("theier", "their")
        );
        // Both are words of both sides.
        let both = ["Confiture poire", "Confiture poivre"];
        assert!(near(&both, &both).is_empty());
        // Sizes, colors and numbers are what they are.
        assert!(near(&["Robe rouge"], &["Robe rose"]).is_empty());
        assert!(near(&["Mug 1250"], &["Mug 1251"]).is_empty());
    }
}
