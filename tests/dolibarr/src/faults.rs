use std::time::Duration;

use serde::{Deserialize, Serialize};

/// A way to misbehave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A proxy's error page, status 500. The call is not carried out.
    #[serde(rename = "html_500")]
    Html500,
    /// A page instead of JSON, status 200. The call is not carried out.
    #[serde(rename = "not_json_200")]
    NotJson200,
    /// The status of the field `status` with Dolibarr's JSON. The call is not carried out.
    Status,
    /// The password prompt of the web server in front of Dolibarr, status 401. The call is not carried out.
    Guarded,
    /// Sends the caller to the address `to`, with the path of the call. The call is not carried out.
    Redirect,
    /// The call is carried out, and half its answer comes.
    Truncated,
    /// The call is carried out; the connection closes without an answer.
    Drop,
    /// Nothing for `ms`, then the connection closes. The call is not carried out.
    TimeoutBefore,
    /// The call is carried out; then nothing for `ms`, and the connection closes.
    TimeoutAfter,
    /// Nothing for `ms`; then the call is carried out, whether or not the caller still waits, and the connection closes.
    Late,
    /// The call is carried out after `ms`.
    Latency,
}

/// A fault as a test orders it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    pub kind: Kind,
    /// Only calls of this HTTP method.
    pub method: Option<String>,
    /// Only calls at or below this path of the API, as `/products`.
    pub path: Option<String>,
    /// For the kind `status`; 500 when left out.
    pub status: Option<u16>,
    /// For the kind `redirect`: the beginning of the other address, `https://erp.example.com`.
    pub to: Option<String>,
    /// Milliseconds, for the kinds that wait; a minute when left out.
    pub ms: Option<u64>,
    /// Strikes at the n-th matching call only, counted from 1.
    pub nth: Option<u64>,
    /// Strikes so many times; for ever when left out.
    pub times: Option<u64>,
    /// Matching calls so far.
    #[serde(skip)]
    seen: u64,
    /// Times it struck.
    #[serde(skip_deserializing)]
    struck: u64,
}

impl Fault {
    pub fn wait(&self) -> Duration {
        Duration::from_millis(self.ms.unwrap_or(60_000))
    }

    fn matches(&self, method: &str, path: &str) -> bool {
        let method_fits = self
            .method
            .as_ref()
            .is_none_or(|wanted| wanted.eq_ignore_ascii_case(method));
        let path_fits = self.path.as_ref().is_none_or(|wanted| {
            let wanted = wanted.trim_matches('/');
            match path.trim_matches('/').strip_prefix(wanted) {
                Some(rest) => wanted.is_empty() || rest.is_empty() || rest.starts_with('/'),
                None => false,
            }
        });
        method_fits && path_fits
    }

    /// Counts a matching call, and says whether this is one to strike at.
    fn strikes(&mut self) -> bool {
        self.seen += 1;
        let strikes = self.nth.is_none_or(|nth| nth == self.seen)
            && self.times.is_none_or(|times| self.struck < times);
        if strikes {
            self.struck += 1;
        }
        strikes
    }
}

/// The faults in force.
#[derive(Default)]
pub struct Faults {
    faults: Vec<Fault>,
}

impl Faults {
    pub fn add(&mut self, faults: Vec<Fault>) {
        self.faults.extend(faults);
    }

    pub fn all(&self) -> &[Fault] {
        &self.faults
    }

    pub fn clear(&mut self) {
        self.faults.clear();
    }

    /// The faults that strike at this call, in the order they were given.
    pub fn strike(&mut self, method: &str, path: &str) -> Vec<Fault> {
        self.faults
            .iter_mut()
            .filter(|fault| fault.matches(method, path))
            .filter_map(|fault| fault.strikes().then(|| fault.clone()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(json: &str) -> Faults {
        let mut faults = Faults::default();
        faults.add(serde_json::from_str(json).unwrap());
        faults
    }

    fn struck(faults: &mut Faults, method: &str, path: &str) -> usize {
        faults.strike(method, path).len()
    }

    #[test]
    fn a_path_means_itself_and_what_is_below() {
        let mut faults = faults(r#"[{"kind":"drop","path":"/products"}]"#);
        assert_eq!(struck(&mut faults, "GET", "/products"), 1);
        assert_eq!(struck(&mut faults, "GET", "/products/68"), 1);
        assert_eq!(struck(&mut faults, "GET", "/productsheets"), 0);
        assert_eq!(struck(&mut faults, "GET", "/status"), 0);
    }

    #[test]
    fn a_method_means_that_method_only() {
        let mut faults = faults(r#"[{"kind":"html_500","method":"PUT"}]"#);
        assert_eq!(struck(&mut faults, "GET", "/products/1"), 0);
        assert_eq!(struck(&mut faults, "PUT", "/products/1"), 1);
    }

    #[test]
    fn nth_counts_matching_calls_only() {
        let mut faults = faults(r#"[{"kind":"status","method":"GET","nth":2}]"#);
        let strikes: Vec<usize> = ["GET", "PUT", "GET", "GET"]
            .iter()
            .map(|method| struck(&mut faults, method, "/products"))
            .collect();
        assert_eq!(strikes, [0, 0, 1, 0]);
    }

    #[test]
    fn times_ends_a_fault() {
        let mut faults = faults(r#"[{"kind":"truncated","times":2}]"#);
        let strikes: Vec<usize> = (0..4)
            .map(|_| struck(&mut faults, "GET", "/status"))
            .collect();
        assert_eq!(strikes, [1, 1, 0, 0]);
    }

    #[test]
    fn an_unknown_kind_or_field_is_refused() {
        assert!(serde_json::from_str::<Fault>(r#"{"kind":"explode"}"#).is_err());
        assert!(serde_json::from_str::<Fault>(r#"{"kind":"drop","after":1}"#).is_err());
    }
}
