//! A page with the dashboard on it.

use std::any::Any;
use std::ops::Deref;
use std::sync::Arc;

use dolisync::api::{FakeTransport, Method, Request};
use dolisync::domain::parse;
use dolisync::pages::dashboard::mount;
use dolisync::state::{Dashboard, Panel};
use leptos::prelude::{window, Owner};
use serde_json::Value;

use super::answers::recorded;
use super::page::boot;
use super::seen::{empty_page, Seen};

/// The dashboard on a page of its own; dropping it takes it away.
pub struct Board {
    pub wordpress: FakeTransport,
    pub dashboard: Dashboard,
    seen: Seen,
    _mounted: Box<dyn Any>,
}

impl Board {
    /// The dashboard, opened at a hash, with further or other answers recorded first.
    pub fn at(hash: &str, answers: impl FnOnce(&FakeTransport)) -> Self {
        Self::printed(hash, "", answers)
    }

    /// The same with what PHP printed of the overview.
    pub fn printed(hash: &str, overview: &str, answers: impl FnOnce(&FakeTransport)) -> Self {
        let wordpress = FakeTransport::new();
        usual(&wordpress);
        answers(&wordpress);
        let body = empty_page();
        dolisync::format::configure("en-US", "EUR", "UTC");
        window().location().set_hash(hash).unwrap();
        let owner = Owner::new();
        let transport = Arc::new(wordpress.clone());
        let printed = parse(overview);
        let dashboard = owner.with(|| Dashboard::new(Panel::new(boot(true), transport), printed));
        // As on a page: work that is under way still reads them when the test is over.
        std::mem::forget(owner);
        let mounted = mount(body.clone(), dashboard.clone());
        Self {
            wordpress,
            dashboard,
            seen: Seen(body),
            _mounted: mounted,
        }
    }

    /// A site with this run, which answers work with `then`, one after the other.
    pub fn with_run(run: &str, then: &[&str]) -> Self {
        Self::at("#mass-sync", |wordpress| {
            wordpress.answer(Method::Get, CURRENT, 200, current(run));
            for run in then {
                wordpress.answer_once(Method::Post, WORK, 200, worked(run));
            }
        })
    }

    /// Gives an order.
    pub async fn order(&self, name: &str) {
        self.click(&act(name)).await;
    }

    /// The requests of this method and path.
    pub fn sent(&self, method: Method, path: &str) -> Vec<Request> {
        let requests = self.wordpress.requests().into_iter();
        requests
            .filter(|request| request.method == method && request.path == path)
            .collect()
    }

    /// The bodies of the writes to this path.
    pub fn written(&self, path: &str) -> Vec<Value> {
        let sent = self.sent(Method::Post, path).into_iter();
        sent.map(|request| request.body.unwrap()).collect()
    }

    /// Everything sent that writes.
    pub fn writes(&self) -> usize {
        let requests = self.wordpress.requests();
        requests.iter().filter(|r| r.method != Method::Get).count()
    }
}

impl Deref for Board {
    type Target = Seen;

    fn deref(&self) -> &Seen {
        &self.seen
    }
}

impl Drop for Board {
    fn drop(&mut self) {
        self.seen.0.remove();
    }
}

/// The route of the run that there is.
pub const CURRENT: &str = "mass-sync/runs/current";
/// The route that works on it.
pub const WORK: &str = "mass-sync/runs/7/work";
/// The sentence that is read out.
pub const SAID: &str = ".dolisync-dashboard > [role=status]";

/// What gives an order.
pub fn act(name: &str) -> String {
    format!("[data-act={name}]:not([disabled], [aria-disabled=true])")
}

/// A run as it is asked for.
pub fn current(run: &str) -> String {
    format!(r#"{{"run":{run}}}"#)
}

/// A run as it answers work.
pub fn worked(run: &str) -> String {
    format!(r#"{{"run":{run},"did":1}}"#)
}

fn usual(wordpress: &FakeTransport) {
    let get = |path: &str, body: &str| wordpress.answer(Method::Get, path, 200, body);
    get("overview", recorded!("overview"));
    get(CURRENT, recorded!("current-none"));
    get(
        "products/unlinked?side=wpshop&after=0",
        recorded!("unlinked-catalogue-wpshop"),
    );
    get(
        "products/unlinked?side=dolibarr&after=0",
        recorded!("unlinked-catalogue-dolibarr"),
    );
    let records = "mass-sync/runs/7/records";
    get(records, recorded!("records-none"));
    get(
        &format!("{records}?kind=failed&after=0&limit=50"),
        recorded!("records-failed"),
    );
    get(
        &format!("{records}?kind=overwritten&after=0&limit=50"),
        recorded!("records-overwritten"),
    );
    get(
        &format!("{records}?kind=overwritten&after=13&limit=50"),
        recorded!("records-overwritten-next"),
    );
    let post = |path: &str, body: &str| wordpress.answer(Method::Post, path, 200, body);
    post("products/create-many", recorded!("created-each-its-own"));
    post("links/bulk", recorded!("linked-catalogue"));
    post("mass-sync/runs", recorded!("run-previewing"));
    post("mass-sync/runs/7/start", recorded!("run-running"));
    post("mass-sync/runs/7/pause", recorded!("run-paused"));
    post("mass-sync/runs/7/resume", recorded!("run-running"));
    post("mass-sync/runs/7/release", recorded!("run-running"));
    post("mass-sync/runs/7/cancel", recorded!("run-cancelled"));
    post("mass-sync/runs/7/retry", recorded!("run-running"));
    post("mass-sync/runs/7/undo", recorded!("run-undoing"));
    post(WORK, &worked(recorded!("run-done")));
}
