//! Every word that a user reads, a folder of `i18n/` for each language: the messages, the pages of the
//! rules, the files of a working folder.
//!
//! A lowest layer: it knows the languages and the messages, and nothing about what they are for.
//! A key or argument that the Vietnamese catalogue lacks fails the build. A further language is a further
//! folder; what it lacks is said in Vietnamese, and a test names it.

pub mod visible;

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use i18n_embed::LanguageLoader;
use i18n_embed::fluent::FluentLanguageLoader;
use rust_embed::RustEmbed;

use crate::t;

#[derive(RustEmbed)]
#[folder = "i18n/"]
struct Catalogue;

/// A language, by the tag that names its folder and that `--lang` takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language(&'static str);

/// The tags of the folders, the reference first.
static TAGS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut tags: Vec<String> = Catalogue::iter()
        .filter_map(|file| file.strip_suffix("/bdhvs.ftl").map(str::to_owned))
        .collect();
    tags.sort_by_key(|tag| (tag != Language::VI.0, tag.clone()));
    tags
});

impl Language {
    /// Vietnamese, the reference.
    pub const VI: Self = Self("vi");
    pub const EN: Self = Self("en");

    /// Every language that has a folder.
    pub fn all() -> impl Iterator<Item = Self> {
        TAGS.iter().map(|tag| Self(tag))
    }

    pub fn as_str(self) -> &'static str {
        self.0
    }

    /// A text file of the language's folder (`rules/BD404.md`), or else of the Vietnamese one; empty where
    /// neither has it.
    pub fn file(self, path: &str) -> String {
        [self, Self::VI]
            .into_iter()
            .find_map(|language| Catalogue::get(&format!("{}/{path}", language.0)))
            .map(|file| String::from_utf8_lossy(&file.data).into_owned())
            .unwrap_or_default()
    }
}

impl Default for Language {
    fn default() -> Self {
        Self::VI
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
        Self::all().find(|language| language.as_str() == text).ok_or(())
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
        let chosen = language.as_str().parse().unwrap_or_else(|_| vietnamese.clone());
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

    /// Every language, each with its messages: what is printed is read whatever language it is in.
    ///
    /// # Errors
    /// As [`Words::load`].
    pub fn all() -> Result<Vec<Self>, i18n_embed::I18nEmbedError> {
        Language::all().map(Self::load).collect()
    }

    /// A date as officials write it: `30/09/2025`.
    pub fn date(&self, date: jiff::civil::Date) -> String {
        format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
    }

    /// A time of day as officials write it: `8 giờ 30`.
    pub fn time(&self, time: jiff::civil::Time) -> String {
        let (hour, minute) = (time.hour(), time.minute());
        if minute == 0 {
            t!(self, "time-hour", hour = hour.to_string())
        } else {
            t!(self, "time-hour-minute", hour = hour.to_string(), minute = format!("{minute:02}"))
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
        // What others wrote comes in as an argument.
        $crate::i18n::visible::visible(
            i18n_embed_fl::fl!($words.loader(), $key, $($argument = $value),+)
        )
    };
}
