//! Dolibarr's products that cannot be understood, by name.

use leptos::prelude::*;

use crate::domain::Unreadable;
use crate::i18n::tn;

/// So many are named.
const NAMED: usize = 5;

/// What to do about them; nothing where there are none.
#[component]
pub fn UnreadableProducts(
    /// The products.
    products: RwSignal<Vec<Unreadable>>,
) -> impl IntoView {
    let sentence = move || {
        products.with(|products| {
            let mut names: Vec<String> = products.iter().take(NAMED).map(name).collect();
            if products.len() > NAMED {
                names.push("…".to_owned());
            }
            tn!(
                "Dolibarr sends %1$d product in a form that cannot be understood: %2$s. It may be one that seems to be missing. Open it in Dolibarr and save it there; until then it cannot be associated.",
                "Dolibarr sends %1$d products in a form that cannot be understood: %2$s. One of them may be one that seems to be missing. Open them in Dolibarr and save them there; until then they cannot be associated.",
                products.len(),
                names.join(", ")
            )
        })
    };
    move || {
        products.with(|products| !products.is_empty()).then(|| {
            view! {
                <div class="notice notice-warning inline" data-dolisync="unreadable" role="status">
                    <p>{sentence}</p>
                </div>
            }
        })
    }
}

/// “Blue mug (#12)”; “#12” where nothing else of it can be read.
fn name(product: &Unreadable) -> String {
    let id = format!("#{}", product.id.0);
    match product.name == id {
        true => id,
        false => format!("{} ({id})", product.name),
    }
}
