//! Waiting.

use std::future::{poll_fn, Future};
use std::pin::pin;
use std::task::Poll;

use js_sys::Promise;
use leptos::prelude::window;
use wasm_bindgen_futures::JsFuture;

/// Waits for this many milliseconds.
pub async fn pause(milliseconds: i32) {
    let elapsed = Promise::new(&mut |resolve, _| {
        // Without a timer the wait is over at once, which is late enough.
        let _ =
            window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
    });
    let _ = JsFuture::from(elapsed).await;
}

/// What some work gives, or None when it takes longer than this many milliseconds: then it is
/// dropped.
pub async fn within<T>(milliseconds: i32, work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    let mut timer = pin!(pause(milliseconds));
    poll_fn(|context| {
        if let Poll::Ready(done) = work.as_mut().poll(context) {
            return Poll::Ready(Some(done));
        }
        timer.as_mut().poll(context).map(|()| None)
    })
    .await
}
