//! The words that customers read: in three languages, without an exclamation mark, and never coaching (`Q8`).

use super::walk::{Shipped, both};
use handover_domain::language::{Language, Text};
use handover_domain::questionnaire::{Package, QuestionType, Role};

/// Asking for a good mark, in whatever words. Small letters.
const COACHING: [(Language, &[&str]); 3] = [
    (
        Language::ZhCn,
        &[
            "满分",
            "好评",
            "五星",
            "5星",
            "高分",
            "打分",
            "给分",
            "评分高",
            "多多支持",
            "支持一下",
            "请选择",
            "请勾选",
            "请务必",
            "希望您满意",
            "帮忙",
            "点赞",
            "拜托",
        ],
    ),
    (
        Language::ZhTw,
        &[
            "滿分",
            "好評",
            "五星",
            "5星",
            "高分",
            "打分",
            "給分",
            "評分高",
            "多多支持",
            "支持一下",
            "請選擇",
            "請勾選",
            "請務必",
            "希望您滿意",
            "幫忙",
            "按讚",
            "拜託",
        ],
    ),
    (
        Language::En,
        &[
            "top score",
            "full marks",
            "top marks",
            "five stars",
            "5 stars",
            "good score",
            "high score",
            "good mark",
            "give us",
            "rate us",
            "please rate",
            "please choose",
            "please select",
            "please give",
            "support us",
            "recommend us to everyone",
            "we hope you are satisfied",
            "help us",
        ],
    ),
];

/// Every text of a package and its form, with where it stands and whether it asks about influence itself.
fn texts(package: &Package) -> Vec<(String, &Text, bool)> {
    let mut all = vec![("title".to_owned(), &package.title, false)];
    all.extend(package.stages.iter().map(|stage| (format!("stage {}", stage.id), &stage.name, false)));
    let form = package.complaint.as_ref().map(|form| &form.package.questions);
    for question in package.questions.iter().chain(form.into_iter().flatten()) {
        let influence = question.role == Role::Influence;
        all.push((format!("{}.text", question.id), &question.text, influence));
        all.extend(question.help.iter().map(|help| (format!("{}.help", question.id), help, influence)));
        let options = question.options.iter();
        all.extend(
            options.map(|option| (format!("{}.{}", question.id, option.id), &option.label, influence)),
        );
    }
    all
}

/// Every text in every language, in small letters.
fn words(shipped: &Shipped) -> Vec<(String, Language, String, bool)> {
    let in_all = |(at, text, influence): (String, &Text, bool)| {
        Language::ALL.map(|language| {
            (format!("{shipped} {at} {language}"), language, text.get(language).to_lowercase(), influence)
        })
    };
    texts(&shipped.package).into_iter().flat_map(in_all).collect()
}

#[test]
fn every_text_is_there_in_three_languages() {
    for shipped in both() {
        assert_eq!(shipped.package.languages, Language::ALL);
        let all = texts(&shipped.package);
        assert!(all.len() > 100, "{shipped}: {} texts: is this the full bank?", all.len());
        for (at, text, _) in all {
            for language in Language::ALL {
                let words = text.exactly(language);
                assert!(words.is_some_and(|words| !words.trim().is_empty()), "{shipped} {at} {language}");
            }
        }
    }
}

#[test]
fn the_two_ways_of_writing_chinese_are_not_mixed() {
    for shipped in both() {
        for (at, language, words, _) in words(shipped) {
            let foreign = match language {
                Language::ZhCn => "您對這個車輛嗎滿質維預約說明時間後麼沒歡與為來開關",
                Language::ZhTw => "对这个车辆吗满质维预约说时间后么没欢与为来开关",
                Language::En => continue,
            };
            let stray: String = words.chars().filter(|c| foreign.contains(*c) && *c != '您').collect();
            let stray: String = stray.chars().filter(|c| !BOTH.contains(*c)).collect();
            assert!(stray.is_empty(), "{at}: {stray} in {words}");
        }
    }
}

/// Characters of the lists above that both ways of writing share.
const BOTH: &str = "明";

#[test]
fn no_text_has_an_exclamation_mark() {
    for shipped in both() {
        for (at, _, words, _) in words(shipped) {
            assert!(!words.contains(['!', '！']), "{at}: {words}");
        }
    }
}

#[test]
fn no_text_asks_for_a_good_mark() {
    for shipped in both() {
        for (at, language, words, influence) in words(shipped) {
            let (_, coaching) = COACHING.iter().find(|(of, _)| *of == language).unwrap();
            let found: Vec<_> = coaching.iter().filter(|phrase| words.contains(**phrase)).collect();
            // Whoever asks about influence may name what was asked for.
            assert!(found.is_empty() || influence, "{at}: {found:?} in {words}");
        }
    }
}

#[test]
fn no_question_names_the_best_answer() {
    for shipped in both() {
        let questions = &shipped.package.questions;
        let rating = questions.iter().find(|question| question.kind == QuestionType::Rating).unwrap();
        let best = rating.options.iter().max_by_key(|option| option.points).unwrap();
        for question in questions {
            for text in std::iter::once(&question.text).chain(&question.help) {
                for language in Language::ALL {
                    let label = best.label.get(language).to_lowercase();
                    let words = text.get(language).to_lowercase();
                    assert!(!words.contains(&label), "{shipped} {} {language}: {words}", question.id);
                }
            }
        }
    }
}

#[test]
fn levels_are_offered_from_the_best_to_the_worst_with_the_customary_points() {
    for shipped in both() {
        for question in shipped.package.questions.iter().filter(|q| q.kind == QuestionType::Rating) {
            let levels: Vec<_> = question.options.iter().map(|o| (o.points.unwrap(), o.bad)).collect();
            assert_eq!(
                levels,
                [(100, false), (80, false), (60, true), (0, true)],
                "{shipped} {}",
                question.id
            );
        }
    }
}
