//! Head office, served on loopback for as long as its synthetic tablets need it.

use crate::http::{self, Service};
use crate::office::Office;
use anyhow::{Context, Result};
use axum_server::Handle;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;

/// Nobody but these tablets asks, so that there is nobody to be held back for.
const RATE: NonZeroU32 = NonZeroU32::new(1_000_000).expect("a million is not zero");
const GRACE: Duration = Duration::from_secs(10);

/// A service that is running.
pub struct Serving {
    /// Where.
    pub url: String,
    handle: Handle<SocketAddr>,
    task: JoinHandle<io::Result<()>>,
}

impl Serving {
    /// Begins to serve on a port that is free.
    pub fn begin(office: Arc<Office>) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .context("No port of this machine can be listened on, so nothing was simulated")?;
        let url = format!("http://{}", listener.local_addr()?);
        let handle = Handle::new();
        let site = http::router(Service::new(office, RATE, Vec::new()), None, &[])
            .into_make_service_with_connect_info::<SocketAddr>();
        let server = axum_server::from_tcp(listener)?.handle(handle.clone());
        Ok(Self { url, handle, task: tokio::spawn(server.serve(site)) })
    }

    /// Ends it once everything under way is done.
    pub async fn end(self) -> Result<()> {
        self.handle.graceful_shutdown(Some(GRACE));
        Ok(self.task.await??)
    }
}
