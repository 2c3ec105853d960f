//! Replays every recorded exchange against the stand-in, in both versions, and compares. With
//! `DOLISYNC_TEST_DOLIBARR_URL` (http only) and `DOLISYNC_TEST_DOLIBARR_KEY`, replays those that need none of the
//! recordings' data against that Dolibarr, and a product's whole life. It creates a product there and deletes it where Dolibarr lets it.

#[path = "contract/client.rs"]
mod client;
#[path = "contract/comparison.rs"]
mod comparison;
#[path = "contract/plan.rs"]
mod plan;
#[path = "contract/real.rs"]
mod real;
#[path = "contract/recording.rs"]
mod recording;
#[path = "support/stand_in.rs"]
mod stand_in;

use std::collections::BTreeSet;

use dolisync_dolibarr::catalogue::{lab, Catalogue};
use dolisync_dolibarr::settings::Version;

use client::Client;
use plan::{Plan, Step};

/// Fewer would mean that cases were put out of scope to make the test pass.
const AT_LEAST: usize = 200;

#[test]
fn answers_as_16_did() {
    replay(Version::V16);
}

#[test]
fn answers_as_20_did() {
    replay(Version::V20);
}

fn replay(version: Version) {
    let stand_in = stand_in::start(version, Catalogue::Empty);
    let client = Client::new(&stand_in, "admin-key");
    let recordings = recording::all(version);
    let plan = Plan::read();
    let mut failures = Vec::new();
    let mut passed = BTreeSet::new();
    for step in &plan.steps {
        match step {
            Step::Products => {
                for product in lab::numbered_products() {
                    client.post("/products", &product);
                }
            }
            Step::Settings(change) => client.settings(change),
            Step::Replay(case) => {
                let Some(recording) = recordings.get(&case.name) else {
                    continue;
                };
                if plan.out_of_scope.contains_key(&case.name) {
                    continue;
                }
                let answer = client.replay(recording, &case.headers);
                match comparison::compare(recording, &answer, case.types_only) {
                    Ok(()) => {
                        passed.insert(case.name.clone());
                    }
                    Err(differences) => failures.push(format!("{}: {differences}", case.name)),
                }
            }
        }
    }
    let planned: BTreeSet<&String> = plan.names().collect();
    for name in recordings.keys() {
        if !planned.contains(name) && !plan.out_of_scope.contains_key(name) {
            failures.push(format!("{name}: neither replayed nor out of scope"));
        }
    }
    let left_out = recordings
        .keys()
        .filter(|name| plan.out_of_scope.contains_key(*name))
        .count();
    let number: u8 = version.into();
    println!(
        "Dolibarr {number}: {} passed, {left_out} out of scope",
        passed.len()
    );
    assert!(
        failures.is_empty(),
        "{} of {} differ in Dolibarr {number}:\n{}",
        failures.len(),
        recordings.len(),
        failures.join("\n")
    );
    assert_eq!(passed.len() + left_out, recordings.len());
    assert!(passed.len() >= AT_LEAST, "only {} passed", passed.len());
}

#[test]
fn out_of_scope_leaves_nothing_of_products_lists_filters_rights_errors_and_extrafields() {
    let wanted = ["product", "_list", "filter", "noperm", "_404", "extrafield"];
    let plan = Plan::read();
    for name in plan.out_of_scope.keys() {
        let is_of_bank_or_files = name.starts_with("bankaccount") || name.starts_with("documents_");
        let is_wanted = wanted.iter().any(|part| name.contains(part)) && !is_of_bank_or_files;
        assert!(!is_wanted, "{name} may not be out of scope");
    }
}

#[test]
fn a_real_dolibarr_answers_so_too() {
    match real::from_environment() {
        Some(dolibarr) => real::check(&dolibarr),
        None => println!("no real Dolibarr: DOLISYNC_TEST_DOLIBARR_URL and DOLISYNC_TEST_DOLIBARR_KEY are not set"),
    }
}
