//! A tablet that goes on with what was not acknowledged, as tablets do.

use crate::app::{App, JSON, try_post};
use crate::tablet::{BATCHES, Tablet, completed};
use handover_domain::record::Record;
use handover_domain::wire::Status;

pub struct Sender {
    tablet: Tablet,
    pub pending: Vec<Record>,
    acknowledged: Vec<Record>,
}

impl Sender {
    pub fn enrolled(app: &App) -> Self {
        Self { tablet: Tablet::enrolled(app), pending: Vec::new(), acknowledged: Vec::new() }
    }

    pub fn write(&mut self) {
        let survey = completed().answer("overall", "fair");
        self.pending.push(self.tablet.write(&survey));
    }

    /// What it sends next, where there is something.
    pub fn body(&self) -> Option<Vec<u8>> {
        self.pending.chunks(2).next().map(|batch| self.tablet.body(batch))
    }

    /// Sends until it is done, or head office does not take it.
    pub fn drain(&mut self, url: &str) {
        while let Some(body) = self.body() {
            let Ok(answer) = try_post(url, BATCHES, &body, &[JSON]) else { return };
            if answer.status >= 500 {
                return;
            }
            let receipt = self.tablet.receipt(&answer);
            assert!(receipt.results.iter().all(|entry| entry.status.is_done()), "{:?}", receipt.results);
            self.acknowledged.extend(self.pending.drain(..receipt.results.len()));
        }
    }

    /// Sends the rest, and everything that was acknowledged once more: all of that has to be there.
    pub fn settle(&mut self, app: &App) {
        assert!(!self.acknowledged.is_empty());
        for batch in self.acknowledged.chunks(50) {
            let again = self.tablet.send(app, batch).results;
            assert!(again.iter().all(|entry| entry.status == Status::Duplicate), "{again:?}");
        }
        self.drain(app.url());
        assert!(self.pending.is_empty());
    }
}
