//! Records of a run that a person should know about, page by page.

use leptos::prelude::*;

use super::{entity_words, value_texts, Busy, ErrorNotice};
use crate::api::mass_sync::{self, RecordKind};
use crate::domain::mass_sync::{Entity, OverwrittenField, RunRecord};
use crate::domain::FieldKey;
use crate::i18n::{t, tx};
use crate::state::{read, use_dashboard, Load};

/// The records of a kind below their heading; nothing where there are none. It asks anew whenever
/// `version` changes: the count of them, as a rule.
#[component]
pub fn RecordList(
    /// The run's id.
    run: u64,
    /// Which records.
    kind: RecordKind,
    /// What they have in common.
    #[prop(into)]
    heading: Signal<String>,
    /// What to know about them.
    lead: String,
    /// Changes when there are others.
    #[prop(into)]
    version: Signal<u64>,
    /// Whether a failed record can be tried again now.
    #[prop(into, optional)]
    can_retry: Signal<bool>,
    /// Buttons for all of them.
    #[prop(into, optional)]
    actions: ViewFn,
) -> impl IntoView {
    let dashboard = use_dashboard();
    let records = RwSignal::new(Vec::<RunRecord>::new());
    let next = RwSignal::new(None::<u64>);
    let state = RwSignal::new(Load::<()>::Loading);
    // After which record, and which attempt at that: the one thing that is asked for.
    let asked = RwSignal::new((0_u64, 0_u64));
    let ask =
        move |after: u64| asked.update(|(asked, times)| (*asked, *times) = (after, *times + 1));
    let is_empty = Memo::new(move |_| records.with(Vec::is_empty));
    let transport = dashboard.panel.transport.clone();
    Effect::new(move |before: Option<u64>| {
        let version = version.get();
        // Other records: from the first one again.
        if before.is_some_and(|before| before != version) {
            ask(0);
        }
        version
    });
    Effect::new(move |_| {
        let (from, _) = asked.get();
        state.set(Load::Loading);
        let transport = transport.clone();
        read(
            async move { mass_sync::records(&*transport, run, kind, from).await },
            move |answer| match answer {
                Ok(page) => {
                    records.update(|records| {
                        records.retain(|record| record.id <= from && from > 0);
                        records.extend(page.records);
                    });
                    next.set(page.next);
                    state.set(Load::Ready(()));
                }
                Err(error) => state.set(Load::Failed(error)),
            },
        );
    });
    let again = move || ask(asked.get_untracked().0);
    let below = move || match state.get() {
        // An empty list is not announced before it is known to hold something.
        Load::Loading if is_empty.get() || next.get().is_some() => ().into_any(),
        Load::Loading => view! { <Busy words=t!("Reading the list…") /> }.into_any(),
        Load::Failed(error) => {
            view! { <ErrorNotice error=error on_retry=move |()| again() /> }.into_any()
        }
        Load::Ready(()) => ().into_any(),
    };
    // It stays while what follows is read, and the focus with it.
    let more = move || {
        let from = next.get()?;
        let loading = move || matches!(state.get(), Load::Loading);
        Some(view! {
            <button
                type="button"
                class="button"
                aria-busy=move || loading().then_some("true")
                on:click=move |_| {
                    if !matches!(state.get_untracked(), Load::Loading) {
                        ask(from);
                    }
                }
            >
                {t!("Show more")}
            </button>
        })
    };
    let line = {
        let dashboard = dashboard.clone();
        move |record: RunRecord| {
            let dashboard = dashboard.clone();
            let (id, title) = (record.id, record.title.clone());
            let name = match record.url.clone() {
                Some(url) => view! { <a href=url>{title.clone()}</a> }.into_any(),
                None => view! { <span>{title.clone()}</span> }.into_any(),
            };
            let retry = move || {
                let dashboard = dashboard.clone();
                let name = t!("%1$s: %2$s", t!("Try again"), title);
                can_retry.get().then(|| {
                    view! {
                        <button
                            type="button"
                            class="button button-small"
                            aria-label=name
                            on:click=move |_| {
                                dashboard.run.press("retry-one");
                                dashboard.retry_records(Some(id));
                            }
                        >
                            {t!("Try again")}
                        </button>
                    }
                })
            };
            let wp = record.wp_id.map(|id| {
                view! { <span class="dolisync-id">{t!("#WP : %s", id)}</span> }
            });
            let problem = record.problem.map(|problem| {
                view! { <p class="dolisync-records__problem">{problem.message}</p> }
            });
            let changes = record
                .changes
                .into_iter()
                .map(|change| change_line(record.entity, change))
                .collect_view();
            view! {
                <li class="dolisync-records__record">
                    <div class="dolisync-records__who">
                        <span class="dolisync-records__entity">{entity_words(record.entity)}</span>
                        <strong class="dolisync-records__title">{name}</strong>
                        {wp}
                        <span class="dolisync-id">{t!("#Doli : %s", record.dolibarr_id.0)}</span>
                    </div>
                    {problem}
                    <div class="dolisync-records__changes">{changes}</div>
                    <div class="dolisync-records__actions">{retry}</div>
                </li>
            }
        }
    };
    let shown = move || {
        let (line, lead) = (line.clone(), lead.clone());
        (!is_empty.get()).then(|| {
            view! {
                <h3>{heading}</h3>
                <p class="dolisync-lead">{lead}</p>
                {actions.run()}
                <ul class="dolisync-records" role="list">
                    <For
                        each=move || records.get()
                        key=|record| {
                            let problem = record.problem.as_ref();
                            (record.id, problem.map(|problem| problem.message.clone()))
                        }
                        children=line
                    />
                </ul>
            }
        })
    };
    view! {
        <div class="dolisync-records-of" data-kind=kind.as_str()>{shown} {below} {more}</div>
    }
}

/// One field: what the shop holds, crossed out, and what comes in its place.
fn change_line(entity: Entity, change: OverwrittenField) -> impl IntoView {
    let (wpshop, dolibarr) = match entity {
        Entity::Products => {
            let key = FieldKey::from(change.field);
            value_texts(&key, &change.wpshop, &change.dolibarr)
        }
        _ => (change.wpshop, change.dolibarr),
    };
    let nothing = || tx!("nothing", "empty value");
    let or_nothing = |value: String| if value.is_empty() { nothing() } else { value };
    view! {
        <p class="dolisync-records__change">
            <span class="dolisync-records__field">{change.label}</span>
            " "
            <del>{or_nothing(wpshop)}</del>
            <span aria-hidden="true">" → "</span>
            <ins>{or_nothing(dolibarr)}</ins>
        </p>
    }
}
