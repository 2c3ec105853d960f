//! Creating in Dolibarr what only WPshop has: which products are chosen, and what became of them.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::sending::NOT_TRIED;
use super::{Dashboard, Sending};
use crate::api::{dashboard, ApiError};
use crate::domain::{Candidate, CreationResult, DolibarrId, Problem, ProductId};
use crate::i18n::tn;

/// How many products one request creates: Dolibarr takes about a fifth of a second for each.
const CHUNK: usize = 10;

/// What became of a product.
#[derive(Clone, Debug, PartialEq)]
pub enum Created {
    /// Nothing yet.
    NotYet,
    /// On its way.
    Sending,
    /// In Dolibarr and associated.
    As(DolibarrId),
    /// Not created: Dolibarr may have it already.
    Duplicates(Vec<Candidate>),
    /// Not created.
    Failed(Problem),
}

/// A product of the shop that is not associated.
#[derive(Clone, Debug, PartialEq)]
pub struct ToCreate {
    /// Whether it is to be created.
    pub chosen: bool,
    /// What became of it.
    pub created: Created,
}

/// Which products are created.
#[derive(Clone, Copy)]
pub struct BulkCreation {
    /// One for each product of the shop's catalogue, in its order.
    pub products: RwSignal<Vec<ToCreate>>,
    /// How far it is.
    pub sending: Sending,
}

impl Default for BulkCreation {
    fn default() -> Self {
        Self {
            products: RwSignal::new(Vec::new()),
            sending: Sending::default(),
        }
    }
}

impl BulkCreation {
    pub(super) fn begin(&self, products: usize) {
        let untouched = ToCreate {
            chosen: false,
            created: Created::NotYet,
        };
        self.products.set(vec![untouched; products]);
        self.sending.end(None);
        self.sending.count.set((0, 0));
    }

    /// Chooses a product, or no longer.
    pub fn choose(&self, at: usize, chosen: bool) {
        self.products
            .update(|products| products[at].chosen = chosen);
    }

    fn set(&self, at: usize, created: Created) {
        self.products.update(|products| {
            let product = &mut products[at];
            product.chosen = !matches!(created, Created::As(_)) && product.chosen;
            product.created = created;
        });
    }
}

impl ToCreate {
    /// Whether it is in Dolibarr now.
    pub fn is_created(&self) -> bool {
        matches!(self.created, Created::As(_))
    }
}

impl Dashboard {
    /// Whether products are being created or associated.
    pub fn is_sending(&self) -> bool {
        self.creation.sending.running.get() || self.association.sending.running.get()
    }

    /// The products that only the shop has: those without a proposed counterpart.
    pub fn only_in_shop(&self) -> Vec<usize> {
        let paired = self.association.pairs.with(|pairs| {
            let mut paired = vec![false; self.catalogues.shop.with(|shop| shop.len())];
            for pair in pairs {
                paired[pair.shop] = true;
            }
            paired
        });
        let alone = paired.iter().enumerate().filter(|(_, paired)| !**paired);
        alone.map(|(at, _)| at).collect()
    }

    /// Chooses all products that only the shop has, or none.
    pub fn choose_all_to_create(&self, chosen: bool) {
        let all = untrack(|| self.only_in_shop());
        self.creation.products.update(|products| {
            for at in all {
                products[at].chosen = chosen && !products[at].is_created();
            }
        });
    }

    /// Creates the chosen products that are not created yet, one chunk after the other.
    pub fn create_chosen(&self) {
        self.create_these(self.still_chosen(), false);
    }

    fn still_chosen(&self) -> Vec<usize> {
        let only = untrack(|| self.only_in_shop());
        self.creation.products.with_untracked(|products| {
            let wanted = |at: &usize| products[*at].chosen && !products[*at].is_created();
            only.into_iter().filter(wanted).collect()
        })
    }

    /// Creates one product although Dolibarr may have it already.
    pub fn create_anyway(&self, at: usize) {
        self.create_these(vec![at], true);
    }

    fn create_these(&self, these: Vec<usize>, confirmed: bool) {
        let (creation, sending) = (self.creation, self.creation.sending);
        if !sending.begin(these.len() as u64) {
            return;
        }
        let this = self.clone();
        spawn_local(async move {
            let sent = |chunk| this.create_chunk(chunk, confirmed);
            sending.send(these, CHUNK, sent).await;
            let created = creation
                .products
                .with_untracked(|products| products.iter().filter(|p| p.is_created()).count());
            this.panel.announcer.say(tn!(
                "%d product has been created in Dolibarr",
                "%d products have been created in Dolibarr",
                created
            ));
        });
    }

    /// Creates a chunk. Those that were not tried; an error when that is all of them. What was
    /// unchosen while it waited, or given a counterpart, is left out.
    async fn create_chunk(
        &self,
        mut chunk: Vec<usize>,
        confirmed: bool,
    ) -> Result<Vec<usize>, ApiError> {
        if !confirmed {
            let chosen = self.still_chosen();
            chunk.retain(|at| chosen.contains(at));
        }
        if chunk.is_empty() {
            return Ok(chunk);
        }
        let ids = self.catalogues.shop.with_untracked(|shop| {
            let id = |at: &usize| ProductId(shop[*at].id);
            chunk.iter().map(id).collect::<Vec<_>>()
        });
        for at in &chunk {
            self.creation.set(*at, Created::Sending);
        }
        self.association.stop_changing(&chunk);
        let answer = dashboard::create_many(&*self.panel.transport, &ids, confirmed).await;
        let mut not_tried = Vec::new();
        let mut why = answer.as_ref().err().cloned();
        let results = answer.unwrap_or_default();
        for (at, id) in chunk.iter().zip(ids) {
            let result = results.iter().find(|result| result.wp_id == id).cloned();
            let created = result.map_or(Created::NotYet, |result| {
                match (result.result, result.dolibarr_id, result.problem) {
                    (CreationResult::Created, Some(id), _) => Created::As(id),
                    (CreationResult::ProbableMatch, ..) => Created::Duplicates(result.duplicates),
                    (_, _, Some(problem)) if problem.code == NOT_TRIED => {
                        why = Some(ApiError::from(&problem));
                        Created::NotYet
                    }
                    (_, _, Some(problem)) => Created::Failed(problem),
                    (_, _, None) => Created::NotYet,
                }
            });
            if created == Created::NotYet {
                not_tried.push(*at);
            }
            self.creation.set(*at, created);
        }
        match why {
            Some(error) if not_tried.len() == chunk.len() => Err(error),
            _ => Ok(not_tried),
        }
    }
}
