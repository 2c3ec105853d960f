//! A stand-in for Dolibarr's REST API: it answers as the recorded Dolibarr 16 (and, with a switch, 20) does, quirks
//! included, so that DoliSync can be tried and tested without an ERP. `tests/contract.rs` holds it to the recordings.

pub mod api;
pub mod calls;
pub mod catalogue;
pub mod categories;
pub mod clock;
pub mod contacts;
pub mod control;
pub mod countries;
pub mod delivery;
pub mod documents;
pub mod doliwpshop;
pub mod extrafields;
pub mod faults;
pub mod filter;
pub mod keys;
pub mod list;
pub mod movements;
pub mod pages;
pub mod persistence;
pub mod php;
pub mod products;
pub mod server;
pub mod settings;
pub mod setup;
pub mod shapes;
pub mod thirdparties;
pub mod users;
pub mod warehouses;
pub mod webhooks;
pub mod world;
