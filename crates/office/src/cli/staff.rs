//! `staff`

use super::known;
use crate::clock;
use crate::db::Conn;
use crate::db::people::{self, Known};
use crate::folder::Home;
use crate::office::Office;
use crate::secret::Pin;
use crate::terminal::line;
use anyhow::{Context, Result, ensure};
use clap::{Args, Subcommand, ValueEnum};
use handover_domain::answer::clean;
use handover_domain::contact::MAX_NAME;
use handover_domain::ids::{PersonId, ShopId};
use handover_domain::wire::{Person, Role};
use std::process::ExitCode;

#[derive(Subcommand)]
pub enum Staff {
    /// Add somebody and show their PIN once, or rename them or change what they may do and leave the PIN
    Add(Add),
    /// Give somebody a new PIN and show it once
    Pin(Who),
    /// Let somebody work with the tablets no more; what they did stays
    Remove(Who),
    /// List everybody of a shop
    List {
        /// The shop
        shop: String,
    },
}

#[derive(Args)]
pub struct Add {
    #[command(flatten)]
    who: Who,
    /// The name on the badge
    name: String,
    /// What they may do; without it, what they may already, or staff
    #[arg(long, value_enum)]
    role: Option<May>,
}

#[derive(Args)]
pub struct Who {
    /// The shop
    shop: String,
    /// The id in records and reports
    id: String,
}

#[derive(Clone, Copy, ValueEnum)]
enum May {
    /// Start handovers, see complaint clocks and record steps
    Staff,
    /// Besides, approve remedies, open complaints with the six words, change settings
    Manager,
}

pub async fn run(home: &Home, command: Staff) -> Result<ExitCode> {
    let office = Office::open(home).await?;
    match command {
        Staff::Add(add) => self::add(&office, add).await?,
        Staff::Pin(who) => pin(&office, who).await?,
        Staff::Remove(who) => remove(&office, who).await?,
        Staff::List { shop } => list(&office, shop).await?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn add(office: &Office, Add { who, name, role }: Add) -> Result<()> {
    let (shop, id) = who.read()?;
    let name = clean(&name, MAX_NAME);
    ensure!(!name.is_empty() && !name.contains(['\n', '\t']), "A name is one line and not empty; write it.");
    let mut tx = office.store.write().await?;
    known::shop(&mut tx, &shop).await?;
    let role = role.map(|may| match may {
        May::Staff => Role::Staff,
        May::Manager => Role::Manager,
    });
    let known = people::find(&mut tx, &shop, &id).await?;
    // Who comes back gets another PIN: nobody knows who has heard the one before.
    let known = known.filter(|known| known.removed_at.is_none()).map(|known| known.person);
    let Some(before) = known else {
        let role = role.unwrap_or(Role::Staff);
        let pin = put(&mut tx, &shop, id.clone(), name.clone(), role).await?;
        office.store.commit(tx).await?;
        say!("{id} of shop {shop} is set: {name}, {role}.");
        return tell(&pin, &shop, &id);
    };
    let person = Person { name, role: role.unwrap_or(before.role), ..before.clone() };
    if person == before {
        say!("{id} of shop {shop} was already so; the PIN stays.");
        return Ok(());
    }
    people::put(&mut tx, &shop, &person).await?;
    office.store.commit(tx).await?;
    say!("{id} of shop {shop} is set: {}, {}; the PIN stays.", person.name, person.role);
    Ok(())
}

async fn pin(office: &Office, who: Who) -> Result<()> {
    let (shop, id) = who.read()?;
    let mut tx = office.store.write().await?;
    let Person { name, role, .. } = find(&mut tx, &shop, &id).await?;
    let pin = put(&mut tx, &shop, id.clone(), name, role).await?;
    office.store.commit(tx).await?;
    say!("{id} of shop {shop} has a new PIN; the one before serves until a tablet has heard of it.");
    tell(&pin, &shop, &id)
}

async fn remove(office: &Office, who: Who) -> Result<()> {
    let (shop, id) = who.read()?;
    let mut tx = office.store.write().await?;
    find(&mut tx, &shop, &id).await?;
    people::remove(&mut tx, &shop, &id, clock::now()).await?;
    office.store.commit(tx).await?;
    say!(
        "{id} works with the tablets of shop {shop} no more, once these have heard of it. What {id} did stays."
    );
    Ok(())
}

async fn list(office: &Office, shop: String) -> Result<()> {
    let shop = ShopId::new(shop)?;
    let mut tx = office.store.read().await?;
    known::shop(&mut tx, &shop).await?;
    let all = people::all(&mut tx, &shop).await?;
    if all.is_empty() {
        say!("Nobody works with the tablets of shop {shop} yet; add them with `handover-office staff add`.");
    }
    for Known { person, removed_at } in all {
        let gone = removed_at.map_or(String::new(), |at| format!("  (removed {})", clock::date(at)));
        say!("{:12}  {:7}  {}{gone}", person.id.as_str(), person.role.word(), line(&person.name, MAX_NAME));
    }
    Ok(())
}

/// Gives somebody a PIN that was made just now.
pub async fn put(conn: &mut Conn, shop: &ShopId, id: PersonId, name: String, role: Role) -> Result<Pin> {
    let pin = Pin::make()?;
    people::put(conn, shop, &Person { id, name, role, pin: pin.kept.clone() }).await?;
    Ok(pin)
}

fn tell(pin: &Pin, shop: &ShopId, id: &PersonId) -> Result<()> {
    say!("PIN: {}", pin.digits);
    say!("It is shown only now; `handover-office staff pin {shop} {id}` makes another one.");
    Ok(())
}

async fn find(conn: &mut Conn, shop: &ShopId, id: &PersonId) -> Result<Person> {
    known::shop(conn, shop).await?;
    let known = people::find(conn, shop, id).await?.filter(|known| known.removed_at.is_none());
    let known = known.with_context(|| {
        format!(
            "Nobody with the id `{id}` works with the tablets of shop {shop}, so nothing was changed; `handover-office staff \
             list {shop}` shows who does."
        )
    })?;
    Ok(known.person)
}

impl Who {
    fn read(self) -> Result<(ShopId, PersonId)> {
        Ok((ShopId::new(self.shop)?, PersonId::new(self.id)?))
    }
}
