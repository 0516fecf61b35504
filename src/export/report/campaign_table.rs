//! A campaign for the terminal: who is asked for what, so that a person can approve it.

use super::table_style::{Look, plain};
use crate::campaign::{Campaign, Deadline, Form, FormKind, Indicator, OrgUnit, Party, Period};
use crate::i18n::Words;
use crate::t;
use crate::values::key::Scope;
use crate::wording::deadlines::deadline;
use crate::wording::names::shortened;

/// So many units are named one by one.
const NAMED: usize = 3;
/// How much of an official wording is shown.
const LABEL: usize = 60;

/// The campaigns given, a line each.
pub fn list(campaigns: &[Campaign], look: Look, words: &Words) -> String {
    let captions = vec![
        t!(words, "campaign-id"),
        t!(words, "campaign-title"),
        t!(words, "campaign-periods"),
        t!(words, "campaign-forms"),
        t!(words, "campaign-units"),
    ];
    let rows = campaigns.iter().map(|campaign| {
        let periods: Vec<String> = campaign.periods.iter().map(|p| p.id.to_string()).collect();
        vec![
            campaign.id.to_string(),
            campaign.title.clone(),
            periods.join("\n"),
            campaign.forms.len().to_string(),
            campaign.units.len().to_string(),
        ]
    });
    drawn(captions, rows, look)
}

/// The campaign itself, an item a line.
pub fn head(campaign: &Campaign, words: &Words) -> String {
    [
        t!(words, "campaign-head", id = campaign.id.to_string(), title = campaign.title.as_str()),
        t!(words, "campaign-authority", authority = campaign.authority.as_str()),
        t!(words, "campaign-area", area = campaign.area.as_str()),
        t!(words, "campaign-focal-point", office = campaign.focal_point.as_str()),
        t!(words, "campaign-version", version = campaign.version),
    ]
    .join("\n")
}

/// The periods with what they cover, until when, and how many units are expected.
pub fn periods(campaign: &Campaign, look: Look, words: &Words) -> String {
    let captions = vec![
        t!(words, "campaign-period"),
        t!(words, "campaign-covers"),
        t!(words, "campaign-due"),
        t!(words, "campaign-expected"),
    ];
    let rows = campaign.periods.iter().map(|period| {
        let default = if period.id == campaign.default_period {
            format!("\n{}", t!(words, "campaign-default"))
        } else {
            String::new()
        };
        let expected: Vec<&OrgUnit> = campaign.expected_units(period).collect();
        vec![
            format!("{}\n{}{default}", period.id, period.title),
            format!("{} – {}", words.date(period.since), words.date(period.until)),
            due(period, words),
            t!(
                words,
                "campaign-total",
                count = expected.len(),
                parts = counted(campaign, &expected, words)
            ),
        ]
    });
    drawn(captions, rows, look)
}

fn due(period: &Period, words: &Words) -> String {
    let mut lines = Vec::new();
    lines.extend(period.due.map(|due: Deadline| deadline(due, words)));
    lines.extend(period.cut_off.map(|day| t!(words, "campaign-cut-off", day = words.date(day))));
    let resend = period.resend_due.map(|due| deadline(due, words));
    lines.extend(resend.map(|due| t!(words, "campaign-resend-due", due = due)));
    if !period.sessions.is_empty() {
        lines.push(t!(words, "campaign-sessions", count = period.sessions.len()));
    }
    if lines.is_empty() { t!(words, "campaign-no-due") } else { lines.join("\n") }
}

/// The forms with their kind and how many rows they have.
pub fn forms(campaign: &Campaign, look: Look, words: &Words) -> String {
    let captions = vec![
        t!(words, "campaign-form"),
        t!(words, "campaign-form-title"),
        t!(words, "campaign-kind"),
        t!(words, "campaign-rows"),
    ];
    let rows = campaign.forms.iter().map(|form| {
        vec![
            format!("{}\n{}", form.id, form.sheet),
            format!("{}\n{}", form.title, form.source),
            kind(form.kind, words),
            form.indicators.len().to_string(),
        ]
    });
    drawn(captions, rows, look)
}

fn kind(kind: FormKind, words: &Words) -> String {
    match kind {
        FormKind::Indicators => t!(words, "def-choice-kind-indicators"),
        FormKind::Tasks => t!(words, "def-choice-kind-tasks"),
        FormKind::Outline => t!(words, "def-choice-kind-outline"),
        FormKind::List => t!(words, "def-choice-kind-list"),
    }
}

/// The groups with how many units are in each.
pub fn groups(campaign: &Campaign, look: Look, words: &Words) -> String {
    let captions =
        vec![t!(words, "campaign-group"), t!(words, "campaign-name"), t!(words, "campaign-units")];
    let rows = campaign.groups.iter().map(|group| {
        let members = campaign.units.iter().filter(|unit| unit.groups.contains(&group.id)).count();
        let mut count = vec![members.to_string()];
        if group.open {
            count.push(t!(words, "campaign-open"));
        }
        if group.apart {
            count.push(t!(words, "campaign-apart"));
        }
        vec![format!("@{}", group.id), group.name.clone(), count.join("\n")]
    });
    drawn(captions, rows, look)
}

/// The official phrases and whom they mean.
pub fn parties(campaign: &Campaign, look: Look, words: &Words) -> String {
    let captions = vec![t!(words, "campaign-phrase"), t!(words, "campaign-meant")];
    let rows = campaign
        .parties
        .iter()
        .map(|party| vec![party.phrase.clone(), meant(campaign, party, words)]);
    drawn(captions, rows, look)
}

