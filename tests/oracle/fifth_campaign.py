"""A campaign that no code has ever seen, defined by editing an exported definition workbook.

    fifth_campaign.py define EXPORTED.xlsx DEFINITION.xlsx
    fifth_campaign.py fill ISSUED RETURNS EXPECTED.json

`define` does what an official does: opens the workbook that `campaign export` wrote, clears what is in
its sheets and types another campaign under the same captions. `fill` fills the issued workbooks through
their defined names and works out with fractions what must come of them.
"""

import json
import sys
from fractions import Fraction
from pathlib import Path

import openpyxl

UNITS = {
    "90001": ("Xã Suối Mơ", "xa", 12000),
    "90002": ("Xã Đồi Thông", "xa", 8000),
    "90003": ("Phường Bến Đợi", "xa", 20000),
    "SO-A": ("Sở Thử nghiệm", "so", None),
}
COMMUNES = ["90001", "90002", "90003"]
CHECK = "phieua_2_own_value >= phieua_3_own_value"

SHEETS = {
    "Văn bản nguồn": [{"Mã văn bản": "cv1", "Tên văn bản": "Công văn số 01/SKHCN ngày 05/01/2027"}],
    "Kỳ báo cáo": [
        {
            "Mã kỳ": "2027-q1",
            "Tên kỳ": "Quý I năm 2027",
            "Năm chỉ tiêu": 2027,
            "Từ ngày": "01/01/2027",
            "Đến ngày": "31/3/2027",
            "Hạn gửi (trước ngày)": "15/4/2027",
            "Đơn vị phải báo cáo": "*",
        }
    ],
    "Nhóm đơn vị": [
        {"Mã nhóm": "xa", "Tên nhóm": "Xã, phường"},
        {"Mã nhóm": "so", "Tên nhóm": "Sở, ngành"},
    ],
    "Cụm từ chỉ đơn vị": [
        {"Cụm từ (nguyên văn)": "Các xã", "Gồm các đơn vị": "@xa"},
        {"Cụm từ (nguyên văn)": "Mọi đơn vị", "Gồm các đơn vị": "@xa; @so"},
        {"Cụm từ (nguyên văn)": "Sở Thử nghiệm", "Gồm các đơn vị": "SO-A"},
        {"Cụm từ (nguyên văn)": "Các doanh nghiệp", "Chỉ in, không hỏi": "Có"},
    ],
    "Biểu": [
        {
            "Mã biểu": "phieua",
            "Loại biểu": "indicators",
            "Tên trang tính": "Phiếu A",
            "Dòng trên tên biểu": "PHIẾU A",
            "Tên biểu": "SỐ LIỆU QUÝ",
            "Văn bản": "cv1",
            "Mục trong văn bản": "Phiếu A",
        },
        {
            "Mã biểu": "phieub",
            "Loại biểu": "tasks",
            "Tên trang tính": "Phiếu B",
            "Dòng trên tên biểu": "PHIẾU B",
            "Tên biểu": "NHIỆM VỤ QUÝ",
            "Văn bản": "cv1",
            "Mục trong văn bản": "Phiếu B",
        },
    ],
    "Cột của biểu": [
        {"Mã biểu": "phieua", "Tên cột trên biểu": caption, **content, "Độ rộng": width}
        for caption, content, width in [
            ("Thứ tự", {"In nội dung": "number"}, 6),
            ("Điều cần biết", {"In nội dung": "label"}, 40),
            ("Phải đạt {year}", {"In nội dung": "target"}, 10),
            ("Trả lời", {"Hỏi nội dung": "value"}, 14),
            ("Đạt", {"Hỏi nội dung": "numerator"}, 10),
            ("Trong số", {"Hỏi nội dung": "denominator"}, 10),
            ("Bao nhiêu người", {"Hỏi nội dung": "people"}, 10),
            ("Căn cứ", {"Hỏi nội dung": "evidence"}, 24),
            ("Lý do", {"Hỏi nội dung": "explanation"}, 20),
        ]
    ]
    + [
        {"Mã biểu": "phieub", "Tên cột trên biểu": caption, **content, "Độ rộng": width}
        for caption, content, width in [
            ("Việc", {"In nội dung": "label"}, 50),
            ("Hạn", {"In nội dung": "time"}, 14),
            ("Đến đâu", {"Hỏi nội dung": "status"}, 18),
            ("Ra sao", {"Hỏi nội dung": "result"}, 30),
            ("Căn cứ", {"Hỏi nội dung": "evidence"}, 24),
            ("Lý do", {"Hỏi nội dung": "explanation"}, 20),
        ]
    ],
    "Chỉ tiêu": [
        {"Mã biểu": "phieua", "Mã dòng": "1", "Số in": "Một", "Nội dung chỉ tiêu": "Tỷ lệ hộ biết dùng",
         "Loại số liệu": "percent", "Số đạt là gì": "Số hộ biết dùng", "Tổng số là gì": "Tổng số hộ",
         "Báo cáo phần của mình": "Các xã", "Báo cáo toàn địa bàn": "Sở Thử nghiệm",
         "Cách tính theo thời gian": "stock"},
        {"Mã biểu": "phieua", "Mã dòng": "2", "Số in": "Hai", "Nội dung chỉ tiêu": "Lớp đã mở (học viên)",
         "Loại số liệu": "count-with-people", "Số thứ hai là gì": "Số học viên",
         "Danh từ đếm": "lớp", "Danh từ của số thứ hai": "người; học viên",
         "Báo cáo phần của mình": "Mọi đơn vị", "Cách tính theo thời gian": "period"},
        {"Mã biểu": "phieua", "Mã dòng": "3", "Số in": "Ba", "Nội dung chỉ tiêu": "Trong đó lớp buổi tối",
         "Loại số liệu": "count", "Danh từ đếm": "lớp",
         "Báo cáo phần của mình": "Mọi đơn vị", "Cách tính theo thời gian": "period"},
        {"Mã biểu": "phieua", "Mã dòng": "4", "Số in": "Bốn", "Nội dung chỉ tiêu": "Đã có phòng máy",
         "Loại số liệu": "yes-no", "Báo cáo phần của mình": "Các xã", "Cách tính theo thời gian": "stock"},
    ],
    "Chỉ tiêu giao": [
        {"Mã biểu": "phieua", "Mã dòng": "1", "Năm": 2027, "Mức giao (nguyên văn)": "trên 70%"},
    ],
    "Nhiệm vụ": [
        {"Mã biểu": "phieub", "Mã dòng": "v1", "Số in": "1", "Nội dung nhiệm vụ": "Ban hành kế hoạch quý",
         "Chủ trì (nguyên văn)": "Các xã", "Thời gian (nguyên văn)": "Tháng 2/2027",
         "Đơn vị chủ trì": "Các xã", "Đơn vị phối hợp": "Sở Thử nghiệm; Các doanh nghiệp"},
    ],
    "Phép kiểm tra": [
        {"Mã biểu": "phieua", "Mã phép kiểm tra": "buoi-toi", "Biểu thức": CHECK, "Mức độ": "error",
         "Thông báo tiếng Việt": "Số lớp buổi tối lớn hơn tổng số lớp.",
         "Thông báo tiếng Anh": "More evening classes than classes."},
    ],
    "Đơn vị": [
        {"Mã đơn vị": code, "Tên đơn vị": name, "Loại đơn vị": "xã" if group == "xa" else "sở",
         "Thuộc nhóm": group, "Dân số": population}
        for code, (name, group, population) in UNITS.items()
    ],
}
HEAD = {
    "Mã đợt": "tinh-mau-2027",
    "Phiên bản": 3,
    "Tên đợt báo cáo": "Báo cáo quý của tỉnh Mẫu",
    "Cơ quan yêu cầu báo cáo": "UBND tỉnh Mẫu",
    "Địa bàn": "tỉnh Mẫu",
    "Địa bàn (gọn)": "toàn tỉnh",
    "Cơ quan đầu mối": "Sở Khoa học và Công nghệ tỉnh Mẫu",
    "Kỳ mặc định": "2027-q1",
    "Các biểu": "phieua; phieub",
    "Ghi chú": None,
}


