//! How alike two names are, word by word.

use super::near_words::NearWords;
use super::vocabulary::{Vocabulary, WordId};

/// How two names stand to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Likeness {
    /// What they share, by the weight of the words; 1000 only for the same words.
    pub(super) permille: u32,
    /// Each has a size, a color or a number that the other lacks.
    pub(super) variants_differ: bool,
    /// One has a size, a color or a number that the other lacks.
    pub(super) variant_missing: bool,
    /// Each has a word that the other lacks: one stands in the other's place.
    pub(super) is_replaced: bool,
    /// One has a word that the other lacks, or both have.
    pub(super) is_incomplete: bool,
}

impl Likeness {
    /// Of two names that are sorted lists of words, each once.
    pub(super) fn of(
        shop: &[WordId],
        dolibarr: &[WordId],
        vocabulary: &Vocabulary,
        near: &NearWords,
    ) -> Self {
        let weight = |id: WordId| vocabulary.word(id).weight;
        let mut shared = 0;
        let mut theirs: Vec<WordId> = Vec::with_capacity(dolibarr.len());
        let mut ours: Vec<WordId> = Vec::with_capacity(shop.len());
        theirs.extend(dolibarr);
        for &id in shop {
            match theirs.binary_search(&id) {
                Ok(at) => {
                    shared += 2 * weight(id);
                    theirs.remove(at);
                }
                Err(_) => ours.push(id),
            }
        }
        ours.retain(|&id| {
            let best = near
                .of(id)
                .iter()
                .filter(|(other, _)| theirs.contains(other));
            let Some(&(other, credit)) = best.max_by_key(|(_, credit)| credit) else {
                return true;
            };
            shared += (weight(id) + weight(other)) * credit / 100;
            theirs.retain(|&their| their != other);
            false
        });
        let total = vocabulary.weight_of(shop) + vocabulary.weight_of(dolibarr);
        let telling = |ids: &[WordId]| ids.iter().any(|&id| !vocabulary.word(id).is_empty);
        let variants = |ids: &[WordId]| ids.iter().any(|&id| vocabulary.word(id).is_variant);
        Self {
            permille: (1000 * shared).checked_div(total).unwrap_or(0),
            variants_differ: variants(&ours) && variants(&theirs),
            variant_missing: variants(&ours) != variants(&theirs),
            is_replaced: telling(&ours) && telling(&theirs),
            is_incomplete: telling(&ours) || telling(&theirs),
        }
    }

    /// The same words, in whatever order.
    pub(super) fn is_same(&self) -> bool {
        self.permille == 1000
    }
}