fn meant(campaign: &Campaign, party: &Party, words: &Words) -> String {
    if party.external {
        return t!(words, "campaign-external");
    }
    let units: Vec<&OrgUnit> =
        campaign.units.iter().filter(|unit| party.units.contains(&unit.code)).collect();
    who(campaign, &units, words)
}

/// The rows of a form and who is asked for each in a period.
pub fn form(
    campaign: &Campaign,
    period: &Period,
    form: &Form,
    look: Look,
    words: &Words,
) -> String {
    let head = t!(
        words,
        "campaign-form-head",
        heading = form.heading.trim_end_matches('.'),
        title = form.title.as_str(),
        id = form.id.to_string()
    );
    // The lines of a list are all asked of the same units.
    let shown = if form.kind == FormKind::List { 1 } else { form.indicators.len() };
    let rows = form.indicators.iter().take(shown).filter(|row| !row.is_beside()).map(|row| {
        let label = shortened(&in_row(form, row).replace('\n', " "), LABEL);
        let name = if form.kind == FormKind::List {
            t!(words, "campaign-lines", count = form.indicators.len())
        } else if row.reference.is_empty() {
            label
        } else {
            format!("{}. {label}", row.row_reference())
        };
        vec![name, asked(campaign, period, row, words).join("\n")]
    });
    let captions = vec![t!(words, "campaign-row"), t!(words, "campaign-asked")];
    format!("{head}\n{}", drawn(captions, rows, look))
}

/// The wording of a row, with its figures where it has several.
fn in_row(form: &Form, row: &Indicator) -> String {
    let of_row = form.indicators.iter().filter(|other| other.id.row() == row.id.row());
    let figures: Vec<&str> = of_row
        .filter_map(|other| other.figure.as_ref().map(|figure| figure.caption.as_str()))
        .collect();
    if figures.is_empty() {
        return row.label.clone();
    }
    format!("{}: {}", row.label, figures.join(", "))
}

/// Who is asked for a row in a period, a line for each way in which they are.
pub(super) fn asked(
    campaign: &Campaign,
    period: &Period,
    row: &Indicator,
    words: &Words,
) -> Vec<String> {
    if let Some(task) = row.task() {
        let of = |units: &std::collections::BTreeSet<_>| {
            let expected = campaign.expected_units(period);
            let units: Vec<&OrgUnit> = expected.filter(|unit| units.contains(&unit.code)).collect();
            who(campaign, &units, words)
        };
        let mut lines = vec![t!(words, "campaign-leads", who = of(&task.leads))];
        if !task.cooperating.is_empty() {
            lines.push(t!(words, "campaign-with", who = of(&task.cooperating)));
        }
        return lines;
    }
    let of = |scope| {
        let units: Vec<&OrgUnit> = campaign.asked(period, row, scope).collect();
        who(campaign, &units, words)
    };
    let mut lines = Vec::new();
    if !row.city.is_empty() {
        let area = campaign.area_short.as_str();
        lines.push(t!(words, "campaign-city", area = area, who = of(Scope::City)));
    }
    if !row.own.is_empty() || row.city.is_empty() {
        let own = of(Scope::Own);
        lines.insert(0, if lines.is_empty() { own } else { t!(words, "campaign-own", who = own) });
    }
    lines
}

/// Units by name where they are few, else by kind.
fn who(campaign: &Campaign, units: &[&OrgUnit], words: &Words) -> String {
    // Nobody is meant only where the list is known to lack them: the loader refuses the rest.
    if units.is_empty() {
        return t!(words, "campaign-nobody-yet");
    }
    if units.len() > NAMED {
        return counted(campaign, units, words);
    }
    let names: Vec<&str> = units.iter().map(|unit| unit.name.as_str()).collect();
    let mut text = names.join("; ");
    if units.iter().any(|unit| is_open(campaign, unit)) {
        text = format!("{text} ({})", t!(words, "campaign-open"));
    }
    text
}

/// Units by kind: "126 Xã, phường; 17 Sở, ban, ngành".
fn counted(campaign: &Campaign, units: &[&OrgUnit], words: &Words) -> String {
    let mut kinds: Vec<(&str, usize, bool)> = Vec::new();
    for unit in units {
        let caption = campaign.kind_caption(unit);
        match kinds.iter_mut().find(|(kind, ..)| *kind == caption) {
            Some((_, count, _)) => *count += 1,
            None => kinds.push((caption, 1, is_open(campaign, unit))),
        }
    }
    let parts: Vec<String> = kinds
        .into_iter()
        .map(|(kind, count, open)| {
            let open =
                if open { format!(" ({})", t!(words, "campaign-open")) } else { String::new() };
            format!("{count} {kind}{open}")
        })
        .collect();
    parts.join("; ")
}

fn is_open(campaign: &Campaign, unit: &OrgUnit) -> bool {
    campaign.groups.iter().any(|group| group.open && unit.groups.contains(&group.id))
}

fn drawn(captions: Vec<String>, rows: impl IntoIterator<Item = Vec<String>>, look: Look) -> String {
    let mut table = look.table();
    table.set_header(look.header(captions));
    for row in rows {
        table.add_row(row.into_iter().map(plain));
    }
    table.to_string()
}
