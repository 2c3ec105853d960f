//! How an answer reaches the caller: whole, spoiled by the faults that strike at it, or not at all.

use std::future::Future;

use axum::body::Body;
use axum::http::header;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::api::{self, Answer, Content};
use crate::faults::{Fault, Kind};

/// Marks an answer that is not to be sent: the connection closes instead.
#[derive(Clone)]
pub struct Unanswered;

/// Answers a call to this path with the faults that strike at it: waits first, then the first fault that is more than a wait.
pub async fn misbehave(
    strikes: Vec<Fault>,
    path: &str,
    carry_out: impl Future<Output = Answer> + Send + 'static,
) -> Response {
    for fault in strikes.iter().filter(|fault| fault.kind == Kind::Latency) {
        tokio::time::sleep(fault.wait()).await;
    }
    let Some(fault) = strikes
        .into_iter()
        .find(|fault| fault.kind != Kind::Latency)
    else {
        return send(carry_out.await, false);
    };
    match fault.kind {
        Kind::Html500 => send(
            Answer::page(
                500,
                "<!DOCTYPE html>\n<html><head><title>500 Internal Server Error</title></head><body><h1>Internal Server Error</h1></body></html>\n",
            ),
            false,
        ),
        Kind::NotJson200 => send(
            Answer::page(
                200,
                "<!DOCTYPE html>\n<html><head><title>Maintenance</title></head><body><h1>Back soon</h1></body></html>\n",
            ),
            false,
        ),
        Kind::Guarded => {
            let mut response = send(
                Answer::page(401, "<!DOCTYPE html>\n<html><body><h1>Authorization Required</h1></body></html>\n"),
                false,
            );
            response.headers_mut().insert(
                header::WWW_AUTHENTICATE,
                HeaderValue::from_static("Basic realm=\"Restricted\""),
            );
            response
        }
        Kind::Redirect => {
            let mut response = send(Answer::page(301, "Moved Permanently"), false);
            let to = format!("{}{path}", fault.to.as_deref().unwrap_or_default());
            if let Ok(to) = HeaderValue::from_str(&to) {
                response.headers_mut().insert(header::LOCATION, to);
            }
            response
        }
        Kind::Status => send(
            api::Refusal::new("index.php", fault.status.unwrap_or(500), "").into_answer(),
            false,
        ),
        Kind::Truncated => send(carry_out.await, true),
        Kind::Drop => {
            carry_out.await;
            hang_up()
        }
        Kind::TimeoutBefore => {
            tokio::time::sleep(fault.wait()).await;
            hang_up()
        }
        Kind::TimeoutAfter => {
            carry_out.await;
            tokio::time::sleep(fault.wait()).await;
            hang_up()
        }
        Kind::Late => {
            let wait = fault.wait();
            let late = tokio::spawn(async move {
                tokio::time::sleep(wait).await;
                carry_out.await;
            });
            // A caller that is gone by then changes nothing.
            let _ = late.await;
            hang_up()
        }
        Kind::Latency => send(carry_out.await, false),
    }
}

/// An answer that is not sent: the connection closes instead.
pub fn hang_up() -> Response {
    let mut response = StatusCode::OK.into_response();
    response.extensions_mut().insert(Unanswered);
    response
}

/// An answer with Dolibarr's headers; with `half` only the first half of its text.
fn send(answer: Answer, half: bool) -> Response {
    let from_restler = !matches!(answer.content, Content::Page(_));
    let allow = answer.allow.clone();
    let (status, content_type, mut bytes) = answer.into_parts();
    if half {
        bytes.truncate(bytes.len() / 2);
    }
    let mut response = Response::new(Body::from(bytes));
    // Dolibarr also answers statuses that HTTP does not know, such as 600.
    *response.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    if from_restler {
        headers.insert(
            "x-powered-by",
            HeaderValue::from_static("Luracast Restler v3.1.0"),
        );
        headers.insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-cache, must-revalidate"),
        );
        headers.insert(header::VARY, HeaderValue::from_static("Accept"));
    }
    if let Some(allow) = allow.and_then(|methods| HeaderValue::from_str(&methods).ok()) {
        headers.insert(header::ALLOW, allow);
    }
    if status == 401 {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(""));
    }
    response
}
