//! One proposed pair of the bulk association.

use leptos::prelude::*;

use super::{ProductSide, Sign};
use crate::domain::bulk_matching::{Doubt, Reason};
use crate::domain::Side;
use crate::format::percent;
use crate::i18n::t;
use crate::state::{Because, Dashboard, Linked, ProposedPair};

/// Both products, why they may be the same, and what a person decides about them. `at` is the
/// pair's position.
#[component]
pub fn PairRow(
    /// The dashboard.
    dashboard: Dashboard,
    /// The pair's position.
    at: usize,
) -> impl IntoView {
    let (association, catalogues) = (dashboard.association, dashboard.catalogues);
    let pair = Memo::new(move |_| association.pairs.with(|pairs| pairs.get(at).cloned()));
    let sides = Memo::new(move |_| pair.with(|pair| pair.as_ref().map(|p| (p.shop, p.dolibarr))));
    let linked = Memo::new(move |_| pair.with(|pair| pair.as_ref().is_some_and(|p| p.is_linked())));
    // Another product that was read again does not draw this row anew.
    let products = Memo::new(move |_| {
        let (shop, dolibarr) = sides.get()?;
        let shop = catalogues.shop.with(|all| all.get(shop).cloned())?;
        Some((
            shop,
            catalogues.dolibarr.with(|all| all.get(dolibarr).cloned())?,
        ))
    });
    let content = move || {
        let (shop_at, _) = sides.get()?;
        let (shop, dolibarr) = products.get()?;
        let base = dolibarr.price_base;
        let accept = t!("Associate “%1$s” with “%2$s”", shop.title, dolibarr.title);
        let version = t!("Version to keep of “%s”", shop.title);
        let change = t!("Change the counterpart of “%s”", shop.title);
        let accepted = move || pair.with(|pair| pair.as_ref().is_some_and(|p| p.accepted));
        let sending =
            move || pair.with(|p| p.as_ref().is_some_and(|p| p.linked == Linked::Sending));
        let keep = move || pair.with(|pair| keep_value(pair.as_ref().and_then(|p| p.keep)));
        let choices = move || {
            (!linked.get()).then(|| {
                let (version, change) = (version.clone(), change.clone());
                view! {
                    <select
                        aria-label=version
                        prop:value=keep
                        on:change=move |event| {
                            let side = side_of(&event_target_value(&event));
                            association.set_keep(at, side);
                        }
                    >
                        <option value="" selected=move || keep().is_empty()>{t!("As above")}</option>
                        <option value="wpshop" selected=move || keep() == "wpshop">{t!("Keep the WPshop version")}</option>
                        <option value="dolibarr" selected=move || keep() == "dolibarr">{t!("Keep the Dolibarr version")}</option>
                    </select>
                    <button
                        type="button"
                        class="button button-small"
                        aria-label=change
                        aria-haspopup="dialog"
                        disabled=sending
                        on:click=move |_| association.changing.set(Some(shop_at))
                    >
                        {t!("Change…")}
                    </button>
                }
            })
        };
        Some(view! {
            <input
                type="checkbox"
                class="dolisync-pair__check"
                aria-label=accept
                prop:checked=move || accepted() || linked.get()
                disabled=move || linked.get() || sending()
                on:change=move |event| association.accept(at, event_target_checked(&event))
            />
            <ProductSide product=shop side=Side::Wpshop base=base />
            {move || view! { <Sign equal=linked.get() /> }}
            <ProductSide product=dolibarr side=Side::Dolibarr base=base />
            <div class="dolisync-pair__why">{move || pair.with(|pair| pair.as_ref().map(why))}</div>
            <div class="dolisync-pair__choices">{choices}</div>
        })
    };
    view! { <div class="dolisync-pair" class:is-linked=linked>{content}</div> }
}

fn keep_value(keep: Option<Side>) -> &'static str {
    keep.map_or("", Side::as_str)
}

/// The side that a choice of the list stands for.
pub fn side_of(value: &str) -> Option<Side> {
    [Side::Wpshop, Side::Dolibarr]
        .into_iter()
        .find(|side| side.as_str() == value)
}

/// What became of the pair, or else why it is one.
fn why(pair: &ProposedPair) -> AnyView {
    match &pair.linked {
        Linked::Yes => {
            return view! { <span class="dolisync-pair__done">{t!("Associated")}</span> }.into_any()
        }
        Linked::Sending => return view! { <span>{t!("Being associated…")}</span> }.into_any(),
        Linked::Failed(problem) => {
            // Here a whole version is kept, and no field is chosen.
            let message = match problem.code.as_str() {
                "dolisync_choice_incomplete" => {
                    t!("The two versions differ: choose the one to keep.")
                }
                _ => problem.message.clone(),
            };
            return view! {
                <span class="dolisync-pair__problem" title=message.clone()>{message.clone()}</span>
            }
            .into_any();
        }
        Linked::NotYet => {}
    }
    let Because::Matched(confidence, reason, doubt) = pair.because else {
        return view! { <span class="dolisync-badge">{t!("chosen by you")}</span> }.into_any();
    };
    let reason = match reason {
        Reason::SameReference => t!("same reference"),
        Reason::SameBarcode => t!("same barcode"),
        Reason::SameName => t!("same name"),
        Reason::SimilarName => t!("similar name"),
    };
    let doubt = doubt.map(|doubt| {
        let words = match doubt {
            Doubt::CodeUsedTwice => t!("another product has the same code"),
            Doubt::VariantDiffers => t!("another size, color or content"),
            Doubt::NamesDiffer => t!("the names differ"),
            Doubt::BarcodesDiffer => t!("the barcodes differ"),
            Doubt::SeveralAlike => t!("several products look like it"),
            Doubt::NotQuiteAlike => t!("not quite alike"),
        };
        view! { <span class="dolisync-pair__doubt">{words}</span> }
    });
    view! {
        <span class="dolisync-badge" class:is-doubtful=pair.doubtful>
            {percent(f64::from(confidence) / 100.0)}
            " · "
            {reason}
        </span>
        {doubt}
    }
    .into_any()
}
