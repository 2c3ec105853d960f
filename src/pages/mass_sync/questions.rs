//! What is asked before a run writes, and before it is put back.

use leptos::prelude::*;

use crate::api::mass_sync::Order;
use crate::components::Question;
use crate::domain::mass_sync::Run;
use crate::i18n::{t, tn, tx};
use crate::state::use_dashboard;

/// Really write? Says what will be overwritten; many changes take a typed word.
#[component]
pub(super) fn StartQuestion(
    /// Whether it is asked.
    open: RwSignal<bool>,
) -> impl IntoView {
    let dashboard = use_dashboard();
    let watch = dashboard.run;
    let preview = Memo::new(move |_| watch.with(Run::preview).unwrap_or_default());
    let act = Signal::derive(move || match preview.get().overwrite {
        0 => t!("Synchronize: no local change is overwritten"),
        many => tn!(
            "Synchronize and overwrite %d local change",
            "Synchronize and overwrite %d local changes",
            many
        ),
    });
    let word = Signal::derive(move || {
        let asked = watch.with(Run::takes_a_word).unwrap_or_default();
        asked.then(|| tx!("overwrite", "word to be typed"))
    });
    let explanation = move || {
        let preview = preview.get();
        let created = tn!(
            "%d record is created in the shop.",
            "%d records are created in the shop.",
            preview.create
        );
        let changed = tn!(
            "%d record of the shop gets Dolibarr’s values.",
            "%d records of the shop get Dolibarr’s values.",
            preview.change
        );
        let lost = match preview.overwrite {
            0 => t!("No change that was made in the shop is lost."),
            many => tn!(
                "%d of them was changed in the shop: that change is overwritten.",
                "%d of them were changed in the shop: those changes are overwritten.",
                many
            ),
        };
        let loses = preview.overwrite > 0;
        view! {
            <ul class="dolisync-question__list">
                <li>{created}</li>
                <li>{changed}</li>
                <li class:dolisync-alarm=loses>{lost}</li>
            </ul>
            <p>{t!("Nothing is written in Dolibarr. Everything can be put back afterwards: “Restore the previous values”.")}</p>
        }
        .into_any()
    };
    view! {
        <Question
            open=open
            heading=t!("Write this into the shop?")
            explanation=explanation
            safe=t!("Write nothing")
            act=act
            on_act=move |()| dashboard.start_run()
            word=word
        />
    }
}

/// Really put everything back?
#[component]
pub(super) fn UndoQuestion(
    /// Whether it is asked.
    open: RwSignal<bool>,
) -> impl IntoView {
    let dashboard = use_dashboard();
    let explanation = move || {
        view! {
            <p>{t!("Changed records get back the values from before this mass synchronization; created ones are taken out again.")}</p>
            <p>{t!("What was changed since then, in the shop or by a later synchronization, is left alone and listed.")}</p>
        }
        .into_any()
    };
    view! {
        <Question
            open=open
            heading=t!("Put back what this mass synchronization wrote?")
            explanation=explanation
            safe=t!("Leave everything as it is")
            act=t!("Restore the previous values")
            on_act=move |()| dashboard.order_run(Order::Undo)
        />
    }
}
