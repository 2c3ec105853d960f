use std::convert::Infallible;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{header, HeaderMap, HeaderValue};
use axum::response::Response;
use axum::routing::any;
use axum::Router;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tower::ServiceExt;

use crate::api::{self, Answer};
use crate::calls::{CallLog, CallRecord};
use crate::catalogue::Catalogue;
use crate::clock;
use crate::control;
use crate::delivery::{hang_up, misbehave, Unanswered};
use crate::faults::Faults;
use crate::keys::Keys;
use crate::pages;
use crate::persistence::DataFile;
use crate::settings::{Settings, Version};
use crate::webhooks;
use crate::world::World;

/// How a stand-in is to start.
pub struct Setup {
    pub version: Version,
    pub catalogue: Catalogue,
    /// The demo's products, when they are not the built-in ones.
    pub demo: Option<PathBuf>,
    /// Where the data are kept.
    pub data: Option<PathBuf>,
    pub keys: Keys,
    /// The address of the module Webhook.
    pub webhook: Option<String>,
}

/// A stand-in that is running, shared by its requests.
#[derive(Clone)]
pub struct Server {
    inner: Arc<Inner>,
}

struct Inner {
    world: Mutex<World>,
    /// Held by the save that is under way: there is one at a time.
    saving: tokio::sync::Mutex<()>,
    /// Held for reading by each call of the API that is not carried out yet.
    under_way: Arc<tokio::sync::RwLock<()>>,
    faults: Mutex<Faults>,
    calls: Mutex<CallLog>,
    keys: Keys,
    demo: Option<PathBuf>,
    data: Option<DataFile>,
    webhook: Option<String>,
}

impl Server {
    /// Fails when a file cannot be read, with its name and the cause.
    pub fn new(setup: Setup) -> Result<Self, String> {
        let data = setup.data.map(DataFile::new);
        let kept = match &data {
            Some(data) => data.load().map_err(|error| error.to_string())?,
            None => None,
        };
        let mut world = match kept {
            Some(world) => world,
            None => setup
                .catalogue
                .build(Settings::new(setup.version), setup.demo.as_deref())?,
        };
        world.settings.webhook.clone_from(&setup.webhook);
        Ok(Server {
            inner: Arc::new(Inner {
                world: Mutex::new(world),
                saving: tokio::sync::Mutex::default(),
                under_way: Arc::default(),
                faults: Mutex::default(),
                calls: Mutex::default(),
                keys: setup.keys,
                demo: setup.demo,
                data,
                webhook: setup.webhook,
            }),
        })
    }

    pub fn world(&self) -> MutexGuard<'_, World> {
        lock(&self.inner.world)
    }

    pub fn faults(&self) -> MutexGuard<'_, Faults> {
        lock(&self.inner.faults)
    }

    pub fn calls(&self) -> MutexGuard<'_, CallLog> {
        lock(&self.inner.calls)
    }

    /// Starts again with a catalogue; the settings of an administrator go back to what they were, but for the version.
    pub async fn reset(&self, catalogue: &Catalogue) -> Result<(), String> {
        let _one_at_a_time = self.inner.saving.lock().await;
        let mut settings = Settings::new(self.world().settings.version);
        settings.webhook.clone_from(&self.inner.webhook);
        let world = catalogue.build(settings, self.inner.demo.as_deref())?;
        *self.world() = world;
        self.save();
        Ok(())
    }

    /// Until every call that came in so far is carried out, or never will be.
    pub async fn rest(&self) {
        let _nothing_under_way = self.inner.under_way.write().await;
    }

    /// A save: `work` is done aside, what it triggers is sent, and then everybody sees it. The error is a receiver's,
    /// and nothing was changed. It goes on when the caller goes away.
    pub async fn saving<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut World) -> T + Send + 'static,
    ) -> Result<T, String> {
        let server = self.clone();
        let save = tokio::spawn(async move {
            let _one_at_a_time = server.inner.saving.lock().await;
            let webhook = server.world().settings.webhook.clone();
            let done = match webhook {
                None => work(&mut server.world()),
                Some(address) => {
                    let mut aside = server.world().clone();
                    let done = work(&mut aside);
                    webhooks::send(&address, std::mem::take(&mut aside.triggers)).await?;
                    server.commit(aside);
                    done
                }
            };
            server.save();
            Ok(done)
        });
        save.await.unwrap_or_else(|error| Err(error.to_string()))
    }

    /// The settings may have been changed while the save was under way.
    fn commit(&self, mut aside: World) {
        let mut world = self.world();
        aside.settings = world.settings.clone();
        *world = aside;
    }

    /// Keeps the data; a file that cannot be written is reported and the stand-in goes on.
    pub fn save(&self) {
        if let Some(data) = &self.inner.data {
            if let Err(error) = data.save(&self.world()) {
                eprintln!("the data could not be kept: {error}");
            }
        }
    }

    /// Serves until the listener fails.
    pub async fn listen(self, listener: TcpListener) -> io::Result<()> {
        let router = self.router();
        loop {
            let (stream, _) = listener.accept().await?;
            let router = router.clone();
            tokio::spawn(async move {
                let service = hyper::service::service_fn(move |request| {
                    answer_or_hang_up(router.clone(), request)
                });
                // A caller that goes away is no concern of ours, and a hang-up ends here too.
                let _ = hyper::server::conn::http1::Builder::new()
                    .serve_connection(TokioIo::new(stream), service)
                    .await;
            });
        }
    }

    fn router(&self) -> Router {
        Router::new()
            .route("/api/index.php", any(call))
            .route("/api/index.php/", any(call))
            .route("/api/index.php/{*path}", any(call))
            .route("/_control/person/{*path}", any(person))
            .nest("/_control", control::router())
            .merge(pages::router())
            .with_state(self.clone())
    }
}

