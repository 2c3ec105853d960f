//! Where the panel meets the page: placeholders printed by PHP, and the one dialog.

mod block_editor;
mod focus;
mod handles;
mod login_box;
mod observer;
mod overlay;
mod placeholder;
mod row_columns;

pub use block_editor::lock_saving;
pub use focus::{focus_button, focus_view, scroll_into_view, HEADING_ID};
pub use handles::Handles;
pub use observer::observe;
pub use overlay::Overlay;
pub use row_columns::{refresh_row, take_row};
