//! A transport that answers recorded JSON: for the gallery and the browser tests.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Poll, Waker};

use super::{Answering, ApiError, Method, Reply, Request, Transport};

/// Answers by method and path. Cloning is cheap: all clones are the same transport.
#[derive(Clone, Default)]
pub struct FakeTransport {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    answers: Vec<Recorded>,
    requests: Vec<Request>,
    aborted: usize,
}

struct Recorded {
    method: Method,
    path: String,
    once: VecDeque<Result<Reply, ApiError>>,
    lasting: Option<Result<Reply, ApiError>>,
    held: bool,
    waiting: Vec<Waker>,
}

impl FakeTransport {
    /// A transport that answers 404 to everything, as WordPress does where a route is missing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers all requests of this method and path from now on. A path with a query, as
    /// `dolibarr/products?search=mug&page=0` (values not encoded), goes before one without.
    pub fn answer(&self, method: Method, path: &str, status: u16, body: impl Into<String>) {
        let body = body.into();
        self.with(method, path, |recorded| {
            recorded.lasting = Some(Ok(Reply { status, body }));
        });
    }

    /// Answers the next request of this method and path, before its lasting answer; further ones
    /// queue.
    pub fn answer_once(&self, method: Method, path: &str, status: u16, body: impl Into<String>) {
        let body = body.into();
        self.with(method, path, |recorded| {
            recorded.once.push_back(Ok(Reply { status, body }));
        });
    }

    /// Fails all requests of this method and path from now on.
    pub fn fail(&self, method: Method, path: &str, error: ApiError) {
        self.with(method, path, |recorded| recorded.lasting = Some(Err(error)));
    }

    /// Fails the next request of this method and path.
    pub fn fail_once(&self, method: Method, path: &str, error: ApiError) {
        self.with(method, path, |recorded| recorded.once.push_back(Err(error)));
    }

    /// Lets the requests of this method and path wait until they are released.
    #[must_use]
    pub fn hold(&self, method: Method, path: &str) -> Held {
        self.with(method, path, |recorded| recorded.held = true);
        Held {
            transport: self.clone(),
            method,
            path: path.to_owned(),
        }
    }

    /// Everything that was sent, the oldest first.
    pub fn requests(&self) -> Vec<Request> {
        self.lock().requests.clone()
    }

    /// How many requests were given up while they waited for their answer.
    pub fn aborted(&self) -> usize {
        self.lock().aborted
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn with<T>(&self, method: Method, path: &str, then: impl FnOnce(&mut Recorded) -> T) -> T {
        let mut state = self.lock();
        let known = state
            .answers
            .iter()
            .position(|recorded| recorded.method == method && recorded.path == path);
        let at = known.unwrap_or_else(|| {
            state.answers.push(Recorded {
                method,
                path: path.to_owned(),
                once: VecDeque::new(),
                lasting: None,
                held: false,
                waiting: Vec::new(),
            });
            state.answers.len() - 1
        });
        then(&mut state.answers[at])
    }

    /// The key of the answer to a request: with its query where one is recorded.
    fn key(&self, request: &Request) -> String {
        let query: Vec<String> = request
            .query
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let exact = format!("{}?{}", request.path, query.join("&"));
        let state = self.lock();
        let recorded = state
            .answers
            .iter()
            .any(|recorded| recorded.method == request.method && recorded.path == exact);
        if recorded {
            exact
        } else {
            request.path.clone()
        }
    }
}

/// Counts an answer that was dropped before it came.
struct Waiting {
    transport: FakeTransport,
    answered: bool,
}

impl Waiting {
    fn end(&mut self) {
        self.answered = true;
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if !self.answered {
            self.transport.lock().aborted += 1;
        }
    }
}

impl Transport for FakeTransport {
    fn send(&self, request: Request) -> Answering {
        let (method, key) = (request.method, self.key(&request));
        self.lock().requests.push(request);
        let transport = self.clone();
        let mut waiting = Waiting {
            transport: self.clone(),
            answered: false,
        };
        Box::pin(async move {
            let answer = poll_fn(|context| {
                transport.with(method, &key, |recorded| {
                    if recorded.held {
                        recorded.waiting.push(context.waker().clone());
                        return Poll::Pending;
                    }
                    let answer = recorded.once.pop_front();
                    Poll::Ready(answer.or_else(|| recorded.lasting.clone()))
                })
            })
            .await;
            waiting.end();
            answer.unwrap_or_else(|| {
                Ok(Reply {
                    status: 404,
                    body: r#"{"code":"rest_no_route","message":"No recorded answer.","data":{"status":404}}"#.to_owned(),
                })
            })
        })
    }
}

/// Requests that wait.
pub struct Held {
    transport: FakeTransport,
    method: Method,
    path: String,
}

impl Held {
    /// Lets them, and later ones, go on.
    pub fn release(self) {
        let waiting = self.transport.with(self.method, &self.path, |recorded| {
            recorded.held = false;
            std::mem::take(&mut recorded.waiting)
        });
        for waker in waiting {
            waker.wake();
        }
    }
}
