//! The catalogue: every word that a user reads, in Vietnamese and English.
//!
//! A lowest layer: it knows the languages and the messages, and nothing about what they are for.
//! A key or argument that the Vietnamese catalogue lacks fails the build.

use std::fmt;
use std::str::FromStr;

use i18n_embed::LanguageLoader;
use i18n_embed::fluent::FluentLanguageLoader;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "i18n/"]
struct Catalogue;

/// A language of the messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Vietnamese, the reference.
    #[default]
    Vi,
    /// English.
    En,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The tag used by `--lang`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Language {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|language| language.as_str() == text).ok_or(())
    }
}

/// The messages of one language. Use through the [`t!`](crate::t) macro.
pub struct Words {
    language: Language,
    loader: FluentLanguageLoader,
}

impl Words {
    /// Loads a language.
    ///
    /// # Errors
    /// When the embedded catalogue does not parse, which a test excludes.
    pub fn load(language: Language) -> Result<Self, i18n_embed::I18nEmbedError> {
        let vietnamese = unic_langid::langid!("vi");
        let chosen = match language {
            Language::Vi => vietnamese.clone(),
            Language::En => unic_langid::langid!("en"),
        };
        let loader = FluentLanguageLoader::new("bdhvs", vietnamese);
        loader.load_languages(&Catalogue, &[chosen])?;
        // The marks that isolate arguments are invisible, break searching and upset terminals.
        loader.set_use_isolating(false);
        Ok(Self { language, loader })
    }

    pub fn language(&self) -> Language {
        self.language
    }

    /// A message by a key that is put together while the program runs: the captions of a schema. A
    /// test holds the catalogue to every such key.
    pub fn lookup(&self, key: &str) -> Option<String> {
        self.loader.has(key).then(|| self.loader.get(key))
    }

    /// A date as officials write it: `30/09/2025`.
    pub fn date(&self, date: jiff::civil::Date) -> String {
        format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
    }

    /// A time of day as officials write it: `8 giờ 30`.
    pub fn time(&self, time: jiff::civil::Time) -> String {
        match self.language {
            Language::Vi if time.minute() == 0 => format!("{} giờ", time.hour()),
            Language::Vi => format!("{} giờ {:02}", time.hour(), time.minute()),
            Language::En => format!("{}:{:02}", time.hour(), time.minute()),
        }
    }

    /// The loader behind the [`t!`](crate::t) macro.
    pub fn loader(&self) -> &FluentLanguageLoader {
        &self.loader
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Words").field(&self.language).finish()
    }
}

/// A message of the catalogue: `t!(words, "key", argument = value)`.
#[macro_export]
macro_rules! t {
    ($words:expr, $key:literal) => {
        i18n_embed_fl::fl!($words.loader(), $key)
    };
    ($words:expr, $key:literal, $($argument:ident = $value:expr),+ $(,)?) => {
        i18n_embed_fl::fl!($words.loader(), $key, $($argument = $value),+)
    };
}
