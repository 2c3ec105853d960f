//! The Dolibarr products to choose from, as the list of a combobox.

use leptos::prelude::*;

use super::CandidateDetails;
use crate::domain::{Candidate, DolibarrId, Why};
use crate::i18n::t;

/// The list's element id, for `aria-controls`.
pub const LIST_ID: &str = "dolisync-candidates";

/// A product in the list and why it is likely.
pub type Found = (Candidate, Option<Why>);

/// The element id of an option, for `aria-activedescendant`.
pub fn option_id(id: DolibarrId) -> String {
    format!("dolisync-candidate-{}", id.0)
}

/// The options. The focus stays in the search box: `active` is the option that Enter chooses.
#[component]
pub fn CandidateList(
    /// The products, likeliest first.
    #[prop(into)]
    found: Signal<Vec<Found>>,
    /// An answer is being waited for.
    #[prop(into)]
    busy: Signal<bool>,
    /// The option that the arrow keys reached.
    active: RwSignal<Option<DolibarrId>>,
    /// The chosen product.
    chosen: RwSignal<Option<Candidate>>,
    /// Chooses a product; a taken one refuses.
    #[prop(into)]
    on_choose: Callback<Candidate>,
) -> impl IntoView {
    let options = move || {
        let option = |(candidate, why): Found| {
            let id = candidate.id;
            let is_chosen =
                move || chosen.with(|chosen| chosen.as_ref().is_some_and(|c| c.id == id));
            let pressed = candidate.clone();
            let taken = candidate.taken_by.is_some();
            view! {
                <li
                    role="option"
                    id=option_id(id)
                    class="dolisync-candidate"
                    class:is-active=move || active.get() == Some(id)
                    data-dolibarr=id.0.to_string()
                    aria-selected=move || is_chosen().to_string()
                    aria-disabled=taken.then_some("true")
                    // The focus stays in the search box.
                    on:mousedown=|event| event.prevent_default()
                    on:click=move |_| {
                        active.set(Some(id));
                        on_choose.run(pressed.clone());
                    }
                >
                    <CandidateDetails candidate=candidate why=why />
                </li>
            }
        };
        found.get().into_iter().map(option).collect_view()
    };
    view! {
        <ul
            role="listbox"
            id=LIST_ID
            class="dolisync-candidates"
            aria-label=t!("Dolibarr products")
            aria-busy=move || busy.get().to_string()
        >
            {options}
        </ul>
    }
}
