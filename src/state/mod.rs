//! What the panel knows while the page is open, and the actions that change it.

mod announcer;
mod choice_kept;
mod dialog;
mod notice;
mod panel;
mod press;
mod reading;
mod rows;
mod status_check;
mod write;

pub use crate::api::pause;
pub use announcer::Announcer;
pub use choice_kept::keep_valid;
pub use dialog::{Deed, Dialog, Load, Opened, View, GONE};
pub use notice::{PageNotice, PageNotices};
pub use panel::{use_panel, Panel};
pub use press::press;
pub use reading::{load_comparison, read};
pub use rows::{RowState, Rows};
pub use status_check::check;
pub use write::{create, dissociate, synchronize, trash, undo};
