//! A pair of products that may be the same: why, and what became of it.

use crate::domain::bulk_matching::{Class, Doubt, Pair, Reason};
use crate::domain::{Problem, Side};

/// What became of a pair.
#[derive(Clone, Debug, PartialEq)]
pub enum Linked {
    /// Nothing yet.
    NotYet,
    /// On its way.
    Sending,
    /// Associated.
    Yes,
    /// Not associated.
    Failed(Problem),
}

/// Why two products are a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// They were matched; in percent, with what speaks against it.
    Matched(u8, Reason, Option<Doubt>),
    /// A person chose it.
    Chosen,
}

/// Two products that may be the same.
#[derive(Clone, Debug, PartialEq)]
pub struct ProposedPair {
    /// The shop's product, a position in its catalogue.
    pub shop: usize,
    /// Dolibarr's product, a position in its catalogue.
    pub dolibarr: usize,
    /// Why.
    pub because: Because,
    /// Whether a person has to look at it.
    pub doubtful: bool,
    /// Whether it is to be associated.
    pub accepted: bool,
    /// The version to keep, where it is not the one for all.
    pub keep: Option<Side>,
    /// What became of it.
    pub linked: Linked,
}

impl From<Pair> for ProposedPair {
    fn from(pair: Pair) -> Self {
        let doubtful = pair.class == Class::Doubtful;
        Self {
            shop: pair.shop,
            dolibarr: pair.dolibarr,
            because: Because::Matched(pair.confidence, pair.reason, pair.doubt),
            doubtful,
            accepted: !doubtful,
            keep: None,
            linked: Linked::NotYet,
        }
    }
}

impl ProposedPair {
    /// A pair that a person made.
    pub(super) fn chosen(shop: usize, dolibarr: usize) -> Self {
        Self {
            shop,
            dolibarr,
            because: Because::Chosen,
            doubtful: false,
            accepted: true,
            keep: None,
            linked: Linked::NotYet,
        }
    }

    /// Whether it is to be sent.
    pub fn is_waiting(&self) -> bool {
        self.accepted && !self.is_sent()
    }

    /// Whether it is on its way or associated, so that it cannot be taken back.
    pub fn is_sent(&self) -> bool {
        matches!(self.linked, Linked::Yes | Linked::Sending)
    }

    /// Whether it is associated.
    pub fn is_linked(&self) -> bool {
        self.linked == Linked::Yes
    }
}

/// Which pairs are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PairFilter {
    /// All.
    #[default]
    All,
    /// Those preselected.
    Sure,
    /// Those to look at.
    Doubtful,
    /// Those that could not be associated.
    Failed,
}

impl PairFilter {
    /// All of them, in the order shown.
    pub const ALL: [Self; 4] = [Self::All, Self::Sure, Self::Doubtful, Self::Failed];

    /// Whether a pair is shown.
    pub fn takes(self, pair: &ProposedPair) -> bool {
        match self {
            Self::All => true,
            Self::Sure => !pair.doubtful,
            Self::Doubtful => pair.doubtful,
            Self::Failed => matches!(pair.linked, Linked::Failed(_)),
        }
    }
}
