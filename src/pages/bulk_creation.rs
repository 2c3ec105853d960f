//! Step 1 of the preparation: what only WPshop has is created in Dolibarr.

use leptos::prelude::*;

use crate::components::{ColumnHeads, CreationRow, SendingOrder, VirtualList};
use crate::i18n::{t, tn};
use crate::state::{use_dashboard, Route};

/// The products that only the shop has, the choice among them, and creating them.
#[component]
pub fn BulkCreationPage() -> impl IntoView {
    let dashboard = use_dashboard();
    let creation = dashboard.creation;
    let only = {
        let dashboard = dashboard.clone();
        Memo::new(move |_| dashboard.only_in_shop())
    };
    let chosen = Memo::new(move |_| {
        creation.products.with(|products| {
            let wanted = |at: &&usize| products[**at].chosen && !products[**at].is_created();
            only.with(|only| only.iter().filter(wanted).count())
        })
    });
    let is_left = Memo::new(move |_| {
        creation
            .products
            .with(|products| only.with(|only| only.iter().any(|at| !products[*at].is_created())))
    });
    let rows = {
        let dashboard = dashboard.clone();
        Callback::new(move |at: usize| {
            let dashboard = dashboard.clone();
            view! { <CreationRow dashboard=dashboard at=at /> }.into_any()
        })
    };
    let running = creation.sending.running;
    let choose_all = {
        let dashboard = dashboard.clone();
        move |chosen: bool, words: String| {
            let dashboard = dashboard.clone();
            view! {
                <button
                    type="button"
                    class="button"
                    data-act=if chosen { "choose-all" } else { "choose-none" }
                    disabled=running
                    on:click=move |_| dashboard.choose_all_to_create(chosen)
                >
                    {words}
                </button>
            }
        }
    };
    let create = Callback::new(move |()| dashboard.create_chosen());
    let consequence = Signal::derive(move || match (chosen.get(), running.get()) {
        (_, true) => t!("What is created already stays if you stop here."),
        (0, false) if is_left.get() => t!("Choose the products to create."),
        _ => String::new(),
    });
    let words = Signal::derive(move || match chosen.get() {
        0 => t!("Create in Dolibarr"),
        many => tn!(
            "Create %d product in Dolibarr",
            "Create %d products in Dolibarr",
            many
        ),
    });
    let empty = Memo::new(move |_| only.with(Vec::is_empty));
    move || {
        let next = view! {
            <a class="button" href=Route::Associate.hash()>{t!("Next step: associate")}</a>
        };
        if empty.get() {
            return view! {
                <h3>{t!("Create in Dolibarr what only WPshop has")}</h3>
                <p>{t!("Every product of the shop has a counterpart in Dolibarr, or a proposed one.")}</p>
                <p class="dolisync-actions">{next}</p>
            }
            .into_any();
        }
        view! {
            <h3>{t!("Create in Dolibarr what only WPshop has")}</h3>
            <p class="dolisync-lead">
                {t!("For these products nothing in Dolibarr looks like them. What is created is associated at once.")}
            </p>
            <p class="dolisync-actions">
                {choose_all(true, t!("Choose all"))} {choose_all(false, t!("Choose none"))}
            </p>
            <ColumnHeads />
            <VirtualList
                label=t!("Products that only WPshop has")
                items=only
                row=rows
                class="dolisync-virtual--creation"
            />
            <SendingOrder
                act="create"
                words=words
                consequence=consequence
                chosen=chosen
                sending=creation.sending
                label=t!("Creating in Dolibarr")
                on_send=create
            >
                {next}
            </SendingOrder>
        }
        .into_any()
    }
}
