//! Response rates (`S5`): of the handovers, how many brought a completed survey.

use crate::db::cells::Slots;
use crate::db::handovers::{self, Counts, Span};
use crate::db::{Conn, StoreError, sums};
use handover_domain::scoring;
use serde::Serialize;
use std::collections::BTreeMap;

/// The response rate of one shop.
#[derive(Debug, Clone, Serialize)]
pub struct Rate {
    /// The shop.
    pub shop: String,
    /// Handovers, each number once: what the rate is of.
    pub n: u64,
    /// What came of them.
    #[serde(flatten)]
    pub counts: Counts,
    /// The share with a completed survey, 0 to 1.
    pub share: f64,
    /// Wilson's 95 % interval of the share.
    pub interval: (f64, f64),
}

impl Rate {
    fn of(shop: String, counts: Counts) -> Self {
        let n = counts.completed + counts.partial + counts.none;
        Self {
            shop,
            n,
            counts,
            share: super::levels::share(counts.completed, n),
            interval: scoring::wilson(counts.completed, n),
        }
    }
}

/// The rate of every shop that handed a tablet to a customer in this span.
pub async fn rates(conn: &mut Conn, span: Span<'_>) -> Result<Vec<Rate>, StoreError> {
    let counts = handovers::counts(conn, span).await?;
    Ok(counts.into_iter().map(|(shop, counts)| Rate::of(shop, counts)).collect())
}

/// The rate that a cell of handovers says; none where there was no handover.
pub fn rate(of: &str, slots: Option<&Slots>) -> Option<Rate> {
    let [completed, partial, none, second, ..] = slots?.map(|n| u64::try_from(n).unwrap_or(0));
    let counts = Counts { completed, partial, none, second };
    (counts != Counts::default()).then(|| Rate::of(of.into(), counts))
}

/// The rate of every shop, from the sums of these spans.
pub async fn summed(conn: &mut Conn, spans: &[String]) -> Result<Vec<Rate>, StoreError> {
    let mut shops: BTreeMap<String, Slots> = BTreeMap::new();
    for span in spans {
        for (shop, slots) in sums::handovers(conn, span).await? {
            let sum = shops.entry(shop).or_default();
            sum.iter_mut().zip(slots).for_each(|(sum, more)| *sum += more);
        }
    }
    Ok(shops.iter().filter_map(|(shop, slots)| rate(shop, Some(slots))).collect())
}

/// All of them as one; none where there was no handover.
pub fn together(rates: &[Rate]) -> Option<Rate> {
    let mut sum = Counts::default();
    for Rate { counts, .. } in rates {
        sum.completed += counts.completed;
        sum.partial += counts.partial;
        sum.none += counts.none;
        sum.second += counts.second;
    }
    (!rates.is_empty()).then(|| Rate::of(String::new(), sum))
}

impl std::fmt::Display for Rate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (low, high) = self.interval;
        write!(f, "{:.1} % (n {}, {:.0}–{:.0})", self.share * 100.0, self.n, low * 100.0, high * 100.0)
    }
}
