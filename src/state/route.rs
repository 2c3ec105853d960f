//! Which part of the dashboard is shown: the address's hash.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

/// A part of the dashboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// How everything stands.
    #[default]
    Overview,
    /// Preparation, step 1: create in Dolibarr what only WPshop has.
    Create,
    /// Preparation, step 2: associate what both have.
    Associate,
    /// Preparation, step 3: go on to the mass synchronization.
    Synchronize,
    /// The mass synchronization.
    MassSync,
}

impl Route {
    /// What a hash stands for; one that is not known is the overview.
    pub fn of(hash: &str) -> Self {
        match hash {
            "#prepare" | "#prepare/create" => Self::Create,
            "#prepare/associate" => Self::Associate,
            "#prepare/synchronize" => Self::Synchronize,
            "#mass-sync" => Self::MassSync,
            _ => Self::Overview,
        }
    }

    /// Its hash.
    pub fn hash(self) -> &'static str {
        match self {
            Self::Overview => "#overview",
            Self::Create => "#prepare/create",
            Self::Associate => "#prepare/associate",
            Self::Synchronize => "#prepare/synchronize",
            Self::MassSync => "#mass-sync",
        }
    }

    /// Whether it is one of the preparation's steps.
    pub fn is_preparation(self) -> bool {
        matches!(self, Self::Create | Self::Associate | Self::Synchronize)
    }
}

/// The route of the page's address, from now on as it changes; and whether it has changed.
pub fn follow_hash() -> (RwSignal<Route>, RwSignal<bool>) {
    let now = || Route::of(&window().location().hash().unwrap_or_default());
    let (route, moved) = (RwSignal::new(now()), RwSignal::new(false));
    let on_change = Closure::<dyn Fn()>::new(move || {
        // None once the dashboard is gone.
        if route
            .try_get_untracked()
            .is_some_and(|shown| shown != now())
        {
            moved.set(true);
            route.set(now());
        }
    });
    // Lives as long as the page; a window always takes a listener.
    let _ =
        window().add_event_listener_with_callback("hashchange", on_change.as_ref().unchecked_ref());
    on_change.forget();
    (route, moved)
}
