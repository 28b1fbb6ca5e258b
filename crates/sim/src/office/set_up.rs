//! Enrolment, set-ups, and new keys.

use super::{Office, Signer, refusal, shop};
use crate::world::World;
use handover_domain::PROTOCOL;
use handover_domain::ids::{DeviceId, KeyId};
use handover_domain::language::{Language, Text};
use handover_domain::record::Mode;
use handover_domain::wire::{Config, Enrolment, Envelope, NewKey, Opened, Problem, Reason, Retention, Type};

impl Office {
    /// The tablet whose approved key signed this; only then is the payload to be believed.
    pub(super) fn signer(&self, world: &World, opened: &Opened) -> Result<DeviceId, Problem> {
        let signer = self.signers.get(&opened.key).filter(|signer| signer.approved);
        let signer = signer.ok_or_else(|| refusal(Reason::UnknownDevice, "no tablet signs with this key"))?;
        if !world.keys.verifies(&signer.public, opened) {
            return Err(refusal(Reason::WrongSignature, "the signature does not fit"));
        }
        self.not_revoked(signer.device)
    }

    fn not_revoked(&self, device: DeviceId) -> Result<DeviceId, Problem> {
        match self.revoked.get(&device) {
            Some(false) => Ok(device),
            Some(true) => Err(refusal(Reason::RevokedDevice, "the tablet was revoked")),
            None => Err(refusal(Reason::UnknownDevice, "there is no such tablet")),
        }
    }

    /// The envelope of a tablet's set-up.
    pub(super) fn config(&self, world: &World, device: DeviceId) -> Envelope {
        let config = Config {
            protocol: PROTOCOL,
            version: self.config_version,
            device,
            shop: shop(),
            shop_name: Text::from_iter([(Language::En, "Demo".to_owned())]),
            number: 1,
            brand: handover_domain::brand::Brand::default(),
            mode: Mode::Live,
            signing_key: world.office_key.public.clone(),
            readers: Vec::new(),
            advisors: Vec::new(),
            people: Vec::new(),
            shop_key: None,
            key: None,
            packages: Vec::new(),
            notice: 1,
            retention: Retention { days: world.retention },
        };
        world.office_key.sign(Type::Config, &json(&config))
    }

    /// Takes a tablet in; the same code with the same key again is the same tablet.
    pub(super) fn enrol(&mut self, world: &World, opened: &Opened) -> Result<Envelope, Problem> {
        let wish: Enrolment = read(&opened.payload)?;
        signed_by(world, &wish.public_key, opened)?;
        let code = wish.code.to_string();
        let Some(comes_back) = self.codes.get(&code).copied() else {
            return Err(refusal(Reason::BadCode, "the code is not known"));
        };
        let id = KeyId::of(&wish.public_key);
        let device = match (self.signers.get(&id), comes_back) {
            (Some(known), _) => self.not_revoked(known.device)?,
            (None, Some(device)) => device,
            (None, None) => DeviceId(world.chance.uuid()),
        };
        self.revoked.entry(device).or_insert(false);
        self.signers.insert(id, Signer { device, public: wish.public_key, approved: true });
        Ok(self.config(world, device))
    }

    /// Notes the wish of a tablet to go on with another key.
    pub(super) fn new_key(&mut self, world: &World, opened: &Opened) -> Result<Envelope, Problem> {
        let wish: NewKey = read(&opened.payload)?;
        signed_by(world, &wish.public_key, opened)?;
        let device = self.not_revoked(wish.device)?;
        let id = KeyId::of(&wish.public_key);
        let signer =
            self.signers.entry(id).or_insert(Signer { device, public: wish.public_key, approved: false });
        if signer.approved && signer.device == device {
            return Ok(self.config(world, device));
        }
        Err(refusal(Reason::NotApproved, "the new key was not approved yet"))
    }
}

fn signed_by(world: &World, public: &[u8], opened: &Opened) -> Result<(), Problem> {
    if KeyId::of(public) == opened.key && world.keys.verifies(public, opened) {
        return Ok(());
    }
    Err(refusal(Reason::WrongSignature, "the signature does not fit"))
}

fn read<T: for<'a> serde::Deserialize<'a>>(payload: &[u8]) -> Result<T, Problem> {
    serde_json::from_slice(payload).map_err(|_| refusal(Reason::Unreadable, "the wish is not readable"))
}

pub(super) fn json(value: &impl serde::Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("every wire type has a JSON form")
}
