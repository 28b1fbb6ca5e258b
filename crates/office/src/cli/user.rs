//! `user`

use super::who;
use crate::clock;
use crate::db::users::{self, User as Known};
use crate::db::{Conn, deeds, regions, shops};
use crate::folder::Home;
use crate::office::Office;
use crate::users::{Grant, NewPassword, Role, Scope};
use anyhow::{Context, Result, ensure};
use clap::{Args, Subcommand};
use handover_domain::answer::clean;
use handover_domain::contact::MAX_NAME;
use handover_domain::ids::{PersonId, RegionId, ShopId};
use std::process::ExitCode;

#[derive(Subcommand)]
pub enum User {
    /// Add somebody and show their password once; what they may do is said by `user grant`
    Add {
        /// What they sign in with
        id: String,
        /// What they are called
        name: String,
    },
    /// Let somebody do what a role allows: everywhere, in a region, or in a shop
    Grant(Post),
    /// Take that back
    Withdraw(Post),
    /// Give somebody a new password and show it once; whoever is signed in with the one before is so no more
    Password {
        /// Who
        id: String,
    },
    /// Let somebody in no more; what they did stays
    Remove {
        /// Who
        id: String,
    },
    /// List everybody, and what they may do
    List,
}

#[derive(Args)]
pub struct Post {
    /// Who
    id: String,
    /// What they may do
    #[arg(value_enum)]
    role: Role,
    /// In the shops of this region only
    #[arg(long, conflicts_with = "shop")]
    region: Option<String>,
    /// In this shop only
    #[arg(long)]
    shop: Option<String>,
}

