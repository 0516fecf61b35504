//! What the styles of an .ods say of cells, rows, columns and words: percent and other formats, what is
//! struck out, raised or lowered, what cannot be seen.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::number_style::DataStyle;
use crate::reader::bounds::{STYLES, within};
use crate::reader::colour::{Colour, Theme, WHITE, are_alike};
use crate::reader::failure::{Bound, OpenFailure};
use crate::reader::format::Shown;
use crate::reader::format_code::FormatCode;
use crate::reader::xml::{Walk, attribute, unescaped};
use crate::values::quantity::raw::TextEffect;

/// How long a chain of parents may be.
const PARENTS: usize = 32;
/// Three points in thousandths of a millimetre: rows, columns and letters that are smaller cannot be read.
pub(super) const LEAST_SIZE: u64 = 1_058;

/// What is done to words. What a style does not say is taken from what it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look {
    struck: Option<bool>,
    height: Option<TextEffect>,
}

impl Look {
    /// This look, and where it says nothing the other.
    pub(super) fn over(self, outer: Self) -> Self {
        Self { struck: self.struck.or(outer.struck), height: self.height.or(outer.height) }
    }

    /// What is done to the words in the end: being struck out says more than being raised.
    pub(super) fn effect(self) -> TextEffect {
        match (self.struck, self.height) {
            (Some(true), _) => TextEffect::Struck,
            (_, height) => height.unwrap_or(TextEffect::Plain),
        }
    }
}

/// The colour of letters, or of the ground behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Paint {
    /// What the program finds readable; the paper.
    Automatic,
    Rgb([u8; 3]),
}

/// What one style says, and the style that it is made from.
#[derive(Debug, Clone, Default)]
struct Style {
    parent: Option<String>,
    data: Option<String>,
    look: Look,
    letters: Option<Paint>,
    ground: Option<Paint>,
    tiny: Option<bool>,
    unseen: Option<bool>,
    size: Option<u64>,
    shown: Option<bool>,
}

impl Style {
    /// This style, and where it says nothing the other.
    fn over(&self, outer: &Self) -> Self {
        Self {
            parent: outer.parent.clone(),
            data: self.data.clone().or_else(|| outer.data.clone()),
            look: self.look.over(outer.look),
            letters: self.letters.or(outer.letters),
            ground: self.ground.or(outer.ground),
            tiny: self.tiny.or(outer.tiny),
            unseen: self.unseen.or(outer.unseen),
            size: self.size.or(outer.size),
            shown: self.shown.or(outer.shown),
        }
    }

    fn add(&mut self, property: &BytesStart<'_>) {
        match property.name().as_ref() {
            "style:text-properties" => self.add_text(property),
            "style:table-cell-properties" => {
                if let Some(ground) = attribute(property, "background-color") {
                    self.ground = Some(paint(&ground));
                }
            }
            "style:table-column-properties" => {
                self.size = attribute(property, "column-width").and_then(|width| length(&width));
            }
            "style:table-row-properties" => {
                self.size = attribute(property, "row-height").and_then(|height| length(&height));
            }
            "style:table-properties" => {
                self.shown = attribute(property, "display").map(|display| display != "false");
            }
            _ => {}
        }
    }

    fn add_text(&mut self, property: &BytesStart<'_>) {
        for attribute in property.attributes().with_checks(false).filter_map(Result::ok) {
            let value = attribute.value.as_ref();
            match attribute.key.as_ref() {
                "style:text-line-through-style" | "style:text-line-through-type" => {
                    let is_struck = value != "none" && self.look.struck != Some(false);
                    self.look.struck = Some(is_struck);
                }
                "style:text-position" => self.look.height = Some(height(value)),
                "fo:color" => self.letters = Some(paint(value)),
                "style:use-window-font-color" if value == "true" => {
                    self.letters = Some(Paint::Automatic);
                }
                "fo:font-size" => self.tiny = length(value).map(|size| size < LEAST_SIZE),
                "text:display" => self.unseen = Some(value == "none"),
                _ => {}
            }
        }
    }

    /// Whether letters of this style cannot be seen. Letters of an automatic colour always can.
    fn is_faint(&self) -> bool {
        let ground = match self.ground {
            Some(Paint::Rgb(ground)) => ground,
            Some(Paint::Automatic) | None => WHITE,
        };
        let alike = matches!(self.letters, Some(Paint::Rgb(letters)) if are_alike(letters, ground));
        alike || self.tiny == Some(true) || self.unseen == Some(true)
    }
}

