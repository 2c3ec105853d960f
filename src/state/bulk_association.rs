//! Associating many products at once: the proposed pairs, what a person made of them, and what
//! became of them.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::sending::NOT_TRIED;
use super::{Dashboard, Sending};
use crate::api::{links, ApiError};
use crate::domain::bulk_matching::{Class, Doubt, Pair, Reason};
use crate::domain::{
    BothUnlinked, DolibarrId, PairLinked, PairToLink, Problem, ProductId, Revisions, Side, Unlinked,
};
use crate::i18n::tn;

/// How many pairs one request associates: each may take two or three calls of Dolibarr.
const CHUNK: usize = 10;

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
                (Some(at), Some(dolibarr)) => pairs[at] = by_hand(shop, dolibarr),
                (Some(at), None) => {
                    pairs.remove(at);
                }
                (None, Some(dolibarr)) => pairs.insert(0, by_hand(shop, dolibarr)),
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
    fn still_waiting(&self, mut these: Vec<usize>) -> Vec<usize> {
        self.pairs.with_untracked(|pairs| {
            let waiting = pairs.iter().filter(|pair| pair.is_waiting());
            let waiting: Vec<usize> = waiting.map(|pair| pair.shop).collect();
            these.retain(|shop| waiting.contains(shop));
        });
        these
    }

    fn set(&self, shop: usize, linked: Linked) {
        self.pairs.update(|pairs| {
            if let Some(pair) = pairs.iter_mut().find(|pair| pair.shop == shop) {
                pair.accepted = pair.accepted && linked != Linked::Yes;
                pair.linked = linked;
            }
        });
    }
}

fn by_hand(shop: usize, dolibarr: usize) -> ProposedPair {
    ProposedPair {
        shop,
        dolibarr,
        because: Because::Chosen,
        doubtful: false,
        accepted: true,
        keep: None,
        linked: Linked::NotYet,
    }
}

impl Dashboard {
    /// Associates the accepted pairs, one chunk after the other.
    pub fn associate_accepted(&self) {
        let (association, sending) = (self.association, self.association.sending);
        // A pair keeps its shop's product, whatever is changed in the list meanwhile.
        let wanted: Vec<usize> = association.pairs.with_untracked(|pairs| {
            let waiting = pairs.iter().filter(|pair| pair.is_waiting());
            waiting.map(|pair| pair.shop).collect()
        });
        if !sending.begin(wanted.len() as u64) {
            return;
        }
        let this = self.clone();
        spawn_local(async move {
            let sent = |chunk| this.associate_chunk(chunk);
            sending.send(wanted, CHUNK, sent).await;
            let linked = association
                .pairs
                .with_untracked(|pairs| pairs.iter().filter(|pair| pair.is_linked()).count());
            this.panel.announcer.say(tn!(
                "%d product is associated",
                "%d products are associated",
                linked
            ));
        });
    }

    /// Associates a chunk of pairs, named by their shop's product. Those that were not tried; an
    /// error when that is all of them. A pair that was taken back while it waited is left out.
    async fn associate_chunk(&self, chunk: Vec<usize>) -> Result<Vec<usize>, ApiError> {
        let chunk = self.association.still_waiting(chunk);
        if chunk.is_empty() {
            return Ok(chunk);
        }
        let pairs = self.pairs_to_send(&chunk);
        for shop in &chunk {
            self.association.set(*shop, Linked::Sending);
        }
        self.association.stop_changing(&chunk);
        let answer = links::link_many(&*self.panel.transport, &pairs).await;
        let mut why = answer.as_ref().err().cloned();
        let results = answer.unwrap_or_default();
        let mut not_tried = Vec::new();
        for shop in &chunk {
            let id = self.catalogues.shop.with_untracked(|all| all[*shop].id);
            let result = results.iter().find(|result| result.wp_id.0 == id).cloned();
            let linked = match result {
                Some(result) => self.read_result(result),
                None => Linked::NotYet,
            };
            let linked = match linked {
                Linked::Failed(problem) if problem.code == NOT_TRIED => {
                    why = Some(ApiError::from(&problem));
                    Linked::NotYet
                }
                linked => linked,
            };
            if linked == Linked::NotYet {
                not_tried.push(*shop);
            }
            self.association.set(*shop, linked);
        }
        match why {
            Some(error) if not_tried.len() == chunk.len() => Err(error),
            _ => Ok(not_tried),
        }
    }

    fn pairs_to_send(&self, chunk: &[usize]) -> Vec<PairToLink> {
        let for_all = self.association.keep.get_untracked();
        let shop = self.catalogues.shop.get_untracked();
        let dolibarr = self.catalogues.dolibarr.get_untracked();
        self.association.pairs.with_untracked(|pairs| {
            let wanted = pairs.iter().filter(|pair| chunk.contains(&pair.shop));
            wanted
                .map(|pair| PairToLink {
                    wp_id: ProductId(shop[pair.shop].id),
                    dolibarr_id: DolibarrId(dolibarr[pair.dolibarr].id),
                    revisions: Revisions {
                        wpshop: shop[pair.shop].revision.clone(),
                        dolibarr: dolibarr[pair.dolibarr].revision.clone(),
                    },
                    keep: pair.keep.or(for_all),
                })
                .collect()
        })
    }

    fn read_result(&self, result: PairLinked) -> Linked {
        if let Some(now) = result.now {
            self.replace(now);
        }
        match (result.outcome, result.problem) {
            (Some(_), _) => Linked::Yes,
            (None, Some(problem)) => Linked::Failed(problem),
            (None, None) => Linked::NotYet,
        }
    }

    /// Takes in two products as they are now: what is shown is what is sent the next time.
    fn replace(&self, now: BothUnlinked) {
        let one = |all: RwSignal<Arc<[Unlinked]>>, new: Unlinked| {
            all.update(|all| {
                let mut all = Arc::make_mut(all).iter_mut();
                if let Some(old) = all.find(|old| old.id == new.id) {
                    *old = new;
                }
            });
        };
        one(self.catalogues.shop, now.wpshop);
        one(self.catalogues.dolibarr, now.dolibarr);
    }
}
