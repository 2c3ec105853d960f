use serde_json::{json, Value};

use crate::api::{Answer, Call, Refusal, Route};
use crate::keys::{Right, User};
use crate::settings::Settings;
use crate::shapes;
use crate::world::World;

pub const STATUS_ROUTES: &[Route] = &[Route::new("GET", "", status)];
pub const ROUTES: &[Route] = &[Route::new("GET", "info", info)];

fn status(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let claimed = world.settings.claimed_version.as_deref();
    Ok(Answer::json(json!({"success": {
        "code": 200,
        "dolibarr_version": claimed.unwrap_or(call.version.number()),
        "access_locked": "0",
    }})))
}

/// The key's own user. With `includepermissions=1` the rights too; Dolibarr leaves them empty otherwise.
fn info(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let user = match call.user {
        Some(user) if user.may(Right::Read) => user,
        _ => return Err(call.forbidden("Not allowed")),
    };
    let mut fields = shapes::USER.blank(call.version);
    fields.insert("id".into(), user.id().to_string().into());
    fields.insert("ref".into(), user.id().to_string().into());
    fields.insert("login".into(), user.login().into());
    fields.insert("lastname".into(), user.lastname().into());
    let administers = user.may(Right::Administer);
    fields.insert("admin".into(), if administers { "1" } else { "0" }.into());
    if call.flag("includepermissions") {
        fields.insert("rights".into(), rights(user, &world.settings));
    }
    Ok(Answer::json(fields))
}

/// Dolibarr's rights by module: a right the user has is 1, one he lacks is absent; a module that is off has none.
fn rights(user: User, settings: &Settings) -> Value {
    let write = user.may(Right::Write);
    let mut modules = serde_json::Map::new();
    for (module, of_api) in [
        ("produit", "products"),
        ("service", "services"),
        ("stock", "warehouses"),
        ("societe", "thirdparties"),
        ("commande", "orders"),
        ("facture", "invoices"),
        ("propale", "proposals"),
        ("categorie", "categories"),
    ] {
        if settings.is_off(of_api) {
            continue;
        }
        let mut rights = serde_json::Map::new();
        rights.insert("lire".into(), 1.into());
        if write {
            for right in ["creer", "supprimer"] {
                rights.insert(right.into(), 1.into());
            }
        }
        if module == "societe" {
            rights.insert("contact".into(), json!({"lire": 1}));
        }
        if module == "stock" {
            let mut movement = serde_json::Map::new();
            movement.insert("lire".into(), 1.into());
            if write {
                movement.insert("creer".into(), 1.into());
            }
            rights.insert("mouvement".into(), movement.into());
        }
        modules.insert(module.into(), rights.into());
    }
    modules.insert(
        "user".into(),
        json!({"user": {}, "self": {"creer": 1}, "user_advance": {}, "self_advance": {}, "group_advance": {}}),
    );
    modules.into()
}
