//! Preparing the first mass synchronization in three steps.

use leptos::prelude::*;

use super::bulk_association::BulkAssociationPage;
use super::bulk_creation::BulkCreationPage;
use crate::components::{CatalogueComparison, CounterpartDialog, PartHeading, UnreadableProducts};
use crate::format::count;
use crate::i18n::{t, tn};
use crate::state::{use_dashboard, Comparing, Route};

/// The steps, and the one that is open.
#[component]
pub fn PreparationPage() -> impl IntoView {
    let dashboard = use_dashboard();
    let route = dashboard.route;
    let comparing = dashboard.catalogues.comparing;
    let shown = Memo::new(move |_| (route.get(), comparing.get() == Comparing::Done));
    // Each stage of comparing takes the button away that had the focus, and so does the end of
    // what is sent: it can be stopped no more.
    let stage = {
        let dashboard = dashboard.clone();
        Memo::new(move |_| {
            let comparing = comparing.with(std::mem::discriminant);
            (route.get(), comparing, dashboard.is_sending())
        })
    };
    let step = move || match shown.get() {
        (Route::Synchronize, _) => view! { <SynchronizeStep /> }.into_any(),
        (_, false) => view! { <CatalogueComparison /> }.into_any(),
        (Route::Associate, true) => view! { <BulkAssociationPage /> }.into_any(),
        (_, true) => view! { <BulkCreationPage /> }.into_any(),
    };
    view! {
        <section class="dolisync-part" data-view="preparation">
            <PartHeading words=t!("Prepare the synchronization") shown=stage />
            <p class="dolisync-lead">
                {t!("Before the first mass synchronization, three steps make sure that no product is doubled and none is overwritten unseen.")}
            </p>
            <ChosenOnly />
            <Steps />
            <UnreadableProducts products=dashboard.catalogues.unreadable />
            {step}
            <CounterpartDialog />
        </section>
    }
}

/// That only the products are shown which a person chose in the list, and the way to all of them.
#[component]
fn ChosenOnly() -> impl IntoView {
    let dashboard = use_dashboard();
    let chosen = dashboard.catalogues.chosen;
    move || {
        let dashboard = dashboard.clone();
        let words = match chosen.get()?.len() {
            0 => t!("None of the products that you chose in the list is left to associate."),
            many => tn!(
                "Only the product that you chose in the list is shown here.",
                "Only the %d products that you chose in the list are shown here.",
                many
            ),
        };
        Some(view! {
            <p class="dolisync-chosen">
                {words} " "
                <button
                    type="button"
                    class="button-link"
                    data-act="compare-all"
                    on:click=move |_| dashboard.compare_all()
                >
                    {t!("Compare all products")}
                </button>
            </p>
        })
    }
}

/// The three steps as links, each with what is left to do.
#[component]
fn Steps() -> impl IntoView {
    let dashboard = use_dashboard();
    let route = dashboard.route;
    let compared = move |dashboard: &crate::state::Dashboard| {
        dashboard.catalogues.comparing.get() == Comparing::Done
    };
    let to_create = {
        let dashboard = dashboard.clone();
        Memo::new(move |_| {
            compared(&dashboard).then(|| {
                let only = dashboard.only_in_shop();
                dashboard.creation.products.with(|products| {
                    only.iter()
                        .filter(|at| !products[**at].is_created())
                        .count()
                })
            })
        })
    };
    let to_associate = Memo::new(move |_| {
        compared(&dashboard).then(|| {
            let pairs = dashboard.association.pairs;
            pairs.with(|pairs| pairs.iter().filter(|pair| !pair.is_linked()).count())
        })
    });
    let step = move |number: u64, to: Route, name: String, left: Signal<String>| {
        let is_here = move || route.get() == to;
        view! {
            <li class="dolisync-steps__step" class:is-here=is_here>
                <a href=to.hash() aria-current=move || is_here().then_some("step")>
                    <span class="dolisync-steps__number" aria-hidden="true">{count(number)}</span>
                    <span class="dolisync-steps__name">{name}</span>
                    <span class="dolisync-steps__left">{left}</span>
                </a>
            </li>
        }
    };
    let left = |many: Memo<Option<usize>>, words: fn(usize) -> String| {
        Signal::derive(move || match many.get() {
            None => String::new(),
            Some(0) => t!("Nothing left to do"),
            Some(many) => words(many),
        })
    };
    let create = left(to_create, |many| {
        tn!("%d only in WPshop", "%d only in WPshop", many)
    });
    let associate = left(to_associate, |many| tn!("%d pair", "%d pairs", many));
    view! {
        <nav aria-label=t!("Steps of the preparation")>
            <ol class="dolisync-steps">
                {step(1, Route::Create, t!("Create in Dolibarr"), create)}
                {step(2, Route::Associate, t!("Associate"), associate)}
                {step(3, Route::Synchronize, t!("Synchronize"), Signal::derive(String::new))}
            </ol>
        </nav>
    }
}

/// The last step: what is ready, and the way on.
#[component]
fn SynchronizeStep() -> impl IntoView {
    view! {
        <h3>{t!("Synchronize")}</h3>
        <p class="dolisync-lead">
            {t!("Now the mass synchronization can bring everything from Dolibarr: categories, products, third parties, proposals, orders, invoices. First it shows what it would do.")}
        </p>
        <p class="dolisync-actions">
            <a class="button" href=Route::Associate.hash()>{t!("Back: associate")}</a>
            <a class="button button-primary" href=Route::MassSync.hash()>{t!("Go on to the mass synchronization")}</a>
        </p>
    }
}
