//! What a run would do, or has done, in numbers.

use leptos::prelude::*;

use super::entity_words;
use crate::domain::mass_sync::{Run, Stage, StageState};
use crate::format::count;
use crate::i18n::{t, tx};

/// A line of the table: how many are created, changed, equal, left alone, failed, overwritten.
type Numbers = [u64; 6];

/// What a line says: its numbers; None of records that are left out.
type Line = (String, Option<Numbers>);

/// A table with a line for each kind of records, and their sum.
#[component]
pub fn RunTable(
    /// The run.
    run: Run,
    /// Whether it is about what would be done.
    preview: bool,
) -> impl IntoView {
    let lines: Vec<Line> = run
        .stages
        .iter()
        .map(|stage| {
            let numbers = (stage.state != StageState::LeftOut).then(|| numbers(stage, preview));
            (entity_words(stage.entity), numbers)
        })
        .collect();
    let mut sum = Numbers::default();
    for numbers in lines.iter().filter_map(|(_, numbers)| numbers.as_ref()) {
        for (total, number) in sum.iter_mut().zip(numbers) {
            *total += number;
        }
    }
    let heads = match preview {
        true => [
            t!("To create"),
            t!("To change"),
            t!("Left alone: same data"),
            t!("Left alone: to associate first"),
            t!("Cannot be read"),
            t!("Local changes overwritten"),
        ],
        false => [
            tx!("Created", "records"),
            tx!("Changed", "records"),
            t!("Left alone: same data"),
            t!("Left alone: to associate first"),
            tx!("Failed", "records"),
            t!("Local changes overwritten"),
        ],
    };
    let heads_view = heads
        .iter()
        .map(|head| view! { <th scope="col">{head.clone()}</th> })
        .collect_view();
    let line = |(name, numbers): Line| {
        let Some(numbers) = numbers else {
            let words = tx!("left out", "stage");
            return view! {
                <tr><th scope="row">{name}</th><td class="is-left-out" colspan="6">{words}</td></tr>
            }
            .into_any();
        };
        let cells = numbers
            .iter()
            .zip(&heads)
            .enumerate()
            .map(|(at, (number, head))| {
                // Of what is lost or failed, more than none is to be seen.
                let class = match (at, number) {
                    (_, 0) => "is-none",
                    (4 | 5, _) => "is-alarm",
                    _ => "",
                };
                view! { <td class=class data-colname=head.clone()>{count(*number)}</td> }
            });
        view! { <tr><th scope="row">{name}</th>{cells.collect_view()}</tr> }.into_any()
    };
    let body = lines.into_iter().map(line).collect_view();
    view! {
        <table class="widefat striped dolisync-numbers-table">
            <thead><tr><th scope="col">{t!("Records")}</th>{heads_view}</tr></thead>
            <tbody>{body}</tbody>
            <tfoot>{line((tx!("Total", "records"), Some(sum)))}</tfoot>
        </table>
    }
}

fn numbers(stage: &Stage, preview: bool) -> Numbers {
    match (preview, &stage.preview) {
        (true, Some(would)) => [
            would.create,
            would.change,
            would.same,
            would.skipped,
            would.failed,
            would.overwrite,
        ],
        (true, None) => Numbers::default(),
        (false, _) => [
            stage.created,
            stage.changed,
            stage.same,
            stage.skipped,
            stage.failed,
            stage.overwritten,
        ],
    }
}
