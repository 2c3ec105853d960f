use axum::extract::rejection::FormRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::Form;
use serde::Deserialize;
use serde_json::Value;

use crate::products::{self, PriceRule, Product, Updated};
use crate::server::Server;
use crate::shapes::Fields;
use crate::world::World;

use super::html::{escape, page};
use super::list::price;

#[derive(Deserialize)]
pub struct Arguments {
    id: Option<u64>,
    action: Option<String>,
    /// Shows that it was saved.
    saved: Option<u8>,
}

/// What the form sends, as Dolibarr's own fields; the price is in the base.
#[derive(Clone, Deserialize)]
pub struct Filled {
    #[serde(rename = "ref")]
    reference: String,
    label: String,
    barcode: String,
    description: String,
    price: String,
    price_base_type: String,
    tva_tx: String,
    #[serde(rename = "type")]
    kind: String,
    status: String,
    weight: String,
    length: String,
    width: String,
    height: String,
}

pub async fn show(State(server): State<Server>, Query(arguments): Query<Arguments>) -> Response {
    let world = server.world();
    if arguments.action.as_deref() == Some("create") {
        let form = form(
            &Filled::default(),
            "/product/card.php?action=create",
            "Create",
        );
        return page("New product", &form).into_response();
    }
    let Some(product) = arguments.id.and_then(|id| world.products.get(id)) else {
        return no_such_product();
    };
    let note = match arguments.saved {
        Some(1) => "<p class=\"note\" role=\"status\">Saved.</p>",
        _ => "",
    };
    show_product(product, &Filled::of(product), note).into_response()
}

pub async fn save(
    State(server): State<Server>,
    Query(arguments): Query<Arguments>,
    form: Result<Form<Filled>, FormRejection>,
) -> Response {
    if arguments
        .id
        .is_some_and(|id| server.world().products.get(id).is_none())
    {
        return no_such_product();
    }
    if let (Some(id), Some("delete")) = (arguments.id, arguments.action.as_deref()) {
        return delete(server, id).await;
    }
    let filled = match form {
        Ok(Form(filled)) => filled,
        Err(rejection) => return rejection.into_response(),
    };
    let given = filled.clone();
    let save = move |world: &mut World| match arguments.id {
        Some(id) => write(world, id, &given),
        None => create(world, &given),
    };
    match server.saving(save).await.and_then(std::convert::identity) {
        Ok(id) => Redirect::to(&format!("/product/card.php?id={id}&saved=1")).into_response(),
        Err(why) => {
            let world = server.world();
            refused(match arguments.id.and_then(|id| world.products.get(id)) {
                Some(product) => show_product(product, &filled, &error(&why)),
                None => page(
                    "New product",
                    &(error(&why)
                        + &self::form(&filled, "/product/card.php?action=create", "Create")),
                ),
            })
        }
    }
}

async fn delete(server: Server, id: u64) -> Response {
    let deleted = server
        .saving(move |world| products::delete(world, id))
        .await;
    let why = match deleted {
        Ok(true) => return Redirect::to("/product/list.php").into_response(),
        Ok(false) => "A document or a movement of stock uses this product.".to_string(),
        Err(why) => why,
    };
    match server.world().products.get(id) {
        Some(product) => refused(show_product(product, &Filled::of(product), &error(&why))),
        None => no_such_product(),
    }
}

fn create(world: &mut World, filled: &Filled) -> Result<u64, String> {
    let id = products::create(world, &filled.fields()).map_err(|why| sentence(&why))?;
    // Dolibarr's create rounds a price to two decimals; its form does not.
    write(world, id, filled)
}

/// A person's change of a price counts in every price mode.
fn write(world: &mut World, id: u64, filled: &Filled) -> Result<u64, String> {
    match products::update(world, id, &filled.fields(), PriceRule::Always) {
        Updated::Done { .. } => Ok(id),
        Updated::Refused(errors) => Err(sentence(&errors.into_iter().next().unwrap_or_default())),
        Updated::Crashed => Err("The price is not a number.".to_string()),
    }
}

fn sentence(why: &str) -> String {
    match why.trim_start_matches("Error : ") {
        "ErrorProductAlreadyExists" => "Another product has this reference.".to_string(),
        "ErrorMandatoryParametersNotProvided" => "A product needs a label.".to_string(),
        why => why.to_string(),
    }
}

fn error(why: &str) -> String {
    format!("<p class=\"error\" role=\"alert\">{}</p>", escape(why))
}

fn refused(page: Html<String>) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

fn no_such_product() -> Response {
    let answer = page(
        "No such product",
        "<p>It was deleted, or never existed.</p>",
    );
    (StatusCode::NOT_FOUND, answer).into_response()
}

