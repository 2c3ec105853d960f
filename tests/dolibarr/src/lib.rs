//! A stand-in for Dolibarr's REST API: it answers as the recorded Dolibarr 16 (and, with a switch, 20) does, quirks
//! included, so that DoliSync can be tried and tested without an ERP. `tests/contract.rs` holds it to the recordings.

pub mod api;
pub mod calls;
pub mod catalogue;
pub mod clock;
pub mod control;
pub mod extrafields;
pub mod faults;
pub mod filter;
pub mod keys;
pub mod list;
pub mod pages;
pub mod persistence;
pub mod php;
pub mod products;
pub mod server;
pub mod settings;
pub mod shapes;
pub mod users;
pub mod world;
