//! References and barcodes, and which products have them.

use std::collections::HashMap;

use super::{DOLIBARR, SHOP};
use crate::domain::candidate_score::digits;
use crate::domain::{fold, Unlinked};

/// A code that more products of one side have is no code but a word such as “none”.
const MOST: usize = 5;

/// The products that have each code, and the codes that each product has.
#[derive(Default)]
pub(super) struct Codes {
    references: Kind,
    barcodes: Kind,
}

#[derive(Default)]
struct Kind {
    ids: HashMap<String, u32>,
    /// By code: the products of either side.
    products: Vec<[Vec<u32>; 2]>,
    /// By product of either side: its code.
    codes: [Vec<Option<u32>>; 2],
}

/// How the codes of one kind of two products stand to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Comparison {
    /// Both have the same.
    pub(super) same: bool,
    /// Another product has it too.
    pub(super) used_twice: bool,
    /// Both have one, and not the same.
    pub(super) differ: bool,
}

impl Codes {
    pub(super) fn add(&mut self, side: usize, at: u32, product: &Unlinked) {
        self.references.add(side, at, reference(&product.reference));
        self.barcodes.add(side, at, digits(&product.barcode));
    }

    /// Dolibarr's products that have a code of this one of the shop's.
    pub(super) fn counterparts(&self, at: usize, found: &mut Vec<u32>) {
        self.references.counterparts(at, found);
        self.barcodes.counterparts(at, found);
    }

    pub(super) fn references(&self, shop: usize, dolibarr: usize) -> Comparison {
        self.references.compare(shop, dolibarr)
    }

    pub(super) fn barcodes(&self, shop: usize, dolibarr: usize) -> Comparison {
        self.barcodes.compare(shop, dolibarr)
    }
}

impl Kind {
    fn add(&mut self, side: usize, at: u32, code: String) {
        let id = (!code.is_empty()).then(|| {
            let next = self.products.len() as u32;
            let id = *self.ids.entry(code).or_insert(next);
            if id == next {
                self.products.push(Default::default());
            }
            self.products[id as usize][side].push(at);
            id
        });
        self.codes[side].push(id);
    }

    fn holders(&self, id: u32) -> Option<&[Vec<u32>; 2]> {
        let holders = &self.products[id as usize];
        holders.iter().all(|of| of.len() <= MOST).then_some(holders)
    }

    fn counterparts(&self, at: usize, found: &mut Vec<u32>) {
        if let Some(holders) = self.codes[SHOP][at].and_then(|id| self.holders(id)) {
            found.extend(&holders[DOLIBARR]);
        }
    }

    fn compare(&self, shop: usize, dolibarr: usize) -> Comparison {
        let (Some(one), Some(other)) = (self.codes[SHOP][shop], self.codes[DOLIBARR][dolibarr])
        else {
            return Comparison::default();
        };
        let holders = self.holders(one);
        Comparison {
            same: one == other && holders.is_some(),
            used_twice: holders.is_some_and(|holders| holders.iter().any(|of| of.len() > 1)),
            differ: one != other,
        }
    }
}

/// A reference without case and punctuation: `MUG-30 Bleu` and `mug30bleu` are one.
fn reference(text: &str) -> String {
    let mut key = fold(text);
    key.retain(char::is_alphanumeric);
    key
}
