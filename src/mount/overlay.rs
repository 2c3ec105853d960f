//! The one dialog of the page, and what a screen reader is told.

use leptos::ev::{self, Event, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::focus::{focus_button, focus_notice, focus_view, HEADING_ID};
use super::login_box::give_way_to_login_box;
use crate::components::{
    Coming, ComparisonView, Confirmation, Creation, DialogFrame, Done, SelectionModal,
};
use crate::domain::ProductId;
use crate::late::{late, Late};
use crate::state::{use_panel, Opened, Panel, View};

/// The dialog, and a live region beside it for while it is closed: the one inside is read only
/// while it is open, and a modal dialog silences everything outside.
#[component]
pub fn Overlay() -> impl IntoView {
    let panel = use_panel();
    give_way_to_login_box(&panel);
    let (dialog, announcer) = (panel.dialog, panel.announcer);
    let element = NodeRef::<html::Dialog>::new();
    let shown = Memo::new(move |_| dialog.opened.get());
    let is_open = Memo::new(move |_| shown.with(Option::is_some));
    let last = StoredValue::new(None::<ProductId>);
    let views = late!(dialog, fn(Opened) -> AnyView, view_of);
    need_before_click(views);
    Effect::new(move |_| {
        if is_open.get() {
            views.need();
        }
    });

    let content = {
        let panel = panel.clone();
        move || {
            let opened = shown.get();
            let was_open = element
                .with_untracked(|element| element.as_ref().is_some_and(|element| element.open()));
            if opened.is_some() != was_open {
                // What was said in the other region would be read again in this one.
                announcer.clear();
            }
            if let Some(opened) = &opened {
                last.set_value(Some(opened.product));
            }
            let panel = panel.clone();
            // Runs once the view is in the page.
            Effect::new(move |_| settle(&panel, element, last.get_value()));
            opened.map(|opened| match views.get() {
                Some(view_of) => view_of(opened),
                None => view! {
                    <DialogFrame view="coming" heading=opened.title footer=|| ()>
                        <Coming late=views />
                    </DialogFrame>
                }
                .into_any(),
            })
        }
    };
    let on_keydown = {
        let panel = panel.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Escape" && !event.is_composing() {
                // Before the browser closes the dialog: it asks only once whether it may.
                event.prevent_default();
                panel.ask_to_close();
            }
        }
    };
    let on_cancel = move |event: Event| {
        event.prevent_default();
        panel.ask_to_close();
    };
    let on_close = move |_| {
        // The browser can close it against our will; an earlier closing is told late.
        if element.with_untracked(|element| element.as_ref().is_some_and(|e| !e.open())) {
            dialog.close();
        }
    };
    let said = move |here: bool| match is_open.get() == here {
        true => announcer.sentence(),
        false => String::new(),
    };
    view! {
        <dialog
            class="dolisync-dialog"
            aria-labelledby=HEADING_ID
            node_ref=element
            on:keydown=on_keydown
            on:cancel=on_cancel
            on:close=on_close
        >
            {content}
            <p class="screen-reader-text" role="status">{move || said(true)}</p>
        </dialog>
        <p class="screen-reader-text" role="status">{move || said(false)}</p>
    }
}

/// Loads the views as soon as somebody points at a product's button or goes to it with the keyboard.
fn need_before_click(views: Late<fn(Opened) -> AnyView>) {
    let on = move |event: &Event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let button = target.and_then(|target| target.closest(".dolisync-button").ok().flatten());
        if button.is_some() {
            views.need();
        }
    };
    window_event_listener(ev::pointerover, move |event| on(&event));
    window_event_listener(ev::focusin, move |event| on(&event));
}

fn view_of(opened: Opened) -> AnyView {
    let Opened {
        product,
        title,
        view,
    } = opened;
    match view {
        View::Selection => view! { <SelectionModal product=product title=title /> }.into_any(),
        View::Creation(candidates) => {
            view! { <Creation product=product title=title candidates=candidates /> }.into_any()
        }
        View::Comparison => view! { <ComparisonView product=product title=title /> }.into_any(),
        View::Confirmation(deed) => {
            view! { <Confirmation product=product title=title deed=deed /> }.into_any()
        }
        View::Done(outcome, deed) => {
            view! { <Done title=title outcome=*outcome deed=deed /> }.into_any()
        }
    }
}

/// Makes the element as open as the state says, and puts the focus where it belongs.
fn settle(panel: &Panel, element: NodeRef<html::Dialog>, last: Option<ProductId>) {
    let Some(element) = element.get_untracked() else {
        return;
    };
    if panel.dialog.opened.with_untracked(Option::is_some) {
        if !element.open() {
            // Fails only for an element outside the page, which nobody sees.
            let _ = element.show_modal();
        }
        focus_view();
    } else if element.open() {
        element.close();
        let waits = panel.notices.resumable().is_some();
        if !(waits && focus_notice()) {
            if let Some(product) = last {
                focus_button(product);
            }
        }
    }
}
