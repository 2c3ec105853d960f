//! Step 2 of the preparation: what both sides have is associated.

use leptos::prelude::*;

use crate::components::{side_of, ColumnHeads, PairRow, SendingOrder, VirtualList};
use crate::format::count;
use crate::i18n::{t, tn, tx};
use crate::state::{use_dashboard, PairFilter, Route};

/// The proposed pairs, the choices about them, and associating them.
#[component]
pub fn BulkAssociationPage() -> impl IntoView {
    let dashboard = use_dashboard();
    let association = dashboard.association;
    let (pairs, filter, keep) = (association.pairs, association.filter, association.keep);
    let shown = Memo::new(move |_| {
        let filter = filter.get();
        pairs.with(|pairs| {
            let taken = pairs
                .iter()
                .enumerate()
                .filter(|(_, pair)| filter.takes(pair));
            taken.map(|(at, _)| at).collect::<Vec<_>>()
        })
    });
    let accepted = Memo::new(move |_| {
        pairs.with(|pairs| pairs.iter().filter(|pair| pair.is_waiting()).count())
    });
    let undecided = Memo::new(move |_| {
        let for_all = keep.get();
        pairs.with(|pairs| {
            let open = |pair: &&crate::state::ProposedPair| {
                pair.is_waiting() && pair.keep.or(for_all).is_none()
            };
            pairs.iter().filter(open).count()
        })
    });
    let rows = {
        let dashboard = dashboard.clone();
        Callback::new(move |at: usize| {
            let dashboard = dashboard.clone();
            view! { <PairRow dashboard=dashboard at=at /> }.into_any()
        })
    };
    let running = association.sending.running;
    let filter_button = move |of: PairFilter| {
        let many = Memo::new(move |_| {
            pairs.with(|pairs| pairs.iter().filter(|pair| of.takes(pair)).count())
        });
        let name = match of {
            PairFilter::All => tx!("All", "pairs"),
            PairFilter::Sure => tx!("Sure", "pairs"),
            PairFilter::Doubtful => t!("To look at"),
            PairFilter::Failed => t!("With a problem"),
        };
        view! {
            <li>
                <button
                    type="button"
                    class="button-link"
                    aria-pressed=move || (filter.get() == of).to_string()
                    on:click=move |_| filter.set(of)
                >
                    {name}
                    " "
                    <span class="count">{move || format!("({})", count(many.get() as u64))}</span>
                </button>
            </li>
        }
    };
    let accept = move |accepted: bool, words: String| {
        view! {
            <button
                type="button"
                class="button"
                disabled=running
                on:click=move |_| association.accept_shown(accepted)
            >
                {words}
            </button>
        }
    };
    let consequence = Signal::derive(move || {
        match (accepted.get(), undecided.get(), keep.get()) {
        _ if running.get() => t!("What is associated already stays associated if you stop here."),
        (0, ..) => t!("Accept the pairs that are the same product."),
        (_, 0, _) => t!("Where the two versions differ, the other side gets the version that is kept. Each write can be undone in the journal."),
        (_, many, _) => tn!(
            "%d pair has no version to keep yet: it is only associated if both sides hold the same data. Nothing is overwritten.",
            "%d pairs have no version to keep yet: they are only associated if both sides hold the same data. Nothing is overwritten.",
            many
        ),
    }
    });
    let words = Signal::derive(move || match accepted.get() {
        0 => t!("Associate"),
        many => tn!("Associate %d pair", "Associate %d pairs", many),
    });
    let associate = {
        let dashboard = dashboard.clone();
        Callback::new(move |()| dashboard.associate_accepted())
    };
    let compare = {
        let dashboard = dashboard.clone();
        move |_| dashboard.compare_catalogues()
    };
    let empty = Memo::new(move |_| pairs.with(Vec::is_empty));
    let sending = {
        let dashboard = dashboard.clone();
        Memo::new(move |_| dashboard.is_sending())
    };
    move || {
        if empty.get() {
            let compare = compare.clone();
            return view! {
                <h3>{t!("Associate what both sides have")}</h3>
                <p>{t!("No product that is not associated looks like one of the other side.")}</p>
                <p class="dolisync-actions">
                    <button
                        type="button"
                        class="button"
                        data-act="compare-again"
                        disabled=sending
                        on:click=compare
                    >
                        {t!("Compare again")}
                    </button>
                    <a class="button" href=Route::Synchronize.hash()>{t!("Next step: synchronize")}</a>
                </p>
            }
            .into_any();
        }
        view! {
            <h3>{t!("Associate what both sides have")}</h3>
            <p class="dolisync-lead">
                {t!("DoliSync found these pairs. Sure ones are accepted already; look at the others before you accept them.")}
            </p>
            <ul class="subsubsub dolisync-filters" role="list">
                {PairFilter::ALL.map(filter_button).collect_view()}
            </ul>
            <div class="dolisync-actions dolisync-actions--pairs">
                {accept(true, t!("Accept all shown"))} {accept(false, t!("Accept none shown"))}
                <label class="dolisync-keep">
                    <span>{t!("Version to keep:")}</span>
                    <select on:change=move |event| keep.set(side_of(&event_target_value(&event)))>
                        <option value="" selected=move || keep.get().is_none()>
                            {t!("Not chosen: associate only if equal")}
                        </option>
                        <option value="wpshop" selected=move || keep.get() == side_of("wpshop")>
                            {t!("Keep the WPshop version")}
                        </option>
                        <option value="dolibarr" selected=move || keep.get() == side_of("dolibarr")>
                            {t!("Keep the Dolibarr version")}
                        </option>
                    </select>
                </label>
            </div>
            <ColumnHeads />
            <VirtualList
                label=t!("Proposed pairs")
                items=shown
                row=rows
                class="dolisync-virtual--pairs"
            />
            <SendingOrder
                act="associate"
                words=words
                consequence=consequence
                chosen=accepted
                sending=association.sending
                label=t!("Associating")
                on_send=associate
            >
                <a class="button" href=Route::Synchronize.hash()>{t!("Next step: synchronize")}</a>
            </SendingOrder>
        }
        .into_any()
    }
}