/// What the style of a cell says.
#[derive(Debug, Clone)]
pub(super) struct CellStyle {
    /// What its data style shows; `None` where it has none.
    pub(super) shown: Option<Shown>,
    /// Whether numbers are shown as truth values.
    pub(super) is_truth: bool,
    /// The code that shows its numbers.
    pub(super) code: Option<FormatCode>,
    /// What is done to its words.
    pub(super) look: Look,
    /// Whether its letters cannot be seen.
    pub(super) faint: bool,
}

/// The kinds of styles that matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Family {
    Cell,
    Row,
    Column,
    Sheet,
    /// Of words, or of a paragraph.
    Words,
}

impl Family {
    fn of(name: &str) -> Option<Self> {
        match name {
            "table-cell" => Some(Self::Cell),
            "table-row" => Some(Self::Row),
            "table-column" => Some(Self::Column),
            "table" => Some(Self::Sheet),
            "text" | "paragraph" => Some(Self::Words),
            _ => None,
        }
    }
}

/// By what a style is known; the default style of a family has no name of its own.
struct StyleName {
    family: Family,
    name: Option<String>,
}

#[derive(Debug, Default)]
pub(super) struct Styles {
    named: HashMap<(Family, String), Style>,
    defaults: HashMap<Family, Style>,
    data: HashMap<String, DataStyle>,
    cells: HashMap<String, CellStyle>,
}

