//! The way to the plugin's REST API: one trait, typed calls on top, and a fake for tests.

mod call;
pub mod dashboard;
mod error;
mod fake;
mod fetch;
pub mod links;
pub mod mass_sync;
mod pause;
pub mod products;
mod transport;

pub use error::{ApiError, ErrorKind};
pub use fake::{FakeTransport, Held};
pub use fetch::FetchTransport;
pub use pause::pause;
pub use transport::{Answering, Method, Reply, Request, Transport};
