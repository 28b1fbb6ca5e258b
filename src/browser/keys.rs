//! The tablet's own key (ECDSA P-256, never extractable) and head office's signatures, by `WebCrypto`.

use super::BrowserError;
use handover_domain::ids::KeyId;
use handover_domain::wire::{Envelope, Opened, Type, Unsigned};
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/browser/keys.js")]
extern "C" {
    fn made() -> Promise;
    fn taken(pair: &JsValue) -> Promise;
    fn signed(pair: &JsValue, bytes: &[u8]) -> Promise;
    #[wasm_bindgen(js_name = verified)]
    fn fits(point: &[u8], signature: &[u8], bytes: &[u8]) -> Promise;

    type Taken;
    #[wasm_bindgen(method, getter)]
    fn pair(this: &Taken) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn point(this: &Taken) -> Vec<u8>;
}

/// The tablet's signing key. Its private half cannot leave the browser.
#[derive(Debug, Clone)]
pub struct DeviceKey {
    pair: JsValue,
    /// The public half: an uncompressed point, 65 bytes.
    pub public: Vec<u8>,
    /// Its id.
    pub id: KeyId,
}

impl DeviceKey {
    /// Makes a new key.
    pub fn generate() -> impl Future<Output = Result<Self, BrowserError>> {
        Self::of(made())
    }

    /// Takes up a key that was stored as the browser's own object.
    pub fn from_stored(pair: &JsValue) -> impl Future<Output = Result<Self, BrowserError>> + use<> {
        Self::of(taken(pair))
    }

    async fn of(promised: Promise) -> Result<Self, BrowserError> {
        let taken: Taken = JsFuture::from(promised).await?.unchecked_into();
        let public = taken.point();
        let id = KeyId::of(&public);
        Ok(Self { pair: taken.pair(), public, id })
    }

    /// The browser's own object, for the store.
    pub fn to_stored(&self) -> &JsValue {
        &self.pair
    }

    /// Signs a payload into an envelope.
    pub async fn sign(&self, typ: Type, payload: &[u8]) -> Result<Envelope, BrowserError> {
        let unsigned = Unsigned::new(typ, &self.id, payload);
        let signature = JsFuture::from(signed(&self.pair, &unsigned.signing_input())).await?;
        Ok(unsigned.close(&Uint8Array::new(&signature).to_vec()))
    }
}

/// Whether this public key (an uncompressed point) signed that envelope.
pub async fn verified(public: &[u8], opened: &Opened) -> Result<bool, BrowserError> {
    let answer = JsFuture::from(fits(public, &opened.signature, &opened.signing_input)).await?;
    Ok(answer.is_truthy())
}
