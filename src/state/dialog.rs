//! The one dialog: which product and which view, and the choice that is not yet sent.

use leptos::prelude::*;

use super::PageNotices;
use crate::api::ApiError;
use crate::domain::{Candidate, Choice, Comparison, DolibarrId, Outcome, ProductId};

/// The name of the answer that the associated product is gone, as Dolibarr itself says.
pub const GONE: &str = "dolisync_gone_in_dolibarr";

/// What the dialog shows about its product.
#[derive(Clone, Debug, PartialEq)]
pub enum View {
    /// Choosing the Dolibarr product.
    Selection,
    /// Creating the product in Dolibarr; these may already be it.
    Creation(Vec<Candidate>),
    /// Both versions side by side.
    Comparison,
    /// Really dissociate, or really into the trash?
    Confirmation(Deed),
    /// What was done, and whether it put earlier values back.
    Done(Box<Outcome>, Deed),
}

/// What a person had done, for the sentence that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Associated, synchronized or created.
    Synchronized,
    /// Created in Dolibarr.
    Created,
    /// Dissociated.
    Dissociated,
    /// The WPshop product was moved to the trash.
    Trashed,
    /// The values before a write were put back.
    Restored,
}

/// An open dialog.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The product it is about; the focus goes back to this product's button.
    pub product: ProductId,
    /// The product's title, for the heading.
    pub title: String,
    /// What is shown.
    pub view: View,
}

/// Something that is read from the server.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Load<T> {
    /// Asked for.
    #[default]
    Loading,
    /// Here.
    Ready(T),
    /// It did not come.
    Failed(ApiError),
}

/// The state of the dialog. It outlives the dialog's closing, so that a lost session loses no
/// choice; opening the dialog for another product starts anew.
#[derive(Clone, Copy)]
pub struct Dialog {
    /// The open dialog, if any.
    pub opened: RwSignal<Option<Opened>>,
    /// A write is under way: it is neither sent twice nor aborted.
    pub writing: RwSignal<bool>,
    /// Why the last write failed.
    pub error: RwSignal<Option<ApiError>>,
    /// The text in the search box.
    pub term: RwSignal<String>,
    /// The Dolibarr product chosen for an association.
    pub chosen: RwSignal<Option<Candidate>>,
    /// Both versions.
    pub comparison: RwSignal<Load<Comparison>>,
    /// Counts the times that the comparison was asked for; a change asks again.
    pub asked: RwSignal<u32>,
    /// Field → the side whose version is kept.
    pub choice: RwSignal<Choice>,
}

impl Dialog {
    /// A closed dialog.
    pub fn new() -> Self {
        Self {
            opened: RwSignal::new(None),
            writing: RwSignal::new(false),
            error: RwSignal::new(None),
            term: RwSignal::new(String::new()),
            chosen: RwSignal::new(None),
            comparison: RwSignal::new(Load::Loading),
            asked: RwSignal::new(0),
            choice: RwSignal::new(Choice::default()),
        }
    }

    /// Opens a view for a product with nothing chosen.
    pub fn open(&self, product: ProductId, title: String, view: View) {
        self.error.set(None);
        self.term.set(String::new());
        self.chosen.set(None);
        self.ask_comparison();
        self.opened.set(Some(Opened {
            product,
            title,
            view,
        }));
    }

    /// Forgets the comparison and its choice, and asks for it again when it is shown.
    pub fn ask_comparison(&self) {
        self.comparison.set(Load::Loading);
        self.choice.set(Choice::default());
        self.asked.update(|times| *times += 1);
    }

    /// Shows another view for the same product.
    pub fn show(&self, view: View) {
        self.error.set(None);
        self.opened.update(|opened| {
            if let Some(opened) = opened {
                opened.view = view;
            }
        });
    }

    /// Closes the dialog; what was chosen stays until another one opens.
    pub fn close(&self) {
        if self.opened.with_untracked(Option::is_some) {
            self.opened.set(None);
        }
    }

    /// Closes the dialog because the session is lost: WordPress's own log-in box would lie below
    /// it. The notice opens it again, as it was.
    pub fn set_aside(&self, error: ApiError, notices: PageNotices) {
        let resume = self.opened.get_untracked();
        self.close();
        self.error.set(None);
        notices.show(error, resume);
    }

    /// Opens a dialog that was set aside, with its choice.
    pub fn resume(&self, opened: Opened) {
        if self
            .comparison
            .with_untracked(|comparison| matches!(comparison, Load::Failed(_)))
        {
            self.ask_comparison();
        }
        self.opened.set(Some(opened));
    }

    /// Whether Dolibarr said that the associated product is gone, not tracked.
    pub fn is_gone(&self) -> bool {
        self.comparison.with_untracked(
            |comparison| matches!(comparison, Load::Failed(error) if error.code == GONE),
        )
    }

    /// The Dolibarr product that the comparison is with; none where the server knows the link.
    pub fn target(&self) -> Option<DolibarrId> {
        self.chosen
            .with_untracked(|chosen| chosen.as_ref().map(|chosen| chosen.id))
    }

    /// Whether the dialog is still open for this product, not tracked.
    pub fn is_open_for(&self, product: ProductId) -> bool {
        self.opened.with_untracked(|opened| {
            opened
                .as_ref()
                .is_some_and(|opened| opened.product == product)
        })
    }
}

impl Default for Dialog {
    fn default() -> Self {
        Self::new()
    }
}
