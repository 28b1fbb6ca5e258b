//! A configuration whose packages were loaded and whose keys were checked.

use crate::questionnaire::{Form, Package};
use crate::seal::Recipient;
use crate::visit::{Channel, Visit};
use crate::wire::{Config, ConfigError, Use};
use std::sync::Arc;

/// What a tablet works by; made from a verified configuration, never by halves.
#[derive(Clone)]
pub struct Kiosk {
    /// The configuration as head office signed it.
    pub config: Config,
    packages: Vec<Arc<Package>>,
    recipients: Vec<(Use, Recipient)>,
}

impl Kiosk {
    /// Loads every package and checks every key of a configuration.
    pub fn new(config: Config) -> Result<Self, ConfigError> {
        let mut packages = Vec::new();
        for published in &config.packages {
            let package = Package::load_signed(published.0.as_bytes()).map_err(|flaws| {
                ConfigError::Package(flaws.first().map(ToString::to_string).unwrap_or_default())
            })?;
            packages.push(Arc::new(package));
        }
        let mut recipients = Vec::new();
        for reader in &config.readers {
            let recipient =
                Recipient::new(&reader.public_key).map_err(|_| ConfigError::Key(reader.purpose))?;
            recipients.push((reader.purpose, recipient));
        }
        if let Some(key) = &config.shop_key {
            let recipient = Recipient::new(&key.public_key).map_err(|_| ConfigError::Key(Use::Shop))?;
            recipients.push((Use::Shop, recipient));
        }
        for needed in [Use::Records, Use::Care] {
            if !recipients.iter().any(|(purpose, _)| *purpose == needed) {
                return Err(ConfigError::Key(needed));
            }
        }
        Ok(Self { config, packages, recipients })
    }

    /// The questionnaire for a visit; without a visit, the first one. One that asks nothing on a tablet, such
    /// as one for the phone, is none.
    pub fn package(&self, visit: Option<Visit>) -> Option<&Arc<Package>> {
        self.packages.iter().find(|package| {
            visit.is_none_or(|visit| package.visit == visit)
                && package.questions.iter().any(|question| question.channels.contains(&Channel::Kiosk))
        })
    }

    /// How complaints are taken down for a visit: by its own questionnaire's form, else by any there is.
    pub fn form(&self, visit: Option<Visit>) -> Option<&Arc<Form>> {
        let own = self.package(visit).and_then(|package| package.complaint.as_ref());
        own.or_else(|| self.packages.iter().find_map(|package| package.complaint.as_ref()))
    }

    /// Every way in which complaints are taken down.
    pub fn forms(&self) -> impl Iterator<Item = &Arc<Form>> {
        self.packages.iter().filter_map(|package| package.complaint.as_ref())
    }

    /// Every questionnaire.
    pub fn packages(&self) -> &[Arc<Package>] {
        &self.packages
    }

    /// Everyone who may read what is meant for these eyes.
    pub fn recipients(&self, purpose: Use) -> impl Iterator<Item = &Recipient> {
        self.recipients.iter().filter(move |(of, _)| *of == purpose).map(|(_, recipient)| recipient)
    }
}

impl PartialEq for Kiosk {
    fn eq(&self, other: &Self) -> bool {
        self.config == other.config
    }
}

impl std::fmt::Debug for Kiosk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Kiosk").field("version", &self.config.version).finish_non_exhaustive()
    }
}
