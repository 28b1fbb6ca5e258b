//! Enums whose variants are single words on the wire.

/// Declares such an enum: each word stands once, for reading and for writing.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$of])* $variant,)*
        }

        impl $name {
            /// Every one.
            pub const EVERY: &[Self] = &[$(Self::$variant),*];
            /// Their words on the wire, in the same order.
            pub const WORDS: &[&str] = &[$($word),*];

            /// The word on the wire.
            pub fn word(self) -> &'static str {
                Self::WORDS[self as usize]
            }

            /// The one of this word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::WORDS.iter().position(|known| *known == word).map(|at| Self::EVERY[at])
            }

            /// Reads the word at a node.
            pub fn read(node: &$crate::json::Node<'_>) -> Self {
                Self::EVERY[node.one_of(Self::WORDS)]
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.word())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let word = <std::borrow::Cow<'de, str>>::deserialize(from)?;
                Self::from_word(&word).ok_or_else(|| serde::de::Error::unknown_variant(&word, Self::WORDS))
            }
        }
    )*};
}
pub(crate) use words;
