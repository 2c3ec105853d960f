//! The products of one side, as the search for pairs has them at hand.

use std::sync::Arc;

use super::vocabulary::WordId;
use super::Unlinked;

/// The products of one side, in the order of their numbers: the result does not depend on the order
/// in which they were given.
pub(super) struct Side {
    products: Arc<[Unlinked]>,
    /// Positions in `products`.
    pub(super) order: Vec<u32>,
    /// The words of each name, in `order`: as they are written, and from `Joining` on in their one form.
    pub(super) names: Vec<Vec<WordId>>,
}

impl Side {
    pub(super) fn new(products: Arc<[Unlinked]>) -> Self {
        Self {
            products,
            order: Vec::new(),
            names: Vec::new(),
        }
    }

    pub(super) fn sort(&mut self) {
        self.order = (0..self.products.len() as u32).collect();
        let products = &self.products;
        self.order.sort_by_key(|&at| products[at as usize].id);
    }

    pub(super) fn product(&self, at: usize) -> &Unlinked {
        &self.products[self.order[at] as usize]
    }

    pub(super) fn len(&self) -> usize {
        self.products.len()
    }
}
