//! Sending a request and getting an answer, whatever carries it.

use std::future::Future;
use std::pin::Pin;

use serde_json::Value;

use super::ApiError;

/// What a request does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads; aborted when nobody waits for the answer any more.
    Get,
    /// Writes; never aborted.
    Post,
    /// Removes; never aborted.
    Delete,
}

/// A request to a route of `dolisync/v1`.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// What it does.
    pub method: Method,
    /// Below the REST root, without a slash at the start: `products/59/link`.
    pub path: String,
    /// The query's names and values, not encoded.
    pub query: Vec<(&'static str, String)>,
    /// JSON.
    pub body: Option<Value>,
}

impl Request {
    /// A read.
    pub fn get(path: impl Into<String>) -> Self {
        Self::new(Method::Get, path.into(), None)
    }

    /// A write.
    pub fn post(path: impl Into<String>, body: Value) -> Self {
        Self::new(Method::Post, path.into(), Some(body))
    }

    /// A removal.
    pub fn delete(path: impl Into<String>) -> Self {
        Self::new(Method::Delete, path.into(), None)
    }

    fn new(method: Method, path: String, body: Option<Value>) -> Self {
        Self {
            method,
            path,
            query: Vec::new(),
            body,
        }
    }

    /// With one more value in the query.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.query.push((name, value.to_string()));
        self
    }
}

/// An answer as it came.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// HTTP's status.
    pub status: u16,
    /// The text, JSON if all is well.
    pub body: String,
}

/// An answer being waited for. Dropping it aborts a read.
pub type Answering = Pin<Box<dyn Future<Output = Result<Reply, ApiError>>>>;

/// Carries requests to WordPress. An error is a request without an answer, or a lost session;
/// any other answer is a `Reply`, whatever its status.
pub trait Transport: Send + Sync {
    /// Sends a request.
    fn send(&self, request: Request) -> Answering;
}
