//! The tablet's habits, which matter to no record: language, patience and size of words, in `localStorage`.

use super::StoreError;
use super::beside::local;
use handover_domain::language::Language;
use handover_domain::session::{Habits, TextSize};

const HABITS: &str = "handover-habits";
const LARGE: &str = "large";

/// What the shop manager has set, if anything that can be read.
pub fn habits() -> Option<(Language, Habits)> {
    let kept = local()?.get_item(HABITS).ok()??;
    let mut words = kept.split(' ');
    let language = Language::from_tag(words.next()?)?;
    let (least, most) = Habits::PATIENCE_S;
    let patience_s = words.next()?.parse::<u64>().ok()?.clamp(least, most);
    let text = if words.next() == Some(LARGE) { TextSize::Large } else { TextSize::Usual };
    Some((language, Habits { patience_s, text }))
}

/// Keeps what was set.
pub fn keep_habits(language: Language, habits: Habits) -> Result<(), StoreError> {
    let size = if habits.text == TextSize::Large { LARGE } else { "" };
    let kept = format!("{} {} {size}", language.tag(), habits.patience_s);
    local().and_then(|storage| storage.set_item(HABITS, &kept).ok()).ok_or(StoreError::Full)
}
