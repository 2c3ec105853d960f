//! Associating the accepted pairs, chunk after chunk.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::sending::NOT_TRIED;
use super::{Dashboard, Linked};
use crate::api::{links, ApiError};
use crate::domain::{
    BothUnlinked, DolibarrId, PairLinked, PairToLink, ProductId, Revisions, Unlinked,
};
use crate::i18n::tn;

/// How many pairs one request associates: each may take two or three calls of Dolibarr.
const CHUNK: usize = 10;

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
