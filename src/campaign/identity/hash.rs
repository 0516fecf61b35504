//! FNV-1a, which is the same everywhere and for ever: what a workbook was marked with must be known
//! again by later versions of the program.

const START: u64 = 0xCBF2_9CE4_8422_2325;
const PRIME: u64 = 0x0100_0000_01B3;

pub(super) fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(START, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME))
}
