//! The languages of screens and packages.

use crate::json::Node;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;

crate::json::words! {
    /// A language a customer may choose, by its BCP 47 tag.
    Language {
        /// 简体中文
        ZhCn = "zh-CN",
        /// 繁體中文
        ZhTw = "zh-TW",
        /// English
        En = "en",
    }
}

impl Language {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::ZhCn, Self::ZhTw, Self::En];

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        self.word()
    }

    /// Which way it is written, as `dir` says it. All of today's are written from the left.
    pub fn direction(self) -> &'static str {
        match self {
            Self::ZhCn | Self::ZhTw | Self::En => "ltr",
        }
    }

    /// The language of a tag, or `None` where it is not offered.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(tag))
    }
}

/// One text in several languages; on the wire, an object by tag.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text([Option<String>; Language::ALL.len()]);

impl Text {
    /// The text in this language, else in the first one there is.
    pub fn get(&self, language: Language) -> &str {
        self.exactly(language)
            .or_else(|| self.0.iter().flatten().next().map(String::as_str))
            .unwrap_or_default()
    }

    /// The text in this language and no other.
    pub fn exactly(&self, language: Language) -> Option<&str> {
        self.0[language as usize].as_deref()
    }

    /// Reads it at a node.
    pub fn read(node: &Node<'_>) -> Self {
        node.only(Language::WORDS);
        Self(Language::ALL.map(|language| node.member(language.tag()).map(|words| words.owned())))
    }
}

impl FromIterator<(Language, String)> for Text {
    fn from_iter<I: IntoIterator<Item = (Language, String)>>(texts: I) -> Self {
        let mut all = Self::default();
        for (language, words) in texts {
            all.0[language as usize] = Some(words);
        }
        all
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(
            Language::ALL.into_iter().filter_map(|language| Some((language, self.exactly(language)?))),
        )
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        BTreeMap::deserialize(from).map(Self::from_iter)
    }
}
