//! `keys list`

use crate::clock;
use crate::keys::{Purpose, Standing, listed, standing};
use crate::office::Office;
use anyhow::Result;

pub async fn list(office: &Office) -> Result<()> {
    let mut tx = office.store.read().await?;
    for standing in standing(&mut tx).await? {
        say!("{}", line(&standing));
    }
    Ok(())
}

fn line(standing: &Standing) -> String {
    let Standing { known, replaced_at, sealed, tablets } = standing;
    let (word, id) = (known.purpose.word(), known.id());
    let state = match (known.retired_at, replaced_at) {
        (Some(_), _) => "retired",
        (None, Some(_)) => "old",
        (None, None) => "current",
    };
    let made = known.made_at.map_or_else(|| format!("{:20}", "at the first start"), clock::minute);
    let at = |what: &str, ms: Option<i64>| {
        ms.map_or(String::new(), |ms| format!(", {what} {}", clock::minute(ms)))
    };
    let since = format!("{}{}", at("replaced", *replaced_at), at("retired", known.retired_at));
    let used = match (known.purpose, &tablets[..]) {
        (Purpose::Signing, _) if !known.is_kept() => "signs nothing any more".into(),
        (Purpose::Signing, _) => "signs receipts and configurations".into(),
        (_, []) => format!("parts {sealed}  tablets 0"),
        (_, some) => format!("parts {sealed}  tablets {} ({})", some.len(), listed(some)),
    };
    format!("{word:7}  {id}  {state:7}  made {made}{since}  {used}")
}
