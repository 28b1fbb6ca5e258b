use crate::app::{App, Said};
use crate::complaint::{app, complaint, number};
use crate::tablet::Tablet;
use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::{Aes256Gcm, Key, Nonce};
use bip39::Language;
use handover_domain::ids::KeyId;
use handover_domain::record::{PartName, TextPart};
use handover_domain::seal::Recipient;
use handover_domain::session::Kiosk;
use handover_domain::wire::ShopKey;
use pbkdf2::pbkdf2_hmac_array;
use pbkdf2::sha2::Sha256;

/// The words that a command showed.
fn words(said: &Said) -> String {
    assert!(said.success, "{}", said.err);
    let first = said.out.lines().next().unwrap();
    let words: Vec<&str> = first.split(' ').collect();
    assert_eq!(words.len(), 6, "{}", said.out);
    assert!(words.iter().all(|word| Language::English.find_word(word).is_some()), "{}", said.out);
    first.to_owned()
}

/// The private half, as a tablet unwraps it with what was typed.
fn unwrapped(key: &ShopKey, words: &str) -> Option<Vec<u8>> {
    assert_eq!((key.salt.len(), key.rounds, key.wrapped.len()), (16, 600_000, 60));
    let stretched = pbkdf2_hmac_array::<Sha256, 32>(words.as_bytes(), &key.salt, key.rounds);
    let (nonce, sealed) = key.wrapped.split_at(12);
    let cipher = Aes256Gcm::new(&Key::<Aes256Gcm>::from(stretched));
    cipher.decrypt(&Nonce::try_from(nonce).unwrap(), sealed).ok()
}

#[test]
fn six_words_open_the_private_half_and_no_others_do() {
    let app = app();
    let mut tablet = Tablet::enrolled(&app);
    assert_eq!(tablet.config.shop_key, None);
    let version = tablet.config.version;
    let said = app.cli(&["shop", "key", "demo"]);
    let words = words(&said);
    assert!(said.out.contains("They are shown only now and kept nowhere"), "{}", said.out);
    tablet.refresh(&app);
    assert!(tablet.config.version > version);
    let key = tablet.config.shop_key.clone().unwrap();
    for wrong in [
        words.to_uppercase(),
        words.replace(' ', "  "),
        words.split(' ').rev().collect::<Vec<_>>().join(" "),
        words.rsplit_once(' ').unwrap().0.to_owned(),
        "abandon ability able about above absent".into(),
    ] {
        assert_eq!(unwrapped(&key, &wrong), None, "{wrong}");
    }
    let private = unwrapped(&key, &words).unwrap();

    // It is the half that belongs to the public one in the configuration: what is sealed for that opens with it.
    let kiosk = Kiosk::new(tablet.config.clone()).unwrap();
    assert!(
        kiosk
            .recipients(handover_domain::wire::Use::Shop)
            .map(Recipient::id)
            .eq([&KeyId::of(&key.public_key)])
    );
    let record = tablet.complain(&complaint().wrote("漏油").call("王先生", "+8613800138000"));
    let copies: Vec<_> = record.parts.iter().filter(|part| part.name == PartName::Text).collect();
    assert_eq!(copies.len(), 2, "one for customer care, one for the shop");
    let own = copies.iter().find(|part| part.key == KeyId::of(&key.public_key)).unwrap();
    let text: TextPart = serde_json::from_slice(&record.open(own, &private).unwrap()).unwrap();
    assert_eq!(text.comments[0].text, "漏油");

    tablet.send(&app, std::slice::from_ref(&record));
    let opened = app.cli(&["complaints", "--open", &number(&record)]);
    assert!(opened.out.contains("漏油") && opened.out.contains("+8613800138000"), "{}", opened.out);
    let logged = "SELECT COUNT(*) FROM openings WHERE part IN ('text', 'contact')";
    assert_eq!(app.number(logged), 2, "the copies for the shop are not opened at head office");
    assert_eq!(app.audit(), "audit: 1 tablet, 1 record, chain whole");
}

#[test]
fn a_key_stays_unless_it_is_to_be_replaced() {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    let first = words(&app.cli(&["shop", "key", "demo"]));
    tablet.refresh(&app);
    let before = tablet.config.clone();
    let again = app.cli(&["shop", "key", "demo"]);
    assert!(!again.success && again.out.is_empty(), "{}", again.out);
    assert!(
        again.err.contains("it stays") && again.err.contains("can then only be opened at head office"),
        "{}",
        again.err
    );
    tablet.refresh(&app);
    assert_eq!(tablet.config, before);

    let said = app.cli(&["shop", "key", "demo", "--replace"]);
    let second = words(&said);
    assert!(said.out.contains("can now only be opened at head office"), "{}", said.out);
    tablet.refresh(&app);
    let (key, old) = (tablet.config.shop_key.unwrap(), before.shop_key.unwrap());
    assert_ne!((&key.public_key, &second), (&old.public_key, &first));
    assert!(unwrapped(&key, &second).is_some() && unwrapped(&key, &first).is_none());
    assert_eq!(app.number("SELECT COUNT(*) FROM shop_keys"), 1);
}

#[test]
fn each_shop_has_its_own_key_and_the_words_are_nowhere_in_the_data() {
    let app = App::start();
    app.shop("other");
    let other = Tablet::enrolled_in(&app, "other");
    let words = words(&app.cli(&["shop", "key", "demo"]));
    let mut again = other;
    again.refresh(&app);
    assert_eq!(again.config.shop_key, None);
    for file in std::fs::read_dir(app.data()).unwrap().map(|entry| entry.unwrap().path()) {
        let Ok(bytes) = std::fs::read(&file) else { continue };
        assert!(!bytes.windows(words.len()).any(|at| at == words.as_bytes()), "{}", file.display());
    }
    let nowhere = app.cli(&["shop", "key", "nowhere"]);
    assert!(!nowhere.success && nowhere.err.contains("There is no shop `nowhere`"), "{}", nowhere.err);
}
