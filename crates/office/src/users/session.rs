//! Signing in, being signed in, and signing out.

use super::{Grants, after_wrong, hash, verify};
use crate::db::users::User;
use crate::db::{Conn, StoreError, deeds, sessions, users};
use crate::office::Office;
use crate::refused::Refused;
use chrono::{DateTime, TimeDelta, Utc};
use handover_domain::base64;
use handover_domain::hash::Hash;
use handover_domain::ids::PersonId;
use tokio::task::spawn_blocking;

/// Somebody need not be noted as seen with every request.
const NOTED: TimeDelta = TimeDelta::minutes(1);

/// Somebody who is signed in.
pub struct Member {
    /// Who.
    pub user: User,
    /// What they may do.
    pub grants: Grants,
}

/// A session that was begun just now: its token, which nobody keeps, and whose it is.
pub struct Begun {
    /// What shows whose requests are theirs.
    pub token: String,
    /// Who.
    pub member: Member,
}

/// Lets somebody in by their password. Each try is counted as wrong before it is made: whoever pulls the plug while it is
/// made has made it.
pub async fn begin(
    office: &Office,
    name: &str,
    password: &str,
    now: DateTime<Utc>,
) -> Result<Begun, Refused> {
    let known = count(office, name, now).await?;
    let (kept, tried) = (known.as_ref().map(|user| user.password.clone()), password.to_owned());
    let right = spawn_blocking(move || verify(&tried, kept.as_deref())).await.map_err(|_| Refused::Broken)?;
    let user = known.filter(|_| right).ok_or(Refused::WrongPassword)?;
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| Refused::Broken)?;
    let token = base64::encode(&bytes);
    let mut tx = office.store.write_for([]).await?;
    users::guessed(&mut tx, &user.id, 0, 0).await?;
    sessions::begin(&mut tx, &kept_of(&token), &user.id, now).await?;
    deeds::note(&mut tx, user.id.as_str(), "signed in", user.id.as_str(), now).await?;
    let grants = users::grants(&mut tx, &user.id).await?;
    office.store.commit(tx).await?;
    Ok(Begun { token, member: Member { user, grants } })
}

/// Whoever has this name and may try now; the try is counted.
async fn count(office: &Office, name: &str, now: DateTime<Utc>) -> Result<Option<User>, Refused> {
    let Ok(id) = PersonId::new(name) else { return Ok(None) };
    // Alone, so that of two guesses at once each is counted.
    let mut tx = office.store.write().await?;
    let known = users::find(&mut tx, &id).await?.filter(|user| user.removed_at.is_none());
    let Some(user) = known.filter(|user| user.locked_until <= now.timestamp_millis()) else {
        return Ok(None);
    };
    let wrong = user.wrong.saturating_add(1);
    let until = (now + after_wrong(wrong)).timestamp_millis();
    users::guessed(&mut tx, &id, wrong, until).await?;
    if wrong > 1 {
        deeds::note(&mut tx, id.as_str(), "tried again to sign in", id.as_str(), now).await?;
    }
    office.store.commit(tx).await?;
    Ok(Some(user))
}

/// Whose token this is.
pub async fn find(office: &Office, token: &str, now: DateTime<Utc>) -> Result<Member, Refused> {
    let kept = kept_of(token);
    let mut tx = office.store.read().await?;
    let (id, seen_at) = sessions::find(&mut tx, &kept, now).await?.ok_or(Refused::SignedOut)?;
    let member = member(&mut tx, &id).await?.ok_or(Refused::SignedOut)?;
    drop(tx);
    if seen_at < (now - NOTED).timestamp_millis() {
        let mut tx = office.store.write_for([]).await?;
        sessions::seen(&mut tx, &kept, now).await?;
        office.store.commit(tx).await?;
    }
    Ok(member)
}

async fn member(conn: &mut Conn, id: &PersonId) -> Result<Option<Member>, StoreError> {
    let Some(user) = users::find(conn, id).await?.filter(|user| user.removed_at.is_none()) else {
        return Ok(None);
    };
    let grants = users::grants(conn, id).await?;
    Ok(Some(Member { user, grants }))
}

/// Ends a session.
pub async fn end(office: &Office, token: &str) -> Result<(), Refused> {
    let mut tx = office.store.write_for([]).await?;
    sessions::end(&mut tx, &kept_of(token)).await?;
    Ok(office.store.commit(tx).await?)
}

/// Gives somebody who knows their password another one; they have to sign in anew, everywhere.
pub async fn change(
    office: &Office,
    member: &Member,
    before: &str,
    after: &str,
    now: DateTime<Utc>,
) -> Result<(), Refused> {
    let known = count(office, member.user.id.as_str(), now).await?;
    let (kept, tried, new) = (known.map(|user| user.password), before.to_owned(), after.to_owned());
    let made = spawn_blocking(move || verify(&tried, kept.as_deref()).then(|| hash(&new))).await;
    let made = made.map_err(|_| Refused::Broken)?.ok_or(Refused::WrongPassword)?;
    let made = made.map_err(|error| Refused::Unreadable(error.to_string()))?;
    let mut tx = office.store.write().await?;
    users::set_password(&mut tx, &member.user.id, &made).await?;
    deeds::note(&mut tx, member.user.id.as_str(), "password changed", member.user.id.as_str(), now).await?;
    Ok(office.store.commit(tx).await?)
}

/// What is kept of a token: whoever reads the database is signed in as nobody.
fn kept_of(token: &str) -> String {
    Hash::of(token.as_bytes()).to_string()
}
