//! A stand-in in this process, at a free port of its own; it ends with the test program.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::mpsc;

use dolisync_dolibarr::catalogue::Catalogue;
use dolisync_dolibarr::keys::Keys;
use dolisync_dolibarr::server::{Server, Setup};
use dolisync_dolibarr::settings::Version;

/// Starts one and gives its address.
pub fn start(version: Version, catalogue: Catalogue) -> String {
    let (ready, address) = mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime starts");
        runtime.block_on(async {
            let server = Server::new(Setup {
                version,
                catalogue,
                demo: None,
                data: None,
                keys: Keys::with_admin("admin-key".to_string()),
                webhook: None,
            })
            .expect("the catalogue can be built");
            let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
            let listener = tokio::net::TcpListener::bind(any_port)
                .await
                .expect("a port is free");
            let address = listener.local_addr().expect("it has an address");
            ready.send(address).expect("the test waits");
            server.listen(listener).await.expect("it serves");
        });
    });
    format!("http://{}", address.recv().expect("the stand-in starts"))
}
