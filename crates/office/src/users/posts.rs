//! Saying who works at head office, and what each may do; each change is on record with whoever made it.

use super::{Grant, NewPassword, Role, Scope};
use crate::clock;
use crate::db::users::{self, User};
use crate::db::{Conn, deeds, regions, shops};
use crate::office::Office;
use crate::refused::Refused;
use crate::terminal;
use handover_domain::answer::clean;
use handover_domain::contact::MAX_NAME;
use handover_domain::ids::{PersonId, RegionId, ShopId};
use handover_domain::wire::Reason;
use tokio::task::spawn_blocking;

/// A role that somebody is to have, or has, as it is named.
pub struct Post<'a> {
    /// Whose.
    pub id: &'a str,
    /// Which.
    pub role: Role,
    /// In the shops of this region only.
    pub region: Option<&'a str>,
    /// In this shop only.
    pub shop: Option<&'a str>,
}

/// Somebody who may sign in from now on, or by another password.
pub struct Admitted {
    /// What they sign in with.
    pub id: PersonId,
    /// What they are called.
    pub name: String,
    /// To be handed over to them.
    pub password: String,
}

/// Lets somebody sign in, and do nothing yet.
pub async fn add(office: &Office, id: &str, name: &str, by: &str) -> Result<Admitted, Refused> {
    let id = PersonId::new(id).map_err(|error| no(Reason::Unreadable, error.to_string()))?;
    let name = clean(name, MAX_NAME);
    if name.is_empty() || name.contains(['\n', '\t']) {
        return Err(no(Reason::Unreadable, "A name is one line and not empty; write it.".into()));
    }
    let made = made().await?;
    let mut tx = office.store.write().await?;
    if users::find(&mut tx, &id).await?.is_some_and(|known| known.removed_at.is_none()) {
        let sentence =
            format!("{id} works here already, so nobody was added; make another password instead.");
        return Err(no(Reason::WrongRecord, sentence));
    }
    let now = clock::now();
    users::put(&mut tx, &id, &name, &made.kept, now).await?;
    deeds::note(&mut tx, by, "user added", id.as_str(), now).await?;
    office.store.commit(tx).await?;
    Ok(Admitted { id, name, password: made.words })
}

/// Gives somebody another password; they are signed in nowhere.
pub async fn password(office: &Office, id: &str, by: &str) -> Result<Admitted, Refused> {
    let made = made().await?;
    let mut tx = office.store.write().await?;
    let User { id, name, .. } = find(&mut tx, id).await?;
    users::set_password(&mut tx, &id, &made.kept).await?;
    deeds::note(&mut tx, by, "password made", id.as_str(), clock::now()).await?;
    office.store.commit(tx).await?;
    Ok(Admitted { id, name, password: made.words })
}

/// Lets somebody in no more; what they did stays.
pub async fn remove(office: &Office, id: &str, by: &str) -> Result<PersonId, Refused> {
    let mut tx = office.store.write().await?;
    let known = find(&mut tx, id).await?;
    let now = clock::now();
    users::remove(&mut tx, &known.id, now).await?;
    deeds::note(&mut tx, by, "user removed", known.id.as_str(), now).await?;
    office.store.commit(tx).await?;
    Ok(known.id)
}

/// Lets somebody do what a role allows; and whether that is new.
pub async fn grant(office: &Office, post: &Post<'_>, by: &str) -> Result<(PersonId, Grant, bool), Refused> {
    let mut tx = office.store.write().await?;
    let (id, grant) = read(&mut tx, post).await?;
    if !grant.role.fits(&grant.scope) {
        let how = match grant.role {
            Role::ShopManager => "name one shop",
            Role::Regional => "name one region",
            _ => "this role holds for the whole network; name no shop and no region",
        };
        let sentence =
            format!("Nobody can be {} for {}, so nothing was changed: {how}.", grant.role, grant.scope);
        return Err(no(Reason::WrongRecord, sentence));
    }
    let is_new = users::grant(&mut tx, &id, &grant).await?;
    if is_new {
        let about = format!("{id}: {} for {}", grant.role, grant.scope);
        deeds::note(&mut tx, by, "role granted", &about, clock::now()).await?;
        office.store.commit(tx).await?;
    }
    Ok((id, grant, is_new))
}

/// Takes that back.
pub async fn withdraw(office: &Office, post: &Post<'_>, by: &str) -> Result<(PersonId, Grant), Refused> {
    let mut tx = office.store.write().await?;
    let (id, grant) = read(&mut tx, post).await?;
    if !users::withdraw(&mut tx, &id, &grant).await? {
        let sentence = format!("{id} is not {} for {}, so nothing was changed.", grant.role, grant.scope);
        return Err(no(Reason::NotFound, sentence));
    }
    let about = format!("{id}: {} for {}", grant.role, grant.scope);
    deeds::note(&mut tx, by, "role withdrawn", &about, clock::now()).await?;
    office.store.commit(tx).await?;
    Ok((id, grant))
}

/// It takes a moment, on purpose, in which others go on.
async fn made() -> Result<NewPassword, Refused> {
    let made = spawn_blocking(NewPassword::make).await.map_err(|_| Refused::Broken)?;
    made.map_err(|error| no(Reason::Unavailable, error.to_string()))
}

async fn find(conn: &mut Conn, typed: &str) -> Result<User, Refused> {
    let known = match PersonId::new(typed) {
        Ok(id) => users::find(conn, &id).await?.filter(|known| known.removed_at.is_none()),
        Err(_) => None,
    };
    known.ok_or_else(|| {
        let typed = terminal::typed(typed);
        no(Reason::NotFound, format!("Nobody called `{typed}` works here, so nothing was changed."))
    })
}

async fn read(conn: &mut Conn, post: &Post<'_>) -> Result<(PersonId, Grant), Refused> {
    let known = find(conn, post.id).await?;
    let scope = match (post.region, post.shop) {
        (Some(_), Some(_)) => {
            let sentence = "A role holds for a region or for a shop; name one of them. Nothing was changed.";
            return Err(no(Reason::Unreadable, sentence.into()));
        }
        (Some(region), None) => match RegionId::new(region) {
            Ok(id) if regions::is_known(conn, &id).await? => Scope::Region(id),
            _ => return Err(missing("region", region)),
        },
        (None, Some(shop)) => match ShopId::new(shop) {
            Ok(id) if shops::names(conn, &id).await?.is_some() => Scope::Shop(id),
            _ => return Err(missing("shop", shop)),
        },
        (None, None) => Scope::Network,
    };
    Ok((known.id, Grant { role: post.role, scope }))
}

fn missing(what: &str, typed: &str) -> Refused {
    let typed = terminal::typed(typed);
    no(Reason::NotFound, format!("There is no {what} `{typed}`, so nothing was changed."))
}

fn no(reason: Reason, sentence: String) -> Refused {
    Refused::Said(reason, sentence)
}
