//! `POST /api/v1/exports`

use super::Service;
use super::body::Coding;
use super::description::refusals;
use super::description::words::Day;
use super::people::{Asking, language, reach, read, shop, span, unreadable};
use crate::db::Conn;
use crate::export::{self, Format, Wanted, What};
use crate::refused::Refused;
use crate::target::{Chunk, Target};
use crate::users::Act;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use clap::ValueEnum;
use futures_util::stream;
use handover_domain::wire::Reason;
use serde::Deserialize;
use std::io;
use std::sync::Arc;
use tokio::sync::mpsc::{Receiver, channel};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use utoipa::ToSchema;

refusals!(Unreadable, SignedOut, Forbidden, TooLarge, UnsupportedMediaType, TooManyRequests);

/// Each reads one state of the database to its end, and others want to read meanwhile.
const AT_A_TIME: usize = 2;
/// How many pieces wait for whoever reads.
const WAITING: usize = 2;

/// Who may export at the moment.
pub struct Exports(Arc<Semaphore>);

impl Exports {
    /// Nobody does yet.
    pub fn new() -> Self {
        Self(Arc::new(Semaphore::new(AT_A_TIME)))
    }

    fn begin(&self) -> Result<OwnedSemaphorePermit, Refused> {
        self.0.clone().try_acquire_owned().map_err(|_| {
            let sentence =
                "Others are exporting at the moment, so nothing was exported; ask again in a while.";
            Refused::Said(Reason::Unavailable, sentence.into())
        })
    }
}

/// What is to be exported.
#[derive(Deserialize, ToSchema)]
pub struct NewExport {
    /// `answers`, `complaints`, `steps`, `calls`, `handovers` or `visits`
    what: String,
    /// `csv` (without it), `xlsx` or `ndjson`
    format: Option<String>,
    /// The first day; without days, all of them
    #[schema(value_type = Option<Day>)]
    from: Option<String>,
    /// The last day
    #[schema(value_type = Option<Day>)]
    to: Option<String>,
    /// The shop; whoever may export everywhere need name none
    shop: Option<String>,
    /// Answers with their handover numbers
    #[serde(default)]
    orders: bool,
    /// The language of shops' names: `zh-CN` (without it), `zh-TW` or `en`
    lang: Option<String>,
}

/// Exports rows of facts
///
/// As `handover-office export` does, and as `docs/export.md` tells; that it is begun is on record before the first row, and how many rows
/// it came to at the end. Where it is broken off the connection is closed, without the end that HTTP asks for. Answers are not for whoever
/// may export one shop's only, and with handover numbers for customer care alone (I3).
#[utoipa::path(
    post,
    path = "/api/v1/exports",
    operation_id = "export",
    tag = "people",
    params(Coding),
    request_body = NewExport,
    security(("session" = [])),
    responses(
        (status = 200, description = "The rows", content(
            (String = "text/csv"),
            (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (String = "application/x-ndjson"),
        )),
        Refusals
    )
)]
pub async fn create(
    State(service): State<Arc<Service>>,
    asking: Asking,
    request: Request,
) -> Result<Response, Refused> {
    let asked: NewExport = read(request).await?;
    let (what, format) = (word(&asked.what)?, asked.format.as_deref().map_or(Ok(Format::Csv), word)?);
    let shop = shop(asked.shop)?;
    let wanted = Wanted {
        what,
        format,
        days: span(asked.from.as_deref(), asked.to.as_deref())?,
        shop,
        orders: asked.orders,
        language: language(asked.lang.as_deref())?,
        by: asking.id().to_owned(),
    };
    let mut tx = service.office.store.read().await?;
    allowed(&mut tx, &asking, &wanted).await?;
    drop(tx);
    let permit = service.exports.begin()?;
    let note = export::note(&service.office, &wanted).await?;
    let mut response =
        Body::from_stream(stream::unfold(begin(&service, wanted, note, permit), next)).into_response();
    let (kind, name) = told(what, format);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(name) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

/// Refuses what is not theirs, and answers for whoever might tell by them who gave which score (`I3`).
async fn allowed(conn: &mut Conn, asking: &Asking, wanted: &Wanted) -> Result<(), Refused> {
    let all = &asking.0.grants;
    let reach = match wanted.what {
        What::Answers => {
            let act = if wanted.orders { Act::ExportOrders } else { Act::Export };
            reach(conn, &all.beyond_shops(), act).await?
        }
        What::Complaints | What::Steps | What::Handovers | What::Visits | What::Calls => {
            reach(conn, all, Act::Export).await?
        }
    };
    let is_theirs = match &wanted.shop {
        Some(shop) => reach.holds(shop),
        None => reach.shops().is_none(),
    };
    if is_theirs { Ok(()) } else { Err(Refused::Forbidden) }
}

/// Begins to export; what comes of it, piece by piece. It ends early where nobody takes the pieces any more.
fn begin(
    service: &Service,
    wanted: Wanted,
    note: export::Note,
    permit: OwnedSemaphorePermit,
) -> Receiver<Chunk> {
    let (to, pieces) = channel(WAITING);
    let (office, target) = (service.office.clone(), Target::Reader(to.clone()));
    tokio::spawn(async move {
        let done = export::run(office, wanted, note, target).await;
        drop(permit);
        if let Err(error) = done {
            tracing::warn!("an export was broken off: {error}");
            // Whoever still reads learns that this was not the end.
            drop(to.send(Err(io::Error::other("the export was broken off"))).await);
        }
    });
    pieces
}

async fn next(mut pieces: Receiver<Chunk>) -> Option<(io::Result<Bytes>, Receiver<Chunk>)> {
    let piece = pieces.recv().await?;
    Some((piece.map(Bytes::from), pieces))
}

/// The type of what is sent, and what a browser calls the file.
fn told(what: What, format: Format) -> (&'static str, String) {
    let (kind, ending) = match format {
        Format::Csv => ("text/csv; charset=utf-8", "csv"),
        Format::Xlsx => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
        Format::Ndjson => ("application/x-ndjson", "ndjson"),
    };
    (kind, format!("{}.{ending}", export::word(&what)))
}

/// The one that has this name on the command line too.
fn word<T: ValueEnum>(name: &str) -> Result<T, Refused> {
    T::from_str(name, false).map_err(|_| {
        let known: Vec<String> = T::value_variants().iter().map(export::word).collect();
        unreadable(&format!("there are {}", known.join(", ")))
    })
}
