use std::convert::Infallible;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::any;
use axum::Router;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tower::ServiceExt;

use crate::api::{self, Answer};
use crate::calls::{CallLog, CallRecord};
use crate::catalogue::Catalogue;
use crate::control;
use crate::delivery::{hang_up, misbehave, Unanswered};
use crate::faults::Faults;
use crate::keys::Keys;
use crate::pages;
use crate::persistence::DataFile;
use crate::settings::{Settings, Version};
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
}

/// A stand-in that is running, shared by its requests.
#[derive(Clone)]
pub struct Server {
    inner: Arc<Inner>,
}

struct Inner {
    world: Mutex<World>,
    faults: Mutex<Faults>,
    calls: Mutex<CallLog>,
    keys: Keys,
    demo: Option<PathBuf>,
    data: Option<DataFile>,
}

impl Server {
    /// Fails when a file cannot be read, with its name and the cause.
    pub fn new(setup: Setup) -> Result<Self, String> {
        let data = setup.data.map(DataFile::new);
        let kept = match &data {
            Some(data) => data.load().map_err(|error| error.to_string())?,
            None => None,
        };
        let world = match kept {
            Some(world) => world,
            None => setup
                .catalogue
                .build(Settings::new(setup.version), setup.demo.as_deref())?,
        };
        Ok(Server {
            inner: Arc::new(Inner {
                world: Mutex::new(world),
                faults: Mutex::default(),
                calls: Mutex::default(),
                keys: setup.keys,
                demo: setup.demo,
                data,
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
    pub fn reset(&self, catalogue: &Catalogue) -> Result<(), String> {
        let version = self.world().settings.version;
        let world = catalogue.build(Settings::new(version), self.inner.demo.as_deref())?;
        *self.world() = world;
        self.save();
        Ok(())
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

/// One call of the API: the faults that strike, the answer, and its line in the log.
async fn call(State(server): State<Server>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, usize::MAX).await else {
        return hang_up();
    };
    let path = parts.uri.path().trim_start_matches("/api/index.php");
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
    let carry_out = || server.carry_out(&record, &parts.headers, &body);
    let response = misbehave(strikes, carry_out).await;
    if response.extensions().get::<Unanswered>().is_none() {
        record.status = response.status().as_u16();
    }
    server.calls().add(record);
    response
}

impl Server {
    fn carry_out(&self, record: &CallRecord, headers: &HeaderMap, body: &Bytes) -> Answer {
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
        let answer = api::answer(&mut self.world(), &self.inner.keys, &request);
        if !matches!(record.method.as_str(), "GET" | "HEAD" | "OPTIONS") {
            self.save();
        }
        answer
    }
}
