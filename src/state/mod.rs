//! What the panel knows while the page is open, and the actions that change it.

mod announcer;
mod bulk_association;
mod bulk_creation;
mod catalogues;
mod choice_kept;
mod dashboard;
mod dialog;
mod notice;
mod panel;
mod press;
mod reading;
mod route;
mod rows;
mod run_watch;
mod sending;
mod status_check;
mod write;

pub use crate::api::pause;
pub use announcer::Announcer;
pub use bulk_association::{Because, BulkAssociation, Linked, PairFilter, ProposedPair};
pub use bulk_creation::{BulkCreation, Created, ToCreate};
pub use catalogues::{Catalogues, Comparing, Read};
pub use choice_kept::keep_valid;
pub use dashboard::{use_dashboard, Dashboard};
pub use dialog::{Deed, Dialog, Load, Opened, View, GONE};
pub use notice::{PageNotice, PageNotices};
pub use panel::{use_panel, Panel};
pub use press::press;
pub use reading::{load_comparison, read};
pub use route::Route;
pub use rows::{RowState, Rows};
pub use run_watch::RunWatch;
pub use sending::Sending;
pub use status_check::check;
pub use write::{create, dissociate, synchronize, trash, undo};
