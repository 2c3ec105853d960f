//! How everything stands, at a glance.

use leptos::prelude::*;

use crate::components::{
    Busy, Card, ConnectionCard, ErrorNotice, ErrorsCard, LastRunCard, StatusRing, WaitingCard,
};
use crate::domain::Overview;
use crate::i18n::t;
use crate::state::{use_dashboard, Route};

/// The overview. What was printed with the page is shown at once, and checked once it is.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let dashboard = use_dashboard();
    dashboard.ask_overview();
    let (overview, unasked) = (dashboard.overview, dashboard.unasked);
    let again = Callback::new(move |()| dashboard.ask_overview());
    // What is known stays beside the reason why it may be old.
    let problem = move || {
        let error = unasked.get()?;
        Some(view! { <ErrorNotice error=error on_retry=again /> })
    };
    let cards = move || match (overview.get(), unasked.get()) {
        (Some(overview), _) => view! { <Cards overview=overview on_check=again /> }.into_any(),
        (None, None) => view! { <Busy words=t!("Looking how everything stands…") /> }.into_any(),
        (None, Some(_)) => ().into_any(),
    };
    view! { {problem} {cards} }
}

#[component]
fn Cards(overview: Overview, on_check: Callback<()>) -> impl IntoView {
    let checking = use_dashboard().asking;
    let counts = overview.counts;
    let products = match counts.total {
        0 => view! {
            <p>{t!("The shop has no products yet. The mass synchronization can create them from Dolibarr.")}</p>
            <p><a class="button" href=Route::MassSync.hash()>{t!("Mass synchronization")}</a></p>
        }
        .into_any(),
        _ => view! {
            <StatusRing counts=counts links=overview.links />
            {(counts.unlinked > 0)
                .then(|| {
                    view! {
                        <p class="dolisync-card__actions">
                            <a class="button" href=Route::Create.hash()>
                                {t!("Associate many products at once")}
                            </a>
                        </p>
                    }
                })}
        }
        .into_any(),
    };
    view! {
        <div class="dolisync-cards">
            <Card heading=t!("Products") name="products">{products}</Card>
            <ConnectionCard
                connection=overview.connection
                settings_url=overview.settings_url
                checking=checking
                on_check=on_check
            />
            <WaitingCard waiting=overview.queue />
            <LastRunCard run=overview.last_run />
            <ErrorsCard errors=overview.errors journal_url=overview.journal_url />
        </div>
    }
}
