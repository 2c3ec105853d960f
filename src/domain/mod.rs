//! What the panel computes: plain data and functions without a browser, tested natively.

mod answer;
mod bulk_creation;
pub mod bulk_matching;
mod candidate_score;
mod choice;
mod comparison;
mod counterpart_search;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod damaged;
mod decimal;
mod effects;
mod field;
mod journal;
pub(crate) mod json;
pub mod mass_sync;
mod outcome;
mod overview;
mod product;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod recorded;
mod ring;
mod status;
mod text_folding;
mod unlinked;
mod variant_words;

pub use answer::{is_session_lost, read_answer, read_nonce, Failure, Refusal};
pub use bulk_creation::{Creation, CreationResult};
pub use candidate_score::{score, Score, Why};
pub use choice::Choice;
pub use comparison::{Comparison, Revisions};
pub use counterpart_search::CounterpartSearch;
pub use decimal::is_decimal;
pub use effects::{effects, Change, Changes, Effects};
pub use field::{Field, FieldKey, FieldState, Note, Side};
pub use journal::{JournalAction, JournalEntry, JournalPage, JournalSource};
pub use json::{parse, FromJson};
pub use outcome::Outcome;
pub use overview::{
    Connection, LastRun, Overview, RecentError, StatusCounts, StatusLinks, Waiting,
};
pub use product::{
    Candidate, CandidatePage, DolibarrId, Likeliest, PriceBase, ProductId, TakenBy, Unreadable,
    WpProduct,
};
pub use ring::{arcs, Arc, WHOLE};
pub use status::{KnownStatus, NextAction, Problem, Reason, Row, Status};
pub use text_folding::{fold, words};
pub use unlinked::{BothUnlinked, PairLinked, PairToLink, Unlinked, UnlinkedPage};
