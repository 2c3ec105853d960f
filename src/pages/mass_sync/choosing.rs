//! Choosing what a mass synchronization brings.

use leptos::prelude::*;

use crate::components::{entity_words, RunButton};
use crate::domain::mass_sync::Entity;
use crate::i18n::t;
use crate::state::use_dashboard;

/// Which records; the preview writes nothing.
#[component]
pub(super) fn Choosing() -> impl IntoView {
    let dashboard = use_dashboard();
    let watch = dashboard.run;
    let chosen = RwSignal::new(Entity::ALL.map(|entity| (entity, entity.is_usual())));
    let line = move |at: usize| {
        let entity = Entity::ALL[at];
        let is_chosen = move || chosen.with(|chosen| chosen[at].1);
        let warning = (entity == Entity::Contacts).then(|| {
            let words = t!("Each contact with an e-mail address becomes a user account of this site. No e-mail is sent.");
            view! { <span class="dolisync-entities__warning">{words}</span> }
        });
        view! {
            <li>
                <label class="dolisync-entities__entity">
                    <input
                        type="checkbox"
                        name=entity.as_str()
                        prop:checked=is_chosen
                        on:change=move |event| {
                            chosen.update(|chosen| chosen[at].1 = event_target_checked(&event));
                        }
                    />
                    <span>{entity_words(entity)} {warning}</span>
                </label>
            </li>
        }
    };
    let lines = (0..Entity::ALL.len()).map(line).collect_view();
    let none = Memo::new(move |_| chosen.with(|chosen| chosen.iter().all(|(_, chosen)| !chosen)));
    let begin = move |()| {
        let chosen = chosen.get_untracked().into_iter();
        let entities: Vec<Entity> = chosen
            .filter(|(_, is)| *is)
            .map(|(entity, _)| entity)
            .collect();
        dashboard.begin_run(entities);
    };
    let back = move || {
        watch.anew.get().then(|| {
            view! {
                <button type="button" class="button" on:click=move |_| watch.anew.set(false)>
                    {t!("Back to the last report")}
                </button>
            }
        })
    };
    view! {
        <p class="dolisync-lead">
            {t!("It brings Dolibarr’s data into the shop: associated records get Dolibarr’s values, others are created. Nothing is written in Dolibarr.")}
        </p>
        <fieldset class="dolisync-entities">
            <legend>{t!("What to bring from Dolibarr")}</legend>
            <ul role="list">{lines}</ul>
        </fieldset>
        <p>{t!("First comes a preview: it says what would be created, changed and overwritten. It writes nothing.")}</p>
        <p class="dolisync-actions">
            <RunButton
                act="preview"
                words=t!("Show the preview")
                primary=true
                disabled=none
                on_press=begin
            />
            {back}
        </p>
    }
}
