//! What bulk association is measured with: catalogues of French shops, made from a seed, whose right
//! pairs are known.

mod articles;
mod labelled;
mod random;
mod report;
mod scribe;

#[cfg(target_arch = "wasm32")]
mod browser;

pub use labelled::{Half, Labelled};
pub use report::{propose, Report};
