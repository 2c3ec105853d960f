//! What speaks for a pair and against it, how likely that makes it, and how sure.

use super::codes::Comparison;
use super::names::Likeness;
use super::{Class, Doubt, Reason};
use crate::domain::Unlinked;

/// With less in common, two names are different ones, in thousandths.
const UNLIKE: u32 = 300;
/// Names that share less are no pair.
const LEAST: u32 = 600;
/// The same, where a word stands in the place of another.
const LEAST_REPLACED: u32 = 700;
/// With more slips than this leaves in common, a name is not sure.
const SURE: u32 = 800;
/// A pair that is less likely than another by no more than this is as likely.
const MARGIN: u32 = 60;

/// All that is known of two products as a pair.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Evidence {
    pub(super) references: Comparison,
    pub(super) barcodes: Comparison,
    pub(super) names: Likeness,
    pub(super) same_price: bool,
}

impl Evidence {
    /// How likely it is, compared with others; none: not at all. A code goes before any name, unless
    /// the names contradict it. The price decides between two that are as likely.
    pub(super) fn rank(&self) -> Option<u32> {
        let permille = self.names.permille;
        let likely = match (self.references.same, self.barcodes.same) {
            (false, false) if !self.is_alike() => return None,
            (false, false) => permille,
            _ if self.contradicts_code() => 900 + permille / 20,
            (true, true) => 4000 + permille,
            (true, false) => 3000 + permille,
            (false, true) => 2000 + permille,
        };
        Some(2 * likely + u32::from(self.same_price))
    }

    /// The names alone make it a pair to look at.
    fn is_alike(&self) -> bool {
        let least = match self.names.is_replaced {
            true => LEAST_REPLACED,
            false => LEAST,
        };
        self.names.permille >= least && !self.names.variants_differ
    }

    /// One word stands in the place of another, and nothing but one code says that it is the same thing.
    fn is_renamed(&self) -> bool {
        let has_both = self.references.same && self.barcodes.same;
        self.names.is_replaced && !has_both && (self.names.variant_missing || !self.same_price)
    }

    fn contradicts_code(&self) -> bool {
        self.names.permille < UNLIKE || self.names.variants_differ
    }

    pub(super) fn reason(&self) -> Reason {
        match (self.references.same, self.barcodes.same) {
            (true, _) => Reason::SameReference,
            (false, true) => Reason::SameBarcode,
            (false, false) if self.names.is_same() => Reason::SameName,
            (false, false) => Reason::SimilarName,
        }
    }

    /// Why a pair is not sure. The rivals are the other pairs that there could be of the two, each with
    /// the rank of the pair that its third product is in.
    pub(super) fn doubt<'a>(
        &self,
        mut rivals: impl Iterator<Item = (&'a Evidence, u32)>,
    ) -> Option<Doubt> {
        let has_code = self.references.same || self.barcodes.same;
        let used_twice = |code: Comparison| code.same && code.used_twice;
        let names = &self.names;
        if used_twice(self.references) || used_twice(self.barcodes) {
            Some(Doubt::CodeUsedTwice)
        } else if names.variants_differ {
            Some(Doubt::VariantDiffers)
        } else if has_code && (names.permille < UNLIKE || self.is_renamed()) {
            Some(Doubt::NamesDiffer)
        } else if self.barcodes.differ && !(self.references.same && names.is_same()) {
            Some(Doubt::BarcodesDiffer)
        } else if rivals.any(|(rival, third)| self.is_rivaled_by(rival, third)) {
            Some(Doubt::SeveralAlike)
        } else if has_code || names.is_same() {
            None
        } else if names.variant_missing {
            Some(Doubt::VariantDiffers)
        } else {
            let is_sure = names.permille >= SURE && !names.is_incomplete;
            (!is_sure).then_some(Doubt::NotQuiteAlike)
        }
    }

    /// Whether a rival is as likely as this one, and its third product has no better pair.
    fn is_rivaled_by(&self, rival: &Evidence, third: u32) -> bool {
        let Some(rank) = rival.rank() else {
            return false;
        };
        if third > rank + 2 * MARGIN {
            return false;
        }
        if self.references.same || self.barcodes.same {
            return rival.names.is_same() && !self.names.is_same();
        }
        let is_singled_out = self.same_price && !rival.same_price;
        !is_singled_out && self.names.permille <= rival.names.permille + MARGIN
    }

    /// In percent.
    pub(super) fn confidence(&self, class: Class) -> u8 {
        let permille = self.names.permille;
        let price = u32::from(self.same_price);
        let percent = match self.reason() {
            Reason::SameReference => 90 + permille / 125 + 2 * price,
            Reason::SameBarcode => 88 + permille / 125 + 2 * price,
            Reason::SameName => 94 + 4 * price,
            Reason::SimilarName => permille * 9 / 100 + 4 * price,
        };
        match class {
            Class::Sure => percent.clamp(76, 100) as u8,
            Class::Doubtful => (percent * 3 / 4).clamp(1, 75) as u8,
        }
    }
}

/// Whether both have the same price, with or without tax.
pub(super) fn same_price(one: &Unlinked, other: &Unlinked) -> bool {
    let same = |one: &str, other: &str| one == other && !matches!(one, "" | "0");
    same(&one.price, &other.price) || same(&one.price_with_tax, &other.price_with_tax)
}
