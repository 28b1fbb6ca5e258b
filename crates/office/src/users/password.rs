//! Passwords, kept as Argon2id makes them (RFC 9106, with OWASP's least memory and passes).

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use std::sync::LazyLock;

/// What is long enough needs no digits and signs (NIST SP 800-63B).
const LEAST: usize = 12;
/// Nobody types more, and a longer one only costs time.
const MOST: usize = 128;
/// Of a made one: 31 letters and digits that are not taken for each other.
const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
/// As many of them as hold 99 bits.
const LENGTH: usize = 20;

/// Why a password was not taken.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PasswordError {
    /// Too short or too long.
    #[error("a password has {LEAST} to {MOST} characters; the one before stays")]
    Length,
    /// This machine cannot.
    #[error("this machine gives no random numbers, so nothing was changed")]
    NoRandom,
}

/// What a guess is held against where nobody has the name.
static NOBODYS: LazyLock<String> = LazyLock::new(|| hash("nobody has this one").unwrap_or_default());

/// A password that was made just now.
pub struct NewPassword {
    /// To be told to one person.
    pub words: String,
    /// What is kept of it.
    pub kept: String,
}

impl NewPassword {
    /// Makes one; each is as likely as any other.
    pub fn make() -> Result<Self, PasswordError> {
        let mut letters = Vec::with_capacity(LENGTH);
        while letters.len() < LENGTH {
            let mut byte = [0];
            getrandom::fill(&mut byte).map_err(|_| PasswordError::NoRandom)?;
            // The highest multiple of 31 that a byte reaches is 248.
            if usize::from(byte[0]) < 256 / LETTERS.len() * LETTERS.len() {
                letters.push(char::from(LETTERS[usize::from(byte[0]) % LETTERS.len()]));
            }
        }
        let groups: Vec<String> = letters.chunks(5).map(|group| group.iter().collect()).collect();
        let words = groups.join("-");
        Ok(Self { kept: hash(&words)?, words })
    }
}

/// What is kept of a password. It takes tens of milliseconds, on purpose.
pub fn hash(password: &str) -> Result<String, PasswordError> {
    if !(LEAST..=MOST).contains(&password.chars().count()) {
        return Err(PasswordError::Length);
    }
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|hash: PasswordHash| hash.to_string()).map_err(|_| PasswordError::NoRandom)
}

/// Whether it is the one; as slow where there is none to compare with, so that names cannot be found out by the time it
/// takes.
pub fn verify(password: &str, kept: Option<&str>) -> bool {
    // Nobody waits for a novel to be hashed.
    let short = password.len() <= 4 * MOST;
    let Ok(parsed) = PasswordHash::new(kept.unwrap_or(&NOBODYS)) else { return false };
    let right = short && Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok();
    right && kept.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_opens_by_itself_alone() {
        let made = NewPassword::make().unwrap();
        assert!(made.kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", made.kept);
        assert!(!made.kept.contains(&made.words) && made.words.len() == 23);
        assert!(verify(&made.words, Some(&made.kept)));
        assert!(!verify(&made.words[1..], Some(&made.kept)) && !verify("", Some(&made.kept)));
        assert_ne!(made.words, NewPassword::make().unwrap().words);
        assert_ne!(hash(&made.words).unwrap(), made.kept, "each has a salt of its own");
    }

    #[test]
    fn one_that_is_too_short_or_too_long_is_not_taken() {
        assert_eq!(hash("elevenchars"), Err(PasswordError::Length));
        assert_eq!(hash(&"长".repeat(129)), Err(PasswordError::Length));
        let kept = hash("十二个字的密码十二个字的").unwrap();
        assert!(verify("十二个字的密码十二个字的", Some(&kept)));
    }

    #[test]
    fn a_name_that_nobody_has_is_not_found_out() {
        assert!(!verify("nobody has this one", None), "not even by what it is held against");
        let as_slow = |kept: &str| kept.split('$').take(4).collect::<Vec<_>>().join("$");
        assert_eq!(as_slow(&NOBODYS), as_slow(&hash("correct horse battery").unwrap()));
    }
}
