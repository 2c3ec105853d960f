use axum::extract::{Query, State};
use axum::response::Html;
use serde::Deserialize;

use crate::filter::fold;
use crate::products::Product;
use crate::server::Server;

use super::html::{escape, page};

/// Rows of a page.
const ROWS: usize = 50;

#[derive(Deserialize)]
pub struct Arguments {
    /// Part of a name, a reference or a barcode.
    #[serde(default)]
    search: String,
    /// From 0.
    #[serde(default)]
    page: usize,
}

pub async fn show(
    State(server): State<Server>,
    Query(arguments): Query<Arguments>,
) -> Html<String> {
    let world = server.world();
    let wanted = fold(arguments.search.trim());
    let found: Vec<&Product> = world
        .products
        .iter()
        .filter(|product| {
            ["label", "ref", "barcode"]
                .iter()
                .any(|column| fold(product.text(column)).contains(&wanted))
        })
        .collect();
    let rows: String = found
        .iter()
        .skip(arguments.page.saturating_mul(ROWS))
        .take(ROWS)
        .map(|product| row(product))
        .collect();
    let search = escape(&arguments.search);
    let content = format!(
        "<form class=\"search\" method=\"get\" action=\"/product/list.php\">
<input type=\"search\" name=\"search\" value=\"{search}\" placeholder=\"Name, reference or barcode\" aria-label=\"Search\">
<button type=\"submit\">Search</button>
<a class=\"button\" href=\"/product/card.php?action=create\">New product</a>
</form>
<table>
<thead><tr><th>Ref.</th><th>Label</th><th>Barcode</th><th class=\"number\">Price without tax</th><th class=\"number\">Price with tax</th><th>On sale</th><th>WPshop</th></tr></thead>
<tbody>{rows}</tbody>
</table>
{}",
        pages(&arguments, found.len())
    );
    let title = match found.len() {
        1 => "1 product".to_string(),
        count => format!("{count} products"),
    };
    page(&title, &content)
}

fn row(product: &Product) -> String {
    let text = |column: &str| escape(product.text(column));
    let on_sale = if product.text("status") == "1" {
        "Yes"
    } else {
        "No"
    };
    format!(
        "<tr><td><a href=\"/product/card.php?id={}\">{}</a></td><td>{}</td><td>{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td><td>{on_sale}</td><td>{}</td></tr>\n",
        product.id,
        text("ref"),
        text("label"),
        text("barcode"),
        price(product.text("price")),
        price(product.text("price_ttc")),
        escape(product.extrafield("_wps_id")),
    )
}

/// Without the zeros that only the database needs, but for two decimals.
pub fn price(text: &str) -> String {
    match text.parse::<rust_decimal::Decimal>() {
        Ok(number) => {
            let mut number = number.normalize();
            if number.scale() < 2 {
                number.rescale(2);
            }
            number.to_string()
        }
        Err(_) => "0.00".to_string(),
    }
}

fn pages(arguments: &Arguments, count: usize) -> String {
    let link = |number: usize, words: &str| {
        let query = serde_urlencoded::to_string([
            ("search", arguments.search.as_str()),
            ("page", &number.to_string()),
        ]);
        format!(
            "<a class=\"button\" href=\"/product/list.php?{}\">{words}</a> ",
            escape(&query.unwrap_or_default())
        )
    };
    let mut links = String::new();
    if arguments.page > 0 {
        links.push_str(&link(arguments.page - 1, "Previous"));
    }
    if arguments.page.saturating_add(1).saturating_mul(ROWS) < count {
        links.push_str(&link(arguments.page + 1, "Next"));
    }
    if links.is_empty() {
        links
    } else {
        format!("<p>{links}</p>")
    }
}
