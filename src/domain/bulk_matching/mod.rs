//! Bulk association: which product of the shop and which of Dolibarr are probably the same thing,
//! one to one, among thousands on either side.
//!
//! By reference, by barcode, then by name. Names are compared word by word: a word is found on the
//! other side as it is, or by its trigrams where it seems mistyped, and counts the more the rarer it
//! is. What tells the variants of one article apart (sizes, colors, numbers) has to be the same.
//!
//! The work is done in small pieces, so that whoever calls can draw, listen, or stop in between.

mod candidates;
mod codes;
mod evidence;
mod names;
mod near_words;
mod pair;
mod pairing;
mod side;
mod vocabulary;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

use std::sync::Arc;

use candidates::Candidates;
use codes::Codes;
use evidence::{same_price, Evidence};
use names::Likeness;
use near_words::NearWords;
use pairing::{Edge, Pairing};
use side::Side;
use vocabulary::{Vocabulary, WordId};

use super::Unlinked;

pub use pair::{Class, Doubt, Pair, Reason};

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is done.
    pub done: usize,
    /// What there is to do in all.
    pub total: usize,
}

/// What is being done; each stage needs what those before it found.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    /// The products are put in order.
    Order,
    /// The words and codes of each product.
    Words,
    /// Words that one writes apart and another does not.
    Joining,
    /// The trigrams of each word.
    Trigrams,
    /// Which words seem to be others mistyped.
    NearWords,
    /// In which of Dolibarr's products each word is.
    Occurrences,
    /// The likeliest counterparts of each of the shop's products.
    Comparing,
    /// One to one, the likeliest first.
    Pairing,
    /// How sure each pair is.
    Judging,
    Done,
}

/// Each stage with its part of the work, in thousandths.
const STAGES: [(Stage, usize); 10] = [
    (Stage::Order, 5),
    (Stage::Words, 225),
    (Stage::Joining, 60),
    (Stage::Trigrams, 20),
    (Stage::NearWords, 50),
    (Stage::Occurrences, 20),
    (Stage::Comparing, 580),
    (Stage::Pairing, 20),
    (Stage::Judging, 20),
    (Stage::Done, 0),
];

/// The search for pairs. Dropping it ends it.
pub struct Matching {
    sides: [Side; 2],
    codes: Codes,
    vocabulary: Vocabulary,
    near: NearWords,
    candidates: Candidates,
    pairing: Pairing,
    pairs: Vec<Pair>,
    /// The stage, as a position in `STAGES`.
    stage: usize,
    /// How many pieces of it are done.
    done: usize,
}

/// The positions of the two sides wherever there is one thing for each.
const SHOP: usize = 0;
const DOLIBARR: usize = 1;

impl Matching {
    /// Begins; all the work is in `advance`.
    pub fn new(shop: Arc<[Unlinked]>, dolibarr: Arc<[Unlinked]>) -> Self {
        Self {
            pairing: Pairing::of([shop.len(), dolibarr.len()]),
            sides: [Side::new(shop), Side::new(dolibarr)],
            codes: Codes::default(),
            vocabulary: Vocabulary::default(),
            near: NearWords::default(),
            candidates: Candidates::default(),
            pairs: Vec::new(),
            stage: 0,
            done: 0,
        }
    }

    /// Works until the time is up, and at least a little. True once everything is done.
    ///
    /// The time is asked for after each small piece: most take a few microseconds, the longest a few
    /// milliseconds.
    pub fn advance(&mut self, is_time_up: &mut dyn FnMut() -> bool) -> bool {
        while self.stage() != Stage::Done {
            if self.done < self.pieces() {
                self.work();
                self.done += 1;
            }
            while self.stage() != Stage::Done && self.done >= self.pieces() {
                self.stage += 1;
                self.done = 0;
            }
            if is_time_up() {
                break;
            }
        }
        self.stage() == Stage::Done
    }

    /// How far it is; never goes back.
    pub fn progress(&self) -> Progress {
        let before: usize = STAGES[..self.stage].iter().map(|(_, part)| part).sum();
        let part = STAGES[self.stage].1;
        Progress {
            done: before + part * self.done / self.pieces().max(1),
            total: STAGES.iter().map(|(_, part)| part).sum(),
        }
    }

