//! What the panel does on each page of the admin.

#[cfg(feature = "dashboard")]
mod bulk_association;
#[cfg(feature = "dashboard")]
mod bulk_creation;
#[cfg(feature = "dashboard")]
pub mod dashboard;
#[cfg(feature = "dashboard")]
mod mass_sync;
#[cfg(feature = "dashboard")]
mod overview;
#[cfg(feature = "dashboard")]
mod preparation;
#[cfg(feature = "list")]
pub mod product_list;
