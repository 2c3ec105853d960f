//! Where the panel meets the page: placeholders printed by PHP, and the one dialog.

mod block_editor;
mod focus;
#[cfg(feature = "list")]
mod handles;
#[cfg(feature = "list")]
mod login_box;
#[cfg(feature = "list")]
mod observer;
#[cfg(feature = "list")]
mod overlay;
#[cfg(feature = "list")]
mod placeholder;
mod row_columns;

pub use block_editor::lock_saving;
pub use focus::{focus_button, focus_view, scroll_into_view, HEADING_ID};
#[cfg(feature = "list")]
pub use handles::Handles;
#[cfg(feature = "list")]
pub use observer::observe;
#[cfg(feature = "list")]
pub use overlay::Overlay;
pub use row_columns::{refresh_row, take_row};
