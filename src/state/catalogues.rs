//! The products of both sides that are not associated, and which of them belong together.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{pause, Dashboard};
use crate::api::{links, ApiError};
use crate::domain::bulk_matching::{Matching, Pair};
use crate::domain::{CounterpartSearch, Side, Unlinked, Unreadable};

/// How long the matching may keep the page from answering, in milliseconds.
const SLICE: f64 = 12.0;

/// How far the comparing of both catalogues is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Comparing {
    /// Nobody has asked for it yet.
    #[default]
    NotYet,
    /// Products are being read.
    Reading,
    /// They are being matched with each other; 0 to 1.
    Matching(f64),
    /// Through.
    Done,
    /// Reading failed; what was read before is kept.
    Failed(ApiError),
}

/// How many products of a side were read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// Looked at so far, associated ones among them.
    pub looked_at: u64,
    /// Still to be looked at; none before the first page has come.
    pub left: Option<u64>,
}

/// One side while it is being read.
#[derive(Clone, Default)]
struct Reading {
    products: Vec<Unlinked>,
    after: u64,
    all: bool,
}

/// Both catalogues.
#[derive(Clone, Copy)]
pub struct Catalogues {
    /// How far it is.
    pub comparing: RwSignal<Comparing>,
    /// The shop's products that a person chose in the list; none: all of them.
    pub chosen: RwSignal<Option<Arc<BTreeSet<u64>>>>,
    /// What was read of the shop.
    pub shop_read: RwSignal<Read>,
    /// What was read of Dolibarr.
    pub dolibarr_read: RwSignal<Read>,
    /// The shop's products.
    pub shop: RwSignal<Arc<[Unlinked]>>,
    /// Dolibarr's products.
    pub dolibarr: RwSignal<Arc<[Unlinked]>>,
    /// Dolibarr's products that cannot be understood.
    pub unreadable: RwSignal<Vec<Unreadable>>,
    /// Dolibarr's products, made ready to be searched the first time that they are.
    pub search: Memo<CounterpartSearch>,
    read: StoredValue<(Reading, Reading)>,
    /// Which attempt is the present one: one that was cancelled ends when it notices.
    attempt: RwSignal<u32>,
}

impl Default for Catalogues {
    fn default() -> Self {
        let dolibarr = RwSignal::new(Arc::<[Unlinked]>::from([]));
        Self {
            comparing: RwSignal::new(Comparing::NotYet),
            chosen: RwSignal::new(None),
            shop_read: RwSignal::new(Read::default()),
            dolibarr_read: RwSignal::new(Read::default()),
            shop: RwSignal::new(Arc::from([])),
            dolibarr,
            unreadable: RwSignal::new(Vec::new()),
            search: Memo::new(move |_| dolibarr.with(|all| CounterpartSearch::new(all))),
            read: StoredValue::new(Default::default()),
            attempt: RwSignal::new(0),
        }
    }
}

impl Catalogues {
    fn progress(&self, side: Side) -> RwSignal<Read> {
        match side {
            Side::Wpshop => self.shop_read,
            Side::Dolibarr => self.dolibarr_read,
        }
    }

    fn reading<T>(&self, side: Side, with: impl FnOnce(&mut Reading) -> T) -> T {
        let mut with = Some(with);
        let mut result = None;
        self.read.update_value(|(shop, dolibarr)| {
            let reading = match side {
                Side::Wpshop => shop,
                Side::Dolibarr => dolibarr,
            };
            result = with.take().map(|with| with(reading));
        });
        result.expect("the value lives as long as the page")
    }

    /// Stops reading or matching. What was read is kept for the next time.
    pub fn cancel(&self) {
        self.attempt.update(|attempt| *attempt += 1);
        self.comparing.set(Comparing::NotYet);
    }

    /// Forgets everything, to be read anew.
    fn forget(&self) {
        self.read.set_value(Default::default());
        self.shop_read.set(Read::default());
        self.dolibarr_read.set(Read::default());
        self.unreadable.set(Vec::new());
    }
}

impl Dashboard {
    /// Compares all products of the shop, no longer only the chosen ones.
    pub fn compare_all(&self) {
        self.catalogues.cancel();
        self.catalogues.forget();
        self.catalogues.chosen.set(None);
        self.compare_catalogues();
    }

