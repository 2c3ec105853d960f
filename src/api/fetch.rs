//! The real transport: WordPress's REST API with the session's cookie and nonce.

use std::sync::{Arc, Mutex, PoisonError};

use gloo_net::http::{RequestBuilder, Response};
use js_sys::encode_uri_component;
use web_sys::AbortController;

use super::pause::within;
use super::{Answering, ApiError, Method, Reply, Request, Transport};
use crate::boot::Boot;
use crate::domain::{is_session_lost, read_nonce};
use crate::panic_notice::has_panicked;

/// How long a read may take, in milliseconds.
const READ: i32 = 30_000;
/// How long a write's answer is waited for. The write itself goes on.
const WRITE: i32 = 120_000;

/// Sends over `fetch`. A stale nonce is replaced and the request sent once more.
pub struct FetchTransport {
    root: String,
    nonce_url: String,
    nonce: Arc<Mutex<String>>,
}

impl FetchTransport {
    /// A transport to the REST API that the boot data name.
    pub fn new(boot: &Boot) -> Self {
        Self {
            root: boot.rest_root.clone(),
            nonce_url: boot.nonce_url.clone(),
            nonce: Arc::new(Mutex::new(boot.nonce.clone())),
        }
    }
}

impl Transport for FetchTransport {
    fn send(&self, request: Request) -> Answering {
        let url = address(&self.root, &request);
        let nonce_url = self.nonce_url.clone();
        let nonce = self.nonce.clone();
        Box::pin(async move {
            if has_panicked() {
                return Err(ApiError::cancelled());
            }
            let used = lock(&nonce).clone();
            let reply = ask(&url, &request, &used).await?;
            if !is_session_lost(reply.status, &reply.body) {
                return Ok(reply);
            }
            // Another request may have replaced the nonce meanwhile.
            let mut fresh = lock(&nonce).clone();
            if fresh == used {
                fresh = fresh_nonce(&nonce_url).await?;
                lock(&nonce).clone_from(&fresh);
            }
            let reply = ask(&url, &request, &fresh).await?;
            match is_session_lost(reply.status, &reply.body) {
                true => Err(ApiError::session_lost()),
                false => Ok(reply),
            }
        })
    }
}

fn lock(nonce: &Mutex<String>) -> std::sync::MutexGuard<'_, String> {
    nonce.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The request's URL. With plain permalinks the root holds the route in its query already.
fn address(root: &str, request: &Request) -> String {
    let mut url = format!("{root}{}", request.path);
    for (name, value) in &request.query {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(name);
        url.push('=');
        url.push_str(&String::from(encode_uri_component(value)));
    }
    url
}

async fn fresh_nonce(url: &str) -> Result<String, ApiError> {
    let reply = within(READ, read(RequestBuilder::new(url)))
        .await
        .unwrap_or_else(|| Err(ApiError::timed_out()))?;
    read_nonce(reply.status, &reply.body).map_err(|failure| ApiError::read(reply.status, failure))
}

async fn ask(url: &str, request: &Request, nonce: &str) -> Result<Reply, ApiError> {
    let builder = RequestBuilder::new(url)
        .header("X-WP-Nonce", nonce)
        .header("Accept", "application/json");
    match request.method {
        Method::Get => within(READ, read(builder))
            .await
            .unwrap_or_else(|| Err(ApiError::timed_out())),
        Method::Post => write(builder, request).await,
        // Many hosts let no DELETE through; WordPress takes it from this header.
        Method::Delete => {
            let builder = builder.header("X-HTTP-Method-Override", "DELETE");
            write(builder, request).await
        }
    }
}

/// Aborts a request when its future is dropped: that alone would let it go on.
struct AbortOnDrop(AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn read(builder: RequestBuilder) -> Result<Reply, ApiError> {
    let controller = AbortOnDrop(AbortController::new().map_err(|_| ApiError::network())?);
    let signal = controller.0.signal();
    let sent = builder.abort_signal(Some(&signal)).send().await;
    reply(sent).await
}

async fn write(builder: RequestBuilder, request: &Request) -> Result<Reply, ApiError> {
    let body = request
        .body
        .as_ref()
        .map_or(String::new(), ToString::to_string);
    let request = builder
        .method(gloo_net::http::Method::POST)
        .header("Content-Type", "application/json")
        .body(body)
        .map_err(|_| ApiError::network())?;
    within(WRITE, async { reply(request.send().await).await })
        .await
        .unwrap_or_else(|| Err(ApiError::write_unanswered()))
}

async fn reply(sent: Result<Response, gloo_net::Error>) -> Result<Reply, ApiError> {
    let response = sent.map_err(|_| ApiError::network())?;
    let status = response.status();
    let body = response.text().await.map_err(|_| ApiError::network())?;
    Ok(Reply { status, body })
}
