//! `device enrol`

use crate::office::Office;
use crate::outgoing::{self, News};
use crate::refused::Refused;
use crate::{clock, enrol, feeds, import};
use anyhow::{Context, Result, anyhow};
use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
pub struct Options {
    /// The file that the tablet wrote, with the code that was typed into it
    #[arg(long, value_name = "REQUEST")]
    file: PathBuf,
    /// The file that is taken back to the tablet, by custom NAME.receipts
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub async fn run(office: &Office, options: Options) -> Result<()> {
    let Options { file, out } = options;
    let nobody = || "Nobody was enrolled, and no file was written.";
    let wish =
        import::enrolment(&file).map_err(|fault| anyhow!("{}: {fault}. {}", file.display(), nobody()))?;
    let now = clock::now();
    let config = enrol::enrol(office, &wish, now).await.map_err(|refused| {
        let todo = if matches!(refused, Refused::BadCode(_)) {
            " Make another code with `handover-office device code`, and have the tablet write another file with it."
        } else {
            ""
        };
        anyhow!("{}: {refused}. {}{todo}", file.display(), nobody())
    })?;
    let mut tx = office.store.read().await?;
    let feed = feeds::of(&mut tx, &config.shop, config.mode, now).await?;
    drop(tx);
    outgoing::write(&out, &office.keys, &News { config: &config, feed: &feed }).with_context(
        || {
            format!(
                "Tablet {} is enrolled, but {} cannot be written. Run this again with another --out: the same file enrols \
                 the same tablet",
                config.number,
                out.display()
            )
        },
    )?;
    say!(
        "Tablet {} (shop {}) is enrolled. Its configuration is in {}; take it back to the tablet.",
        config.number,
        config.shop,
        out.display()
    );
    Ok(())
}
