//! Fills in issued workbooks as a clerk would: `fill CAMPAIGN ISSUED FILLED [FAULTS]`; in each, so many
//! figures are written as nobody can read them.
//!
//! The cells of a form are written into the XML of its sheet, and the words among the shared strings,
//! as spreadsheet programs do; all other parts are copied as they are packed. That makes tens of
//! thousands of returns in minutes. The same arguments give the same files.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Seek, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use bdhvs::testing::campaign::{Assignment, Campaign, Indicator, OrgUnit, Store, load};
use bdhvs::testing::values::key::Field;
use bdhvs::testing::campaign::layout::{FormPlan, PlannedRow};
use bdhvs::testing::values::quantity::measure::Measure;
use bdhvs::testing::values::quantity::words::{ARRANGED, Status, YES_NO};
use bdhvs::testing::wording::file_names::file_name;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

const STRINGS: &str = "xl/sharedStrings.xml";
/// The guide is the first sheet of an issued workbook.
const FIRST_FORM: usize = 2;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (campaign, issued, filled, faults) = match arguments.as_slice() {
        [campaign, issued, filled] => (campaign, issued, filled, 0),
        [campaign, issued, filled, faults] => (campaign, issued, filled, faults.parse()?),
        _ => bail!("usage: fill CAMPAIGN ISSUED FILLED [FAULTS]"),
    };
    let campaign = load(&Store::folder(PathBuf::from(campaign)))?;
    let period = campaign.period(&campaign.default_period).context("no default period")?;
    let filled = Path::new(filled);
    std::fs::create_dir_all(filled)?;
    for (index, unit) in campaign.expected_units(period).enumerate() {
        let name = file_name(unit);
        let form = std::fs::read(Path::new(issued).join(&name)).with_context(|| name.clone())?;
        let assignment = Assignment::new(&campaign, period, unit);
        let plans: Vec<FormPlan<'_>> = assignment.forms.iter().map(FormPlan::new).collect();
        let bytes = fill(&form, &plans, &Clerk { number: index as u64, unit, faults }).with_context(|| name.clone())?;
        std::fs::write(filled.join(&name), bytes)?;
    }
    report(&campaign);
    Ok(())
}

fn report(campaign: &Campaign) {
    println!("{} units", campaign.units.len());
}

/// Who fills in a workbook, and how well.
struct Clerk<'c> {
    /// The number of the unit, from 0.
    number: u64,
    unit: &'c OrgUnit,
    /// How many figures nobody can read.
    faults: usize,
}

/// A workbook with every input cell of its forms filled in.
fn fill(form: &[u8], plans: &[FormPlan<'_>], clerk: &Clerk<'_>) -> Result<Vec<u8>> {
    let mut faults = clerk.faults;
    let mut archive = ZipArchive::new(Cursor::new(form))?;
    let mut strings = Strings::new(text(&mut archive, STRINGS)?)?;
    let mut changed: BTreeMap<String, String> = BTreeMap::new();
    for (number, plan) in plans.iter().enumerate() {
        let name = format!("xl/worksheets/sheet{}.xml", number + FIRST_FORM);
        let sheet = text(&mut archive, &name)?;
        changed.insert(name, fill_sheet(&sheet, plan, clerk, &mut faults, &mut strings)?);
    }
    changed.insert(STRINGS.to_owned(), strings.finish());
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index)?;
        let name = entry.name()?.into_owned();
        match changed.get(&name) {
            None => writer.raw_copy_file(entry)?,
            Some(xml) => put(&mut writer, &name, xml)?,
        }
    }
    Ok(writer.finish()?.into_inner())
}

fn put<W: Write + Seek>(writer: &mut ZipWriter<W>, name: &str, xml: &str) -> Result<()> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    writer.start_file(name, options)?;
    writer.write_all(xml.as_bytes())?;
    Ok(())
}

