//! The authority, the area and the titles of a campaign that is started for a province.

use crate::campaign::communes::Province;
use crate::campaign::definition::{Cell, Definition, Record, Value, schema};

/// How the example names what is to be filled in, and that it is an example.
const OPEN_AREA: &str = "tỉnh, thành phố";
const EXAMPLE: &str = " (mẫu)";

/// Writes the province where the definition names its own area, or leaves it open. Documents that forms
/// come from keep the names that they have, but for those of the example.
pub(super) fn fill(definition: &mut Definition, province: &Province) {
    let Some(head) = definition.campaign() else { return };
    let (old, full) = (head.required("area"), province.full_name());
    let is_example = old == OPEN_AREA;
    let of_area = |text: &str| text.replace(&old, &full);
    for record in &mut definition.records {
        if record.table.is(&schema::CAMPAIGN) {
            put(record, "area-short", &format!("toàn {}", province.kind));
            put(record, "area", &full);
            let title = record.required("title");
            let titled = of_area(&title.replace(EXAMPLE, &format!(" trên địa bàn {full}")));
            put(record, "title", &titled);
            let authority = record.required("authority");
            let authority = Some(of_area(&authority)).filter(|named| *named != authority);
            let authority = authority.unwrap_or_else(|| format!("UBND {full}"));
            put(record, "authority", &authority);
            if is_example {
                put(record, "focal-point", &format!("{} {full}", record.required("focal-point")));
            }
        } else if record.table.is(&schema::SOURCE) && is_example {
            let title = record.required("title");
            put(record, "title", &of_area(&title));
        }
    }
}

fn put(record: &mut Record, key: &'static str, text: &str) {
    let (value, place) = (Value::Text(text.to_owned()), record.place.clone());
    record.cells.insert(key, Cell { value, place });
}
