//! Choosing the Dolibarr product that a product of the shop belongs to, among those in memory.

use leptos::prelude::*;

use super::{Modal, ProductSide};
use crate::domain::Side;
use crate::i18n::{t, tn};
use crate::state::use_dashboard;

/// The dialog; open while a counterpart is being chosen.
#[component]
pub fn CounterpartDialog() -> impl IntoView {
    let dashboard = use_dashboard();
    let (association, catalogues) = (dashboard.association, dashboard.catalogues);
    let changing = association.changing;
    let open = Memo::new(move |_| changing.get().is_some());
    let title = move |at: usize| {
        catalogues
            .shop
            .with(|all| all.get(at).map(|product| product.title.clone()))
            .unwrap_or_default()
    };
    let heading = Signal::derive(move || {
        let title = changing.get().map(title).unwrap_or_default();
        t!("Which Dolibarr product is “%s”?", title)
    });
    let content = move || {
        let Some(shop) = changing.get_untracked() else {
            return ().into_any();
        };
        let name = untrack(|| title(shop));
        let typed = RwSignal::new(String::new());
        let found = Memo::new(move |_| {
            catalogues.search.with(|search| {
                typed.with(|typed| match typed.trim() {
                    "" => search.like(&name),
                    typed => search.find(typed),
                })
            })
        });
        let pairs = association.pairs;
        let has_one = pairs.with_untracked(|pairs| pairs.iter().any(|pair| pair.shop == shop));
        let option = move |at: usize| {
            let product = catalogues.dolibarr.with_untracked(|all| all[at].clone());
            let (id, base) = (product.id, product.price_base);
            // Whose counterpart it is so far.
            let holder = pairs
                .with_untracked(|pairs| pairs.iter().find(|pair| pair.dolibarr == at).cloned());
            let taken = holder.as_ref().is_some_and(|pair| pair.is_sent());
            let note = holder.map(|pair| match (pair.shop == shop, pair.is_linked()) {
                (true, _) => t!("Proposed now"),
                (false, true) => t!("Already associated with “%s”", untrack(|| title(pair.shop))),
                (false, false) => t!("Proposed for “%s”", untrack(|| title(pair.shop))),
            });
            view! {
                <li>
                    <button
                        type="button"
                        class="dolisync-counterpart"
                        data-dolibarr=id.to_string()
                        disabled=taken
                        on:click=move |_| {
                            association.set_counterpart(shop, Some(at));
                            changing.set(None);
                        }
                    >
                        <ProductSide product=product side=Side::Dolibarr base=base />
                        {note.map(|note| view! { <span class="dolisync-counterpart__note">{note}</span> })}
                    </button>
                </li>
            }
        };
        let caption = move || match found.with(Vec::len) {
            0 => t!("No Dolibarr product that is not associated is like this."),
            many => tn!(
                "%d product to choose from",
                "%d products to choose from",
                many
            ),
        };
        view! {
            <div class="dolisync-dialog__body">
                <label class="dolisync-selection__label" for="dolisync-counterpart-search">
                    {t!("Name, reference or barcode")}
                </label>
                <input
                    type="text"
                    id="dolisync-counterpart-search"
                    class="dolisync-selection__search"
                    autofocus=true
                    autocomplete="off"
                    spellcheck="false"
                    maxlength="200"
                    on:input=move |event| typed.set(event_target_value(&event))
                />
                <p class="dolisync-selection__caption" role="status">{caption}</p>
                <ul class="dolisync-counterparts" role="list">
                    {move || found.get().into_iter().map(option).collect_view()}
                </ul>
            </div>
            <footer class="dolisync-dialog__footer">
                {has_one
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="button dolisync-dialog__aside"
                                data-act="no-counterpart"
                                on:click=move |_| {
                                    association.set_counterpart(shop, None);
                                    changing.set(None);
                                }
                            >
                                {t!("It has none in Dolibarr")}
                            </button>
                        }
                    })}
                <button type="button" class="button" on:click=move |_| changing.set(None)>
                    {t!("Close")}
                </button>
            </footer>
        }
        .into_any()
    };
    view! { <Modal open=open heading=heading on_close=move |()| changing.set(None) content=content /> }
}
