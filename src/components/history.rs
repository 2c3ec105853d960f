//! What DoliSync wrote about a product, newest first.

use leptos::prelude::*;

use super::effects::sides_sentence;
use super::{field_names, Busy, ErrorNotice};
use crate::api::{products, ErrorKind};
use crate::domain::{JournalAction, JournalEntry, JournalSource, ProductId};
use crate::format::date_time;
use crate::i18n::{t, tx};
use crate::mount::focus_view;
use crate::state::{read, undo, use_panel, Load, Panel};

/// A page of the journal, as far as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
struct Pages {
    entries: Vec<JournalEntry>,
    total: u64,
}

/// The journal of a product, a page at a time. The newest entry can be undone from here.
#[component]
pub fn History(
    /// The WPshop product.
    product: ProductId,
) -> impl IntoView {
    let panel = use_panel();
    let pages = RwSignal::new(Pages::default());
    let load = RwSignal::new(Load::<()>::Loading);
    let asked = RwSignal::new(1_u32);
    let reading = panel.clone();
    Effect::new(move |_| ask(&reading, product, asked.get(), pages, load));
    let again = move |()| {
        focus_view();
        asked.update(|_| {});
    };
    let waiting = move || match load.get() {
        Load::Loading => view! { <Busy words=t!("Reading the history…") /> }.into_any(),
        Load::Failed(error) => view! { <ErrorNotice error=error on_retry=again /> }.into_any(),
        Load::Ready(()) => ().into_any(),
    };
    let list = move || {
        let Pages { entries, .. } = pages.get();
        if entries.is_empty() {
            let none = load.get() == Load::Ready(());
            return none
                .then(|| view! { <p class="dolisync-history__none">{t!("Nothing was written yet.")}</p> })
                .into_any();
        }
        let items = entries.into_iter().enumerate().map(|(at, entry)| {
            let undoable = at == 0 && entry.undoable && entry.undone_at.is_none();
            view! { <Entry entry=entry undoable=undoable /> }
        });
        view! { <ol class="dolisync-history__list">{items.collect_view()}</ol> }.into_any()
    };
    let more = move || {
        let further = pages.with(|pages| (pages.entries.len() as u64) < pages.total);
        (further && load.get() == Load::Ready(())).then(|| {
            view! {
                <button type="button" class="button" on:click=move |_| asked.update(|page| *page += 1)>
                    {t!("Show more")}
                </button>
            }
        })
    };
    let failed = move || {
        let panel = panel.clone();
        let error = panel.dialog.error.get()?;
        let entry = pages.with_untracked(|pages| pages.entries.first().map(|entry| entry.id));
        let retry = move |()| {
            focus_view();
            if let Some(entry) = entry {
                undo(&panel, entry);
            }
        };
        Some(view! { <ErrorNotice error=error on_retry=retry /> })
    };
    view! {
        <section class="dolisync-history" aria-labelledby="dolisync-history">
            <h3 class="dolisync-history__heading" id="dolisync-history">{t!("History")}</h3>
            {list}
            {waiting}
            {more}
            {failed}
        </section>
    }
}

fn ask(
    panel: &Panel,
    product: ProductId,
    page: u32,
    pages: RwSignal<Pages>,
    load: RwSignal<Load<()>>,
) {
    load.set(Load::Loading);
    let transport = panel.transport.clone();
    let panel = panel.clone();
    read(
        async move { products::journal(&*transport, product, page).await },
        move |answer| match answer {
            Ok(answer) => {
                pages.update(|pages| {
                    let known = |id| pages.entries.iter().any(|entry| entry.id == id);
                    let new: Vec<_> = answer
                        .entries
                        .into_iter()
                        .filter(|entry| !known(entry.id))
                        .collect();
                    pages.entries.extend(new);
                    pages.total = answer.total;
                });
                load.set(Load::Ready(()));
            }
            Err(error) if error.kind == ErrorKind::SessionLost => {
                panel.dialog.set_aside(error, panel.notices);
            }
            Err(error) => load.set(Load::Failed(error)),
        },
    );
}

#[component]
fn Entry(entry: JournalEntry, undoable: bool) -> impl IntoView {
    let panel = use_panel();
    let dialog = panel.dialog;
    let id = entry.id;
    let who = who_words(&entry);
    let refused = (!entry.refused.is_empty())
        .then(|| t!("Dolibarr did not apply: %s.", field_names(&entry.refused)));
    let undone = entry.undone_at.as_deref().map(|time| {
        view! { <p class="dolisync-history__undone">{t!("Undone: %s.", date_time(time))}</p> }
    });
    let restore = undoable.then(|| {
        let busy = move || dialog.writing.get().then_some("true");
        view! {
            <button
                type="button"
                class="button button-small dolisync-history__undo"
                aria-disabled=busy
                aria-busy=busy
                on:click=move |_| undo(&panel, id)
            >
                {t!("Restore the previous values")}
            </button>
        }
    });
    view! {
        <li class="dolisync-history__entry">
            <p class="dolisync-history__what">
                <strong>{action_words(entry.action)}</strong>
                " "
                <time class="dolisync-history__when" datetime=entry.at.clone()>{date_time(&entry.at)}</time>
                " "
                <span class="dolisync-history__who">{who}</span>
            </p>
            <p>{sides_sentence(&entry.changes.wpshop, &entry.changes.dolibarr)} " " {refused}</p>
            {undone}
            {restore}
        </li>
    }
}

fn action_words(action: JournalAction) -> String {
    match action {
        JournalAction::Link => tx!("Associated", "in the history"),
        JournalAction::Sync => tx!("Synchronized", "in the history"),
        JournalAction::Create => tx!("Created in Dolibarr", "in the history"),
        JournalAction::Unlink => tx!("Dissociated", "in the history"),
        JournalAction::Undo => tx!("Previous values restored", "in the history"),
        JournalAction::Other => tx!("Changed", "in the history"),
    }
}

fn who_words(entry: &JournalEntry) -> String {
    match (entry.source, entry.user.as_str()) {
        (JournalSource::Automatic, _) => t!("automatically"),
        (JournalSource::Webhook, _) => t!("after a change in Dolibarr"),
        (JournalSource::Mass, _) => t!("by mass synchronization"),
        (JournalSource::Cli, "") => t!("by a command"),
        (JournalSource::Button | JournalSource::Other, "") => String::new(),
        (JournalSource::Button | JournalSource::Cli | JournalSource::Other, user) => {
            t!("by %s", user)
        }
    }
}
