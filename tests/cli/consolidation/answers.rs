//! What the units answer, cell by cell. TO-2 sends nothing.

use crate::fill::Put;

/// The units in their order.
pub const UNITS: [&str; 7] = ["P01", "P02", "X03", "SO-A", "SO-B", "TO-1", "TO-2"];

/// One cell that a unit filled.
#[derive(Debug)]
pub struct Answer {
    pub unit: &'static str,
    /// `bieu`, the row's id, the field.
    pub place: (&'static str, &'static str, &'static str),
    pub written: &'static str,
}

impl Answer {
    /// The cell's name without the prefix.
    pub fn cell(&self) -> String {
        let (form, row, field) = self.place;
        format!("{form}_{}_own_{field}", row.replace('.', "_"))
    }

    /// The content: digits are a number, everything else is text.
    pub fn put(&self) -> Put<'static> {
        if self.number().is_some() { Put::Number(self.written) } else { Put::Text(self.written) }
    }

    /// The number, if it is one.
    pub fn number(&self) -> Option<i64> {
        self.written.parse().ok()
    }
}

const fn at(
    unit: &'static str,
    place: (&'static str, &'static str, &'static str),
    written: &'static str,
) -> Answer {
    Answer { unit, place, written }
}

/// Longer than the highest row of a sheet can show.
pub const LONG: &str = include_str!("long.txt");

/// Everything that is written.
pub const ANSWERS: &[Answer] = &[
    // A rate, with what it was before. X03 does not answer it, SO-B says that it does not apply.
    at("P01", ("bieu", "1", "numerator"), "60"),
    at("P01", ("bieu", "1", "denominator"), "100"),
    at("P01", ("bieu", "1", "baseline"), "12"),
    at("P01", ("bieu", "1", "explanation"), "Đã rà soát lại danh sách"),
    at("P02", ("bieu", "1", "numerator"), "30"),
    at("P02", ("bieu", "1", "denominator"), "50"),
    at("P02", ("bieu", "1", "baseline"), "20"),
    at("SO-A", ("bieu", "1", "numerator"), "7"),
    at("SO-A", ("bieu", "1", "denominator"), "40"),
    at("SO-B", ("bieu", "1", "value"), "Không áp dụng"),
    at("TO-1", ("bieu", "1", "numerator"), "1"),
    at("TO-1", ("bieu", "1", "denominator"), "1000"),
    // A count with a target of the whole area; P01 alone reaches it.
    at("P01", ("bieu", "2", "value"), "1100"),
    at("P01", ("bieu", "2", "evidence"), "Báo cáo số 7/BC-UBND"),
    at("P02", ("bieu", "2", "value"), "20"),
    at("X03", ("bieu", "2", "value"), "3"),
    at("TO-1", ("bieu", "2", "value"), "5000"),
    // Asked only of those who stand apart.
    at("TO-1", ("bieu", "3", "value"), "9"),
    at("TO-1", ("bieu", "3", "evidence"), "Danh sách 09 lớp"),
    at("P02", ("bieu", "4", "value"), "Mỗi tuần một kỹ năng"),
    // Task 1: its lead has done it; of those who co-operate one has not started.
    at("SO-A", ("nhiemvu", "1", "status"), "Hoàn thành"),
    at("SO-A", ("nhiemvu", "1", "result"), "Ban hành Kế hoạch số 12/KH-SA"),
    at("P01", ("nhiemvu", "1", "status"), "Chưa thực hiện"),
    at("P01", ("nhiemvu", "1", "explanation"), "Chờ hướng dẫn"),
    // Task 2, due in March: one lead has done it and the other has not.
    at("SO-A", ("nhiemvu", "2", "status"), "Hoàn thành"),
    at("SO-B", ("nhiemvu", "2", "status"), "Đang thực hiện"),
    at("SO-B", ("nhiemvu", "2", "evidence"), "Dự thảo lần 2"),
    // Task 3 has three leads: one says that it is not theirs, one says nothing.
    at("P01", ("nhiemvu", "3", "status"), "Thực hiện thường xuyên"),
    at("P02", ("nhiemvu", "3", "status"), "Không được giao"),
    // Task 5: a result without a status is not an answer, and is not lost either.
    at("SO-B", ("nhiemvu", "5", "result"), "Đang chuẩn bị đề cương"),
    // The outline.
    at("P01", ("decuong", "I.1", "text"), "Đoạn một.\nĐoạn hai."),
    at("SO-A", ("decuong", "I.1", "text"), LONG),
    at("SO-B", ("decuong", "I.1", "text"), "Không áp dụng"),
    at("TO-1", ("decuong", "I.1", "text"), "Tổ đã họp 3 lần"),
    at("P02", ("decuong", "II", "text"), "Không phát sinh"),
    at("X03", ("decuong", "II", "text"), "Thiếu thiết bị"),
    // The list: a line is left out, a cell of another is blank.
    at("P02", ("danhsach", "1", "ten"), "Chợ 4.0"),
    at("P02", ("danhsach", "1", "songuoi"), "120"),
    at("P02", ("danhsach", "3", "ten"), "Ngày thứ Bảy số"),
    at("P02", ("danhsach", "3", "cachthuc"), "Hướng dẫn tại nhà"),
    at("TO-1", ("danhsach", "1", "ten"), "=1+1"),
];
