//! One Dolibarr product that could be the counterpart.

use leptos::prelude::*;

use super::plain_money;
use crate::domain::{Candidate, Why};
use crate::i18n::t;

/// What one needs to recognize a Dolibarr product: name, reference, price, barcode, why it is
/// likely, and what has it already.
#[component]
pub fn CandidateDetails(
    /// The Dolibarr product.
    candidate: Candidate,
    /// Why it is likely, if it is.
    why: Option<Why>,
) -> impl IntoView {
    let why = why.map(|why| {
        let words = match why {
            Why::SameReference => t!("same reference"),
            Why::SameBarcode => t!("same barcode"),
            Why::SimilarName(percent) => t!("similar name %d%%", percent),
        };
        view! { <span class="dolisync-candidate__why">{words}</span> }
    });
    let taken = candidate.taken_by.as_ref().map(|taken| {
        let sentence = t!("Already associated with “%s”", taken.title);
        view! { <span class="dolisync-candidate__taken">{sentence}</span> }
    });
    let barcode = (!candidate.barcode.is_empty())
        .then(|| view! { <span>{t!("Barcode %s", candidate.barcode)}</span> });
    view! {
        <span class="dolisync-candidate__name">{candidate.label.clone()}</span>
        {why}
        <span class="dolisync-candidate__facts">
            <span class="dolisync-candidate__reference">{candidate.reference.clone()}</span>
            {plain_money(&candidate.price, candidate.price_base).map(|price| view! { <span>{price}</span> })}
            {barcode}
            <span>{t!("#Doli : %s", candidate.id.0)}</span>
        </span>
        {taken}
    }
}
