//! How far something is.

use leptos::prelude::*;

use super::share_words;

/// A bar with its name and what there is to say beside it.
#[component]
pub fn Progress(
    /// What is under way.
    label: String,
    /// How far, 0 to 1; None while nobody knows how much there is.
    #[prop(into)]
    share: Signal<Option<f64>>,
    /// Counts, rate, time left.
    #[prop(into)]
    words: Signal<String>,
    /// How it stands, as a style: `done`, `failed`, `waiting` or empty.
    #[prop(into, optional)]
    tone: Signal<&'static str>,
) -> impl IntoView {
    let whole = move || {
        share
            .get()
            .map(|share| ((share * 100.0) as u32).to_string())
    };
    // A bar is not finer than a thousandth.
    let width = move || {
        let thousandths = share.get().map_or(1000, |share| (share * 1000.0) as u32);
        format!("{}.{}%", thousandths / 10, thousandths % 10)
    };
    let read_out = move || format!("{} {}", share_words(share.get()), words.get());
    view! {
        <div class=move || format!("dolisync-progress is-{}", tone.get())>
            <div class="dolisync-progress__head">
                <span class="dolisync-progress__label">{label.clone()}</span>
                <span class="dolisync-progress__words">{words}</span>
                <span class="dolisync-progress__percent">
                    {move || (tone.get() != "waiting").then(|| share_words(share.get()))}
                </span>
            </div>
            <div
                class="dolisync-progress__track"
                class:is-unknown=move || share.get().is_none()
                role="progressbar"
                aria-label=label
                aria-valuemin="0"
                aria-valuemax="100"
                aria-valuenow=whole
                aria-valuetext=read_out
            >
                <span class="dolisync-progress__bar" style:inline-size=width></span>
            </div>
        </div>
    }
}
