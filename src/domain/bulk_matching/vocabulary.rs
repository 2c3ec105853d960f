//! The words of all names, each with what it says and what it weighs.

use std::collections::HashMap;

use crate::domain::variant_words::{unit, variant};
use crate::domain::{fold, words};

/// A word in its one form, as its place in the vocabulary.
pub(super) type WordId = u32;

/// A word as it is written, likewise.
pub(super) type SpellingId = u32;

/// Words that tell nothing, in French and English.
const EMPTY: &[&str] = &[
    "a", "and", "au", "aux", "avec", "by", "d", "de", "des", "du", "en", "et", "for", "in", "la",
    "le", "les", "of", "ou", "par", "pour", "sur", "the", "un", "une", "with",
];

pub(super) struct Word {
    pub(super) text: Box<str>,
    /// How many names of either side have it.
    pub(super) used: [u32; 2],
    /// It tells the variants of one article apart.
    pub(super) is_variant: bool,
    /// It tells nothing.
    pub(super) is_empty: bool,
    /// The rarer, the more.
    pub(super) weight: u32,
}

/// Every word once, and every way in which one is written.
#[derive(Default)]
pub(super) struct Vocabulary {
    spellings: HashMap<Box<str>, SpellingId>,
    /// By spelling: how it is written, and the word that it is.
    spelled: Vec<(Box<str>, WordId)>,
    ids: HashMap<Box<str>, WordId>,
    words: Vec<Word>,
}

impl Vocabulary {
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    pub(super) fn word(&self, id: WordId) -> &Word {
        &self.words[id as usize]
    }

    /// The words of a name, in their order and as they are written.
    pub(super) fn read(&mut self, title: &str) -> Vec<SpellingId> {
        let words = words(&without_elisions(&fold(title)));
        words.iter().map(|word| self.spelling(word)).collect()
    }

    fn spelling(&mut self, written: &str) -> SpellingId {
        if let Some(&id) = self.spellings.get(written) {
            return id;
        }
        let id = self.spelled.len() as SpellingId;
        let word = self.id(canonical(written));
        self.spellings.insert(written.into(), id);
        self.spelled.push((written.into(), word));
        id
    }

    fn id(&mut self, word: &str) -> WordId {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = self.words.len() as WordId;
        self.ids.insert(word.into(), id);
        self.words.push(Word {
            text: word.into(),
            used: [0, 0],
            is_variant: variant(word).is_some(),
            is_empty: EMPTY.contains(&word),
            weight: 0,
        });
        id
    }

    /// Makes a name of what is written: each word once and counted, and one word of two that somebody
    /// writes as one (`tee shirt`, `porte clés`).
    pub(super) fn name(&mut self, written: &[SpellingId], side: usize) -> Vec<WordId> {
        let mut name = Vec::with_capacity(written.len());
        let mut rest = written;
        while let [one, after @ ..] = rest {
            let joined = after.first().and_then(|next| self.as_one(*one, *next));
            name.push(joined.unwrap_or(self.spelled[*one as usize].1));
            rest = &after[usize::from(joined.is_some())..];
        }
        name.sort_unstable();
        name.dedup();
        for &id in &name {
            self.words[id as usize].used[side] += 1;
        }
        name
    }

    /// A size, a color or a number is never swallowed: `T-shirt S` does not become `T-shirts`.
    fn as_one(&self, one: SpellingId, other: SpellingId) -> Option<WordId> {
        let mut joined = String::new();
        for id in [one, other] {
            let (written, word) = &self.spelled[id as usize];
            let word = self.word(*word);
            if word.is_variant || word.is_empty {
                return None;
            }
            joined.push_str(written);
        }
        self.ids.get(canonical(&joined)).copied()
    }

    /// Weighs a word, once all names are counted.
    pub(super) fn weigh(&mut self, id: WordId, names: usize) {
        let word = &mut self.words[id as usize];
        let used = word.used[0] + word.used[1];
        word.weight = match word.is_empty {
            true => 0,
            false => (10.0 + 10.0 * (names as f32 / used.max(1) as f32).ln()).max(1.0) as u32,
        };
    }

    /// What the words of a name weigh together.
    pub(super) fn weight_of(&self, name: &[WordId]) -> u32 {
        name.iter().map(|&id| self.word(id).weight).sum()
    }
}

/// One form of a word: `bleues` is `bleu`, `grammes` is `g`, `verres` is `verr`.
fn canonical(word: &str) -> &str {
    variant(word)
        .or_else(|| unit(word))
        .unwrap_or_else(|| stem(word))
}

/// Without the end that makes a plural or a feminine.
pub(super) fn stem(word: &str) -> &str {
    let mut stem = word;
    for end in ['s', 'x', 'e'] {
        if stem.len() > 3 {
            stem = stem.strip_suffix(end).unwrap_or(stem);
        }
    }
    stem
}

/// A folded text without `l'` and `d'`, whose letters would be read as a size.
fn without_elisions(folded: &str) -> String {
    let mut text = String::with_capacity(folded.len());
    let mut parts = folded.split('\'').peekable();
    while let Some(part) = parts.next() {
        let before_apostrophe = part.strip_suffix(['l', 'd']);
        let elided = before_apostrophe
            .filter(|rest| parts.peek().is_some() && !rest.ends_with(char::is_alphanumeric));
        text.push_str(elided.unwrap_or(part));
        text.push(' ');
    }
    text
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn read(title: &str) -> Vec<String> {
        let mut vocabulary = Vocabulary::default();
        let written = vocabulary.read(title);
        let word = |id: &SpellingId| vocabulary.spelled[*id as usize].1;
        let text = |id: &SpellingId| vocabulary.word(word(id)).text.to_string();
        written.iter().map(text).collect()
    }

    #[test]
    fn words_have_one_form() {
        for (one, other) in [
            ("Verres bleus", "Verre bleue"),
            ("Savon 300 grammes", "savon 300gr"),
            ("Jeux d’échecs", "Jeu echec"),
            ("Huile 0,75 litre", "HUILE 0.75 L"),
        ] {
            assert_eq!(read(one), read(other), "{one}");
        }
        assert_ne!(read("Robe M"), read("Robe L"));
        assert_ne!(read("Taille 38"), read("Taille 39"));
    }

    #[test]
    fn an_elision_is_no_size() {
        assert_eq!(read("Bouquet de l'été"), ["bouquet", "de", "ete"]);
        assert_eq!(read("L’huile d’olive L"), ["huil", "oliv", "l"]);
        assert_eq!(read("Avril'24"), ["avril", "24"]);
        assert_eq!(read("Robe l'"), ["rob"]);
        assert_eq!(read("l'l'"), Vec::<String>::new());
    }

    #[test]
    fn what_somebody_writes_as_one_word_is_one() {
        let titles = [
            "Teeshirt rouge",
            "Tee-shirt rouge S",
            "Porte clés",
            "Porteclé",
            "Tee-shirts",
        ];
        let mut vocabulary = Vocabulary::default();
        let written = titles.map(|title| vocabulary.read(title));
        let names = written.map(|written| {
            let name = vocabulary.name(&written, 0);
            let text = |id: WordId| vocabulary.word(id).text.to_string();
            name.into_iter().map(text).collect::<Vec<_>>()
        });
        assert_eq!(names[0], ["teeshirt", "rouge"]);
        assert_eq!(names[1], ["teeshirt", "rouge", "s"]);
        assert_eq!(names[2], names[3]);
        assert_eq!(names[4], ["teeshirt"]);
    }
}
