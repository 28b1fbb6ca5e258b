//! What a synthetic tablet asks of head office over HTTP, and when it asks again.

use anyhow::{Context, Result, bail, ensure};
use handover_domain::wire::Problem;
use std::sync::Arc;
use std::thread;
use std::time::Duration;
use ureq::Agent;
use ureq::http::header::{CONTENT_TYPE, RETRY_AFTER};
use ureq::tls::TlsConfig;

/// How often a request is made before it is given up.
const TRIES: u32 = 8;
/// The longest wait between two tries.
const LONGEST: Duration = Duration::from_mins(1);
const TIME_OUT: Duration = Duration::from_secs(30);

/// The way to a head office; its clones share their connections.
#[derive(Clone)]
pub struct Client {
    agent: Agent,
    url: String,
}

impl Client {
    /// The way to the head office at this address.
    pub fn new(url: &str) -> Result<Self> {
        let url = url.trim_end_matches('/');
        let has_host = ["http://", "https://"]
            .iter()
            .any(|scheme| url.strip_prefix(scheme).is_some_and(|host| !host.is_empty()));
        ensure!(
            has_host,
            "`{url}` is no address of a head office; one looks like https://survey.example.org."
        );
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(TIME_OUT))
            .max_redirects(0)
            .tls_config(TlsConfig::builder().unversioned_rustls_crypto_provider(provider).build())
            .build();
        Ok(Self { agent: config.into(), url: url.into() })
    }

    /// Whether a head office answers there.
    pub fn is_there(&self) -> Result<()> {
        let url = &self.url;
        let answer = self.agent.get(format!("{url}/healthz")).call();
        let status = answer
            .with_context(|| {
                format!("Nobody answers at {url}, so nothing was made or sent; is the service running?")
            })?
            .status();
        ensure!(
            status == 200,
            "What answers at {url} is no head office ({status} for /healthz), so nothing was made or sent."
        );
        Ok(())
    }

    /// Posts this body, again and again while head office has no time.
    pub fn post(&self, path: &str, body: &str) -> Result<Vec<u8>> {
        let url = &self.url;
        let mut tries = 1;
        loop {
            let request = self.agent.post(format!("{url}{path}")).header(CONTENT_TYPE, "application/json");
            let wait = match request.send(body) {
                Err(error) if tries == TRIES => {
                    return Err(error).with_context(|| format!("{url} does not answer any more"));
                }
                Err(_) => Duration::from_secs(1 << tries.min(6)),
                Ok(mut answer) => {
                    let status = answer.status().as_u16();
                    let after =
                        answer.headers().get(RETRY_AFTER).and_then(|after| after.to_str().ok()?.parse().ok());
                    let body = answer.body_mut().read_to_vec();
                    match (status, body) {
                        (200, Ok(body)) => return Ok(body),
                        (429 | 503, _) if tries < TRIES => Duration::from_secs(after.unwrap_or(1)),
                        (status, body) => bail!(refusal(url, status, &body.unwrap_or_default())),
                    }
                }
            };
            thread::sleep(wait.min(LONGEST));
            tries += 1;
        }
    }
}

fn refusal(url: &str, status: u16, body: &[u8]) -> String {
    match Problem::recognise(status, body) {
        Some(problem) => format!("Head office at {url} refuses ({status}): {}", problem.detail),
        None => format!("{url} answers {status}, and not as a head office does"),
    }
}
