//! The search behind the selection: what was asked, what came, what is still under way.

use std::collections::HashMap;

use leptos::prelude::*;

use super::candidate_list::{option_id, Found};
use crate::api::{products, ApiError, ErrorKind};
use crate::domain::{score, Candidate, DolibarrId, ProductId, Reason, Unreadable, WpProduct};
use crate::i18n::{t, tn};
use crate::mount::scroll_into_view;
use crate::state::{pause, read, Panel};

/// How long the typing has to rest before a search is sent, in milliseconds. The first key after such a rest is not
/// waited for: most often it is a word that was pasted, or one letter put right.
const TYPING_PAUSE: i32 = 200;

/// Where the last question stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Asked.
    Waiting,
    /// The products are in `found`.
    Here,
    /// There are none; why, and what can be done.
    Empty(String),
    /// It could not be asked.
    Failed(ApiError),
}

/// The state of the search. An answer to an earlier text never shows: asking anew aborts it.
#[derive(Clone, Copy)]
pub struct CandidateSearch {
    /// The products to choose from, likeliest first.
    pub found: RwSignal<Vec<Found>>,
    /// Those of them that cannot be understood.
    pub unreadable: RwSignal<Vec<Unreadable>>,
    /// Where the last question stands.
    pub outcome: RwSignal<Outcome>,
    /// The option that the arrow keys reached.
    pub active: RwSignal<Option<DolibarrId>>,
    term: RwSignal<String>,
    likeliest: RwSignal<bool>,
    product: RwSignal<Option<WpProduct>>,
    next_page: RwSignal<Option<u32>>,
    page_asked: RwSignal<Option<u32>>,
    times: RwSignal<u32>,
    /// What came for each text, so that going back to one shows it at once.
    kept: StoredValue<HashMap<String, Came>>,
    /// When the text changed the last time, in milliseconds.
    typed_at: StoredValue<f64>,
}

/// The first products that came for a text.
#[derive(Clone)]
struct Came {
    candidates: Vec<Candidate>,
    unreadable: Vec<Unreadable>,
    next_page: Option<u32>,
}

impl CandidateSearch {
    /// Asks for the likeliest matches of a product, and searches as the dialog's text changes.
    pub fn start(panel: &Panel, product: ProductId) -> Self {
        let search = Self {
            found: RwSignal::new(Vec::new()),
            unreadable: RwSignal::new(Vec::new()),
            outcome: RwSignal::new(Outcome::Waiting),
            active: RwSignal::new(None),
            term: panel.dialog.term,
            likeliest: RwSignal::new(true),
            product: RwSignal::new(None),
            next_page: RwSignal::new(None),
            page_asked: RwSignal::new(None),
            times: RwSignal::new(0),
            kept: StoredValue::new(HashMap::new()),
            typed_at: StoredValue::new(0.0),
        };
        let first = panel.clone();
        Effect::new(move |_| search.ask(&first, product));
        let further = panel.clone();
        Effect::new(move |_| search.ask_more(&further));
        search
    }

    /// Runs whenever the text changes; the run before is aborted with its request.
    fn ask(&self, panel: &Panel, product: ProductId) {
        let search = *self;
        search.times.track();
        search.page_asked.set(None);
        let term = search.term.get().trim().to_owned();
        let rested = search.has_rested();
        if let Some(came) = search.kept.with_value(|kept| kept.get(&term).cloned()) {
            search.show(panel, product, &term, came);
            return;
        }
        search.outcome.set(Outcome::Waiting);
        let transport = panel.transport.clone();
        let panel = panel.clone();
        let text = term.clone();
        read(
            async move {
                if text.is_empty() {
                    let likely = products::candidates(&*transport, product).await?;
                    search.product.set(Some(likely.product));
                    return Ok(Came {
                        candidates: likely.candidates,
                        unreadable: likely.unreadable,
                        next_page: Some(0),
                    });
                }
                if !rested {
                    pause(TYPING_PAUSE).await;
                }
                let page = products::search(&*transport, &text, 0).await?;
                Ok(Came {
                    candidates: page.products,
                    unreadable: page.unreadable,
                    next_page: page.has_more.then_some(1),
                })
            },
            move |answer| match answer {
                Ok(came) => {
                    search
                        .kept
                        .update_value(|kept| drop(kept.insert(term.clone(), came.clone())));
                    search.show(&panel, product, &term, came);
                }
                Err(error) => search.fail(&panel, error),
            },
        );
    }

    /// Whether the text had not changed for a while before it did now.
    fn has_rested(&self) -> bool {
        let now = js_sys::Date::now();
        let before = self.typed_at.get_value();
        self.typed_at.set_value(now);
        now - before > f64::from(TYPING_PAUSE)
    }

    fn ask_more(&self, panel: &Panel) {
        let search = *self;
        let Some(page) = search.page_asked.get() else {
            return;
        };
        let transport = panel.transport.clone();
        let term = search.term.get_untracked().trim().to_owned();
        let panel = panel.clone();
        read(
            async move { products::search(&*transport, &term, page).await },
            move |answer| {
                search.page_asked.set(None);
                match answer {
                    Ok(answer) => {
                        search
                            .unreadable
                            .update(|all| all.extend(answer.unreadable));
                        let mut all = search.found.get_untracked();
                        for further in search.rank(answer.products) {
                            if !all.iter().any(|(known, _)| known.id == further.0.id) {
                                all.push(further);
                            }
                        }
                        search.next_page.set(answer.has_more.then_some(page + 1));
                        search.settle(&panel, all);
                    }
                    Err(error) => search.fail(&panel, error),
                }
            },
        );
    }

