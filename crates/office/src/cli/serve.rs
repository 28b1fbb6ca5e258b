//! `serve`

use super::tls;
use crate::folder::Home;
use crate::http::{self, Service};
use crate::office::Office;
use anyhow::{Context, Result};
use axum::http::HeaderValue;
use axum_server::{Handle, Server};
use clap::Args;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::signal;

/// How long requests under way may take once a stop was asked for.
const GRACE: Duration = Duration::from_secs(10);
/// How long a connection may wait for the head of its next request: longer than web servers in front keep theirs, so
/// that it is they who close it.
const IDLE: Duration = Duration::from_secs(75);
/// Bytes of a head over HTTP/2, beyond which the server refuses it by itself; over HTTP/1 it reads more.
const HEAD: u32 = 64 * 1024;

#[derive(Args)]
pub struct Options {
    /// The address to listen on
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The folder of the kiosk's files, served at /
    #[arg(long = "static", value_name = "DIR")]
    files: Option<PathBuf>,
    /// An origin whose kiosk may speak to this head office, where another host serves it: <https://kiosk.example.org>
    #[arg(long = "allow-origin", value_name = "ORIGIN", value_parser = origin)]
    origins: Vec<HeaderValue>,
    /// An address that metrics are served at, for a Prometheus; without it, nowhere
    #[arg(long, value_name = "ADDR")]
    metrics: Option<SocketAddr>,
    /// How many requests a second each tablet may make on average, and each address from which no tablet speaks; a
    /// hundred times as many at once
    #[arg(long, value_name = "N", default_value = "10", value_parser = rate)]
    rate: NonZeroU32,
    /// The address of a web server in front, which is believed for whom it asks (X-Forwarded-For)
    #[arg(long = "behind", value_name = "IP")]
    proxies: Vec<IpAddr>,
    /// The certificate, with those that vouch for it, as PEM: then HTTPS is spoken
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// The certificate's key, as PEM
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
}

/// An origin is a scheme and a host, and no more: a browser names it so, to the letter.
fn origin(text: &str) -> Result<HeaderValue, String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_host = |host: &str| !host.is_empty() && !host.contains(['/', '?', '#', '@', '*', ' ']);
    match host {
        Some(host) if is_host(host) && host == host.to_ascii_lowercase() => {
            HeaderValue::from_str(text).map_err(|error| error.to_string())
        }
        _ => {
            Err("an origin looks like https://kiosk.example.org, in small letters and without a path".into())
        }
    }
}

/// More than a million a second is no limit.
fn rate(text: &str) -> Result<NonZeroU32, String> {
    let rate = text.parse().ok().filter(|rate: &NonZeroU32| rate.get() <= 1_000_000);
    rate.ok_or_else(|| "a rate is a number from 1 to 1000000".into())
}

pub async fn run(home: &Home, options: Options) -> Result<ExitCode> {
    if let Some(files) = &options.files {
        let page = files.join("index.html");
        anyhow::ensure!(page.is_file(), "{} is not there; build the kiosk first.", page.display());
    }
    let tls = match (&options.tls_cert, &options.tls_key) {
        (Some(cert), Some(key)) => Some(tls::load(cert, key).await?),
        _ => None,
    };
    let office = Arc::new(Office::open(home).await?);
    let listener = listen(options.listen, "--listen")?;
    let metrics = options.metrics.map(|address| listen(address, "--metrics")).transpose()?;
    let handle = Handle::new();
    let stopping = handle.clone();
    tokio::spawn(async move {
        asked_to_stop().await;
        stopping.graceful_shutdown(Some(GRACE));
    });
    let service = Service::new(office.clone(), options.rate, options.proxies);
    if let Some(metrics) = metrics {
        tracing::info!(address = %metrics.local_addr()?, "metrics are answered here");
        let server = patient(axum_server::from_tcp(metrics)?.handle(handle.clone()));
        tokio::spawn(server.serve(http::metrics_router(service.clone()).into_make_service()));
    }
    let scheme = if tls.is_some() { "https" } else { "http" };
    say!("Head office listens on {scheme}://{}", listener.local_addr()?);
    let site = http::router(service, options.files.as_deref(), &options.origins)
        .into_make_service_with_connect_info::<SocketAddr>();
    match tls {
        Some(tls) => patient(axum_server::from_tcp_rustls(listener, tls)?).handle(handle).serve(site).await?,
        None => patient(axum_server::from_tcp(listener)?).handle(handle).serve(site).await?,
    }
    office.store.close().await;
    say!("Head office stopped.");
    Ok(ExitCode::SUCCESS)
}

fn listen(address: SocketAddr, option: &str) -> Result<TcpListener> {
    TcpListener::bind(address)
        .with_context(|| format!("{address} cannot be listened on; choose another address with {option}"))
}

/// Closes a connection whose next request does not come, and reads a head far enough to refuse it in our own words.
fn patient<A>(mut server: Server<SocketAddr, A>) -> Server<SocketAddr, A> {
    server.http_builder().http1().header_read_timeout(IDLE);
    server.http_builder().http2().max_header_list_size(HEAD);
    server
}

#[cfg(unix)]
async fn asked_to_stop() {
    let mut terminate = signal::unix::signal(signal::unix::SignalKind::terminate())
        .expect("a runtime with signals takes a handler for SIGTERM");
    tokio::select! {
        _ = signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

#[cfg(not(unix))]
async fn asked_to_stop() {
    signal::ctrl_c().await.expect("a runtime with signals takes a handler for Ctrl-C");
}
