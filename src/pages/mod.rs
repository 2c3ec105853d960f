//! What the panel does on each page of the admin.

mod bulk_association;
mod bulk_creation;
pub mod dashboard;
mod mass_sync;
mod overview;
mod preparation;
pub mod product_list;
