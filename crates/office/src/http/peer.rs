//! Where a request comes from.

use super::Service;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

/// The address of whoever asks; that of a web server in front only where that was not named.
pub struct Peer(pub IpAddr);

impl FromRequestParts<Arc<Service>> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, service: &Arc<Service>) -> Result<Self, Infallible> {
        let connected = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let connected = connected.map_or(Ipv4Addr::UNSPECIFIED.into(), |ConnectInfo(address)| address.ip());
        if !service.proxies.contains(&connected.to_canonical()) {
            return Ok(Self(connected));
        }
        // What stands before the last was said by whoever asked, and may be anything.
        let told = parts.headers.get_all("x-forwarded-for").iter().next_back();
        let told = told.and_then(|line| line.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
        Ok(Self(told.unwrap_or(connected)))
    }
}
