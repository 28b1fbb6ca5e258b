//! `serve`

use crate::http;
use crate::office::Office;
use anyhow::{Context, Result};
use axum::http::HeaderValue;
use clap::Args;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal;
use tokio::sync::watch;

/// How long requests under way may take once a stop was asked for.
const GRACE: Duration = Duration::from_secs(10);

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

pub async fn run(data: &Path, options: Options) -> Result<ExitCode> {
    if let Some(files) = &options.files {
        let page = files.join("index.html");
        anyhow::ensure!(page.is_file(), "{} is not there; build the kiosk first.", page.display());
    }
    let office = Arc::new(Office::open(data).await?);
    let listener = TcpListener::bind(options.listen).await.with_context(|| {
        format!("{} cannot be listened on; choose another address with --listen", options.listen)
    })?;
    say!("Head office listens on http://{}", listener.local_addr()?);

    let (stopping, mut stopped) = watch::channel(false);
    tokio::spawn(async move {
        asked_to_stop().await;
        stopping.send_replace(true);
    });
    let mut soon = stopped.clone();
    let service =
        axum::serve(listener, http::router(office.clone(), options.files.as_deref(), &options.origins))
            .with_graceful_shutdown(async move { drop(soon.wait_for(|stop| *stop).await) });
    tokio::select! {
        served = async { service.await } => served?,
        () = async { drop(stopped.wait_for(|stop| *stop).await); tokio::time::sleep(GRACE).await } => {}
    }
    office.store.close().await;
    say!("Head office stopped.");
    Ok(ExitCode::SUCCESS)
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
