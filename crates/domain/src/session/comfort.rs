//! How the screen is drawn for one customer, by switches on every screen.

/// Size and contrast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Comfort {
    /// How large words are.
    pub text: TextSize,
    /// How much they stand out.
    pub contrast: Contrast,
}

/// How large words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextSize {
    /// As designed.
    #[default]
    Usual,
    /// A quarter larger.
    Large,
}

/// How much words and edges stand out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Contrast {
    /// As designed, 7:1 for words.
    #[default]
    Usual,
    /// Black on white, every edge black.
    High,
}

impl Comfort {
    /// With the other size of words.
    #[must_use]
    pub fn resized(self) -> Self {
        let text = match self.text {
            TextSize::Usual => TextSize::Large,
            TextSize::Large => TextSize::Usual,
        };
        Self { text, ..self }
    }

    /// With the other contrast.
    #[must_use]
    pub fn contrasted(self) -> Self {
        let contrast = match self.contrast {
            Contrast::Usual => Contrast::High,
            Contrast::High => Contrast::Usual,
        };
        Self { contrast, ..self }
    }
}
