//! What WordPress's REST API answered: the wanted data, or one of the ways to fail.

use serde_json::Value;

use super::json::{parse, read_fields};
use super::{FromJson, NextAction};

/// Why an answer is not the data that was asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// Nobody is logged in any more, or the nonce is no longer valid.
    SessionLost,
    /// The server says no, and why.
    Refused(Refusal),
    /// An error without an explanation for the person: a crash of PHP, a gateway, a firewall.
    Broken,
    /// Success, but not the data: another plugin's output around it, or another version's shape.
    Unreadable,
}

/// A `WP_Error` as JSON.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// Stable name, as `dolisync_changed_meanwhile`.
    pub code: String,
    /// A sentence for the shop owner.
    pub message: String,
    /// What to do about it.
    pub next_action: NextAction,
    /// What the server sent with it, as `comparison`; an object.
    pub data: Value,
}

struct WpError {
    code: String,
    message: String,
    data: Value,
}

read_fields!(WpError {
    code,
    message,
    data
});

/// Reads an answer; `status` is HTTP's.
pub fn read_answer<T: FromJson>(status: u16, body: &str) -> Result<T, Failure> {
    let body = body.trim_start_matches('\u{feff}').trim();
    if is_session_lost(status, body) {
        return Err(Failure::SessionLost);
    }
    if (200..300).contains(&status) {
        return parse(body).ok_or(Failure::Unreadable);
    }
    match parse::<WpError>(body) {
        // What PHP and some plugins say of a crash is a piece of HTML about this site's e-mails.
        Some(error) if !error.message.contains('<') => {
            Err(Failure::Refused(refusal(status, error)))
        }
        _ => Err(Failure::Broken),
    }
}

fn refusal(status: u16, error: WpError) -> Refusal {
    let told = error.data.get("next_action");
    let next_action = match told.and_then(NextAction::from_json) {
        Some(action) => action,
        None if status >= 500 || status == 429 => NextAction::Retry,
        None => NextAction::None,
    };
    Refusal {
        code: error.code,
        message: error.message,
        next_action,
        data: error.data,
    }
}

/// Whether an answer says that nobody is logged in, or that the nonce is no longer valid.
pub fn is_session_lost(status: u16, body: &str) -> bool {
    match status {
        401 | 403 => match parse::<WpError>(body) {
            Some(error) => match error.code.as_str() {
                "rest_cookie_invalid_nonce" | "rest_not_logged_in" => true,
                // WordPress's code for “may not”; 401 says that it is for want of a user.
                "rest_forbidden" => status == 401,
                _ => false,
            },
            None => is_login_page(body),
        },
        // Some plugins send every visitor to the login page, whatever was asked.
        200 => is_login_page(body),
        _ => false,
    }
}

fn is_login_page(body: &str) -> bool {
    body.starts_with('<') && body.contains("loginform") && body.contains("wp-login.php")
}

/// The nonce in the answer of `admin-ajax.php?action=rest-nonce`. `SessionLost` when nobody is
/// logged in: WordPress then answers `0` with 400, or `-1`.
pub fn read_nonce(status: u16, body: &str) -> Result<String, Failure> {
    let text = body.trim_start_matches('\u{feff}').trim();
    match status {
        200 if text == "0" || text == "-1" || is_login_page(text) => Err(Failure::SessionLost),
        200 if !text.is_empty()
            && text.len() <= 64
            && text.bytes().all(|b| b.is_ascii_alphanumeric()) =>
        {
            Ok(text.to_owned())
        }
        200 => Err(Failure::Unreadable),
        400 | 401 | 403 => Err(Failure::SessionLost),
        _ => Err(Failure::Broken),
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(status: u16, body: &str) -> Result<Value, Failure> {
        read_answer(status, body)
    }

    #[test]
    fn reads_data_and_errors() {
        assert_eq!(read(200, "\u{feff}{\"a\":1}\n"), Ok(json!({ "a": 1 })));
        let body = r#"{"code":"dolisync_taken","message":"Taken.","data":{"status":409,"next_action":"review","x":1}}"#;
        let Err(Failure::Refused(refusal)) = read(409, body) else {
            panic!()
        };
        assert_eq!(refusal.code, "dolisync_taken");
        assert_eq!(refusal.next_action, NextAction::Review);
        assert_eq!(refusal.data["x"], 1);
    }

    #[test]
    fn an_error_without_an_action_can_be_tried_again_when_the_server_failed() {
        for (status, action) in [
            (400, NextAction::None),
            (404, NextAction::None),
            (429, NextAction::Retry),
            (503, NextAction::Retry),
        ] {
            let body =
                format!(r#"{{"code":"rest_x","message":"No.","data":{{"status":{status}}}}}"#);
            let Err(Failure::Refused(refusal)) = read(status, &body) else {
                panic!("{status}")
            };
            assert_eq!(refusal.next_action, action, "{status}");
        }
        let unknown = r#"{"code":"x","message":"No.","data":{"next_action":"dance"}}"#;
        let Err(Failure::Refused(refusal)) = read(500, unknown) else {
            panic!()
        };
        assert_eq!(refusal.next_action, NextAction::None);
    }

    #[test]
    fn crashes_and_foreign_output_are_not_taken_for_answers() {
        for (status, body, failure) in [
            (
                500,
                r#"{"code":"internal_server_error","message":"<p>There has been a critical error.</p>","data":{"status":500}}"#,
                Failure::Broken,
            ),
            (502, "<html>Bad gateway</html>", Failure::Broken),
            (403, "<html>Blocked by the firewall</html>", Failure::Broken),
            (404, "", Failure::Broken),
            (
                200,
                "<b>Warning</b>: Undefined variable {}",
                Failure::Unreadable,
            ),
            (200, "", Failure::Unreadable),
            (200, "{\"cut\":", Failure::Unreadable),
        ] {
            assert_eq!(read(status, body), Err(failure), "{status} {body}");
        }
    }

    #[test]
    fn a_lost_session_is_told_from_a_missing_right() {
        let error = |code: &str| format!(r#"{{"code":"{code}","message":"No.","data":{{}}}}"#);
        let login =
            r#"<!DOCTYPE html><form name="loginform" action="https://shop.example/wp-login.php">"#;
        for (status, body, lost) in [
            (403, error("rest_cookie_invalid_nonce"), true),
            (401, error("rest_not_logged_in"), true),
            (401, error("rest_forbidden"), true),
            (403, error("rest_forbidden"), false),
            (401, error("dolisync_wrong_key"), false),
            (502, error("rest_not_logged_in"), false),
            (200, login.to_owned(), true),
            (403, login.to_owned(), true),
            (
                200,
                r#"{"text":"loginform wp-login.php"}"#.to_owned(),
                false,
            ),
        ] {
            assert_eq!(is_session_lost(status, &body), lost, "{status} {body}");
        }
    }

    #[test]
    fn reads_a_nonce() {
        assert_eq!(read_nonce(200, "5f1e2d3c4b\n"), Ok("5f1e2d3c4b".to_owned()));
        for (status, body, failure) in [
            (200, "0", Failure::SessionLost),
            (200, "-1", Failure::SessionLost),
            (400, "0", Failure::SessionLost),
            (403, "-1", Failure::SessionLost),
            (200, "", Failure::Unreadable),
            (200, "<p>Notice</p>5f1e2d3c4b", Failure::Unreadable),
            (500, "", Failure::Broken),
        ] {
            assert_eq!(read_nonce(status, body), Err(failure), "{status} {body}");
        }
    }
}