fn text(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String> {
    let mut text = String::new();
    archive.by_name(name).with_context(|| name.to_owned())?.read_to_string(&mut text)?;
    Ok(text)
}

fn fill_sheet(
    sheet: &str,
    plan: &FormPlan<'_>,
    clerk: &Clerk<'_>,
    faults: &mut usize,
    strings: &mut Strings,
) -> Result<String> {
    let indicators: BTreeMap<_, &Indicator> = plan
        .rows
        .iter()
        .filter_map(|row| match row {
            PlannedRow::Answer { key, indicator } => Some((key.clone(), *indicator)),
            _ => None,
        })
        .collect();
    let mut cells = plan.input_cells();
    cells.sort_by_key(|(_, at)| *at);
    let mut filled = String::with_capacity(sheet.len() * 2);
    let mut rest = sheet;
    for (row, (name, at)) in (0_u64..).zip(&cells) {
        let indicator = indicators.get(&name.answer).context("a cell without a row")?;
        let Some(content) = content(indicator, name.field, row, clerk) else { continue };
        let content = match content {
            Content::Number(_) if *faults > 0 => {
                *faults -= 1;
                Content::Words("hơn 200, đang rà soát".to_owned())
            }
            content => content,
        };
        let start = format!("<c r=\"{at}\"");
        let found = rest.find(&start).with_context(|| format!("no cell {at}"))?;
        let end = found + rest[found..].find("/>").context("no end of a cell")?;
        if rest[found..end].contains('>') {
            bail!("{at} is not empty");
        }
        filled.push_str(&rest[..end]);
        match content {
            Content::Number(number) => write!(filled, "><v>{number}</v></c>")?,
            Content::Words(words) => {
                write!(filled, " t=\"s\"><v>{}</v></c>", strings.add(&words))?;
            }
        }
        rest = &rest[end + 2..];
    }
    filled.push_str(rest);
    Ok(filled)
}

enum Content {
    Number(u64),
    Words(String),
}

/// What stands in an input cell. The formula of a rate is left alone.
fn content(
    indicator: &Indicator,
    field: Field,
    row: u64,
    clerk: &Clerk<'_>,
) -> Option<Content> {
    let (unit, who) = (clerk.number, clerk.unit);
    // Any spread will do that is the same in every run.
    let spread = (unit * 7919 + row * 104_729) % 997;
    let pick = usize::try_from(spread).unwrap_or_default();
    let words = |text: &str| Some(Content::Words(text.to_owned()));
    match field {
        Field::Numerator => Some(Content::Number(9_000 + spread)),
        Field::Denominator => Some(Content::Number(10_000)),
        Field::People => Some(Content::Number(10 + spread)),
        Field::Baseline => Some(Content::Number(10 + spread % 40)),
        Field::Value => match indicator.measure {
            Measure::Percent => None,
            Measure::Rank => Some(Content::Number(1 + spread % 5)),
            Measure::YesNo => words(YES_NO[pick % YES_NO.len()]),
            Measure::Arranged => words(ARRANGED[0]),
            _ if indicator.measure.is_figure() => Some(Content::Number(1 + spread)),
            _ => words(&sentence(who, row)),
        },
        Field::Status => words(Status::ALL[pick % 4].as_str()),
        Field::Evidence | Field::Result | Field::Text | Field::Explanation | Field::Column(_) => {
            words(&sentence(who, row))
        }
    }
}

fn sentence(who: &OrgUnit, row: u64) -> String {
    format!(
        "Báo cáo số {row}/BC-UBND của {} ({}): đã mở lớp, hướng dẫn người dân dùng dịch vụ số",
        who.name, who.code
    )
}

/// The shared strings of a workbook, with those that are added.
struct Strings {
    before: String,
    added: String,
    count: usize,
}

impl Strings {
    fn new(xml: String) -> Result<Self> {
        let end = xml.rfind("</sst>").context("no end of the shared strings")?;
        let count = xml.matches("<si>").count();
        Ok(Self { before: xml[..end].to_owned(), added: String::new(), count })
    }

    fn add(&mut self, words: &str) -> usize {
        let escaped = words.replace('&', "&amp;").replace('<', "&lt;");
        self.added.push_str("<si><t>");
        self.added.push_str(&escaped);
        self.added.push_str("</t></si>");
        self.count += 1;
        self.count - 1
    }

    /// Both declared counts may be left out, and the old ones would no longer be true.
    fn finish(mut self) -> String {
        if let (Some(start), Some(end)) = (self.before.find(" count="), self.before.find("<si>"))
            && let Some(close) = self.before[..end].rfind('>')
        {
            self.before.replace_range(start..close, "");
        }
        self.before + &self.added + "</sst>"
    }
}
