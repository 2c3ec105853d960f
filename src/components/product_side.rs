//! One of two products that stand beside each other under «WPSHOP | DOLIBARR».

use leptos::prelude::*;

use crate::domain::{PriceBase, Side, Unlinked};
use crate::format::money;
use crate::i18n::t;

/// What one needs to recognize a product. `base` is what its price is shown with: the same for both
/// sides, so that they can be compared.
#[component]
pub fn ProductSide(
    /// The product.
    product: Unlinked,
    /// Where it is.
    side: Side,
    /// With or without tax.
    base: PriceBase,
) -> impl IntoView {
    let id = match side {
        Side::Wpshop => t!("#WP : %s", product.id),
        Side::Dolibarr => t!("#Doli : %s", product.id),
    };
    let price = match base {
        PriceBase::Ht => product.price,
        PriceBase::Ttc => product.price_with_tax,
    };
    let price = (!price.is_empty()).then(|| view! { <span>{money(&price, base)}</span> });
    let barcode = (!product.barcode.is_empty()).then(|| view! { <span>{product.barcode}</span> });
    view! {
        <div class="dolisync-product">
            <span class="dolisync-product__title" title=product.title.clone()>{product.title.clone()}</span>
            <span class="dolisync-product__facts">
                <span class="dolisync-id">{id}</span>
                <span>{product.reference}</span>
                {price}
                {barcode}
            </span>
        </div>
    }
}

/// The sign between the two columns: `=` once they are associated, `≠` until then.
#[component]
pub fn Sign(
    /// Whether they are associated.
    equal: bool,
) -> impl IntoView {
    let (sign, words) = match equal {
        true => ("=", t!("Associated")),
        false => ("≠", t!("Not associated")),
    };
    let read_out = words.clone();
    view! {
        <span class="dolisync-sign" class:is-equal=equal title=words>
            <span aria-hidden="true">{sign}</span>
            <span class="screen-reader-text">{read_out}</span>
        </span>
    }
}

/// The heads of the two columns.
#[component]
pub fn ColumnHeads() -> impl IntoView {
    view! {
        <div class="dolisync-columns" aria-hidden="true">
            <strong>"WPSHOP"</strong>
            <strong>"DOLIBARR"</strong>
        </div>
    }
}
