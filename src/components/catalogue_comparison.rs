//! Comparing both catalogues: the way to it, its progress, and what came of it.

use leptos::prelude::*;

use super::{ErrorNotice, Progress};
use crate::format::count;
use crate::i18n::{t, tn};
use crate::state::{use_dashboard, Comparing, Dashboard, Read};

/// The button, the bars, or the problem; nothing once both catalogues are compared.
#[component]
pub fn CatalogueComparison() -> impl IntoView {
    let dashboard = use_dashboard();
    let catalogues = dashboard.catalogues;
    // The bars follow by themselves.
    let stage = Memo::new(move |_| match catalogues.comparing.get() {
        Comparing::Matching(_) => Comparing::Reading,
        stage => stage,
    });
    move || {
        let dashboard = dashboard.clone();
        match stage.get() {
            Comparing::NotYet => {
                let words = match catalogues.shop_read.get_untracked().left {
                    None => t!("Compare both catalogues"),
                    Some(_) => t!("Go on comparing"),
                };
                view! {
                    <p class="dolisync-lead">
                        {t!("DoliSync reads the products that are not associated yet, on both sides, and finds which ones belong together. Nothing is written.")}
                    </p>
                    <p class="dolisync-actions">
                        <button
                            type="button"
                            class="button button-primary"
                            data-act="compare"
                            on:click=move |_| dashboard.compare_catalogues()
                        >
                            {words}
                        </button>
                    </p>
                }
                .into_any()
            }
            Comparing::Failed(error) => {
                let again = move |()| dashboard.compare_catalogues();
                view! { <ErrorNotice error=error on_retry=again /> }.into_any()
            }
            Comparing::Done => ().into_any(),
            Comparing::Reading | Comparing::Matching(_) => view! {
                <div class="dolisync-bars">
                    {read_bar(t!("Reading WPshop’s products"), catalogues.shop_read)}
                    {read_bar(t!("Reading Dolibarr’s products"), catalogues.dolibarr_read)}
                    {matching_bar(catalogues.comparing)}
                </div>
                <p class="dolisync-actions">
                    <button type="button" class="button" data-act="stop" on:click=move |_| catalogues.cancel()>
                        {t!("Stop here")}
                    </button>
                </p>
            }
            .into_any(),
        }
    }
}

fn read_bar(label: String, read: RwSignal<Read>) -> impl IntoView {
    let share = Signal::derive(move || {
        let read = read.get();
        let left = read.left?;
        let all = read.looked_at + left;
        Some(if all == 0 {
            1.0
        } else {
            read.looked_at as f64 / all as f64
        })
    });
    let words = Signal::derive(move || {
        let read = read.get();
        read.left.map_or_else(String::new, |left| {
            t!(
                "%1$s of %2$s",
                count(read.looked_at),
                count(read.looked_at + left)
            )
        })
    });
    view! { <Progress label=label share=share words=words /> }
}

fn matching_bar(comparing: RwSignal<Comparing>) -> impl IntoView {
    let share = Signal::derive(move || match comparing.get() {
        Comparing::Matching(share) => Some(share),
        Comparing::Done => Some(1.0),
        _ => Some(0.0),
    });
    let words = Signal::derive(String::new);
    view! { <Progress label=t!("Finding pairs") share=share words=words /> }
}

/// What came of comparing, to be read out and shown.
pub fn compared_sentence(dashboard: &Dashboard) -> String {
    let (pairs, alone) = untrack(|| {
        let pairs = dashboard.association.pairs.with(Vec::len);
        (pairs, dashboard.only_in_shop().len())
    });
    format!(
        "{} {}",
        tn!("%d pair found.", "%d pairs found.", pairs),
        tn!(
            "%d product is only in WPshop.",
            "%d products are only in WPshop.",
            alone
        )
    )
}
