//! Why a request gave nothing, in a sentence for the shop owner, and what to do about it.

use serde_json::Value;

use crate::domain::{Failure, FromJson, NextAction, Problem, Refusal};
use crate::i18n::t;

/// What kind of failure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// Nobody waits for the answer any more; never shown.
    Cancelled,
    /// Nobody is logged in.
    SessionLost,
    /// No answer from WordPress.
    Network,
    /// WordPress failed without a reason that a person could use.
    Server,
    /// The answer is not what it should be.
    Unreadable,
    /// WordPress or Dolibarr says no; `code` tells which of many reasons.
    Answer,
}

/// A failure: its name, its cause in words, and the next action.
#[derive(Clone, Debug, PartialEq)]
pub struct ApiError {
    /// What kind of failure it is.
    pub kind: ErrorKind,
    /// Stable name, as `dolisync_changed_meanwhile`.
    pub code: String,
    /// A sentence for the shop owner.
    pub message: String,
    /// What to do about it.
    pub next_action: NextAction,
    /// What the server sent with it; an object, or null.
    pub data: Value,
}

impl ApiError {
    /// A part of what the server sent with the error, as `comparison`.
    pub fn part<T: FromJson>(&self, name: &str) -> Option<T> {
        T::from_json(self.data.get(name)?)
    }

    /// The error as a row keeps it.
    pub fn problem(&self) -> Problem {
        Problem {
            code: self.code.clone(),
            message: self.message.clone(),
            next_action: self.next_action,
        }
    }

    fn own(kind: ErrorKind, code: &str, message: String, next_action: NextAction) -> Self {
        Self {
            kind,
            code: code.to_owned(),
            message,
            next_action,
            data: Value::Null,
        }
    }

    /// Nobody waits for the answer, or nothing may be sent any more.
    pub fn cancelled() -> Self {
        let message = String::new();
        Self::own(ErrorKind::Cancelled, "cancelled", message, NextAction::None)
    }

    /// Nobody is logged in.
    pub fn session_lost() -> Self {
        Self::own(
            ErrorKind::SessionLost,
            "session_lost",
            t!("Your WordPress session has ended. Log in again, then try again: nothing is lost."),
            NextAction::LogIn,
        )
    }

    /// The request did not get through.
    pub fn network() -> Self {
        Self::own(
            ErrorKind::Network,
            "network",
            t!("WordPress cannot be reached. Check your internet connection, then try again."),
            NextAction::Retry,
        )
    }

    /// A part of the panel did not come.
    pub fn not_loaded() -> Self {
        Self::own(
            ErrorKind::Network,
            "not_loaded",
            t!("This part of DoliSync could not be loaded. Try again; if it stays, reload the page."),
            NextAction::Retry,
        )
    }

    /// A read took too long.
    pub fn timed_out() -> Self {
        Self::own(
            ErrorKind::Network,
            "timeout",
            t!("WordPress has not answered for 30 seconds. Try again in a moment."),
            NextAction::Retry,
        )
    }

    /// A write took so long that its answer is not waited for any more.
    pub fn write_unanswered() -> Self {
        Self::own(
            ErrorKind::Network,
            "write_unanswered",
            t!("WordPress has not answered for two minutes. It may still finish what you asked for: close this window and check the product again."),
            NextAction::None,
        )
    }

    /// Reads a failed answer; `status` is HTTP's.
    pub fn read(status: u16, failure: Failure) -> Self {
        match failure {
            Failure::SessionLost => Self::session_lost(),
            Failure::Refused(refusal) => refusal.into(),
            Failure::Broken => Self::own(
                ErrorKind::Server,
                "server",
                t!("WordPress answered with error %d. Try again; if it stays, your host or the site’s error log can tell why.", status),
                NextAction::Retry,
            ),
            Failure::Unreadable => Self::own(
                ErrorKind::Unreadable,
                "unreadable",
                t!("WordPress gave an answer that DoliSync cannot read. Another plugin may have added text to it."),
                NextAction::Retry,
            ),
        }
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        Self {
            kind: ErrorKind::Answer,
            code: refusal.code,
            message: refusal.message,
            next_action: refusal.next_action,
            data: refusal.data,
        }
    }
}

impl From<&Problem> for ApiError {
    fn from(problem: &Problem) -> Self {
        Self {
            kind: ErrorKind::Answer,
            code: problem.code.clone(),
            message: problem.message.clone(),
            next_action: problem.next_action,
            data: Value::Null,
        }
    }
}
