//! Each question that was asked in a live survey, with its answer.

use super::{Around, Page, parsed};
use crate::db::exports::{self, Place};
use crate::db::packages::Loaded;
use crate::db::{Conn, StoreError};
use crate::export::cell::Cell;
use handover_domain::hash::Hash;
use handover_domain::questionnaire::{Package, Question};

pub const COLUMNS: [&str; 24] = [
    "record",
    "shop",
    "shop_name",
    "day",
    "package",
    "version",
    "package_hash",
    "visit",
    "channel",
    "language",
    "advisor",
    "advisor_name",
    "order",
    "outcome",
    "counted",
    "question",
    "type",
    "role",
    "stage",
    "answer",
    "option",
    "points",
    "number",
    "ms",
];

pub async fn page(
    conn: &mut Conn,
    loaded: &mut Loaded,
    around: &Around,
    place: Place<'_>,
) -> Result<Page, StoreError> {
    let rows = exports::answers(conn, place).await?;
    let last = rows.last().map(|row| row.0.clone());
    let mut cells = Vec::with_capacity(rows.len());
    for (
        record,
        day,
        hash,
        visit,
        channel,
        language,
        advisor,
        order,
        outcome,
        counted,
        asked,
        option,
        kind,
        number,
        ms,
    ) in rows
    {
        // Who left before the first question was asked nothing.
        let Some(asked) = asked else { continue };
        let package = loaded.get(conn, parsed(Hash::parse(&hash), "responses.package")?).await?;
        let package = parsed(package, "responses.package")?;
        let question = parsed(question(&package, &asked), "answers.question")?;
        let option = option.unwrap_or_default();
        let [advisor, advisor_name] = around.advisor(&advisor);
        cells.push(vec![
            Cell::text(record),
            around.shop.clone(),
            around.shop_name.clone(),
            Cell::text(day),
            Cell::text(package.id().as_str()),
            Cell::Number(package.reference.version.into()),
            Cell::text(hash),
            Cell::text(visit),
            Cell::text(channel),
            Cell::text(language),
            advisor,
            advisor_name,
            if around.orders { Cell::text(order) } else { Cell::Empty },
            Cell::text(outcome),
            Cell::Flag(counted),
            Cell::text(asked),
            Cell::text(question.kind.word()),
            Cell::text(question.role.word()),
            Cell::text(question.stage.as_str()),
            Cell::text(kind.unwrap_or_default()),
            Cell::text(option.as_str()),
            Cell::number(points(question, &option)),
            Cell::number(number),
            Cell::number(ms),
        ]);
    }
    Ok(Page { cells, last })
}

fn question<'a>(package: &'a Package, id: &str) -> Option<&'a Question> {
    package.questions.iter().map(|question| &**question).find(|question| question.id.as_str() == id)
}

fn points(question: &Question, option: &str) -> Option<i64> {
    let chosen = question.options.iter().find(|choice| choice.id.as_str() == option)?;
    chosen.points.map(i64::from)
}
