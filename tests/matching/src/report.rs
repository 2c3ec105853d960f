//! How many of the proposed pairs are right.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use dolisync::domain::bulk_matching::{Class, Matching, Pair};
use serde::Serialize;

use crate::Labelled;

/// What was proposed, counted against what is right.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Report {
    /// The products of either side.
    pub products: [usize; 2],
    /// The pairs that are right.
    pub right: usize,
    /// The pairs that were selected beforehand.
    pub sure: usize,
    /// Those of them that are right.
    pub sure_right: usize,
    /// The pairs to look at.
    pub doubtful: usize,
    /// Those of them that are right.
    pub doubtful_right: usize,
}

impl Report {
    /// Proposes pairs for two catalogues, and counts.
    pub fn of(labelled: &Labelled) -> Self {
        Self::count(labelled, &propose(labelled))
    }

    /// Counts what was proposed.
    pub fn count(labelled: &Labelled, proposed: &[Pair]) -> Self {
        let mut report = Self {
            products: [labelled.shop.len(), labelled.dolibarr.len()],
            right: labelled.pairs.len(),
            ..Self::default()
        };
        for pair in proposed {
            let right = usize::from(labelled.pairs.contains(&labelled.ids(pair)));
            match pair.class {
                Class::Sure => {
                    report.sure += 1;
                    report.sure_right += right;
                }
                Class::Doubtful => {
                    report.doubtful += 1;
                    report.doubtful_right += right;
                }
            }
        }
        report
    }

    /// Of the pairs selected beforehand, the part that is right, in percent.
    pub fn precision(&self) -> f64 {
        percent(self.sure_right, self.sure)
    }

    /// Of the right pairs, the part that is selected beforehand, in percent.
    pub fn recall(&self) -> f64 {
        percent(self.sure_right, self.right)
    }

    /// Of the right pairs, the part that is proposed at all, in percent.
    pub fn recall_with_doubtful(&self) -> f64 {
        percent(self.sure_right + self.doubtful_right, self.right)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} and {} products, {} pairs: {} selected, {} of them right (precision {:.2} %, recall {:.2} %); \
             {} to look at, {} of them right (recall with these {:.2} %)",
            self.products[0],
            self.products[1],
            self.right,
            self.sure,
            self.sure_right,
            self.precision(),
            self.recall(),
            self.doubtful,
            self.doubtful_right,
            self.recall_with_doubtful(),
        )
    }
}

/// All pairs that are proposed.
pub fn propose(labelled: &Labelled) -> Vec<Pair> {
    let shop = Arc::from(labelled.shop.clone());
    let dolibarr = Arc::from(labelled.dolibarr.clone());
    let mut matching = Matching::new(shop, dolibarr);
    while !matching.advance(&mut || false) {}
    matching.into_pairs()
}

impl Labelled {
    /// The numbers of a pair's products.
    pub fn ids(&self, pair: &Pair) -> (u64, u64) {
        (self.shop[pair.shop].id, self.dolibarr[pair.dolibarr].id)
    }

    /// The numbers of both sides' products in wrong pairs and of right pairs that were missed: to see why.
    pub fn missed(&self, proposed: &[Pair]) -> BTreeSet<(u64, u64)> {
        let found: BTreeSet<_> = proposed.iter().map(|pair| self.ids(pair)).collect();
        self.pairs.difference(&found).copied().collect()
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
