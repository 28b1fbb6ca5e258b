//! A synthetic tablet that is enrolled, and its batches: signed like any other's, and believed only by signed receipts.

use super::client::Client;
use crate::clock;
use crate::sign;
use anyhow::{Context, Result, bail, ensure};
use chrono::TimeDelta;
use handover_domain::PROTOCOL;
use handover_domain::ids::{BatchId, KeyId};
use handover_domain::session::Kiosk;
use handover_domain::wire::{
    Batch, Config, EnrolCode, Enrolment, Envelope, MAX_PAYLOAD, MAX_RECORDS, Receipt, Status, Stored, Tip,
    Type, Unsigned,
};
use handover_synthetic::Written;
use p256::ecdsa::SigningKey;
use std::sync::Arc;
use uuid::Uuid;

/// What the tablet says it runs.
const APP: &str = env!("CARGO_PKG_VERSION");
/// Bytes of a batch beside its records.
const FRAME: usize = 1024;

/// A tablet's end of the wire.
pub struct Post {
    /// What head office set up.
    pub kiosk: Arc<Kiosk>,
    key: SigningKey,
    client: Client,
}

/// Records on their way, as their texts.
#[derive(Default)]
pub struct Bag {
    records: Vec<(Written, String)>,
    bytes: usize,
}

impl Bag {
    /// Puts a record in, unless it has no room in this batch any more.
    pub fn put(&mut self, written: Written) -> Option<Written> {
        let text = written.record.to_json();
        let bytes = self.bytes + text.len() + 1;
        let fits = bytes + FRAME <= MAX_PAYLOAD && self.records.len() < MAX_RECORDS;
        if !fits && !self.records.is_empty() {
            return Some(written);
        }
        self.records.push((written, text));
        self.bytes = bytes;
        None
    }
}

impl Post {
    /// Enrols with a code and a key of its own.
    pub fn enrol(client: &Client, code: &EnrolCode) -> Result<Self> {
        let key = new_key()?;
        let wish =
            Enrolment { protocol: PROTOCOL, code: code.clone(), public_key: public(&key), app: APP.into() };
        let answer = client.post("/api/v1/enrolments", &signed(&key, Type::Enrolment, &wish.to_json()))?;
        let opened = Envelope::parse(&answer)?.open(Type::Config)?;
        let config = Config::parse(&opened.payload)?;
        ensure!(
            sign::verifies(&config.signing_key, &opened),
            "Head office's configuration is not signed by its key."
        );
        Ok(Self { kiosk: Arc::new(Kiosk::new(config)?), key, client: client.clone() })
    }

    /// Sends a batch, and empties the bag once head office has signed for each of its records; how many there were.
    /// The journal has come as far as `head`, and the tablet's clock is wrong by `off`.
    pub fn send(&self, bag: &mut Bag, head: Tip, off: TimeDelta) -> Result<u64> {
        if bag.records.is_empty() {
            return Ok(0);
        }
        let batch = Batch {
            protocol: PROTOCOL,
            batch_id: BatchId(Uuid::now_v7()),
            device: self.kiosk.config.device,
            sent_at: clock::now().fixed_offset() + off,
            app: APP.into(),
            head: Some(head),
            records: bag.records.iter().map(|(_, text)| Stored(text.clone())).collect(),
        };
        let answer =
            self.client.post("/api/v1/batches", &signed(&self.key, Type::Batch, &batch.to_json()))?;
        let opened = Envelope::parse(&answer)?.open(Type::Receipt)?;
        ensure!(
            sign::verifies(&self.kiosk.config.signing_key, &opened),
            "A receipt is not signed by head office's key."
        );
        let receipt = Receipt::parse(&opened.payload)?;
        ensure!(receipt.batch_id == batch.batch_id, "A receipt is for another batch.");
        for (written, _) in &bag.records {
            let entry =
                receipt.results.iter().find(|entry| (entry.id, entry.hash) == (written.id, written.tip.hash));
            match entry.map(|entry| entry.status) {
                Some(status) if status.is_done() => {}
                Some(Status::Conflict) => bail!(
                    "Head office has other records under the same ids: this simulation ran there before. Choose another --seed"
                ),
                other => bail!("Head office has not taken record {}: {other:?}", written.id),
            }
        }
        let sent = bag.records.len();
        *bag = Bag::default();
        Ok(sent as u64)
    }
}

fn new_key() -> Result<SigningKey> {
    loop {
        let mut random = [0; 32];
        getrandom::fill(&mut random)
            .context("This machine gives no random numbers, so no tablet was enrolled")?;
        // All but a few of these numbers are keys.
        if let Ok(key) = SigningKey::from_slice(&random) {
            return Ok(key);
        }
    }
}

fn public(key: &SigningKey) -> Vec<u8> {
    key.verifying_key().to_sec1_point(false).as_bytes().to_vec()
}

fn signed(key: &SigningKey, typ: Type, payload: &str) -> String {
    let unsigned = Unsigned::new(typ, &KeyId::of(&public(key)), payload.as_bytes());
    let signature = sign::sign(key, &unsigned.signing_input());
    unsigned.close(&signature).to_json()
}
