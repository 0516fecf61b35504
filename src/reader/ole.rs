//! A compound file whose table of sectors reaches past its end. `SheetJS` fills the last sector of the table
//! with ends of chains that are not there; Excel opens such a file, the cfb crate does not.

use std::borrow::Cow;

use super::bytes::u32_at;

const HEADER_BYTES: usize = 512;
const SECTOR_BYTES: usize = 512;
/// Entries of the table in one sector.
const ENTRIES: usize = SECTOR_BYTES / 4;
/// How many sectors of the table the header lists; a file with more is over 6 MB.
const LISTED: usize = 109;
/// Where the header keeps the size of a sector, the number of sectors of the table, and their list.
const SECTOR_SHIFT_AT: usize = 30;
const TABLE_SECTORS_AT: usize = 44;
const TABLE_AT: usize = 76;
/// Where the header says at which sector the directory and the table of small sectors begin.
const STARTS_AT: [usize; 2] = [48, 60];
const LAST_REGULAR: u32 = 0xFFFF_FFFA;
const END_OF_CHAIN: u32 = 0xFFFF_FFFE;

/// The file with the sectors that its table counts and it has not, as empty ones, where they are sectors
/// that nothing leads to. A file that was cut short has chains that lead past its end, and stays as it is.
pub(super) fn completed(bytes: &[u8]) -> Cow<'_, [u8]> {
    missing(bytes).map_or(Cow::Borrowed(bytes), |missing| {
        let mut file = bytes.to_vec();
        file.resize(bytes.len() + missing * SECTOR_BYTES, 0);
        Cow::Owned(file)
    })
}

/// How many sectors to add; `None` where the file needs none, or is not one of those.
fn missing(bytes: &[u8]) -> Option<usize> {
    let content = bytes.len().checked_sub(HEADER_BYTES)?;
    let sectors = content / SECTOR_BYTES;
    if bytes.get(SECTOR_SHIFT_AT..SECTOR_SHIFT_AT + 2)? != [9, 0]
        || !content.is_multiple_of(SECTOR_BYTES)
    {
        return None;
    }
    let count = usize::try_from(u32_at(bytes, TABLE_SECTORS_AT)?).ok()?;
    let missing = count.checked_mul(ENTRIES)?.checked_sub(sectors)?;
    if count > LISTED || missing == 0 || missing >= ENTRIES {
        return None;
    }
    let mut table = Vec::with_capacity(count * ENTRIES);
    for listed in 0..count {
        let sector = usize::try_from(u32_at(bytes, TABLE_AT + 4 * listed)?).ok()?;
        let start = sector.checked_mul(SECTOR_BYTES)?.checked_add(HEADER_BYTES)?;
        let entries = (0..ENTRIES).map(|entry| u32_at(bytes, start.checked_add(4 * entry)?));
        table.extend(entries.collect::<Option<Vec<u32>>>()?);
    }
    let (there, beyond) = table.split_at_checked(sectors)?;
    let starts = [u32_at(bytes, STARTS_AT[0])?, u32_at(bytes, STARTS_AT[1])?];
    let sound = starts.iter().chain(there).all(|next| is_there(*next, sectors))
        && beyond.iter().all(|next| *next == END_OF_CHAIN);
    sound.then_some(missing)
}

/// Whether a number is one of so many sectors, or stands for none.
fn is_there(sector: u32, sectors: usize) -> bool {
    sector >= LAST_REGULAR || usize::try_from(sector).is_ok_and(|sector| sector < sectors)
}
