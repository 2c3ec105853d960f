//! The records of a run that a person should know about.

use leptos::prelude::*;

use crate::api::mass_sync::RecordKind;
use crate::components::{RecordList, RunButton};
use crate::domain::mass_sync::{Run, RunState};
use crate::i18n::{t, tn};
use crate::state::{use_dashboard, Route};

/// The local changes that would be overwritten.
#[component]
pub(super) fn Overwritten(
    /// The run's id.
    run: u64,
) -> impl IntoView {
    let watch = use_dashboard().run;
    let many = watch
        .with_untracked(|run| run.preview().overwrite)
        .unwrap_or_default();
    if many == 0 {
        return view! {
            <h3>{t!("Local changes that would be overwritten")}</h3>
            <p>{t!("None: nothing that was changed in the shop is lost.")}</p>
        }
        .into_any();
    }
    let url = watch
        .with_untracked(|run| run.overwrites_url.clone())
        .flatten();
    let csv = move || {
        let url = url.clone()?;
        Some(view! {
            <p class="dolisync-actions">
                <a class="button" href=url download="">{t!("Complete list (CSV)")}</a>
            </p>
        })
    };
    let lead = tn!(
        "%d record was changed in the shop since it was last synchronized. To keep such a change, synchronize that product by itself first and keep the WPshop version.",
        "%d records were changed in the shop since they were last synchronized. To keep such a change, synchronize that product by itself first and keep the WPshop version.",
        many
    );
    view! {
        <RecordList
            run=run
            kind=RecordKind::Overwritten
            heading=t!("Local changes that would be overwritten")
            lead=lead
            version=many
            actions=csv
        />
    }
    .into_any()
}

/// The records that failed, while there are some.
#[component]
pub(super) fn Failed(
    /// The run's id.
    run: u64,
) -> impl IntoView {
    let dashboard = use_dashboard();
    let watch = dashboard.run;
    let failed = Memo::new(move |_| {
        let of = |run: &Run| match run.state {
            RunState::Ready => run.preview().failed,
            _ => run.failed(),
        };
        watch.with(of).unwrap_or_default()
    });
    let some = Memo::new(move |_| failed.get() > 0);
    let can_retry = Memo::new(move |_| watch.with(|run| run.can.retry).unwrap_or_default());
    let ready = watch.with_untracked(|run| run.state) == Some(RunState::Ready);
    let heading = Signal::derive(move || match ready {
        true => tn!(
            "%d record cannot be read",
            "%d records cannot be read",
            failed.get()
        ),
        false => tn!("%d record failed", "%d records failed", failed.get()),
    });
    let retry_all = Callback::new(move |()| dashboard.retry_records(None));
    let retry = move || {
        move || {
            can_retry.get().then(|| {
                view! {
                    <p class="dolisync-actions">
                        <RunButton act="retry" words=t!("Try all of them again") on_press=retry_all />
                    </p>
                }
            })
        }
    };
    move || {
        some.get().then(|| {
            view! {
                <RecordList
                    run=run
                    kind=RecordKind::Failed
                    heading=heading
                    lead=t!("The others are not concerned. Each is listed with its reason.")
                    version=failed
                    can_retry=can_retry
                    actions=retry
                />
            }
        })
    }
}

/// The other records that a person should know about, in the states in which there may be some.
pub(super) fn further(run: u64, state: RunState) -> impl IntoView {
    let changed = state.is_over().then(|| {
        view! {
            <RecordList
                run=run
                kind=RecordKind::ChangedSincePreview
                heading=t!("Changed in the shop after the preview")
                lead=t!("You had not seen these changes, so they were left alone. Synchronize these records one by one, or begin another mass synchronization.")
                version=0
            />
        }
    });
    let associate = || {
        view! {
            <p class="dolisync-actions">
                <a class="button" href=Route::Associate.hash()>{t!("Associate many products at once")}</a>
            </p>
        }
    };
    let skipped = matches!(state, RunState::Ready | RunState::Done).then(|| {
        view! {
            <RecordList
                run=run
                kind=RecordKind::Skipped
                heading=t!("Left alone")
                lead=t!("The shop may have these already, not associated yet. Associate them first, so that they are not doubled.")
                version=0
                actions=associate
            />
        }
    });
    let not_undone = (state == RunState::Undone).then(|| {
        view! {
            <RecordList
                run=run
                kind=RecordKind::NotUndone
                heading=t!("Not put back")
                lead=t!("These records were changed again since, so they were left alone.")
                version=0
            />
        }
    });
    view! { {changed} {skipped} {not_undone} }
}