def caption(cell):
    return str(cell.value or "").removesuffix("(*)").strip()


def define(exported, definition):
    book = openpyxl.load_workbook(exported)
    head = book["Đợt báo cáo"]
    for row in head.iter_rows(min_row=2):
        if caption(row[0]) in HEAD:
            row[1].value = HEAD[caption(row[0])]
    for sheet in book.worksheets:
        if sheet.title in ("Hướng dẫn", "Đợt báo cáo", "_bdhvs"):
            continue
        columns = {caption(cell): cell.column for cell in sheet[1]}
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                cell.value = None
        for number, record in enumerate(SHEETS.get(sheet.title, []), 2):
            for key, value in record.items():
                sheet.cell(number, columns[key]).value = value
    book.save(definition)


ANSWERS = {
    # (households that can, households), classes, learners, evening classes, computer room, status
    "90001": ((1400, 2000), 5, 120, 2, "Có", "Hoàn thành"),
    "90002": ((901, 1000), 3, 70, 3, "Không", "Đang thực hiện"),
    # More evening classes than classes: the check keeps row 2, which it names first, out.
    "90003": ((699, 1000), 4, 90, 6, "Có", "Chưa thực hiện"),
}


def fill(issued, returns, expected):
    for code, (rate, classes, learners, evening, room, status) in ANSWERS.items():
        put(issued, returns, code, {
            "phieua_1_own_numerator": rate[0], "phieua_1_own_denominator": rate[1],
            "phieua_2_own_value": classes, "phieua_2_own_people": learners,
            "phieua_3_own_value": evening, "phieua_4_own_value": room,
            "phieub_v1_own_status": status, "phieub_v1_own_result": f"Kết quả của {code}",
        })
    put(issued, returns, "SO-A", {
        "phieua_1_city_numerator": 3000, "phieua_1_city_denominator": 4000,
        "phieua_2_own_value": 1, "phieua_2_own_people": 30, "phieua_3_own_value": 0,
        "phieub_v1_own_status": "Hoàn thành", "phieub_v1_own_result": "Đã góp ý",
    })
    rates = [answer[0] for answer in ANSWERS.values()]
    total = Fraction(sum(n for n, _ in rates), sum(d for _, d in rates))
    counted = [a for code, a in ANSWERS.items() if code != "90003"]
    json.dump({
        "rollup": [sum(n for n, _ in rates), sum(d for _, d in rates), round(float(total * 100), 2)],
        "missed": sorted(code for code, a in ANSWERS.items() if Fraction(*a[0]) * 100 <= 70),
        "classes": sum(a[1] for a in counted) + 1,
        "learners": sum(a[2] for a in counted) + 30,
        "evening": sum(a[3] for a in ANSWERS.values()),
        "rooms": sum(a[4] == "Có" for a in ANSWERS.values()),
    }, open(expected, "w", encoding="utf-8"))


def put(issued, returns, code, cells):
    (path,) = Path(issued).glob(f"{code}_*.xlsx")
    book = openpyxl.load_workbook(path)
    for name, value in cells.items():
        (place,) = book.defined_names[f"bdhvs_{name}"].destinations
        book[place[0]][place[1].replace("$", "")].value = value
    Path(returns).mkdir(exist_ok=True)
    book.save(Path(returns) / f"{code}.xlsx")


if __name__ == "__main__":
    {"define": define, "fill": fill}[sys.argv[1]](*sys.argv[2:])
