use serde::Serialize;

/// One call of the API, as a test reads it.
#[derive(Clone, Serialize)]
pub struct CallRecord {
    pub method: String,
    /// Below `/api/index.php`: `/products/68`.
    pub path: String,
    /// As it was sent, without `?`.
    pub query: String,
    /// What the caller got; 0 when it got no answer.
    pub status: u16,
}

/// The calls of the API since the log was last emptied, oldest first. Calls to `/_control` and the pages are not in it.
#[derive(Default)]
pub struct CallLog {
    calls: Vec<CallRecord>,
}

/// Beyond this, the oldest go: a demo may run for days.
const KEPT: usize = 20_000;

impl CallLog {
    pub fn add(&mut self, call: CallRecord) {
        if self.calls.len() >= KEPT {
            self.calls.drain(..KEPT / 2);
        }
        self.calls.push(call);
    }

    pub fn all(&self) -> &[CallRecord] {
        &self.calls
    }

    pub fn clear(&mut self) {
        self.calls.clear();
    }
}
