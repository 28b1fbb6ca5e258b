//! The tablet's own key (ECDSA P-256, never extractable) and head office's signatures, by `WebCrypto`.

use super::{BrowserError, window};
use handover_domain::ids::KeyId;
use handover_domain::wire::{Envelope, Opened, Type, Unsigned};
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, CryptoKeyPair, SubtleCrypto};

/// The tablet's signing key. Its private half cannot leave the browser.
#[derive(Debug, Clone)]
pub struct DeviceKey {
    pair: CryptoKeyPair,
    /// The public half: an uncompressed point, 65 bytes.
    pub public: Vec<u8>,
    /// Its id.
    pub id: KeyId,
}

fn subtle() -> Result<SubtleCrypto, BrowserError> {
    Ok(window().crypto()?.subtle())
}

fn object(entries: &[(&str, &str)]) -> Result<Object, BrowserError> {
    let object = Object::new();
    for (name, value) in entries {
        Reflect::set(&object, &(*name).into(), &(*value).into())?;
    }
    Ok(object)
}

impl DeviceKey {
    /// Makes a new key.
    pub async fn generate() -> Result<Self, BrowserError> {
        let algorithm = object(&[("name", "ECDSA"), ("namedCurve", "P-256")])?;
        let uses = Array::of2(&"sign".into(), &"verify".into());
        let made = subtle()?.generate_key_with_object(&algorithm, false, &uses)?;
        Self::from_stored(JsFuture::from(made).await?).await
    }

    /// Takes up a key that was stored as the browser's own object.
    pub async fn from_stored(stored: JsValue) -> Result<Self, BrowserError> {
        let pair: CryptoKeyPair = stored.unchecked_into();
        let raw = JsFuture::from(subtle()?.export_key("raw", &pair.get_public_key())?).await?;
        let public = Uint8Array::new(&raw).to_vec();
        let id = KeyId::of(&public);
        Ok(Self { pair, public, id })
    }

    /// The browser's own object, for the store.
    pub fn to_stored(&self) -> &JsValue {
        &self.pair
    }

    /// Signs a payload into an envelope.
    pub async fn sign(&self, typ: Type, payload: &[u8]) -> Result<Envelope, BrowserError> {
        let unsigned = Unsigned::new(typ, &self.id, payload);
        let signed = subtle()?.sign_with_object_and_u8_array(
            &sha256()?,
            &self.pair.get_private_key(),
            &unsigned.signing_input(),
        )?;
        let signature = Uint8Array::new(&JsFuture::from(signed).await?).to_vec();
        Ok(unsigned.close(&signature))
    }
}

/// Whether this public key (an uncompressed point) signed that envelope.
pub async fn verified(public: &[u8], opened: &Opened) -> Result<bool, BrowserError> {
    let algorithm = object(&[("name", "ECDSA"), ("namedCurve", "P-256")])?;
    let uses = Array::of1(&"verify".into());
    let bytes = Uint8Array::from(public);
    let key = subtle()?.import_key_with_object("raw", &bytes, &algorithm, false, &uses)?;
    let key: CryptoKey = JsFuture::from(key).await?.unchecked_into();
    let answer = subtle()?.verify_with_object_and_u8_array_and_u8_array(
        &sha256()?,
        &key,
        &opened.signature,
        &opened.signing_input,
    )?;
    Ok(JsFuture::from(answer).await?.is_truthy())
}

fn sha256() -> Result<Object, BrowserError> {
    object(&[("name", "ECDSA"), ("hash", "SHA-256")])
}
