//! Code that a page does not need at its start, in a file of its own: what stands in a dialog or on another tab.
//!
//! With the feature `split`, what only a `late!` reaches is cut out of the wasm (`.ci/steps/panel.sh`). It answers a
//! function, which is called without waiting once it is here. Without the feature everything is here from the start.

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use leptos::task::spawn_local;

/// A function of a file that is on its way; none when it does not come.
pub type Fetching<F> = Pin<Box<dyn Future<Output = Option<F>>>>;

/// `late!(file, fn(A) -> B, function)`: that function, in a file of that name. The name is this use's own.
macro_rules! late {
    ($file:ident, $type:ty, $function:expr) => {{
        #[cfg(feature = "split")]
        {
            use wasm_split_helpers::{wasm_split, SplitLoaderError};
            #[wasm_split($file, fallible)]
            fn fetch() -> Result<$type, SplitLoaderError> {
                Ok($function)
            }
            // The loader has written the reason to the browser's console.
            $crate::late::Late::new(|| Box::pin(async { fetch().await.ok() }))
        }
        #[cfg(not(feature = "split"))]
        $crate::late::Late::<$type>::here($function)
    }};
}
pub(crate) use late;

/// A function that is loaded once, when it is first needed.
#[derive(Clone, Copy)]
pub struct Late<F: Copy + Send + Sync + 'static> {
    state: RwSignal<State<F>>,
    fetch: fn() -> Fetching<F>,
}

#[derive(Clone, Copy)]
enum State<F> {
    /// Nobody needed it yet.
    Away,
    Coming,
    Here(F),
    /// It did not come.
    Missing,
}

impl<F: Copy + Send + Sync + 'static> Late<F> {
    /// One that this loads. Its state belongs to the current owner, which has to live as long as the page.
    pub fn new(fetch: fn() -> Fetching<F>) -> Self {
        Self {
            state: RwSignal::new(State::Away),
            fetch,
        }
    }

    /// One that came with the page.
    pub fn here(function: F) -> Self {
        Self {
            state: RwSignal::new(State::Here(function)),
            fetch: || Box::pin(std::future::pending()),
        }
    }

    /// The function, once it is here; tracked.
    pub fn get(&self) -> Option<F> {
        match self.state.get() {
            State::Here(function) => Some(function),
            State::Away | State::Coming | State::Missing => None,
        }
    }

    /// Whether it did not come the last time that it was needed; tracked.
    pub fn is_missing(&self) -> bool {
        matches!(self.state.get(), State::Missing)
    }

    /// Has it loaded, unless it is here or on its way. What did not come is tried again.
    pub fn need(&self) {
        let Self { state, fetch } = *self;
        // None once its page is gone, whose listeners may still call.
        let Some(State::Away | State::Missing) = state.try_get_untracked() else {
            return;
        };
        state.set(State::Coming);
        spawn_local(async move {
            state.set(fetch().await.map_or(State::Missing, State::Here));
        });
    }
}
