//! `user`

use super::who;
use crate::clock;
use crate::db::users;
use crate::folder::Home;
use crate::office::Office;
use crate::users::posts::{self, Admitted};
use crate::users::{Grant, Role};
use anyhow::Result;
use clap::{Args, Subcommand};
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
        User::Grant(post) => grant(&office, &post).await?,
        User::Withdraw(post) => withdraw(&office, &post).await?,
        User::Password { id } => password(&office, &id).await?,
        User::Remove { id } => remove(&office, &id).await?,
        User::List => list(&office).await?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn add(office: &Office, id: &str, name: &str) -> Result<()> {
    let Admitted { id, name, password } = posts::add(office, id, name, &who()).await?;
    say!("{id} ({name}) may sign in, and do nothing yet; `user grant {id} ROLE` says what.");
    tell(&password)
}

async fn grant(office: &Office, post: &Post) -> Result<()> {
    let (id, grant, is_new) = posts::grant(office, &named(post), &who()).await?;
    let Grant { role, scope } = grant;
    if is_new {
        say!("{id} is {role} for {scope} from now on.");
    } else {
        say!("{id} is {role} for {scope} already; nothing changed.");
    }
    Ok(())
}

async fn withdraw(office: &Office, post: &Post) -> Result<()> {
    let (id, Grant { role, scope }) = posts::withdraw(office, &named(post), &who()).await?;
    say!("{id} is {role} for {scope} no more.");
    Ok(())
}

async fn password(office: &Office, id: &str) -> Result<()> {
    let Admitted { id, password, .. } = posts::password(office, id, &who()).await?;
    say!("{id} has a new password, and is signed in nowhere.");
    tell(&password)
}

async fn remove(office: &Office, id: &str) -> Result<()> {
    let id = posts::remove(office, id, &who()).await?;
    say!("{id} is let in no more, and signed in nowhere. What {id} did stays.");
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

fn named(Post { id, role, region, shop }: &Post) -> posts::Post<'_> {
    posts::Post { id, role: *role, region: region.as_deref(), shop: shop.as_deref() }
}

fn tell(password: &str) -> Result<()> {
    say!("Password: {password}");
    say!("It is shown this once; hand it over in person, and have it changed.");
    Ok(())
}
