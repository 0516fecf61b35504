//! The styles of an .ods by their names, with what their parents say.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use super::number_style::DataStyle;
use super::style::{Family, Look, Style};
use crate::reader::bounds::{STYLES, within};
use crate::reader::failure::{Bound, OpenFailure};
use crate::reader::format::Shown;
use crate::reader::format_code::FormatCode;
use crate::reader::xml::{Walk, attribute, unescaped};

/// How long a chain of parents may be.
const PARENTS: usize = 32;

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

#[cfg(test)]
mod tests {
    use super::super::style::{LEAST_SIZE, length};
    use super::*;
    use crate::values::quantity::raw::{RawValue, TextEffect};

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