    fn show(&self, panel: &Panel, product: ProductId, term: &str, came: Came) {
        let likeliest = term.is_empty();
        self.likeliest.set(likeliest);
        self.next_page.set(came.next_page);
        self.unreadable.set(came.unreadable);
        // What DoliSync found by itself comes first from the server.
        let row = panel.rows.row(product).filter(|_| likeliest);
        let suggests = row.is_some_and(|row| row.reason == Some(Reason::ProbableMatch));
        let first = came.candidates.first().filter(|_| suggests);
        let suggested = first.map(|first| first.id);
        let ranked = self.rank(came.candidates);
        let gone = |id: DolibarrId| !ranked.iter().any(|(candidate, _)| candidate.id == id);
        if self.active.get_untracked().is_some_and(gone) {
            self.active.set(None);
        }
        let chosen = panel.dialog.chosen;
        if panel.dialog.target().is_some_and(gone) {
            chosen.set(None);
        }
        self.settle(panel, ranked);
        self.suggest(suggested);
    }

    /// Puts a product first, for Enter to choose, unless the arrow keys reached another one.
    fn suggest(&self, suggested: Option<DolibarrId>) {
        let Some(id) = suggested else { return };
        self.found
            .update(|found| found.sort_by_key(|(candidate, _)| candidate.id != id));
        self.active.update(|active| *active = active.or(suggested));
    }

    fn settle(&self, panel: &Panel, all: Vec<Found>) {
        let count = all.len();
        let sentence = match count {
            0 if self.likeliest.get_untracked() => t!("No Dolibarr product looks like this one. Search for it, or create it in Dolibarr."),
            0 => t!("Dolibarr has no product like this. Try another word, or create the product in Dolibarr."),
            _ => tn!("%d product to choose from", "%d products to choose from", count),
        };
        panel.announcer.say(sentence.clone());
        self.found.set(all);
        self.outcome.set(match count {
            0 => Outcome::Empty(sentence),
            _ => Outcome::Here,
        });
    }

    fn fail(&self, panel: &Panel, error: ApiError) {
        if error.kind == ErrorKind::SessionLost {
            panel.dialog.set_aside(error, panel.notices);
            return;
        }
        self.found.set(Vec::new());
        self.unreadable.set(Vec::new());
        self.next_page.set(None);
        self.outcome.set(Outcome::Failed(error));
    }

    /// The likeliest first, each with its reason; the others stay in the server's order.
    fn rank(&self, candidates: Vec<Candidate>) -> Vec<Found> {
        let product = self.product.get_untracked();
        let mut scored: Vec<(u32, Found)> = candidates
            .into_iter()
            .map(|candidate| {
                let found = product
                    .as_ref()
                    .and_then(|product| score(product, &candidate));
                let points = found.as_ref().map_or(0, |found| found.score);
                (points, (candidate, found.map(|found| found.why)))
            })
            .collect();
        scored.sort_by_key(|(points, _)| std::cmp::Reverse(*points));
        scored.into_iter().map(|(_, found)| found).collect()
    }

    /// Asks once more what failed.
    pub fn again(&self) {
        self.times.update(|times| *times += 1);
    }

    /// Asks for the next page, once.
    pub fn more(&self) {
        if self.page_asked.get_untracked().is_none() {
            self.page_asked.set(self.next_page.get_untracked());
        }
    }

    /// Whether there are further products.
    pub fn has_more(&self) -> bool {
        self.next_page.get().is_some()
    }

    /// Whether the next page is on its way.
    pub fn loading_more(&self) -> bool {
        self.page_asked.get().is_some()
    }

    /// Whether the answer to the present text is on its way.
    pub fn is_waiting(&self) -> Signal<bool> {
        let outcome = self.outcome;
        Signal::derive(move || outcome.get() == Outcome::Waiting)
    }

    /// What the list holds, or that it is about to hold something else.
    pub fn caption(&self) -> Option<String> {
        let count = self.found.with(Vec::len);
        if count > 0 && self.outcome.get() == Outcome::Waiting {
            return Some(t!("Searching Dolibarr…"));
        }
        match (count, self.likeliest.get()) {
            (0, _) => None,
            (_, true) => Some(t!("Likeliest matches")),
            (_, false) if self.has_more() => Some(t!("First %d results", count)),
            (_, false) => Some(tn!("%d result", "%d results", count)),
        }
    }

    /// Moves the active option down (1) or up (-1), round the ends.
    pub fn move_active(&self, step: isize) {
        let ids = self
            .found
            .with_untracked(|found| found.iter().map(|(c, _)| c.id).collect::<Vec<_>>());
        let count = ids.len() as isize;
        if count == 0 {
            return;
        }
        let active = self.active.get_untracked();
        let at = active.and_then(|id| ids.iter().position(|other| *other == id));
        let next = match at {
            Some(at) => (at as isize + step).rem_euclid(count),
            None if step > 0 => 0,
            None => count - 1,
        };
        let id = ids[next as usize];
        self.active.set(Some(id));
        scroll_into_view(&option_id(id));
    }

    /// The product of the active option.
    pub fn active_candidate(&self) -> Option<Candidate> {
        let active = self.active.get_untracked()?;
        self.found.with_untracked(|found| {
            let of_active = found.iter().find(|(candidate, _)| candidate.id == active);
            of_active.map(|(candidate, _)| candidate.clone())
        })
    }
}
