//! What is the same for every request: how long its head may be, how long it may take, that its sender hears the answer,
//! and that a mistake of ours is a refusal like any other.

use crate::refused::Refused;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use http_body_util::BodyExt;
use std::any::Any;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::timeout;

/// The most bytes of the address and the head together. A tablet's line of authorisation has a few hundred.
const MAX_HEAD: usize = 16 * 1024;
/// Read and thrown away of a body that nobody wanted.
const DRAINED: usize = 4 * 1024 * 1024;
/// For so long.
const MOMENT: Duration = Duration::from_secs(2);
/// How long a request may take, its body's arrival included.
const PATIENCE: Duration = Duration::from_mins(1);

/// Refuses a head that is too long.
pub async fn short(request: Request, next: Next) -> Response {
    let address = request.uri().path_and_query().map_or(0, |address| address.as_str().len());
    let lines = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 4);
    if address + lines.sum::<usize>() > MAX_HEAD {
        return Refused::HeadTooLarge(MAX_HEAD).into_response();
    }
    next.run(request).await
}

/// Gives up on a request that takes too long; what it had not made durable is not there.
pub async fn timely(request: Request, next: Next) -> Response {
    timeout(PATIENCE, next.run(request)).await.unwrap_or_else(|_| Refused::Late.into_response())
}

/// Reads what a request still brings when it is answered, up to a point and for a moment: whoever has not finished sending
/// hears the answer all the same.
pub async fn heard_out(request: Request, next: Next) -> Response {
    let (head, body) = request.into_parts();
    if body.is_end_stream() {
        return next.run(Request::from_parts(head, body)).await;
    }
    let rest = Arc::new(Mutex::new(body));
    let lent = Body::from_stream(stream::unfold(rest.clone(), piece));
    let response = next.run(Request::from_parts(head, lent)).await;
    let drain = async {
        let mut drained = 0;
        while let Some((Ok(bytes), _)) = piece(rest.clone()).await {
            drained += bytes.len();
            if drained > DRAINED {
                break;
            }
        }
    };
    // Whoever sends slowly has waited for nothing.
    drop(timeout(MOMENT, drain).await);
    response
}

async fn piece(body: Arc<Mutex<Body>>) -> Option<(Result<Bytes, axum::Error>, Arc<Mutex<Body>>)> {
    let frame = body.lock().await.frame().await?;
    Some((frame.map(|frame| frame.into_data().unwrap_or_default()), body))
}

/// What is answered in place of a breakdown. What the panic said is not: it may quote the request.
pub fn broken(_: Box<dyn Any + Send + 'static>) -> Response {
    Refused::Broken.into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::http::StatusCode;
    use axum::middleware::from_fn;
    use handover_domain::wire::{Problem, Reason};
    use tower::ServiceExt;
    use tower_http::catch_panic::CatchPanicLayer;

    async fn slow() {
        tokio::time::sleep(Duration::from_hours(1)).await;
    }

    async fn breaks(request: Request) -> StatusCode {
        panic!("{}", request.uri());
    }

    /// The reason in an answer and how long one waits before asking again.
    async fn refused(site: Router, request: Request) -> (Reason, bool) {
        let response = site.oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        let problem = Problem::recognise(head.status.as_u16(), &body).unwrap();
        assert!(!problem.detail.contains("secret"), "{}", problem.detail);
        (problem.reason, head.headers.contains_key("retry-after"))
    }

    fn asked(address: &str) -> Request {
        Request::get(address).body(Body::empty()).unwrap()
    }

    #[tokio::test(start_paused = true)]
    async fn a_request_that_takes_too_long_is_given_up() {
        let site = Router::new().fallback(slow).layer(from_fn(timely));
        assert_eq!(refused(site, asked("/")).await, (Reason::Unavailable, true));
    }

    #[tokio::test]
    async fn a_breakdown_is_a_refusal_that_quotes_nothing() {
        let site = Router::new().fallback(breaks).layer(CatchPanicLayer::custom(broken));
        assert_eq!(refused(site, asked("/secret")).await, (Reason::Broken, false));
    }

    #[tokio::test]
    async fn a_head_that_is_too_long_is_refused_and_one_at_the_limit_is_not() {
        let site = || Router::new().fallback(|| async {}).layer(from_fn(short));
        let of = |bytes: usize| Request::get("/").header("a", "b".repeat(bytes)).body(Body::empty()).unwrap();
        let at_the_limit = MAX_HEAD - "/".len() - "a: \r\n".len();
        assert_eq!(site().oneshot(of(at_the_limit)).await.unwrap().status(), StatusCode::OK);
        assert_eq!(refused(site(), of(at_the_limit + 1)).await, (Reason::HeaderTooLarge, false));
        let far = format!("/{}", "a".repeat(MAX_HEAD));
        assert_eq!(refused(site(), asked(&far)).await, (Reason::HeaderTooLarge, false));
    }
}
