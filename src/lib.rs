//! DoliSync's admin panel. PHP decides and writes; this shows, asks and computes what is
//! interactive. `domain` is plain Rust; the rest needs a browser (feature `panel`).

pub mod domain;
pub mod placeholders;

#[cfg(feature = "panel")]
pub mod api;
#[cfg(feature = "panel")]
pub mod boot;
#[cfg(feature = "panel")]
pub mod components;
#[cfg(feature = "panel")]
pub mod format;
#[cfg(feature = "panel")]
pub mod i18n;
#[cfg(feature = "panel")]
pub mod late;
#[cfg(feature = "panel")]
pub mod mount;
#[cfg(feature = "panel")]
pub mod pages;
#[cfg(feature = "panel")]
pub mod panic_notice;
#[cfg(feature = "panel")]
pub mod state;

#[cfg(feature = "panel")]
mod start;
#[cfg(feature = "panel")]
pub use start::{start, start_with};
