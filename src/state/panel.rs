//! Everything a component may need, in one value that every mounted tree gets as its context.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Announcer, Dialog, PageNotices, Rows};
use crate::api::Transport;
use crate::boot::Boot;

/// The panel's state and its way to the server. Cloning is cheap: all clones are the same panel.
#[derive(Clone)]
pub struct Panel {
    /// What PHP told at the start.
    pub boot: Arc<Boot>,
    /// The REST API, or a fake of it.
    pub transport: Arc<dyn Transport>,
    /// The listed products.
    pub rows: Rows,
    /// The one dialog.
    pub dialog: Dialog,
    /// What could not be shown in a dialog.
    pub notices: PageNotices,
    /// What a screen reader is told.
    pub announcer: Announcer,
    /// Whether the shop's product was written since the page was loaded: a form on it shows the values from before.
    pub form_outdated: RwSignal<bool>,
}

impl Panel {
    /// A panel that nothing is mounted for yet. Its signals belong to the current owner, which
    /// has to live as long as the page.
    pub fn new(boot: Boot, transport: Arc<dyn Transport>) -> Self {
        Self {
            boot: Arc::new(boot),
            transport,
            rows: Rows::default(),
            dialog: Dialog::new(),
            notices: PageNotices::new(),
            announcer: Announcer::new(),
            form_outdated: RwSignal::new(false),
        }
    }
}

/// The panel that the current component belongs to.
pub fn use_panel() -> Panel {
    expect_context()
}
