//! The parts of the overview beside the ring.

use leptos::prelude::*;

use super::run_state_words;
use crate::domain::{Connection, LastRun, NextAction, RecentError, Waiting};
use crate::format::{count, date_time};
use crate::i18n::{t, tn, tx};
use crate::state::Route;

/// One part of the overview.
#[component]
pub fn Card(
    /// Its heading.
    heading: String,
    /// A name for styles and tests.
    name: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="dolisync-card" data-card=name>
            <h2 class="dolisync-card__heading">{heading}</h2>
            {children()}
        </section>
    }
}

/// A line of facts: a name and its value.
fn fact(name: String, value: String) -> impl IntoView {
    view! { <div class="dolisync-facts__fact"><dt>{name}</dt><dd>{value}</dd></div> }
}

/// The way to Dolibarr.
#[component]
pub fn ConnectionCard(
    /// As it was just now.
    connection: Connection,
    /// The settings.
    settings_url: String,
    /// Whether it is being checked.
    #[prop(into)]
    checking: Signal<bool>,
    /// Checks it.
    #[prop(into)]
    on_check: Callback<()>,
) -> impl IntoView {
    if !connection.configured {
        return view! {
            <Card heading=t!("Connection to Dolibarr") name="connection">
                <p>{t!("DoliSync is not connected to Dolibarr yet.")}</p>
                <p><a class="button button-primary" href=settings_url>{t!("Connect Dolibarr")}</a></p>
            </Card>
        }
        .into_any();
    }
    let (class, words) = match connection.ok {
        true => ("synced", t!("Dolibarr answers")),
        false => ("unlinked", t!("Dolibarr does not answer")),
    };
    let problem = connection.problem.map(|problem| {
        view! { <p class="dolisync-card__problem">{problem.message}</p> }
    });
    let facts = [
        connection.version.map(|version| (t!("Version"), version)),
        connection
            .latency_ms
            .map(|time| (t!("Time to answer"), t!("%s ms", count(time)))),
        connection
            .last_contact_at
            .map(|time| (t!("Last contact"), date_time(&time))),
    ];
    let facts = facts
        .into_iter()
        .flatten()
        .map(|(name, value)| fact(name, value));
    view! {
        <Card heading=t!("Connection to Dolibarr") name="connection">
            <p>
                <span class=format!("dolisync-status dolisync-status--{class}")>
                    <span class="dolisync-status__dot" aria-hidden="true"></span>
                    <span class="dolisync-status__words">{words}</span>
                </span>
            </p>
            {problem}
            <dl class="dolisync-facts">{facts.collect_view()}</dl>
            <p class="dolisync-card__actions">
                <button
                    type="button"
                    class="button"
                    aria-busy=move || checking.get().then_some("true")
                    on:click=move |_| on_check.run(())
                >
                    {tx!("Check again", "button")}
                </button>
                <a href=settings_url>{t!("Settings")}</a>
            </p>
        </Card>
    }
    .into_any()
}

/// What DoliSync carries over by itself.
#[component]
pub fn WaitingCard(
    /// What waits.
    waiting: Waiting,
) -> impl IntoView {
    let words = match waiting.waiting {
        0 => t!("Nothing is waiting."),
        many => tn!(
            "%d product is waiting to be carried over.",
            "%d products are waiting to be carried over.",
            many
        ),
    };
    let brake = waiting.brake.map(|brake| {
        view! { <p class="dolisync-card__problem">{brake.message}</p> }
    });
    let facts = [
        waiting
            .outage_since
            .map(|time| (t!("Dolibarr has been out of reach since"), time)),
        waiting.oldest_at.map(|time| (t!("Waiting since"), time)),
        waiting.next_at.map(|time| (t!("Next try"), time)),
    ];
    let facts = facts
        .into_iter()
        .flatten()
        .map(|(name, time)| fact(name, date_time(&time)));
    view! {
        <Card heading=t!("Waiting to be carried over") name="waiting">
            <p>{words}</p>
            {brake}
            <dl class="dolisync-facts">{facts.collect_view()}</dl>
            <p class="dolisync-card__actions"><a href=waiting.url>{t!("See what is waiting")}</a></p>
        </Card>
    }
}

/// The last mass synchronization, or the way to a first one.
#[component]
pub fn LastRunCard(
    /// The last run.
    run: Option<LastRun>,
) -> impl IntoView {
    let Some(run) = run else {
        return view! {
            <Card heading=t!("Mass synchronization") name="run">
                <p>{t!("There has been no mass synchronization yet. Three steps prepare the first one.")}</p>
                <p>
                    <a class="button" href=Route::Create.hash()>{t!("Prepare the synchronization")}</a>
                </p>
            </Card>
        }
        .into_any();
    };
    let ended = run
        .ended_at
        .map(|time| fact(tx!("Ended", "date"), date_time(&time)));
    view! {
        <Card heading=t!("Mass synchronization") name="run">
            <p><strong>{run_state_words(run.state)}</strong></p>
            <dl class="dolisync-facts">
                {ended} {fact(tx!("Created", "records"), count(run.created))}
                {fact(tx!("Changed", "records"), count(run.changed))}
                {fact(tx!("Failed", "records"), count(run.failed))}
            </dl>
            <p class="dolisync-card__actions">
                <a href=Route::MassSync.hash()>{t!("See the mass synchronization")}</a>
            </p>
        </Card>
    }
    .into_any()
}

/// What went wrong lately, each with what to do about it.
#[component]
pub fn ErrorsCard(
    /// Newest first.
    errors: Vec<RecentError>,
    /// The journal.
    journal_url: String,
) -> impl IntoView {
    let line = |error: RecentError| {
        let words = match error.next_action {
            NextAction::CheckSettings => t!("Check the settings"),
            NextAction::LogIn => t!("Log in again"),
            NextAction::Retry => t!("Try again"),
            NextAction::Review | NextAction::None => t!("Have a look"),
        };
        let action = error.url.map(|url| {
            let name = t!("%1$s: %2$s", words, error.what);
            view! { <a class="button button-small" href=url aria-label=name>{words.clone()}</a> }
        });
        view! {
            <li class="dolisync-errors__error">
                <span class="dolisync-errors__when">{date_time(&error.at)}</span>
                <strong class="dolisync-errors__what">{error.what.clone()}</strong>
                <span class="dolisync-errors__message">{error.message}</span>
                {action}
            </li>
        }
    };
    let list = match errors.is_empty() {
        true => view! { <p>{t!("No problem to report.")}</p> }.into_any(),
        false => {
            let lines = errors.into_iter().map(line).collect_view();
            view! { <ul class="dolisync-errors" role="list">{lines}</ul> }.into_any()
        }
    };
    view! {
        <Card heading=t!("Latest problems") name="errors">
            {list}
            <p class="dolisync-card__actions"><a href=journal_url>{t!("Open the journal")}</a></p>
        </Card>
    }
}