/// Data are whole between two requests even after a panic in one of them.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Sends the answer, or ends the connection without one.
async fn answer_or_hang_up(
    router: Router,
    request: hyper::Request<hyper::body::Incoming>,
) -> Result<Response, io::Error> {
    let answer: Result<Response, Infallible> = router.oneshot(request.map(Body::new)).await;
    match answer {
        Ok(response) if response.extensions().get::<Unanswered>().is_some() => {
            Err(io::Error::other("told to hang up"))
        }
        Ok(response) => Ok(response),
        Err(never) => match never {},
    }
}

/// The API without faults and without a trace in the log: what a person changes in Dolibarr while a test goes on.
async fn person(State(server): State<Server>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, usize::MAX).await else {
        return hang_up();
    };
    let path = parts.uri.path().trim_start_matches("/_control/person");
    let record = CallRecord {
        method: parts.method.as_str().to_string(),
        path: format!("/{}", path.trim_matches('/')),
        query: parts.uri.query().unwrap_or("").to_string(),
        status: 0,
    };
    let carry_out = server.carry_out(record, parts.headers, body);
    misbehave(Vec::new(), "", carry_out).await
}

/// One call of the API: the faults that strike, the answer, and its line in the log.
async fn call(State(server): State<Server>, request: Request) -> Response {
    let under_way = server.inner.under_way.clone().read_owned().await;
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, usize::MAX).await else {
        return hang_up();
    };
    let address = parts.uri.path().to_string();
    let path = address.trim_start_matches("/api/index.php");
    let path = format!("/{}", path.trim_matches('/'));
    let query = parts.uri.query().unwrap_or("").to_string();
    let method = parts.method.as_str().to_string();

    let strikes = server.faults().strike(&method, &path);
    let mut record = CallRecord {
        method,
        path,
        query,
        status: 0,
    };
    let carry_out = server
        .clone()
        .carry_out(record.clone(), parts.headers, body);
    let carry_out = async move {
        let answer = carry_out.await;
        drop(under_way);
        answer
    };
    let mut response = misbehave(strikes, &address, carry_out).await;
    let ahead = server.world().settings.clock_ahead;
    if ahead != 0 {
        if let Ok(date) = HeaderValue::from_str(&clock::http_date(ahead)) {
            response.headers_mut().insert(header::DATE, date);
        }
    }
    if response.extensions().get::<Unanswered>().is_none() {
        record.status = response.status().as_u16();
    }
    server.calls().add(record);
    response
}

impl Server {
    async fn carry_out(self, record: CallRecord, headers: HeaderMap, body: Bytes) -> Answer {
        let only_reads = matches!(record.method.as_str(), "GET" | "HEAD" | "OPTIONS");
        // The module DoliWPshop writes in answer to a GET.
        if only_reads && !record.path.starts_with("/doliwpshop") {
            return answer(
                &mut self.world(),
                &self.inner.keys,
                &record,
                &headers,
                &body,
            );
        }
        let (server, call) = (self.clone(), record.clone());
        let saved = self
            .saving(move |world| answer(world, &server.inner.keys, &call, &headers, &body))
            .await;
        saved.unwrap_or_else(|why| {
            let version = self.world().settings.version;
            webhooks::rolled_back(version, &record.method, &record.path, why)
        })
    }
}

fn answer(
    world: &mut World,
    keys: &Keys,
    record: &CallRecord,
    headers: &HeaderMap,
    body: &Bytes,
) -> Answer {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let request = api::Request {
        method: &record.method,
        path: &record.path,
        query: &record.query,
        key: header("dolapikey"),
        accept: header("accept"),
        content_type: header("content-type"),
        body,
    };
    api::answer(world, keys, &request)
}
