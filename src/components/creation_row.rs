//! One product that only WPshop has.

use leptos::prelude::*;

use super::{ProductSide, Sign};
use crate::domain::{PriceBase, Side};
use crate::i18n::{t, tn};
use crate::state::{Created, Dashboard, ToCreate};

/// The product, what Dolibarr has of it, and what a person can do. `at` is its position in the
/// shop's catalogue.
#[component]
pub fn CreationRow(
    /// The dashboard.
    dashboard: Dashboard,
    /// The product's position.
    at: usize,
) -> impl IntoView {
    let (creation, association) = (dashboard.creation, dashboard.association);
    let state = Memo::new(move |_| creation.products.with(|products| products.get(at).cloned()));
    let shop = dashboard.catalogues.shop;
    // Another product that was read again does not draw this row anew.
    let product = Memo::new(move |_| shop.with(|all| all.get(at).cloned()));
    let content = move || {
        let product = product.get()?;
        let choose = t!("Create “%s” in Dolibarr", product.title);
        let name = product.title.clone();
        let is =
            move |of: fn(&ToCreate) -> bool| state.with(|state| state.as_ref().is_some_and(of));
        let sending = move || is(|state| state.created == Created::Sending);
        let dashboard = dashboard.clone();
        let outcome = move || {
            let dashboard = dashboard.clone();
            state.with(|state| Some(outcome(state.as_ref()?, at, &name, dashboard)))
        };
        Some(view! {
            <input
                type="checkbox"
                class="dolisync-pair__check"
                aria-label=choose
                prop:checked=move || is(|state| state.chosen || state.is_created())
                disabled=move || is(ToCreate::is_created) || sending()
                on:change=move |event| creation.choose(at, event_target_checked(&event))
            />
            <ProductSide product=product.clone() side=Side::Wpshop base=PriceBase::Ht />
            {move || view! { <Sign equal=is(ToCreate::is_created) /> }}
            <div class="dolisync-product">{outcome}</div>
            <div class="dolisync-pair__choices">
                {move || {
                    (!is(ToCreate::is_created))
                        .then(|| {
                            let name = t!("Associate “%s” with a Dolibarr product", product.title);
                            view! {
                                <button
                                    type="button"
                                    class="button button-small"
                                    aria-label=name
                                    aria-haspopup="dialog"
                                    disabled=sending
                                    on:click=move |_| association.changing.set(Some(at))
                                >
                                    {t!("Associate…")}
                                </button>
                            }
                        })
                }}
            </div>
        })
    };
    view! { <div class="dolisync-pair dolisync-pair--creation">{content}</div> }
}

fn outcome(state: &ToCreate, at: usize, name: &str, dashboard: Dashboard) -> AnyView {
    match &state.created {
        Created::NotYet => view! { <span class="dolisync-product__none">{t!("Not in Dolibarr")}</span> }.into_any(),
        Created::Sending => view! { <span>{t!("Being created…")}</span> }.into_any(),
        Created::As(id) => view! {
            <span class="dolisync-pair__done">
                {t!("Created and associated")} " " <span class="dolisync-id">{t!("#Doli : %s", id.0)}</span>
            </span>
        }
        .into_any(),
        Created::Failed(problem) => view! {
            <span class="dolisync-pair__problem" title=problem.message.clone()>
                {problem.message.clone()}
            </span>
        }
        .into_any(),
        Created::Duplicates(duplicates) => {
            let words = match duplicates.first() {
                Some(first) if duplicates.len() == 1 => {
                    t!("Dolibarr may have it already: “%s”.", first.label)
                }
                _ => tn!(
                    "Dolibarr has %d product that looks like it.",
                    "Dolibarr has %d products that look like it.",
                    duplicates.len()
                ),
            };
            let label = t!("Create “%s” anyway", name);
            view! {
                <span class="dolisync-pair__problem" title=words.clone()>{words.clone()}</span>
                <button
                    type="button"
                    class="button button-small"
                    aria-label=label
                    on:click=move |_| dashboard.create_anyway(at)
                >
                    {t!("Create anyway")}
                </button>
            }
            .into_any()
        }
    }
}
