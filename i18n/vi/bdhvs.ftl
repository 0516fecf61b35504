# Every word that bdhvs shows. Vietnamese is the reference language.

## Terms

## Findings

## Reading files

## Forms

form-period = Kỳ báo cáo: { $title } (số lũy kế từ { $since } đến { $until }; số thời điểm: tại ngày { $until })
form-page = Trang { $page }/{ $pages }
form-caption-check = Kiểm tra
form-section-own = A. SỐ LIỆU CỦA CƠ QUAN, ĐƠN VỊ, ĐỊA PHƯƠNG
form-section-city = B. SỐ LIỆU { $area } (cơ quan đầu mối tổng hợp, báo cáo)
form-status-complete = Đã điền đủ, có thể gửi
form-status-open-before = Còn
form-status-open-after = dòng chưa đủ hoặc cần xem lại: xem cột “Kiểm tra”
form-check-complete = Đủ
form-check-blank = Chưa điền kết quả
form-check-people-blank = Chưa điền số người
form-check-half-base = Thiếu một trong hai số: số đạt, tổng số
form-check-no-base = Đủ; nên ghi thêm số đạt và tổng số
form-check-not-number = Phải ghi bằng số
form-check-not-whole = Phải là số nguyên, không âm
form-check-zero-base = Tổng số bằng 0
form-check-exceeds = Số đạt lớn hơn tổng số
form-check-range = Tỷ lệ phải từ 0 đến 100
form-check-mismatch = Tỷ lệ không khớp với số đạt và tổng số
form-check-not-rank = Thứ hạng phải là số nguyên từ 1
form-check-not-choice = Chọn một mục trong danh sách
form-check-no-evidence = Thiếu minh chứng
form-check-error = Ô có lỗi công thức
form-title-figure = Dòng { $number }
form-title-evidence = Dòng { $number }: minh chứng
form-title-explanation = Dòng { $number }: giải trình
form-title-baseline = Dòng { $number }: trước triển khai
form-prompt-figure = { $what }. Ghi bằng số nguyên.
form-prompt-percent = Ô tự tính khi đã ghi số đạt và tổng số. Nếu chỉ có tỷ lệ, ghi thẳng số phần trăm, ví dụ 85,5 (không ghi dấu %). Có thể ghi: Không áp dụng; Chưa có số liệu.
form-prompt-count = { $covers } Ghi số nguyên ({ $noun }), không ghi “hơn”, “khoảng”. Có thể ghi: Không phát sinh; Không áp dụng; Chưa có số liệu.
form-prompt-rank = Ghi thứ hạng bằng số, ví dụ 4. Có thể ghi: Không áp dụng; Chưa có số liệu.
form-prompt-choice = Chọn trong danh sách.
form-prompt-text = Ghi nội dung ngắn gọn.
form-prompt-baseline = Tỷ lệ trước khi triển khai Phong trào (%), nếu có số liệu. Không bắt buộc.
form-prompt-evidence = { $demand }.
form-prompt-evidence-optional = Nguồn số liệu, văn bản, đường dẫn (không bắt buộc).
form-prompt-explanation = Ghi lý do khi số liệu khác thường, chưa đạt chỉ tiêu hoặc chưa có.
form-covers-stock = Số tại ngày { $until }.
form-covers-flow = Số lũy kế từ { $since } đến { $until }.
form-error-title = Chưa đúng yêu cầu
form-refusal-percent = Chỉ ghi số phần trăm từ 0 đến 100, hoặc: Không áp dụng; Chưa có số liệu.
form-refusal-rank = Chỉ ghi thứ hạng bằng số nguyên từ 1, hoặc: Không áp dụng; Chưa có số liệu.
form-refusal-choice = Hãy chọn một mục trong danh sách.
form-refusal-count = Chỉ ghi số nguyên không âm, hoặc: Không phát sinh; Không áp dụng; Chưa có số liệu.
form-refusal-baseline = Chỉ ghi số phần trăm từ 0 đến 100, hoặc: Chưa có số liệu.
form-refusal-whole = Chỉ ghi số nguyên không âm.
form-foot-person = Người lập biểu
form-foot-phone = Số điện thoại
form-foot-letter = Kèm theo Công văn số
form-foot-date = Ngày, tháng, năm
form-signature = THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ
form-signature-note = (Ký, ghi rõ họ tên và đóng dấu)
form-guide-sheet = Hướng dẫn
form-guide-cells = 1. Chỉ ghi vào các ô có nền vàng. Các ô khác đã khóa (không có mật khẩu).
form-guide-numbers = 2. Số liệu ghi bằng số, không ghi kèm chữ; không ước lượng (“hơn”, “khoảng”, “5-7”).
form-guide-words = 3. Nếu không có phát sinh, ghi “Không phát sinh”; nếu chỉ tiêu không liên quan đến đơn vị, ghi “Không áp dụng”; nếu chưa tổng hợp được, ghi “Chưa có số liệu”. Không để trống.
form-guide-rates = 4. Chỉ tiêu tỷ lệ: ghi số đạt và tổng số, ô tỷ lệ tự tính.
form-guide-check = 5. Cột “Kiểm tra” cho biết dòng nào còn thiếu hoặc chưa đúng; gửi báo cáo khi đầu biểu ghi “Đã điền đủ, có thể gửi”.
form-guide-keep = 6. Không xóa, thêm dòng, cột; không đổi tên trang tính. Lưu tệp dạng .xlsx.
form-guide-send = 7. Gửi tệp này về { $office }, kèm bản ký, đóng dấu theo quy định.
form-guide-send-due = 7. Gửi tệp này về { $office } chậm nhất ngày { $due }, kèm bản ký, đóng dấu theo quy định.
form-guide-forms = Các biểu phải điền:
register-sheet = Sổ phát hành
register-serial = Số thứ tự
register-unit = Mã đơn vị
register-name = Tên đơn vị
register-file = Tệp
register-sha256 = SHA-256
register-campaign = Đợt báo cáo
register-period = Kỳ báo cáo
register-version = Phiên bản biểu mẫu
register-issued = Ngày phát hành

## Consolidation

## Command line

