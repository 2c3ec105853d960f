//! The proposed pairs of bulk association, and what a person makes of them.

use leptos::prelude::*;

use super::{Linked, PairFilter, ProposedPair, Sending};
use crate::domain::bulk_matching::Pair;
use crate::domain::Side;

/// The pairs.
#[derive(Clone, Copy)]
pub struct BulkAssociation {
    /// The surest first.
    pub pairs: RwSignal<Vec<ProposedPair>>,
    /// Which of them are shown.
    pub filter: RwSignal<PairFilter>,
    /// The version to keep of all pairs that have no other; none: only equal ones are associated.
    pub keep: RwSignal<Option<Side>>,
    /// The product of the shop whose counterpart is being chosen, a position in its catalogue.
    pub changing: RwSignal<Option<usize>>,
    /// How far the sending is.
    pub sending: Sending,
}

impl Default for BulkAssociation {
    fn default() -> Self {
        Self {
            pairs: RwSignal::new(Vec::new()),
            filter: RwSignal::new(PairFilter::All),
            keep: RwSignal::new(None),
            changing: RwSignal::new(None),
            sending: Sending::default(),
        }
    }
}

impl BulkAssociation {
    pub(super) fn begin(&self, pairs: Vec<Pair>) {
        self.sending.end(None);
        self.sending.count.set((0, 0));
        self.changing.set(None);
        self.filter.set(PairFilter::All);
        self.pairs.set(pairs.into_iter().map(Into::into).collect());
    }

    /// Accepts a pair, or no longer, unless it was sent already.
    pub fn accept(&self, at: usize, accepted: bool) {
        self.pairs.update(|pairs| {
            if let Some(pair) = pairs.get_mut(at).filter(|pair| !pair.is_sent()) {
                pair.accepted = accepted;
            }
        });
    }

    /// Keeps another version of a pair, unless it is associated already.
    pub fn set_keep(&self, at: usize, keep: Option<Side>) {
        self.pairs.update(|pairs| {
            if let Some(pair) = pairs.get_mut(at).filter(|pair| !pair.is_linked()) {
                pair.keep = keep;
            }
        });
    }

    /// Accepts all pairs that the filter shows, or none of them.
    pub fn accept_shown(&self, accepted: bool) {
        let filter = self.filter.get_untracked();
        self.pairs.update(|pairs| {
            for pair in pairs {
                if filter.takes(pair) && !pair.is_sent() {
                    pair.accepted = accepted;
                }
            }
        });
    }

    /// Gives a product of the shop another counterpart, or none. A pair that held the counterpart
    /// so far is dissolved. What was sent already stays as it is.
    pub fn set_counterpart(&self, shop: usize, dolibarr: Option<usize>) {
        self.pairs.update(|pairs| {
            let holds = |pair: &ProposedPair| pair.shop == shop || Some(pair.dolibarr) == dolibarr;
            if pairs.iter().any(|pair| holds(pair) && pair.is_sent()) {
                return;
            }
            pairs.retain(|pair| pair.shop == shop || Some(pair.dolibarr) != dolibarr);
            let at = pairs.iter().position(|pair| pair.shop == shop);
            match (at, dolibarr) {
                (Some(at), Some(dolibarr)) => pairs[at] = ProposedPair::chosen(shop, dolibarr),
                (Some(at), None) => {
                    pairs.remove(at);
                }
                (None, Some(dolibarr)) => pairs.insert(0, ProposedPair::chosen(shop, dolibarr)),
                (None, None) => {}
            }
        });
    }

    /// What is on its way gets no other counterpart: the dialog that asks for one is closed.
    pub(super) fn stop_changing(&self, on_their_way: &[usize]) {
        let changing = self.changing.get_untracked();
        if changing.is_some_and(|shop| on_their_way.contains(&shop)) {
            self.changing.set(None);
        }
    }

    /// Those of these products of the shop whose pair is still to be sent.
    pub(super) fn still_waiting(&self, mut these: Vec<usize>) -> Vec<usize> {
        self.pairs.with_untracked(|pairs| {
            let waiting = pairs.iter().filter(|pair| pair.is_waiting());
            let waiting: Vec<usize> = waiting.map(|pair| pair.shop).collect();
            these.retain(|shop| waiting.contains(shop));
        });
        these
    }

    pub(super) fn set(&self, shop: usize, linked: Linked) {
        self.pairs.update(|pairs| {
            if let Some(pair) = pairs.iter_mut().find(|pair| pair.shop == shop) {
                pair.accepted = pair.accepted && linked != Linked::Yes;
                pair.linked = linked;
            }
        });
    }
}
