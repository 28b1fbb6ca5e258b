//! Keys that everybody knows.

use handover_domain::base64;
use handover_domain::hash::Hash;
use handover_domain::ids::KeyId;
use handover_domain::seal::{self, Recipient};
use handover_domain::wire::{Envelope, Opened, Type, Unsigned};
use handover_office::keys::{Keys, Known, Purpose, name};
use handover_office::sign;
use p256::ecdsa::SigningKey;
use std::fs;
use std::sync::LazyLock;

/// The secret bytes of every key here.
const SECRET: [u8; 32] = [7; 32];

/// Whoever signs, a tablet or head office.
static SIGNER: LazyLock<SigningKey> =
    LazyLock::new(|| SigningKey::from_slice(&SECRET).expect("the bytes are a scalar of the curve"));

/// The public half of the key that signs.
pub static PUBLIC: LazyLock<Vec<u8>> =
    LazyLock::new(|| SIGNER.verifying_key().to_sec1_point(false).as_bytes().to_vec());

/// Whom parts are sealed for.
pub static READER: LazyLock<Recipient> =
    LazyLock::new(|| Recipient::new(&seal::key_pair(SECRET).1).expect("a key that was just made is one"));

/// Head office's keys, as it opens them.
pub static OFFICE: LazyLock<Keys> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder for two small files");
    let known = [(Purpose::Signing, PUBLIC.clone()), (Purpose::Records, seal::key_pair(SECRET).1)];
    let known = known.map(|(purpose, public)| {
        let text = format!("handover {} key 1: {}\n", purpose.word(), base64::encode(&SECRET));
        fs::write(folder.path().join(name(purpose, 1)), text).expect("the folder is our own");
        Known { purpose, number: 1, public, made_at: None, retired_at: None }
    });
    Keys::open(folder.path(), &known).expect("the files are as head office writes them")
});

/// Frames a payload and signs it as the curve has it, which head office checks.
pub fn signed(typ: Type, payload: &[u8]) -> Envelope {
    let unsigned = Unsigned::new(typ, &KeyId::of(&PUBLIC), payload);
    let signature = sign::sign(&SIGNER, &unsigned.signing_input());
    unsigned.close(&signature)
}

/// The same with a signature that takes no time: what only frames and reads leaves it to others whether one fits.
pub fn marked(typ: Type, payload: &[u8]) -> Envelope {
    let unsigned = Unsigned::new(typ, &KeyId::of(&PUBLIC), payload);
    let mark = mark(&unsigned.signing_input());
    unsigned.close(&mark)
}

/// Whether an envelope was signed so.
pub fn is_marked(opened: &Opened) -> bool {
    opened.signature == mark(&opened.signing_input)
}

fn mark(signing_input: &[u8]) -> Vec<u8> {
    Hash::of(&[&SECRET, signing_input].concat()).0.repeat(2)
}
