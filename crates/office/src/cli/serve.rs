//! `serve`

use crate::folder::Home;
use crate::http;
use crate::office::Office;
use anyhow::{Context, Result};
use axum::http::HeaderValue;
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use clap::Args;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::signal;
use tokio::time::interval;

/// How long requests under way may take once a stop was asked for.
const GRACE: Duration = Duration::from_secs(10);
/// How often a certificate is read again: whoever renews it need not tell us.
const RENEWED: Duration = Duration::from_hours(1);

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

pub async fn run(home: &Home, options: Options) -> Result<ExitCode> {
    if let Some(files) = &options.files {
        let page = files.join("index.html");
        anyhow::ensure!(page.is_file(), "{} is not there; build the kiosk first.", page.display());
    }
    let tls = match (&options.tls_cert, &options.tls_key) {
        (Some(cert), Some(key)) => Some(tls(cert, key).await?),
        _ => None,
    };
    let office = Arc::new(Office::open(home).await?);
    let listener = TcpListener::bind(options.listen).with_context(|| {
        format!("{} cannot be listened on; choose another address with --listen", options.listen)
    })?;
    let scheme = if tls.is_some() { "https" } else { "http" };
    say!("Head office listens on {scheme}://{}", listener.local_addr()?);

    let handle = Handle::new();
    let stopping = handle.clone();
    tokio::spawn(async move {
        asked_to_stop().await;
        stopping.graceful_shutdown(Some(GRACE));
    });
    let service =
        http::router(office.clone(), options.files.as_deref(), &options.origins).into_make_service();
    match tls {
        Some(tls) => axum_server::from_tcp_rustls(listener, tls)?.handle(handle).serve(service).await?,
        None => axum_server::from_tcp(listener)?.handle(handle).serve(service).await?,
    }
    office.store.close().await;
    say!("Head office stopped.");
    Ok(ExitCode::SUCCESS)
}

/// A certificate and its key, and from now on what takes their place in these files.
async fn tls(cert: &Path, key: &Path) -> Result<RustlsConfig> {
    let (cert, key) = (cert.to_owned(), key.to_owned());
    let tls = RustlsConfig::from_pem_file(&cert, &key).await.with_context(|| {
        format!("{} and {} are no certificate and the key that fits it", cert.display(), key.display())
    })?;
    let used = tls.clone();
    tokio::spawn(async move {
        let mut times = interval(RENEWED);
        loop {
            times.tick().await;
            if let Err(error) = used.reload_from_pem_file(&cert, &key).await {
                tracing::warn!(%error, "the certificate cannot be read again; the one in use stays");
            }
        }
    });
    Ok(tls)
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
