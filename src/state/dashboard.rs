//! What the dashboard knows: it outlives the change from one of its parts to another.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::route::follow_hash;
use super::{BulkAssociation, BulkCreation, Catalogues, Panel, Route, RunWatch};
use crate::api::{dashboard, ApiError, ErrorKind};
use crate::domain::Overview;

/// The dashboard's state. Cloning is cheap: all clones are the same dashboard.
#[derive(Clone)]
pub struct Dashboard {
    /// The way to the server, and what a screen reader is told.
    pub panel: Panel,
    /// Which part is shown.
    pub route: RwSignal<Route>,
    /// Whether a person went from one part to another since the page was loaded.
    pub moved: RwSignal<bool>,
    /// How everything stands; none before the first answer.
    pub overview: RwSignal<Option<Overview>>,
    /// Why it could not be asked the last time.
    pub unasked: RwSignal<Option<ApiError>>,
    /// Whether it is being asked for.
    pub asking: RwSignal<bool>,
    /// The run of the mass synchronization.
    pub run: RunWatch,
    /// The products of both sides that are not associated.
    pub catalogues: Catalogues,
    /// Creating them in Dolibarr.
    pub creation: BulkCreation,
    /// Associating them.
    pub association: BulkAssociation,
}

impl Dashboard {
    /// A dashboard that knows what was printed with the page. Its signals belong to the current
    /// owner, which has to live as long as the page.
    pub fn new(panel: Panel, printed: Option<Overview>) -> Self {
        let (route, moved) = follow_hash();
        Self {
            panel,
            route,
            moved,
            overview: RwSignal::new(printed),
            unasked: RwSignal::new(None),
            asking: RwSignal::new(false),
            run: RunWatch::default(),
            catalogues: Catalogues::default(),
            creation: BulkCreation::default(),
            association: BulkAssociation::default(),
        }
    }

    /// Asks how everything stands. What is known stays until the answer is there.
    pub fn ask_overview(&self) {
        if self.asking.get_untracked() {
            return;
        }
        self.asking.set(true);
        let this = self.clone();
        spawn_local(async move {
            let answer = dashboard::overview(&*this.panel.transport).await;
            this.asking.set(false);
            let (overview, error) = match answer {
                Ok(overview) => (Some(overview), None),
                Err(error) => (None, Some(error)),
            };
            this.unasked
                .set(error.filter(|error| error.kind != ErrorKind::Cancelled));
            if overview.is_some() {
                this.overview.set(overview);
            }
        });
    }
}

/// The dashboard that the current component belongs to.
pub fn use_dashboard() -> Dashboard {
    expect_context()
}