    /// The pairs, the surest first. Complete once `advance` said so.
    pub fn into_pairs(mut self) -> Vec<Pair> {
        // Stable: those that are as sure stay in the order of the shop's numbers.
        self.pairs
            .sort_by_key(|pair| std::cmp::Reverse(pair.confidence));
        self.pairs
    }

    fn stage(&self) -> Stage {
        STAGES[self.stage].0
    }

    /// How many pieces the stage has.
    fn pieces(&self) -> usize {
        let [shop, dolibarr] = &self.sides;
        match self.stage() {
            Stage::Order => 2,
            Stage::Words | Stage::Joining => shop.len() + dolibarr.len(),
            Stage::Trigrams | Stage::NearWords => self.vocabulary.len(),
            Stage::Occurrences => dolibarr.len(),
            Stage::Comparing => shop.len(),
            Stage::Pairing => self.pairing.ranks(),
            Stage::Judging => self.pairing.len(),
            Stage::Done => 0,
        }
    }

    fn work(&mut self) {
        let at = self.done;
        match self.stage() {
            Stage::Order => self.sides[at].sort(),
            Stage::Words => {
                let (side, at) = self.of_either(at);
                self.read(side, at);
            }
            Stage::Joining => {
                let (side, at) = self.of_either(at);
                let name = &mut self.sides[side].names[at];
                *name = self.vocabulary.name(name, side);
            }
            Stage::Trigrams => {
                let names = self.sides[SHOP].len() + self.sides[DOLIBARR].len();
                self.vocabulary.weigh(at as WordId, names);
                self.near.index(&self.vocabulary, at as WordId);
            }
            Stage::NearWords => self.near.find(&self.vocabulary, at as WordId),
            Stage::Occurrences => {
                let name = &self.sides[DOLIBARR].names[at];
                self.candidates.add(name, &self.vocabulary);
            }
            Stage::Comparing => self.compare(at),
            Stage::Pairing => self.pairing.take(at),
            Stage::Judging => self.judge(at),
            Stage::Done => {}
        }
    }

    /// The shop's products first, then Dolibarr's.
    fn of_either(&self, at: usize) -> (usize, usize) {
        match at.checked_sub(self.sides[SHOP].len()) {
            None => (SHOP, at),
            Some(at) => (DOLIBARR, at),
        }
    }

    fn read(&mut self, side: usize, at: usize) {
        let product = self.sides[side].product(at);
        self.codes.add(side, at as u32, product);
        let name = self.vocabulary.read(&product.title);
        self.sides[side].names.push(name);
    }

    fn compare(&mut self, at: usize) {
        let [shop, dolibarr] = &self.sides;
        let name = &shop.names[at];
        let mut found = Vec::new();
        self.codes.counterparts(at, &mut found);
        self.candidates
            .likeliest(name, &self.vocabulary, &self.near, &mut found);
        found.sort_unstable();
        found.dedup();
        for other in found {
            let theirs = other as usize;
            let evidence = Evidence {
                references: self.codes.references(at, theirs),
                barcodes: self.codes.barcodes(at, theirs),
                names: Likeness::of(name, &dolibarr.names[theirs], &self.vocabulary, &self.near),
                same_price: same_price(shop.product(at), dolibarr.product(theirs)),
            };
            if let Some(rank) = evidence.rank() {
                self.pairing.add(Edge {
                    shop: at as u32,
                    dolibarr: other,
                    evidence,
                    rank,
                });
            }
        }
    }

    fn judge(&mut self, at: usize) {
        let edge = self.pairing.pair(at);
        let rivals = self.pairing.rivals(edge);
        let doubt = edge
            .evidence
            .doubt(rivals.map(|(rival, third)| (&rival.evidence, third)));
        let class = match doubt {
            None => Class::Sure,
            Some(_) => Class::Doubtful,
        };
        let [shop, dolibarr] = &self.sides;
        self.pairs.push(Pair {
            shop: shop.order[edge.shop as usize] as usize,
            dolibarr: dolibarr.order[edge.dolibarr as usize] as usize,
            class,
            confidence: edge.evidence.confidence(class),
            reason: edge.evidence.reason(),
            doubt,
        });
    }
}
