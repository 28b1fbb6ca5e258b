//! The certificate and the key of `serve`.

use anyhow::{Context, Result};
use axum_server::tls_rustls::RustlsConfig;
use std::fs;
use std::path::Path;
use std::time::Duration;
use tokio::time::interval;

/// How often a certificate is read again: whoever renews it need not tell us.
const RENEWED: Duration = Duration::from_hours(1);

/// A certificate and its key, and from now on what takes their place in these files.
pub async fn load(cert: &Path, key: &Path) -> Result<RustlsConfig> {
    let (cert, key) = (cert.to_owned(), key.to_owned());
    let tls = RustlsConfig::from_pem(read(&cert, "certificate")?, read(&key, "key")?).await.with_context(|| {
        format!(
            "{} and {} are no certificate and the key that fits it; head office was not started, give it both as PEM",
            cert.display(),
            key.display()
        )
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

fn read(path: &Path, what: &str) -> Result<Vec<u8>> {
    fs::read(path)
        .with_context(|| format!("the {what} {} cannot be read; head office was not started", path.display()))
}
