use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use clap::Parser;
use dolisync_dolibarr::catalogue::Catalogue;
use dolisync_dolibarr::keys::Keys;
use dolisync_dolibarr::server::{self, Server};
use dolisync_dolibarr::settings::Version;

/// A stand-in for Dolibarr's REST API, with pages to look at its products and change them.
#[derive(Parser)]
#[command(name = "dolisync-dolibarr")]
struct Options {
    /// Port to listen on, at 127.0.0.1; 0 takes any free one.
    #[arg(long)]
    port: u16,
    /// Which Dolibarr to be: 16 or 20.
    #[arg(long, default_value = "16")]
    version: Version,
    /// What it starts with: demo, lab, empty, or large:N or shop:N for N products.
    #[arg(long, default_value = "demo")]
    catalogue: Catalogue,
    /// The demo's products; without it, those the program was built with.
    #[arg(long)]
    demo: Option<PathBuf>,
    /// Keeps the data in this file from one start to the next.
    #[arg(long)]
    data: Option<PathBuf>,
    /// The key that may do everything.
    #[arg(long, default_value = "admin-key")]
    key: String,
    /// Sends what happens to products to this address, as the module Webhook does.
    #[arg(long)]
    webhook: Option<String>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let options = Options::parse();
    let server = Server::new(server::Setup {
        version: options.version,
        catalogue: options.catalogue,
        demo: options.demo,
        data: options.data,
        keys: Keys::with_admin(options.key),
        webhook: options.webhook,
    })?;
    let listener =
        tokio::net::TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, options.port)))
            .await?;
    println!("listening on http://{}", listener.local_addr()?);
    tokio::select! {
        result = server.listen(listener) => result?,
        () = stopped() => {}
    }
    Ok(())
}

/// Ends with the first SIGINT or SIGTERM.
async fn stopped() {
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated => {}
    }
}
