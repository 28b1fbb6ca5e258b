//! Questionnaires, and the configurations that bring them to a tablet.

use crate::{memory, names_a_path, walk};
use handover_domain::PROTOCOL;
use handover_domain::answer::MAX_TEXT;
use handover_domain::hash::Hash;
use handover_domain::ids::RecordId;
use handover_domain::language::Text;
use handover_domain::questionnaire::{MAX_SCREENS, Package, Question, Role};
use handover_domain::session::Kiosk;
use handover_domain::visit::Channel;
use handover_domain::wire::{Config, ConfigError, Outline};
use std::ops::RangeInclusive;
use uuid::Builder;

/// How much more memory either takes than its text has bytes: each of many flaws has a path and two sentences.
const TIMES: usize = 96;

/// How many options a question has that has any.
const OPTIONS: RangeInclusive<usize> = 2..=12;

/// Takes bytes as a package and as a configuration.
///
/// # Panics
/// Where a promise is broken.
pub fn package(bytes: &[u8]) {
    match memory::within(TIMES, bytes, Package::load) {
        Ok(package) => valid(&package, bytes),
        Err(flaws) => {
            assert!(!flaws.is_empty());
            for flaw in flaws {
                assert!(flaw.path.starts_with('$') && !flaw.problem.is_empty() && !flaw.mend.is_empty());
            }
        }
    }
    config(bytes);
}

fn valid(package: &Package, bytes: &[u8]) {
    assert_eq!(package.hash(), Hash::of(bytes), "it is named by its bytes");
    let signed = Package::load_signed(bytes);
    assert_eq!(signed.as_ref(), Ok(package), "the tablet takes what head office has checked");
    within_limits(package);
    if let Some(form) = &package.complaint {
        assert!(form.words.len() <= 200 && form.words.iter().all(|(_, word)| !word.is_empty()));
        within_limits(&form.package);
        selected(&form.package);
    }
    assert!((1..=8).contains(&package.budget.max));
    selected(package);
    walk::through(package, bytes);
}

/// The table of limits in `docs/questionnaire.md`.
fn within_limits(package: &Package) {
    assert!((1..=100).contains(&package.questions.len()));
    let groups = package.questions.iter().filter(|question| question.role == Role::Group);
    assert!(groups.count() <= 3);
    is_read(package, &package.title);
    for question in &package.questions {
        let Question { text, help, options, most, .. } = &**question;
        assert!(options.is_empty() || OPTIONS.contains(&options.len()));
        assert!((1..=MAX_TEXT).contains(most) && question.range.is_none_or(|(min, max)| min < max));
        for words in [text].into_iter().chain(help).chain(options.iter().map(|option| &option.label)) {
            is_read(package, words);
        }
        assert!(options.iter().all(|option| option.points.is_none_or(|points| points <= 100)));
        assert!(package.stage(&question.stage).is_some() && !question.channels.is_empty());
    }
}

/// A text is there in every language of its package, and fits its screen.
fn is_read(package: &Package, text: &Text) {
    for language in &package.languages {
        let words = text.exactly(*language).expect("a translation");
        assert!(!words.trim().is_empty() && words.chars().count() <= 240);
    }
}

/// Nobody is asked more than the budget and the screens allow, whoever's turn it is.
fn selected(package: &Package) {
    for turn in 0..4_u8 {
        let record = RecordId(Builder::from_bytes([turn; 16]).into_uuid());
        for channel in Channel::EVERY {
            let selected = package.select(record, *channel);
            assert!(selected.is_sorted() && package.counted(&selected) <= package.budget.max);
            let one_a_screen =
                |i: &&usize| !matches!(package.questions[**i].role, Role::Reason | Role::Group);
            assert!(selected.iter().filter(one_a_screen).count() <= MAX_SCREENS);
        }
    }
}

/// A configuration comes back, and a tablet is set up by it or says why not.
fn config(bytes: &[u8]) {
    let config = match memory::within(TIMES, bytes, Config::parse) {
        Ok(config) => config,
        Err(ConfigError::Later(protocol)) => return assert!(protocol > PROTOCOL),
        Err(refused) => return names_a_path(&refused),
    };
    let written = serde_json::to_vec(&config).expect("what was read is written");
    assert_eq!(Config::parse(&written).as_ref(), Ok(&config));
    let outline = Outline::parse(bytes).expect("a configuration has an outline");
    let known =
        (config.version, config.device, &config.shop, &config.signing_key, &config.key, config.retention);
    let Outline { version, device, shop, signing_key, key, retention } = &outline;
    assert_eq!(known, (*version, *device, shop, signing_key, key, *retention));
    assert_eq!(config.may_replace(&config), Ok(()));
    match Kiosk::new(config) {
        Ok(kiosk) => assert_eq!(kiosk.packages().len(), kiosk.config.packages.len()),
        Err(ConfigError::Package(flaw)) => assert!(flaw.contains('$'), "{flaw}"),
        Err(ConfigError::Key(_)) => {}
        Err(other) => panic!("nothing else can be wrong by now: {other}"),
    }
}
