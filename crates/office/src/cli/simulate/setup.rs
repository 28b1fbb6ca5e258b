//! The shops of a simulation, and a code for each of their tablets.

use crate::cli::demo::PACKAGES;
use crate::cli::device::new_code;
use crate::cli::known::names;
use crate::clock;
use crate::db::{Conn, packages, shops};
use crate::ingest::publish;
use crate::office::Office;
use anyhow::Result;
use handover_domain::ids::{AdvisorId, ShopId};
use handover_domain::questionnaire::Package;
use handover_domain::record::Mode;
use handover_domain::wire::{Advisor, EnrolCode};
use handover_synthetic::{Span, tablets};

/// Where shops are: in their ids, and in 简体中文, 繁體中文 and English.
const REGIONS: [(&str, [&str; 3]); 3] = [
    ("north", ["北区", "北區", "North"]),
    ("east", ["东区", "東區", "East"]),
    ("south", ["南区", "南區", "South"]),
];
const ADVISORS: [&str; 10] = ["王敏", "李强", "张蕾", "刘洋", "陈晨", "杨帆", "赵磊", "黄婷", "周杰", "吴倩"];
/// Hours that a code is good for: as long as a large simulation may take.
const HOURS: u16 = 24;

/// Makes the shops, and a code for each of their tablets; nothing where one of the shops is there already.
pub async fn make(office: &Office, span: Span) -> Result<Option<Vec<EnrolCode>>> {
    let mut tx = office.store.write().await?;
    for place in 0..span.shops {
        let (id, _) = shop(place, span.shops)?;
        if shops::names(&mut tx, &id).await?.is_some() {
            say!(
                "There is a shop `{id}` already, of an earlier simulation, so nothing was changed. Name an empty folder with \
                 --data to simulate another time."
            );
            return Ok(None);
        }
    }
    publish_missing(&mut tx, office).await?;
    let now = clock::now();
    let mut codes = Vec::new();
    for place in 0..span.shops {
        let (id, called) = shop(place, span.shops)?;
        shops::put(&mut tx, &id, &names(called)).await?;
        for number in 0..3 + place % 3 {
            let name = ADVISORS[(place * 3 + number) % ADVISORS.len()];
            let advisor = Advisor { id: AdvisorId::new(format!("a{}", number + 1))?, name: name.into() };
            shops::put_advisor(&mut tx, &id, &advisor).await?;
        }
        for _ in 0..tablets(place) {
            codes.push(new_code(&mut tx, &id, Mode::Live, None, HOURS, now).await?);
        }
    }
    office.store.commit(tx).await?;
    Ok(Some(codes))
}

/// The id and the names of a shop; neighbours are in the same region.
fn shop(place: usize, shops: usize) -> Result<(ShopId, [String; 3])> {
    let region = place * REGIONS.len() / shops;
    let first = (region * shops).div_ceil(REGIONS.len());
    let number = place - first + 1;
    let (id, [simplified, traditional, english]) = REGIONS[region];
    let called = [
        format!("{simplified}{number}号店"),
        format!("{traditional}{number}號店"),
        format!("{english} showroom {number}"),
    ];
    Ok((ShopId::new(format!("{id}-{number}"))?, called))
}

/// Publishes the shipped questionnaires for those visits that none is asked for.
async fn publish_missing(conn: &mut Conn, office: &Office) -> Result<()> {
    let mut asked = Vec::new();
    for published in packages::in_use(conn).await? {
        asked.extend(Package::load(published.0.as_bytes()).map(|package| package.visit));
    }
    for shipped in PACKAGES {
        if Package::load(shipped.as_bytes()).is_ok_and(|package| !asked.contains(&package.visit)) {
            publish(conn, &office.keys, shipped.as_bytes(), clock::now()).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_shop_has_an_id_of_its_own_and_regions_are_alike() {
        for shops in [1, 2, 3, 5, 12, 100] {
            let ids: Vec<String> =
                (0..shops).map(|place| shop(place, shops).unwrap().0.to_string()).collect();
            assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), shops, "{ids:?}");
            assert_eq!(ids[0], "north-1");
        }
        let south = (0..12).filter(|place| shop(*place, 12).unwrap().0.as_str().starts_with("south-"));
        assert_eq!(south.count(), 4);
    }
}
