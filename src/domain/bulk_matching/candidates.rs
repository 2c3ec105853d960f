//! The products of Dolibarr that share the most with a name of the shop.

use super::near_words::NearWords;
use super::vocabulary::{Vocabulary, WordId};

/// So many are compared closely.
const MOST: usize = 6;
/// Names that share less are not compared, in thousandths.
const LEAST: u32 = 450;

/// In which names of Dolibarr's each word is, and what each name shares with the one in question.
#[derive(Default)]
pub(super) struct Candidates {
    /// By word: the names that have it.
    names: Vec<Vec<u32>>,
    /// By name: the weight of all its words.
    weights: Vec<u32>,
    /// By name: the weight of the words that it shares.
    shared: Vec<u32>,
    /// The names that share anything.
    met: Vec<u32>,
}

impl Candidates {
    /// The next of Dolibarr's names.
    pub(super) fn add(&mut self, name: &[WordId], vocabulary: &Vocabulary) {
        self.names.resize_with(vocabulary.len(), Vec::new);
        let at = self.weights.len() as u32;
        self.weights.push(vocabulary.weight_of(name));
        self.shared.push(0);
        for &id in name {
            self.names[id as usize].push(at);
        }
    }

    /// Adds those that share the most with a name.
    pub(super) fn likeliest(
        &mut self,
        name: &[WordId],
        vocabulary: &Vocabulary,
        near: &NearWords,
        found: &mut Vec<u32>,
    ) {
        for &id in name {
            let weight = vocabulary.word(id).weight;
            if weight > 0 {
                self.meet(id, 2 * weight);
                for &(other, credit) in near.of(id) {
                    self.meet(
                        other,
                        (weight + vocabulary.word(other).weight) * credit / 100,
                    );
                }
            }
        }
        let own = vocabulary.weight_of(name);
        let mut best: Vec<(u32, u32)> = Vec::with_capacity(MOST + 1);
        for at in self.met.drain(..) {
            let shared = std::mem::take(&mut self.shared[at as usize]);
            let permille = 1000 * shared / (own + self.weights[at as usize]);
            // The most shared first, then the lowest number.
            let is_before = |other: &(u32, u32)| (other.0, !other.1) > (permille, !at);
            let place = best.partition_point(is_before);
            if permille >= LEAST && place < MOST {
                best.truncate(MOST - 1);
                best.insert(place, (permille, at));
            }
        }
        found.extend(best.iter().map(|&(_, at)| at));
    }

    fn meet(&mut self, id: WordId, weight: u32) {
        let Some(names) = self.names.get(id as usize) else {
            return;
        };
        for &at in names {
            let shared = &mut self.shared[at as usize];
            if *shared == 0 {
                self.met.push(at);
            }
            *shared += weight;
        }
    }
}
