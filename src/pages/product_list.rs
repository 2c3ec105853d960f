//! The list of products: a cell in each row, and the one dialog.

use std::cell::RefCell;
use std::rc::Rc;

use crate::mount::{observe, Handles};
use crate::state::Panel;

/// Mounts the placeholders, also those that come later, and refreshes all their statuses with
/// one request.
pub fn start(panel: &Panel) -> Rc<RefCell<Handles>> {
    observe(panel)
}