    /// Reads both sides' products that are not associated and proposes pairs; writes nothing.
    /// Goes on where it was stopped or where it failed.
    ///
    /// Not while something is being sent: what is on its way is named by its place in what was read.
    pub fn compare_catalogues(&self) {
        let catalogues = self.catalogues;
        if untrack(|| self.is_sending()) {
            return;
        }
        if catalogues.comparing.get_untracked() == Comparing::Done {
            catalogues.forget();
        }
        catalogues.attempt.update(|attempt| *attempt += 1);
        catalogues.comparing.set(Comparing::Reading);
        let attempt = catalogues.attempt.get_untracked();
        let this = self.clone();
        spawn_local(async move {
            for side in [Side::Wpshop, Side::Dolibarr] {
                if let Err(error) = this.read_side(side, attempt).await {
                    if catalogues.attempt.get_untracked() == attempt {
                        catalogues.comparing.set(Comparing::Failed(error));
                    }
                    return;
                }
            }
            this.match_catalogues(attempt).await;
        });
    }

    async fn read_side(&self, side: Side, attempt: u32) -> Result<(), ApiError> {
        let catalogues = self.catalogues;
        let chosen = catalogues.chosen.get_untracked();
        let chosen = chosen.filter(|_| side == Side::Wpshop);
        let (first, last) = match chosen.as_deref() {
            None => (0, u64::MAX),
            Some(chosen) => (
                chosen.first().copied().unwrap_or_default(),
                chosen.last().copied().unwrap_or_default(),
            ),
        };
        while !catalogues.reading(side, |reading| reading.all) {
            let after = catalogues.reading(side, |reading| reading.after);
            let after = after.max(first.saturating_sub(1));
            let page = links::unlinked(&*self.panel.transport, side, after).await?;
            if catalogues.attempt.get_untracked() != attempt {
                return Err(ApiError::cancelled());
            }
            catalogues.progress(side).update(|read| {
                read.looked_at += u64::from(page.looked_at);
                read.left = Some(u64::from(page.left));
            });
            if !page.unreadable.is_empty() {
                catalogues
                    .unreadable
                    .update(|all| all.extend(page.unreadable));
            }
            catalogues.reading(side, |reading| {
                let wanted = |product: &Unlinked| {
                    let chosen = chosen.as_ref();
                    chosen.is_none_or(|chosen| chosen.contains(&product.id))
                };
                reading
                    .products
                    .extend(page.products.into_iter().filter(wanted));
                reading.all = page.next.is_none_or(|next| next >= last);
                reading.after = page.next.unwrap_or_default();
            });
        }
        Ok(())
    }

    async fn match_catalogues(&self, attempt: u32) {
        let catalogues = self.catalogues;
        let take = |side| -> Arc<[Unlinked]> {
            catalogues.reading(side, |reading| std::mem::take(&mut reading.products).into())
        };
        let (shop, dolibarr) = (take(Side::Wpshop), take(Side::Dolibarr));
        let mut matching = Matching::new(shop.clone(), dolibarr.clone());
        catalogues.comparing.set(Comparing::Matching(0.0));
        loop {
            // Lets the page draw and answer before each slice.
            pause(0).await;
            if catalogues.attempt.get_untracked() != attempt {
                // What was read stays for the next time.
                catalogues.reading(Side::Wpshop, |reading| reading.products = shop.to_vec());
                catalogues.reading(Side::Dolibarr, |reading| {
                    reading.products = dolibarr.to_vec()
                });
                return;
            }
            let end = now() + SLICE;
            if matching.advance(&mut || now() > end) {
                break;
            }
            let progress = matching.progress();
            let share = progress.done as f64 / progress.total.max(1) as f64;
            catalogues.comparing.set(Comparing::Matching(share));
        }
        let pairs = matching.into_pairs();
        pause(0).await;
        self.show_pairs(shop, dolibarr, pairs);
    }

    fn show_pairs(&self, shop: Arc<[Unlinked]>, dolibarr: Arc<[Unlinked]>, pairs: Vec<Pair>) {
        self.creation.begin(shop.len());
        self.catalogues.shop.set(shop);
        self.catalogues.dolibarr.set(dolibarr);
        self.association.begin(pairs);
        self.catalogues.comparing.set(Comparing::Done);
        self.panel
            .announcer
            .say(crate::components::compared_sentence(self));
    }
}

/// A clock that only goes forward, in milliseconds.
fn now() -> f64 {
    window()
        .performance()
        .map_or_else(js_sys::Date::now, |clock| clock.now())
}
