//! One call of the API, from what was sent to what is answered. The order of the stages is Restler's, Dolibarr's
//! framework: protection, body, route, key, arguments, and then the route itself.

mod answer;
mod body;
mod call;
mod protection;
mod refusal;
mod routing;
mod xml;

pub use answer::{Answer, Content};
pub use call::Call;
pub use refusal::Refusal;
pub use routing::Route;

use crate::keys::Keys;
use crate::world::World;

/// A request below `/api/index.php`, as it came in.
pub struct Request<'a> {
    pub method: &'a str,
    /// `/products/68`, still percent-encoded.
    pub path: &'a str,
    /// As sent, without `?`.
    pub query: &'a str,
    /// The header `DOLAPIKEY`.
    pub key: Option<&'a str>,
    pub accept: Option<&'a str>,
    pub content_type: Option<&'a str>,
    pub body: &'a [u8],
}

/// Answers a request, and changes the world when the request does.
pub fn answer(world: &mut World, keys: &Keys, request: &Request) -> Answer {
    let version = world.settings.version;
    if let Some(answer) = protection::check(request, version) {
        return answer;
    }
    if world.settings.database_down {
        return Answer::technical_error();
    }
    match carry_out(world, keys, request) {
        Ok(answer) if xml::wanted(request.accept) => xml::answer(answer),
        Ok(answer) => answer,
        Err(refusal) => refusal.into_answer(),
    }
}

fn carry_out(world: &mut World, keys: &Keys, request: &Request) -> Result<Answer, Refusal> {
    let segments = routing::segments(request.path);
    let Some(module) = routing::module(&segments, &world.settings) else {
        return Ok(Answer::page(
            501,
            "API not found (failed to include API file)",
        ));
    };
    let query = call::query(request.query);
    let body = body::read(request.content_type, request.body)?;
    let found = routing::find(module, request.method, &segments, world.settings.version)?;
    let user = if found.route.open {
        None
    } else {
        Some(call::user(
            keys,
            request.key,
            &query,
            world.settings.version,
        )?)
    };
    let call = Call {
        user,
        is_off: world
            .settings
            .modules_off
            .iter()
            .any(|off| off == module.name),
        version: world.settings.version,
        class: module.class,
        parameters: found.parameters,
        query,
        body,
    };
    call.check_types()?;
    (found.route.handle)(world, &call)
}