impl Styles {
    /// Reads the styles of one part that are within elements of this name.
    pub(super) fn read(
        &mut self,
        part: &str,
        bytes: &[u8],
        within_: &str,
    ) -> Result<(), OpenFailure> {
        let mut walk = Walk::new(part, bytes);
        let mut is_within = false;
        let mut open: Option<StyleName> = None;
        loop {
            match walk.next()? {
                Event::Start(element) if element.name().as_ref() == within_ => is_within = true,
                Event::Start(element) if element.name().as_ref() == "office:body" => return Ok(()),
                Event::Start(element) if is_within => {
                    if let Some(data) = DataStyle::read(&mut walk, &element)? {
                        self.data.extend(unescaped(&element, "name").map(|name| (name, data)));
                    } else if matches!(
                        element.name().as_ref(),
                        "style:style" | "style:default-style"
                    ) {
                        open = self.begin(&element);
                    } else if let Some(name) = &open {
                        self.style(name).add(&element);
                    }
                    let kept = self.named.len() + self.data.len();
                    within(Bound::Styles, kept as u64, STYLES)?;
                }
                Event::End(element) => match element.name().as_ref() {
                    "style:style" | "style:default-style" => open = None,
                    name if name == within_ => is_within = false,
                    _ => {}
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn begin(&mut self, element: &BytesStart<'_>) -> Option<StyleName> {
        let family = Family::of(&attribute(element, "family")?)?;
        let name = StyleName { family, name: unescaped(element, "name") };
        *self.style(&name) = Style {
            parent: unescaped(element, "parent-style-name"),
            data: unescaped(element, "data-style-name"),
            ..Style::default()
        };
        Some(name)
    }

    fn style(&mut self, name: &StyleName) -> &mut Style {
        match &name.name {
            Some(own) => self.named.entry((name.family, own.clone())).or_default(),
            None => self.defaults.entry(name.family).or_default(),
        }
    }

    /// Puts together what the styles of cells and their parents say.
    pub(super) fn settle(&mut self) {
        let names = self.named.keys().filter(|(family, _)| *family == Family::Cell);
        let names: Vec<String> = names.map(|(_, name)| name.clone()).collect();
        for name in names {
            let whole = self.whole(Family::Cell, &name);
            let data = whole.data.as_ref().and_then(|data| self.data.get(data));
            let code = data.filter(|data| data.shown.time.is_none() && !data.is_truth);
            let code = code.map(|data| data.code(|name| self.data.get(name)));
            let style = CellStyle {
                shown: data.map(|data| data.shown),
                is_truth: data.is_some_and(|data| data.is_truth),
                code: code.as_deref().and_then(FormatCode::read),
                look: whole.look,
                faint: whole.is_faint(),
            };
            self.cells.insert(name, style);
        }
    }

    /// A style with what its parents say.
    fn whole(&self, family: Family, name: &str) -> Style {
        let mut whole = Style { parent: Some(name.to_owned()), ..Style::default() };
        for _ in 0..PARENTS {
            let Some(parent) = whole.parent.take() else { break };
            let Some(parent) = self.named.get(&(family, parent)) else { break };
            whole = whole.over(parent);
        }
        self.defaults.get(&family).map_or_else(|| whole.clone(), |outer| whole.over(outer))
    }

    /// The style of a cell by its name.
    pub(super) fn cell(&self, name: &str) -> Option<&CellStyle> {
        self.cells.get(name)
    }

    /// What the style of words says by itself.
    pub(super) fn words(&self, name: &str) -> Look {
        let mut look = Look::default();
        let mut next = Some(name.to_owned());
        for _ in 0..PARENTS {
            let Some(name) = next.take() else { break };
            let Some(style) = self.named.get(&(Family::Words, name)) else { break };
            look = look.over(style.look);
            next.clone_from(&style.parent);
        }
        look
    }

    /// The height of rows or the width of columns, in thousandths of a millimetre.
    pub(super) fn size(&self, family: Family, name: &str) -> Option<u64> {
        self.whole(family, name).size
    }

    /// Whether sheets of a style are shown.
    pub(super) fn is_shown(&self, name: &str) -> bool {
        self.whole(Family::Sheet, name).shown != Some(false)
    }
}

fn paint(colour: &str) -> Paint {
    let rgb = colour.strip_prefix('#').and_then(Colour::hexadecimal);
    rgb.and_then(|colour| colour.rgb(&Theme::default())).map_or(Paint::Automatic, Paint::Rgb)
}

/// `super 58%`, `sub`, `33% 58%`, `-33%`, `0% 100%`.
fn height(position: &str) -> TextEffect {
    let first = position.split_whitespace().next().unwrap_or_default();
    match first {
        "super" => TextEffect::Raised,
        "sub" => TextEffect::Lowered,
        percent => match percent.trim_end_matches('%').parse::<Decimal>() {
            Ok(percent) if percent.is_zero() => TextEffect::Plain,
            Ok(percent) if percent.is_sign_negative() => TextEffect::Lowered,
            Ok(_) => TextEffect::Raised,
            Err(_) => TextEffect::Plain,
        },
    }
}

/// A length in thousandths of a millimetre; `None` for a share of something else.
pub(super) fn length(text: &str) -> Option<u64> {
    let text = text.trim();
    let (number, unit) = text.split_at(text.find(|c: char| c.is_ascii_alphabetic())?);
    let unit = match unit {
        "mm" => Decimal::ONE_THOUSAND,
        "cm" => Decimal::from(10_000),
        "in" => Decimal::from(25_400),
        "pt" => Decimal::new(25_400, 0) / Decimal::from(72),
        "pc" => Decimal::new(25_400, 0) / Decimal::from(6),
        "px" => Decimal::new(25_400, 0) / Decimal::from(96),
        _ => return None,
    };
    number.parse::<Decimal>().ok()?.checked_mul(unit)?.round().to_u64()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::quantity::raw::RawValue;

    fn styles(xml: &str) -> Styles {
        let mut styles = Styles::default();
        let part = format!("<a><office:automatic-styles>{xml}</office:automatic-styles></a>");
        styles.read("content.xml", part.as_bytes(), "office:automatic-styles").unwrap();
        styles.settle();
        styles
    }

    /// What a number shows in a cell of a data style.
    fn shown(data: &str, number: &str) -> Option<String> {
        let xml = format!(
            "{data}<style:style style:name=\"ce1\" style:family=\"table-cell\" \
             style:data-style-name=\"N1\"/>"
        );
        let styles = styles(&xml);
        let code = styles.cell("ce1").unwrap().code.as_ref()?;
        code.shown(&RawValue::Number(number.parse().unwrap()))
    }

    #[test]
    fn data_styles_come_to_what_is_shown() {
        let number = |attributes: &str, behind: &str| {
            format!(
                "<number:number-style style:name=\"N1\"><number:number {attributes}/>{behind}\
                 </number:number-style>"
            )
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(shown(&number("number:min-integer-digits=\"1\"", ""), "1250"), None);
        let whole = "number:decimal-places=\"0\" number:min-integer-digits=\"1\"";
        assert_eq!(shown(&number(whole, ""), "1250"), None);
        let grouped = format!("{whole} number:grouping=\"true\"");
        assert_eq!(shown(&number(&grouped, ""), "1250"), None);
        assert_eq!(shown(&number(&grouped, ""), "1.5"), some("2"));
        let words = "<number:text> nghìn người</number:text>";
        assert_eq!(shown(&number(whole, words), "5"), some("5 nghìn người"));
        let thousands = format!("{grouped} number:display-factor=\"1000\"");
        assert_eq!(shown(&number(&thousands, ""), "1250000"), some("1.250"));
        let nothing = "<number:number-style style:name=\"N1\"/>";
        assert_eq!(shown(nothing, "350"), some(""));
    }

    #[test]
    fn sections_are_told_by_their_conditions() {
        let data = "<number:number-style style:name=\"N1P0\"><number:number number:decimal-places=\"0\" \
             number:min-integer-digits=\"1\"/></number:number-style>\
             <number:number-style style:name=\"N1\"><number:text>-</number:text><number:number \
             number:decimal-places=\"0\" number:min-integer-digits=\"1\"/>\
             <style:map style:condition=\"value()&gt;=0\" style:apply-style-name=\"N1P0\"/>\
             </number:number-style>";
        assert_eq!(shown(data, "350"), None);
        assert_eq!(shown(data, "-350"), None);
        let other = data.replace("value()&gt;=0", "value()&lt;100");
        assert_eq!(shown(&other, "50"), None);
        assert_eq!(shown(&other, "350"), Some("-350".to_owned()));
    }

    #[test]
    fn words_are_struck_out_raised_and_lowered() {
        use TextEffect::{Lowered, Plain, Raised, Struck};
        let text = |name: &str, properties: &str| {
            format!(
                "<style:style style:name=\"{name}\" style:family=\"text\">\
                 <style:text-properties {properties}/></style:style>"
            )
        };
        let all = [
            (
                "T1",
                "style:text-line-through-style=\"solid\" style:text-line-through-type=\"single\"",
            ),
            ("T2", "style:text-line-through-style=\"none\" style:text-line-through-type=\"none\""),
            ("T3", "style:text-position=\"super 58%\""),
            ("T4", "style:text-position=\"-33% 58%\""),
            ("T5", "style:text-position=\"0% 100%\""),
        ];
        let xml: String = all.iter().map(|(name, properties)| text(name, properties)).collect();
        let styles = styles(&xml);
        let effects: Vec<TextEffect> =
            all.iter().map(|(name, _)| styles.words(name).effect()).collect();
        assert_eq!(effects, [Struck, Plain, Raised, Lowered, Plain]);
        let struck = styles.words("T1");
        assert_eq!(styles.words("T2").over(struck).effect(), Plain);
        assert_eq!(styles.words("T3").over(struck).effect(), Struck);
    }

    #[test]
    fn a_style_says_what_its_parents_say() {
        let xml = "<style:default-style style:family=\"table-cell\"><style:text-properties \
             fo:color=\"#000000\"/></style:default-style>\
             <style:style style:name=\"Ink\" style:family=\"table-cell\" style:parent-style-name=\"Ink\">\
             <style:text-properties fo:color=\"#ffffff\"/></style:style>\
             <style:style style:name=\"ce1\" style:family=\"table-cell\" style:parent-style-name=\"Ink\"/>\
             <style:style style:name=\"ce2\" style:family=\"table-cell\" style:parent-style-name=\"Ink\">\
             <style:table-cell-properties fo:background-color=\"#112233\"/></style:style>\
             <style:style style:name=\"ce3\" style:family=\"table-cell\"/>\
             <style:style style:name=\"ro1\" style:family=\"table-row\"><style:table-row-properties \
             style:row-height=\"0.03in\"/></style:style>";
        let styles = styles(xml);
        let faint = |name| styles.cell(name).unwrap().faint;
        assert_eq!([faint("ce1"), faint("ce2"), faint("ce3")], [true, false, false]);
        assert_eq!(styles.size(Family::Row, "ro1"), Some(762));
        assert_eq!(length("3pt"), Some(LEAST_SIZE));
        assert_eq!((length("58%"), length("cm"), length("-1cm")), (None, None, None));
    }
}
