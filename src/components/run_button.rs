//! A button that gives an order about a run.

use leptos::prelude::*;

use crate::state::use_dashboard;

/// The button; busy while an order is under way.
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
    let ordering = use_dashboard().run.ordering;
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
            aria-busy=move || ordering.get().then_some("true")
            on:click=move |_| on_press.run(())
        >
            {words}
        </button>
    }
}
