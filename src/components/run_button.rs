//! A button that gives an order about a run.

use leptos::prelude::*;

use crate::state::use_dashboard;

/// The button; busy while its order is under way.
#[component]
pub fn RunButton(
    /// The order's name.
    act: &'static str,
    /// What is on it.
    words: String,
    /// Whether it is the main one.
    #[prop(optional)]
    primary: bool,
    /// Whether it opens a dialog.
    #[prop(optional)]
    asks: bool,
    /// Whether it cannot be pressed.
    #[prop(into, optional)]
    disabled: Signal<bool>,
    /// Gives the order.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    let watch = use_dashboard().run;
    let class = match primary {
        true => "button button-primary",
        false => "button",
    };
    view! {
        <button
            type="button"
            class=class
            data-act=act
            disabled=disabled
            aria-haspopup=asks.then_some("dialog")
            aria-busy=move || watch.is_busy(act).then_some("true")
            on:click=move |_| {
                watch.press(act);
                on_press.run(());
            }
        >
            {words}
        </button>
    }
}