impl Default for Filled {
    fn default() -> Self {
        let empty = String::new;
        Filled {
            reference: empty(),
            label: empty(),
            barcode: empty(),
            description: empty(),
            price: empty(),
            price_base_type: "HT".to_string(),
            tva_tx: "20".to_string(),
            kind: "0".to_string(),
            status: "1".to_string(),
            weight: empty(),
            length: empty(),
            width: empty(),
            height: empty(),
        }
    }
}

impl Filled {
    fn of(product: &Product) -> Self {
        let text = |column: &str| product.text(column).to_string();
        let base = if product.text("price_base_type") == "TTC" {
            "TTC"
        } else {
            "HT"
        };
        let rate = product.text("tva_tx").parse::<rust_decimal::Decimal>();
        Filled {
            reference: text("ref"),
            label: text("label"),
            barcode: text("barcode"),
            description: text("description"),
            price: price(product.text(if base == "TTC" { "price_ttc" } else { "price" })),
            price_base_type: base.to_string(),
            tva_tx: rate.unwrap_or_default().normalize().to_string(),
            kind: text("type"),
            status: text("status"),
            weight: text("weight"),
            length: text("length"),
            width: text("width"),
            height: text("height"),
        }
    }

    /// The fields of a PUT. Measures are in kilograms and meters.
    fn fields(&self) -> Fields {
        let price = if self.price_base_type == "TTC" {
            "price_ttc"
        } else {
            "price"
        };
        let mut fields = Fields::new();
        for (name, value) in [
            ("ref", &self.reference),
            ("label", &self.label),
            ("barcode", &self.barcode),
            ("description", &self.description),
            (price, &self.price),
            ("price_base_type", &self.price_base_type),
            ("tva_tx", &self.tva_tx),
            ("type", &self.kind),
            ("status", &self.status),
            ("weight", &self.weight),
            ("length", &self.length),
            ("width", &self.width),
            ("height", &self.height),
        ] {
            fields.insert(name.to_string(), Value::String(value.clone()));
        }
        for name in [
            "weight_units",
            "length_units",
            "width_units",
            "height_units",
        ] {
            fields.insert(name.to_string(), Value::String("0".to_string()));
        }
        fields
    }
}

fn show_product(product: &Product, filled: &Filled, note: &str) -> Html<String> {
    let linked = match product.extrafield("_wps_id") {
        "" => "Not associated with a WPshop product.".to_string(),
        id => format!("Associated with the WPshop product {}.", escape(id)),
    };
    let action = format!("/product/card.php?id={}", product.id);
    let content = format!(
        "{note}{}<form method=\"post\" action=\"{action}&amp;action=delete\"><p class=\"quiet\">Id {}. {linked} Changed {}. <button type=\"submit\" class=\"danger\">Delete</button></p></form>",
        form(filled, &action, "Save"),
        product.id,
        escape(&product.modified),
    );
    page(product.text("label"), &content)
}

fn form(filled: &Filled, action: &str, button: &str) -> String {
    let input = |name: &str, label: &str, value: &str, more: &str| {
        let value = escape(value);
        format!("<label>{label}<input name=\"{name}\" value=\"{value}\"{more}></label>\n")
    };
    let choice = |name: &str, label: &str, chosen: &str, options: &[(&str, &str)]| {
        let options: String = options
            .iter()
            .map(|(value, words)| {
                let selected = if *value == chosen { " selected" } else { "" };
                format!("<option value=\"{value}\"{selected}>{words}</option>")
            })
            .collect();
        format!("<label>{label}<select name=\"{name}\">{options}</select></label>\n")
    };
    let decimal = " inputmode=\"decimal\"";
    let mut fields = String::new();
    fields += &input("ref", "Reference", &filled.reference, " required");
    fields += &input("label", "Label", &filled.label, " required");
    fields += &input("barcode", "Barcode", &filled.barcode, "");
    fields += &input("price", "Price", &filled.price, decimal);
    fields += &choice(
        "price_base_type",
        "The price is",
        &filled.price_base_type,
        &[("HT", "without tax"), ("TTC", "with tax")],
    );
    fields += &input("tva_tx", "VAT rate, %", &filled.tva_tx, decimal);
    fields += &choice(
        "type",
        "Type",
        &filled.kind,
        &[("0", "Product"), ("1", "Service")],
    );
    fields += &choice(
        "status",
        "On sale",
        &filled.status,
        &[("1", "Yes"), ("0", "No")],
    );
    fields += &input("weight", "Weight, kg", &filled.weight, decimal);
    fields += &input("length", "Length, m", &filled.length, decimal);
    fields += &input("width", "Width, m", &filled.width, decimal);
    fields += &input("height", "Height, m", &filled.height, decimal);
    let description = escape(&filled.description);
    format!(
        "<form class=\"card\" method=\"post\" action=\"{action}\">
{fields}<label class=\"wide\">Description (HTML)<textarea name=\"description\" rows=\"5\">{description}</textarea></label>
<div class=\"wide\"><button type=\"submit\">{button}</button></div>
</form>
"
    )
}