pub async fn run(home: &Home, command: User) -> Result<ExitCode> {
    let office = Office::open(home).await?;
    match command {
        User::Add { id, name } => add(&office, &id, &name).await?,
        User::Grant(post) => grant(&office, post).await?,
        User::Withdraw(post) => withdraw(&office, post).await?,
        User::Password { id } => password(&office, &id).await?,
        User::Remove { id } => remove(&office, &id).await?,
        User::List => list(&office).await?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn add(office: &Office, id: &str, name: &str) -> Result<()> {
    let (id, name) = (PersonId::new(id)?, clean(name, MAX_NAME));
    ensure!(!name.is_empty() && !name.contains(['\n', '\t']), "A name is one line and not empty; write it.");
    let mut tx = office.store.write().await?;
    let known = users::find(&mut tx, &id).await?;
    ensure!(
        known.is_none_or(|known| known.removed_at.is_some()),
        "{id} works here already; `user password {id}` makes another password."
    );
    let made = NewPassword::make()?;
    let now = clock::now();
    users::put(&mut tx, &id, &name, &made.kept, now).await?;
    deeds::note(&mut tx, &who(), "user added", id.as_str(), now).await?;
    office.store.commit(tx).await?;
    say!("{id} ({name}) may sign in, and do nothing yet; `user grant {id} ROLE` says what.");
    tell(&made)
}

async fn grant(office: &Office, post: Post) -> Result<()> {
    let mut tx = office.store.write().await?;
    let (id, grant) = read(&mut tx, post).await?;
    ensure!(
        grant.role.fits(&grant.scope),
        "Nobody can be {} for {}, so nothing was changed: {}.",
        grant.role,
        grant.scope,
        match grant.role {
            Role::ShopManager => "name one shop with --shop",
            Role::Regional => "name one region with --region",
            _ => "this role holds for the whole network; leave --shop and --region out",
        }
    );
    if !users::grant(&mut tx, &id, &grant).await? {
        say!("{id} is {} for {} already; nothing changed.", grant.role, grant.scope);
        return Ok(());
    }
    let about = format!("{id}: {} for {}", grant.role, grant.scope);
    deeds::note(&mut tx, &who(), "role granted", &about, clock::now()).await?;
    office.store.commit(tx).await?;
    say!("{id} is {} for {} from now on.", grant.role, grant.scope);
    Ok(())
}

async fn withdraw(office: &Office, post: Post) -> Result<()> {
    let mut tx = office.store.write().await?;
    let (id, grant) = read(&mut tx, post).await?;
    let had = users::withdraw(&mut tx, &id, &grant).await?;
    ensure!(
        had,
        "{id} is not {} for {}, so nothing was changed; `user list` says what.",
        grant.role,
        grant.scope
    );
    let about = format!("{id}: {} for {}", grant.role, grant.scope);
    deeds::note(&mut tx, &who(), "role withdrawn", &about, clock::now()).await?;
    office.store.commit(tx).await?;
    say!("{id} is {} for {} no more.", grant.role, grant.scope);
    Ok(())
}

async fn password(office: &Office, id: &str) -> Result<()> {
    let mut tx = office.store.write().await?;
    let known = find(&mut tx, id).await?;
    let made = NewPassword::make()?;
    users::set_password(&mut tx, &known.id, &made.kept).await?;
    deeds::note(&mut tx, &who(), "password made", known.id.as_str(), clock::now()).await?;
    office.store.commit(tx).await?;
    say!("{} has a new password, and is signed in nowhere.", known.id);
    tell(&made)
}

async fn remove(office: &Office, id: &str) -> Result<()> {
    let mut tx = office.store.write().await?;
    let known = find(&mut tx, id).await?;
    let now = clock::now();
    users::remove(&mut tx, &known.id, now).await?;
    deeds::note(&mut tx, &who(), "user removed", known.id.as_str(), now).await?;
    office.store.commit(tx).await?;
    say!("{} is let in no more, and signed in nowhere. What {} did stays.", known.id, known.id);
    Ok(())
}

async fn list(office: &Office) -> Result<()> {
    let mut tx = office.store.read().await?;
    let all = users::all(&mut tx).await?;
    if all.is_empty() {
        say!("Nobody may sign in yet; `user add` adds somebody.");
    }
    for user in all {
        let grants = users::grants(&mut tx, &user.id).await?.0;
        let posts: Vec<String> =
            grants.iter().map(|grant| format!("{} for {}", grant.role, grant.scope)).collect();
        let may = match (user.removed_at, posts.is_empty()) {
            (Some(at), _) => format!("removed {}", clock::date(at)),
            (None, true) => "may do nothing yet".into(),
            (None, false) => posts.join(", "),
        };
        let locked =
            if user.locked_until > clock::now().timestamp_millis() { "  (locked for now)" } else { "" };
        say!("{:12}  {}  {may}{locked}", user.id.as_str(), user.name);
    }
    Ok(())
}

async fn find(conn: &mut Conn, id: &str) -> Result<Known> {
    let nobody = || format!("Nobody called `{id}` works here, so nothing was changed; `user list` says who.");
    let id = PersonId::new(id).with_context(nobody)?;
    users::find(conn, &id).await?.filter(|known| known.removed_at.is_none()).with_context(nobody)
}

async fn read(conn: &mut Conn, Post { id, role, region, shop }: Post) -> Result<(PersonId, Grant)> {
    let known = find(conn, &id).await?;
    let scope = match (region, shop) {
        (Some(region), _) => {
            let id = RegionId::new(region)?;
            let known = regions::is_known(conn, &id).await?;
            ensure!(known, "There is no region {id}, so nothing was changed; `region list` shows them.");
            Scope::Region(id)
        }
        (None, Some(shop)) => {
            let id = ShopId::new(shop)?;
            shops::names(conn, &id).await?.with_context(|| super::shop::no_shop(&id))?;
            Scope::Shop(id)
        }
        (None, None) => Scope::Network,
    };
    Ok((known.id, Grant { role, scope }))
}

fn tell(made: &NewPassword) -> Result<()> {
    say!("Password: {}", made.words);
    say!("It is shown this once; hand it over in person, and have it changed.");
    Ok(())
}
