//! `questionnaire list`

use crate::clock;
use crate::db::published;
use crate::folder::Home;
use crate::office::Office;
use anyhow::Result;
use std::process::ExitCode;

pub async fn run(home: &Home) -> Result<ExitCode> {
    let office = Office::existing(home).await?;
    let mut tx = office.store.read().await?;
    let all = published::list(&mut tx).await?;
    if all.is_empty() {
        say!("No questionnaire is published yet.");
        return Ok(ExitCode::SUCCESS);
    }
    let names: Vec<String> = all.iter().map(|one| format!("{}@{}", one.id, one.version)).collect();
    let width = names.iter().map(String::len).max().unwrap_or(0).max("package".len());
    say!("{:width$}  published   in use  responses  sha256", "package");
    for (name, one) in names.iter().zip(&all) {
        let in_use = if one.in_use { "yes" } else { "no" };
        let (day, hash) = (clock::date(one.since), one.hash.get(..12).unwrap_or(&one.hash));
        say!("{name:width$}  {day}  {in_use:6}  {:>9}  {hash}", one.responses);
    }
    Ok(ExitCode::SUCCESS)
}
