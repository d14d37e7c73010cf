"""Blank forms: drawn, filled in by LibreOffice as a clerk would, and read back."""
from __future__ import annotations

import re
import zipfile
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
from uno_office import Book, Office, office  # noqa: F401  (a fixture)

from cbcc_xl import catalogue
from cbcc_xl.catalogue import Catalogue
from cbcc_xl.forms.template_mark import MARK
from cbcc_xl.outputs.safely import OutputError
from cbcc_xl.outputs.templates import draw, write_all
from cbcc_xl.pipeline.one_file import read_file
from cbcc_xl.pipeline.register import read_register

COMMITTED = Path(__file__).parent.parent / "templates_xlsx"
SENT = ("attendance", "vote", "election", "award-person", "award-team", "ballot", "rating", "initiative",
        "registration", "score", "target", "proposal", "movement")
NAMES = (*SENT, "units-due", "history")
WITH_COUNTS = ("attendance", "vote", "election", "award-person", "award-team", "ballot", "units-due")
# What Excel 2010 knows is what ECMA-376 had in 2006: no later namespace, no function with a prefix.
FUNCTIONS_OF_2007 = {"IF", "AND", "OR", "N", "COUNT", "COUNTA", "SUM", "UPPER"}


class Filled(NamedTuple):
    """What a clerk types under which heading or beside which label, and what has to be read back."""
    typed: tuple[dict[str, str], ...]
    read: tuple[dict[str, Any], ...]
    labels: dict[str, str] = {}
    labelled: dict[str, Any] = {}    # what stands once above the table, and so in every record
    shown: dict[str, str] = {}       # cells that formulas fill


FORMS = {
    "attendance": Filled(
        typed=({"Đơn vị": "Phòng Tổng hợp", "Tổng số CBCC, NLĐ": "14", "Số được triệu tập": "14", "Có mặt": "12",
                "Vắng có lý do": "1", "Vắng không lý do": "1", "Ghi chú": "01 đi công tác"},
               {"Đơn vị": "Phòng Cơ yếu - Công nghệ thông tin", "Tổng số CBCC, NLĐ": "1.204", "Số được triệu tập": "8",
                "Có mặt": "8", "Vắng có lý do": "0"},
               {"Đơn vị": "Tổ Lái xe", "Số được triệu tập": "5", "Có mặt": "0"}),
        read=({"unit": "Phòng Tổng hợp", "headcount": 14, "summoned": 14, "present": 12, "absent_excused": 1,
               "absent_unexcused": 1, "note": "01 đi công tác"},
              {"unit": "Phòng Cơ yếu - Công nghệ thông tin", "headcount": 1204, "summoned": 8, "present": 8,
               "absent_excused": 0},
              {"unit": "Tổ Lái xe", "summoned": 5, "present": 0}),
        shown={"A49": "Cộng: 3 đơn vị", "C49": "1218", "E49": "20", "G49": "1", "A11": "3", "A12": ""}),
    "vote": Filled(
        typed=({"Nội dung biểu quyết": "Báo cáo kết quả công tác năm 2024", "Số đại biểu có mặt": "80",
                "Tán thành": "79", "Không tán thành": "0", "Ý kiến khác": "1"},
               {"Nội dung biểu quyết": "Chỉ tiêu thi đua: 100% cán bộ hoàn thành nhiệm vụ", "Số đại biểu có mặt": "80",
                "Tán thành": "50", "Không tán thành": "20", "Ý kiến khác": "10", "Ghi chú": "Biểu quyết lại lần 2"},
               {"Nội dung biểu quyết": "Nghị quyết Hội nghị", "Số đại biểu có mặt": "78", "Tán thành": "78"}),
        read=({"item": "Báo cáo kết quả công tác năm 2024", "kind": "report", "eligible": 80, "agree": 79,
               "disagree": 0, "abstain": 1, "share": "0.9875"},
              {"item": "Chỉ tiêu thi đua: 100% cán bộ hoàn thành nhiệm vụ", "kind": "target", "eligible": 80,
               "agree": 50, "disagree": 20, "abstain": 10, "share": "0.625", "note": "Biểu quyết lại lần 2"},
              {"item": "Nghị quyết Hội nghị", "kind": "resolution", "eligible": 78, "agree": 78, "share": "1"}),
        shown={"A49": "Cộng: 3 nội dung", "D49": "", "G9": "98,75%", "G12": ""}),
    "election": Filled(
        labels={"Bầu:": "Ban Thanh tra nhân dân", "Số lượng cần bầu:": "3", "Số đại biểu được triệu tập:": "82",
                "Số đại biểu có mặt:": "80", "Số phiếu phát ra:": "80", "Số phiếu thu về:": "80",
                "Số phiếu hợp lệ:": "80", "Số phiếu không hợp lệ:": "0"},
        labelled={"post": "Ban Thanh tra nhân dân", "seats": 3, "summoned": 82, "present": 80, "issued": 80,
                  "returned": 80, "valid": 80, "invalid": 0},
        typed=({"Họ và tên": "Lê Thị Mai", "Chức vụ": "Chuyên viên", "Đơn vị": "Phòng Quản trị",
                "Số phiếu đồng ý": "76"},
               {"Họ và tên": "Phạm Quốc Hưng", "Chức vụ": "Phó Trưởng phòng", "Đơn vị": "Phòng Tổng hợp",
                "Số phiếu đồng ý": "64", "Ghi chú": "Tái cử"},
               {"Họ và tên": "Đỗ Văn Thụy", "Số phiếu đồng ý": "0"}),
        read=({"name": "Lê Thị Mai", "position": "Chuyên viên", "unit": "Phòng Quản trị", "votes": 76, "share": "0.95"},
              {"name": "Phạm Quốc Hưng", "position": "Phó Trưởng phòng", "unit": "Phòng Tổng hợp", "votes": 64,
               "share": "0.8", "note": "Tái cử"},
              {"name": "Đỗ Văn Thụy", "votes": 0, "share": "0"}),
        shown={"A47": "Cộng: 3 cá nhân", "F17": "95,00%", "F20": ""}),
    "award-person": Filled(
        typed=({"Họ và tên": "Nguyễn Thị Hòa", "Chức vụ": "Trưởng phòng", "Đơn vị công tác": "Phòng Tổng hợp",
                "Mức độ hoàn thành nhiệm vụ": "Hoàn thành xuất sắc nhiệm vụ",
                "Danh hiệu, hình thức khen thưởng đề nghị": "Lao động tiên tiến; Chiến sĩ thi đua cơ sở",
                "Tên sáng kiến": "Số hóa hồ sơ khen thưởng", "Số, ngày quyết định công nhận":
                "31/QĐ-VPTU ngày 20/12/2023", "Số phiếu đồng ý": "24", "Tổng số phiếu": "25"},
               {"Họ và tên": "Trần Văn Bình", "Chức vụ": "Chuyên viên", "Đơn vị công tác": "Phòng Tổng hợp",
                "Mức độ hoàn thành nhiệm vụ": "Hoàn thành tốt nhiệm vụ",
                "Danh hiệu, hình thức khen thưởng đề nghị": "Lao động tiên tiến", "Số phiếu đồng ý": "20",
                "Tổng số phiếu": "25", "Ghi chú": "Chuyển đến từ tháng 3"},
               {"Họ và tên": "Vũ Thúy Quỳnh", "Danh hiệu, hình thức khen thưởng đề nghị":
                "Giấy khen; Giấy khen về sáng kiến"}),
        read=({"name": "Nguyễn Thị Hòa", "position": "Trưởng phòng", "unit": "Phòng Tổng hợp", "rating": "HTXSNV",
               "titles": ["LDTT", "CSTDCS"], "initiative": "Số hóa hồ sơ khen thưởng", "decision": "31/QĐ-VPTU",
               "date": "2023-12-20", "agree": 24, "valid": 25, "share": "0.96"},
              {"name": "Trần Văn Bình", "position": "Chuyên viên", "unit": "Phòng Tổng hợp", "rating": "HTTNV",
               "titles": ["LDTT"], "agree": 20, "valid": 25, "share": "0.8", "note": "Chuyển đến từ tháng 3"},
              {"name": "Vũ Thúy Quỳnh", "titles": ["GK", "GKSK"]}),
        shown={"A49": "Cộng: 3 cá nhân", "I49": "", "K9": "96,00%", "K11": ""}),
    "award-team": Filled(
        typed=({"Tên tập thể": "Phòng Tổng hợp", "Tổng số CBCC, NLĐ": "14",
                "Mức độ hoàn thành nhiệm vụ": "Hoàn thành xuất sắc nhiệm vụ",
                "Danh hiệu, hình thức khen thưởng đề nghị": "Tập thể lao động xuất sắc",
                "Số, ngày quyết định": "45/QĐ-VPTU ngày 05/01/2024", "Số phiếu đồng ý": "9", "Tổng số phiếu": "9"},
               {"Tên tập thể": "Phòng Cơ yếu - Công nghệ thông tin", "Tổng số CBCC, NLĐ": "8",
                "Mức độ hoàn thành nhiệm vụ": "Hoàn thành tốt nhiệm vụ",
                "Danh hiệu, hình thức khen thưởng đề nghị": "Tập thể lao động tiên tiến", "Số phiếu đồng ý": "8",
                "Tổng số phiếu": "10", "Ghi chú": "Mới thành lập"},
               {"Tên tập thể": "Chi bộ Tổng hợp",
                "Danh hiệu, hình thức khen thưởng đề nghị": "Chi bộ hoàn thành xuất sắc nhiệm vụ; Giấy khen"}),
        read=({"name": "Phòng Tổng hợp", "headcount": 14, "rating": "HTXSNV", "titles": ["TTLDXS"],
               "decision": "45/QĐ-VPTU", "date": "2024-01-05", "agree": 9, "valid": 9, "share": "1"},
              {"name": "Phòng Cơ yếu - Công nghệ thông tin", "headcount": 8, "rating": "HTTNV", "titles": ["TTLDTT"],
               "agree": 8, "valid": 10, "share": "0.8", "note": "Mới thành lập"},
              {"name": "Chi bộ Tổng hợp", "titles": ["CBXS", "GK"]}),
        shown={"A49": "Cộng: 3 tập thể", "C49": "22", "G49": "", "I9": "100,00%"}),
    "ballot": Filled(
        labels={"Hội đồng:": "Hội đồng Thi đua - Khen thưởng tỉnh", "Tổng số thành viên hội đồng:": "20",
                "Số thành viên có mặt:": "18", "Số thành viên vắng, gửi ý kiến bằng văn bản:": "2",
                "Số phiếu phát ra:": "20", "Số phiếu thu về:": "20", "Số phiếu hợp lệ:": "19",
                "Số phiếu không hợp lệ:": "1"},
        labelled={"council": "Hội đồng Thi đua - Khen thưởng tỉnh", "members": 20, "present": 18, "written": 2,
                  "issued": 20, "returned": 20, "valid": 19, "invalid": 1},
        typed=({"Họ và tên hoặc tên tập thể": "Nguyễn Thị Hòa", "Đơn vị": "Phòng Tổng hợp",
                "Danh hiệu, hình thức khen thưởng": "Chiến sĩ thi đua cơ sở", "Số phiếu đồng ý": "19",
                "Số phiếu không đồng ý": "0"},
               {"Họ và tên hoặc tên tập thể": "Phòng Quản trị",
                "Danh hiệu, hình thức khen thưởng": "Tập thể lao động xuất sắc", "Số phiếu đồng ý": "13",
                "Số phiếu không đồng ý": "6", "Ghi chú": "Bỏ phiếu lại"},
               {"Họ và tên hoặc tên tập thể": "Trần Văn Bình", "Danh hiệu, hình thức khen thưởng": "Giấy khen",
                "Số phiếu đồng ý": "0"}),
        read=({"name": "Nguyễn Thị Hòa", "unit": "Phòng Tổng hợp", "title": "CSTDCS", "agree": 19, "disagree": 0,
               "share": "0.95"},
              {"name": "Phòng Quản trị", "title": "TTLDXS", "agree": 13, "disagree": 6, "share": "0.65",
               "note": "Bỏ phiếu lại"},
              {"name": "Trần Văn Bình", "title": "GK", "agree": 0, "share": "0"}),
        shown={"A57": "Cộng: 3 dòng", "E57": "", "G17": "95,00%", "G20": ""}),
    "rating": Filled(
        typed=({"Họ và tên": "Nguyễn Thị Hòa", "Chức vụ": "Trưởng phòng", "Đơn vị công tác": "Phòng Tổng hợp",
                "Điểm": "92,5", "Cá nhân tự xếp loại": "Hoàn thành xuất sắc nhiệm vụ",
                "Cấp có thẩm quyền xếp loại": "Hoàn thành tốt nhiệm vụ"},
               {"Họ và tên": "Trần Văn Bình", "Điểm": "68", "Cấp có thẩm quyền xếp loại": "Hoàn thành nhiệm vụ",
                "Kỷ luật": "Khiển trách", "Ghi chú": "Từ tháng 5"},
               {"Họ và tên": "Vũ Thúy Quỳnh", "Cá nhân tự xếp loại": "Hoàn thành tốt nhiệm vụ",
                "Cấp có thẩm quyền xếp loại": "Hoàn thành tốt nhiệm vụ"}),
        read=({"name": "Nguyễn Thị Hòa", "position": "Trưởng phòng", "unit": "Phòng Tổng hợp", "score": "92.5",
               "self_rating": "HTXSNV", "rating": "HTTNV"},
              {"name": "Trần Văn Bình", "score": "68", "rating": "HTNV", "discipline": "Khiển trách",
               "note": "Từ tháng 5"},
              {"name": "Vũ Thúy Quỳnh", "self_rating": "HTTNV", "rating": "HTTNV"}),
        shown={"A49": "Cộng: 3 cá nhân", "E49": "", "A11": "3"}),
    "initiative": Filled(
        typed=({"Tác giả, đồng tác giả (tỷ lệ đóng góp)": "Nguyễn Thị Hòa (60%); Trần Văn Bình (40%)",
                "Đơn vị": "Phòng Tổng hợp", "Tên sáng kiến, giải pháp": "Số hóa hồ sơ khen thưởng",
                "Phạm vi ảnh hưởng": "Cấp cơ sở", "Số, ngày quyết định công nhận": "31/QĐ-VPTU ngày 20/12/2023"},
               {"Tác giả, đồng tác giả (tỷ lệ đóng góp)": "Vũ Thúy Quỳnh", "Tên sáng kiến, giải pháp":
                "Sổ trực điện tử", "Phạm vi ảnh hưởng": "Cấp tỉnh", "Số, ngày quyết định công nhận": "7/QĐ-UBND",
                "Ghi chú": "Nhân rộng"}),
        read=({"name": "Nguyễn Thị Hòa (60%); Trần Văn Bình (40%)", "authors": ["Nguyễn Thị Hòa", "Trần Văn Bình"],
               "unit": "Phòng Tổng hợp", "title_of_initiative": "Số hóa hồ sơ khen thưởng", "scope": "local",
               "decision": "31/QĐ-VPTU", "date": "2023-12-20"},
              {"name": "Vũ Thúy Quỳnh", "authors": ["Vũ Thúy Quỳnh"], "title_of_initiative": "Sổ trực điện tử",
               "scope": "province", "decision": "7/QĐ-UBND", "note": "Nhân rộng"}),
        shown={"A49": "Cộng: 2 sáng kiến", "A10": "2"}),
    "registration": Filled(
        typed=({"Họ và tên hoặc tên tập thể": "Nguyễn Thị Hòa", "Chức vụ": "Trưởng phòng",
                "Đơn vị công tác": "Phòng Tổng hợp",
                "Danh hiệu, hình thức khen thưởng đăng ký": "Lao động tiên tiến; Chiến sĩ thi đua cơ sở",
                "Chỉ tiêu, nội dung đăng ký": "Sáng kiến cấp cơ sở", "Mức đăng ký": "2"},
               {"Họ và tên hoặc tên tập thể": "Phòng Quản trị",
                "Danh hiệu, hình thức khen thưởng đăng ký": "Tập thể lao động tiên tiến",
                "Chỉ tiêu, nội dung đăng ký": "Giải quyết văn bản đúng hạn", "Mức đăng ký": "98,5%"},
               {"Họ và tên hoặc tên tập thể": "Trần Văn Bình",
                "Danh hiệu, hình thức khen thưởng đăng ký": "Lao động tiên tiến", "Mức đăng ký": "Hoàn thành tốt",
                "Ghi chú": "Nghỉ thai sản từ tháng 9"}),
        read=({"name": "Nguyễn Thị Hòa", "position": "Trưởng phòng", "unit": "Phòng Tổng hợp",
               "titles": ["LDTT", "CSTDCS"], "target": "Sáng kiến cấp cơ sở", "value": "2"},
              {"name": "Phòng Quản trị", "titles": ["TTLDTT"], "target": "Giải quyết văn bản đúng hạn",
               "value": "0.985"},
              {"name": "Trần Văn Bình", "titles": ["LDTT"], "value": "Hoàn thành tốt",
               "note": "Nghỉ thai sản từ tháng 9"}),
        shown={"A49": "Cộng: 3 dòng", "G10": "98,50%"}),
    "score": Filled(
        typed=({"Nội dung tiêu chí": "Thực hiện nhiệm vụ chính trị", "Điểm tối đa": "600", "Điểm tự chấm": "590",
                "Điểm chấm chéo": "585,5", "Điểm thống nhất": "585,5"},
               {"Nội dung tiêu chí": "Chấp hành chủ trương của Đảng, pháp luật của Nhà nước", "Điểm tối đa": "300",
                "Điểm tự chấm": "300", "Điểm chấm chéo": "299,25", "Điểm thống nhất": "299,25"},
               {"Nội dung tiêu chí": "Gửi báo cáo chậm", "Điểm tối đa": "0", "Điểm tự chấm": "0",
                "Điểm thống nhất": "-2", "Ghi chú": "01 lần"}),
        read=({"criterion": "Thực hiện nhiệm vụ chính trị", "max": "600", "self": "590", "cross": "585.5",
               "final": "585.5"},
              {"criterion": "Chấp hành chủ trương của Đảng, pháp luật của Nhà nước", "max": "300", "self": "300",
               "cross": "299.25", "final": "299.25"},
              {"criterion": "Gửi báo cáo chậm", "max": "0", "self": "0", "final": "-2", "note": "01 lần"}),
        shown={"A49": "Cộng: 3 tiêu chí", "C49": "900", "D49": "890", "E49": "884,75", "F49": "882,75"}),
    "target": Filled(
        typed=({"Chỉ tiêu": "Phát triển đảng viên mới", "Đơn vị tính": "Đảng viên", "Kế hoạch": "8",
                "Thực hiện": "9", "Đánh giá": "Vượt"},
               {"Chỉ tiêu": "Văn bản xử lý đúng hạn", "Kế hoạch": "100%", "Thực hiện": "95%",
                "Đánh giá": "Không đạt", "Ghi chú": "Tháng 11 quá tải"},
               {"Chỉ tiêu": "Tham quan, học tập", "Đơn vị tính": "Lần", "Kế hoạch": "từ 01 lần trở lên",
                "Thực hiện": "2"},
               {"Chỉ tiêu": "Công đoàn cơ sở", "Kế hoạch": "Hoàn thành xuất sắc nhiệm vụ"}),
        read=({"target": "Phát triển đảng viên mới", "measure": "Đảng viên", "planned": "8", "achieved": "9",
               "share": "1.125", "verdict": "Vượt"},
              {"target": "Văn bản xử lý đúng hạn", "measure": "%", "planned": "1", "achieved": "0.95",
               "share": "0.95", "verdict": "Không đạt", "note": "Tháng 11 quá tải"},
              {"target": "Tham quan, học tập", "measure": "Lần", "planned": "1", "achieved": "2"},
              {"target": "Công đoàn cơ sở", "planned": "Hoàn thành xuất sắc nhiệm vụ"}),
        shown={"A49": "Cộng: 4 chỉ tiêu", "D49": "", "F9": "112,50%", "F11": ""}),
    "proposal": Filled(
        typed=({"Nội dung ý kiến, kiến nghị": "Trang bị máy quét cho bộ phận một cửa",
                "Người kiến nghị": "Lê Thị Mai", "Đơn vị": "Phòng Quản trị",
                "Bộ phận giải quyết": "Phòng Tài chính", "Nội dung trả lời": "Mua trong quý II",
                "Thời hạn": "30/6/2025", "Tình trạng": "Đang giải quyết"},
               {"Nội dung ý kiến, kiến nghị": "Khám sức khỏe định kỳ", "Người kiến nghị": "Tổ Công đoàn 2",
                "Thời hạn": "Quý III/2025", "Tình trạng": "Chưa giải quyết", "Ghi chú": "Chờ kinh phí"}),
        read=({"content": "Trang bị máy quét cho bộ phận một cửa", "proposer": "Lê Thị Mai",
               "unit": "Phòng Quản trị", "addressee": "Phòng Tài chính", "answer": "Mua trong quý II",
               "deadline": "2025-06-30", "status": "Đang giải quyết"},
              {"content": "Khám sức khỏe định kỳ", "proposer": "Tổ Công đoàn 2", "deadline": "Quý III/2025",
               "status": "Chưa giải quyết", "note": "Chờ kinh phí"}),
        shown={"A49": "Cộng: 2 kiến nghị", "G9": "30/6/2025"}),
    "movement": Filled(
        typed=({"Tên phong trào, mô hình, quỹ": "Ngày làm việc hiệu quả", "Loại": "Phong trào",
                "Đơn vị thực hiện": "Phòng Tổng hợp", "Kết quả": "100% đoàn viên tham gia"},
               {"Tên phong trào, mô hình, quỹ": "Vì người nghèo", "Loại": "Quỹ", "Số tiền (đồng)": "25.000.000"},
               {"Tên phong trào, mô hình, quỹ": "Tủ sách dùng chung", "Loại": "Mô hình",
                "Số tiền (đồng)": "1250500", "Ghi chú": "Xã hội hóa"}),
        read=({"name": "Ngày làm việc hiệu quả", "kind": "movement", "unit": "Phòng Tổng hợp",
               "result": "100% đoàn viên tham gia"},
              {"name": "Vì người nghèo", "kind": "fund", "amount": "25000000"},
              {"name": "Tủ sách dùng chung", "kind": "model", "amount": "1250500", "note": "Xã hội hóa"}),
        shown={"A49": "Cộng: 3 nội dung", "F49": "26.250.500", "F10": "25.000.000"}),
    "units-due": Filled(
        typed=({"Đơn vị": "Phòng Tổng hợp", "Tên khác": "P.TH; Tổ Tổng hợp", "Đơn vị cấp trên": "Văn phòng Tỉnh ủy",
                "Số người": "14", "Biểu phải nộp": "Điểm danh; Biểu quyết", "Hạn nộp": "20/12/2024",
                "Người liên hệ": "Lê Thị Mai", "Miễn": "x"},
               {"Đơn vị": "Tổ Lái xe"}),
        read=({"unit": "Phòng Tổng hợp", "aliases": "P.TH; Tổ Tổng hợp", "parent": "Văn phòng Tỉnh ủy", "headcount": 14,
               "forms_due": "Điểm danh; Biểu quyết", "due": "2024-12-20", "contact": "Lê Thị Mai", "exempt": "x"},
              {"unit": "Tổ Lái xe"}),
        shown={"A49": "Cộng: 2 đơn vị", "E49": "14", "G9": "20/12/2024"}),
    "history": Filled(
        typed=({"Họ và tên hoặc tên tập thể": "Nguyễn Thị Hòa", "Đơn vị": "Phòng Tổng hợp", "Năm": "2022",
                "Danh hiệu, hình thức khen thưởng, mức xếp loại":
                "Chiến sĩ thi đua cơ sở; Hoàn thành xuất sắc nhiệm vụ",
                "Số, ngày quyết định": "31/QĐ-VPTU ngày 20/12/2022"},
               {"Họ và tên hoặc tên tập thể": "Phòng Quản trị", "Năm": "2023",
                "Danh hiệu, hình thức khen thưởng, mức xếp loại": "Tập thể lao động xuất sắc"}),
        read=(),
        shown={"A49": "Cộng: 2 dòng", "D9": "2022", "D49": ""}),
}


@pytest.fixture(scope="module")
def known() -> Catalogue:
    return catalogue.load()


@pytest.fixture(scope="module")
def blank(known: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every blank form."""
    folder = tmp_path_factory.mktemp("blank")
    write_all(known, folder)
    return folder


@pytest.fixture(scope="module")
def filled(office: Office, blank: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:  # noqa: F811
    """Every form as a clerk filled it in and saved it."""
    folder, saved = tmp_path_factory.mktemp("filled"), {}
    for name, what in FORMS.items():
        with office.open(blank / f"{name}.xlsx") as book:
            Clerk(book).fill(what)
            saved[name] = book.save_as(folder / f"{name}.xlsx")
    return saved


class Clerk:
    """Finds cells by the words on the sheet, as a person does, and types beside or below them."""

    def __init__(self, book: Book):
        self.book, self.sheet = book, book.sheets[0]
        cells = book.sheet(self.sheet).getCellRangeByName("A1:M20").getDataArray()
        self.words = {str(value): (row, column) for row, line in enumerate(cells) for column, value in enumerate(line)
                      if value != ""}
        self.heading = self.words["STT"][0]

    def fill(self, filled: Filled, unit: str = "Phòng Tổng hợp", year: str = "2024") -> None:
        for label, text in {"Đơn vị:": unit, "Năm:": year, **filled.labels}.items():
            row, column = self.words[label]
            self.type_in(row, column + 1, text)
        for number, line in enumerate(filled.typed, 1):
            for heading, text in line.items():
                self.type_in(self.heading + number, self.words[heading][1], text)

    def type_in(self, row: int, column: int, text: str) -> None:
        self.book.type_in(self.sheet, self.place(row, column), text)

    def place(self, row: int, column: int) -> str:
        return f"{chr(65 + column)}{row + 1}"


def parts(path: Path) -> dict[str, bytes]:
    """What a workbook holds, less the hour of its writing."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist() if name != "docProps/core.xml"}


def text_of(path: Path) -> str:
    return "\n".join(part.decode("utf-8", "replace") for part in parts(path).values())


# ---- as drawn

def test_all_forms_are_drawn(blank: Path):
    assert sorted(path.name for path in blank.iterdir()) == sorted(f"{name}.xlsx" for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_blank_forms_at_hand_are_those_that_the_data_draw(blank: Path, name: str):
    assert parts(COMMITTED / f"{name}.xlsx") == parts(blank / f"{name}.xlsx"), "make templates"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_newer_than_excel_2010(blank: Path, name: str):
    text = text_of(blank / f"{name}.xlsx")
    assert "extLst" not in text and "_xlfn" not in text and "_xlws" not in text
    assert not re.findall(r"schemas\.microsoft\.com/office/(?!2006)[^\"]+", text)
    formulas = re.findall(r"<f>([^<]*)</f>", text) + re.findall(r"<formula1?>([^<]*)</formula", text)
    assert set(re.findall(r"([A-Z.]+)\(", " ".join(formulas))) <= FUNCTIONS_OF_2007


@pytest.mark.parametrize("name", NAMES)
def test_paper_and_headings(blank: Path, name: str):
    sheet = openpyxl.load_workbook(blank / f"{name}.xlsx").active
    heading = next(row[0].row for row in sheet.iter_rows() if row[0].value == "STT")
    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == f"${heading}:${heading}"
    margins = {side: round(getattr(sheet.page_margins, side) * 25.4, 2) for side in ("top", "bottom", "left", "right")}
    assert margins == {"top": 20, "bottom": 20, "left": 30, "right": 15}
    assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value} == {"Times New Roman"}


def test_unit_and_year_are_filled_in_where_given(known: Catalogue, tmp_path: Path):
    draw(known, "vote", tmp_path / "vote.xlsx", unit="Ban Dân vận", year=2025)
    values = [cell.value for row in openpyxl.load_workbook(tmp_path / "vote.xlsx").active.iter_rows() for cell in row]
    assert values[values.index("Đơn vị:") + 1] == "Ban Dân vận" and values[values.index("Năm:") + 1] == 2025


def test_messages_in_english_but_a_vietnamese_sheet(known: Catalogue, tmp_path: Path):
    draw(known, "award-team", tmp_path / "en.xlsx", lang="en")
    sheet = openpyxl.load_workbook(tmp_path / "en.xlsx").active
    assert "Choose one of the list." in {rule.error for rule in sheet.data_validations.dataValidation}
    assert "DANH SÁCH TẬP THỂ ĐỀ NGHỊ KHEN THƯỞNG" in {cell.value for row in sheet.iter_rows() for cell in row}


# ---- in a clerk's hands

@pytest.mark.parametrize("name", NAMES)
def test_formulas_follow_what_is_typed(office: Office, filled: dict[str, Path], name: str):  # noqa: F811
    with office.open(filled[name]) as book:
        assert book.shown(book.sheets[0], "A2") == "PHÒNG TỔNG HỢP"
        assert {cell: book.shown(book.sheets[0], cell) for cell in FORMS[name].shown} == FORMS[name].shown


@pytest.mark.parametrize("name", NAMES)
def test_formulas_and_headings_are_locked(office: Office, blank: Path, name: str):  # noqa: F811
    with office.open(blank / f"{name}.xlsx") as book:
        clerk = Clerk(book)
        assert book.shown(clerk.sheet, "A2") == "ĐƠN VỊ: ……………………"
        block = book.sheet(clerk.sheet).getCellRangeByName("A1:M60")
        before = block.getFormulaArray()
        locked = [(row, column) for row, line in enumerate(before) for column, text in enumerate(line)
                  if text and not text.startswith("…")]
        assert len(locked) > 40
        for row, column in locked:
            if row <= clerk.heading + 1 or row > clerk.heading + 30:   # the table's outer rows stand for all
                clerk.type_in(row, column, "7")
        assert block.getFormulaArray() == before


@pytest.mark.parametrize("name", WITH_COUNTS)
def test_counts_take_whole_numbers_only(office: Office, blank: Path, known: Catalogue, name: str):  # noqa: F811
    counts = [field for field in known.forms[name].fields if field.type == "count" and field.template]
    with office.open(blank / f"{name}.xlsx") as book:
        clerk = Clerk(book)
        places = []
        for field in counts:
            row, column = clerk.words[f"{field.vi}:" if field.once else field.vi]
            places.append((row, column + 1) if field.once else (row + 1, column))
        for text in ("-1", "1,5", "12 người", "12/11", "40000"):
            clerk.type_in(*places[0], text)
            assert book.holds_invalid(clerk.sheet), text
        for text in ("", "0", "30000"):
            clerk.type_in(*places[0], text)
            assert not book.holds_invalid(clerk.sheet), text
        for place in places[1:]:
            clerk.type_in(*place, "-1")
            assert book.holds_invalid(clerk.sheet), place
            clerk.type_in(*place, "12")
            assert not book.holds_invalid(clerk.sheet), place


@pytest.mark.parametrize(("name", "heading", "right", "wrong"), [
    ("score", "Điểm thống nhất", ("9,5", "-2", "985,25", ""), ("chín", "12/11", "10 điểm")),
    ("rating", "Điểm", ("92,5", "100", ""), ("A", "12/11")),
    ("movement", "Số tiền (đồng)", ("25.000.000", "0", ""), ("25 triệu", "-1"))])
def test_scores_and_amounts_are_figures(office: Office, blank: Path, name: str, heading: str,  # noqa: F811
                                        right: tuple[str, ...], wrong: tuple[str, ...]):
    with office.open(blank / f"{name}.xlsx") as book:
        clerk = Clerk(book)
        for text in (*right, *wrong):
            clerk.type_in(clerk.heading + 1, clerk.words[heading][1], text)
            assert book.holds_invalid(clerk.sheet) == (text in wrong), text


# Where a list must be held to, where one may insist on another title, where it only offers what is usual.
STRICT = {"ballot": {"title": "warning"}, "rating": {"rating": "stop", "discipline": "information"},
          "initiative": {"scope": "stop"}, "registration": {"titles": "information"}, "movement": {"kind": "stop"},
          "target": {"verdict": "information"}, "proposal": {"status": "information"}}


@pytest.mark.parametrize("name", STRICT)
def test_how_strict_each_drop_down_is(blank: Path, name: str):
    styles = {rule.formula1: rule.errorStyle or "stop"
              for rule in rules(openpyxl.load_workbook(blank / f"{name}.xlsx")) if rule.type == "list"}
    assert styles == {f"cbcc_{key}": style for key, style in STRICT[name].items()}


@pytest.mark.parametrize("name", ["award-person", "award-team"])
def test_a_rating_is_one_of_the_list_and_titles_may_be_several(office: Office, blank: Path, name: str):  # noqa: F811
    with office.open(blank / f"{name}.xlsx") as book:
        clerk = Clerk(book)
        place = clerk.heading + 1, clerk.words["Mức độ hoàn thành nhiệm vụ"][1]
        clerk.type_in(*place, "Giỏi")
        assert book.holds_invalid(clerk.sheet)
        clerk.type_in(*place, "Hoàn thành tốt nhiệm vụ")
        assert not book.holds_invalid(clerk.sheet)
    styles = {rule.formula1: rule.errorStyle
              for rule in openpyxl.load_workbook(blank / f"{name}.xlsx").active.data_validations.dataValidation}
    assert styles["cbcc_titles"] == "information" and styles["cbcc_rating"] in (None, "stop")


@pytest.mark.parametrize("name", NAMES)
def test_all_of_it_survives_a_save_by_another_program(office: Office, blank: Path, tmp_path: Path,  # noqa: F811
                                                      name: str):
    with office.open(blank / f"{name}.xlsx") as book:
        saved = openpyxl.load_workbook(book.save_as(tmp_path / "saved.xlsx"))
    drawn = openpyxl.load_workbook(blank / f"{name}.xlsx")
    for one, other in ((saved, drawn), (drawn, saved)):
        assert {rule.formula1: (rule.type, str(rule.sqref), rule.error) for rule in rules(one) if rule.error} == {
            rule.formula1: (rule.type, str(rule.sqref), rule.error) for rule in rules(other) if rule.error}
        assert {rule.prompt for rule in rules(one)} == {rule.prompt for rule in rules(other)}
        assert one.active.protection.sheet and not one.active.protection.password
        assert one.active.defined_names[MARK].attr_text == f'"{name}"'
        assert [sheet.sheet_state for sheet in one.worksheets[1:]] == ["hidden"] * ("DM" in drawn.sheetnames)
        assert one.active.print_title_rows == drawn.active.print_title_rows


def rules(book: openpyxl.Workbook) -> list[Any]:
    return book.active.data_validations.dataValidation


# ---- read back

@pytest.mark.parametrize("name", SENT)
def test_reads_back_to_what_was_typed(filled: dict[str, Path], known: Catalogue, name: str):
    part = read_file(f"{name}.xlsx", filled[name].read_bytes(), known)
    assert (part.status, part.unit, part.year) == ("read", "Phòng Tổng hợp", 2024)
    assert [record.form for record in part.records] == [name] * len(FORMS[name].read)
    assert tuple(record.values for record in part.records) == tuple(
        line | FORMS[name].labelled for line in FORMS[name].read)
    assert not part.findings
    assert [sheet.rows["problem"] for sheet in part.sheets if sheet.form] == [0]


def test_past_awards_read_back_to_what_was_typed(filled: dict[str, Path], known: Catalogue):
    read = read_register(filled["history"], known)
    assert not read.findings
    assert read.history.years("Nguyễn Thị Hòa", "Phòng Tổng hợp") == {"CSTDCS": {2022}, "HTXSNV": {2022}}
    assert read.history.years("Phòng Quản trị", None) == {"TTLDXS": {2023}}


def test_reads_back_the_same_from_an_ods(office: Office, filled: dict[str, Path], known: Catalogue,  # noqa: F811
                                         tmp_path: Path):
    with office.open(filled["award-person"]) as book:
        saved = book.save_as(tmp_path / "saved.ods")
    part = read_file(saved.name, saved.read_bytes(), known)
    assert tuple(record.values for record in part.records) == FORMS["award-person"].read
    assert (part.unit, part.year, part.findings) == ("Phòng Tổng hợp", 2024, ())


@pytest.mark.parametrize("name", SENT)
def test_a_blank_form_holds_no_record_and_no_fault(office: Office, blank: Path, known: Catalogue,  # noqa: F811
                                                   tmp_path: Path, name: str):
    with office.open(blank / f"{name}.xlsx") as book:
        saved = book.save_as(tmp_path / f"{name}.xlsx")
    for path in (blank / f"{name}.xlsx", saved):
        part = read_file(f"{name}.xlsx", path.read_bytes(), known)
        assert (part.status, part.records, part.unit, part.year) == ("read", (), None, None)
        assert {finding.code for finding in part.findings} <= {"unit-unknown"}


@pytest.mark.parametrize("name", ["award-person", "award-team"])
def test_every_value_of_the_drop_downs_is_understood(office: Office, blank: Path, known: Catalogue,  # noqa: F811
                                                     tmp_path: Path, name: str):
    form, lists = known.forms[name], drop_downs(blank / f"{name}.xlsx")
    codes = {title.vi: title.code for title in known.titles.values() if title.subject in ("any", form.subject)}
    ratings = {rating.vi: rating.code for rating in known.ratings.values()}
    assert set(lists["cbcc_titles"]) == set(codes) and set(lists["cbcc_rating"]) == set(ratings)
    with office.open(blank / f"{name}.xlsx") as book:
        clerk = Clerk(book)
        names = ["Nguyễn Thị Hòa", "Lê Văn Phúc"] if name == "award-person" else ["Phòng Tổng hợp", "Phòng Quản trị"]
        typed = [{form.fields[0].vi: f"{names[number % 2]} {chr(65 + number)}", "Mức độ hoàn thành nhiệm vụ": rating,
                  "Danh hiệu, hình thức khen thưởng đề nghị": title}
                 for number, (title, rating) in enumerate(zip(lists["cbcc_titles"], cycle(lists["cbcc_rating"])))]
        clerk.fill(Filled(tuple(typed), ()))
        assert not book.holds_invalid(clerk.sheet)
        saved = book.save_as(tmp_path / "every.xlsx")
    part = read_file("every.xlsx", saved.read_bytes(), known)
    assert [record.values["titles"] for record in part.records] == [[codes[title]] for title in lists["cbcc_titles"]]
    assert [record.values["rating"] for record in part.records] == [
        ratings[line["Mức độ hoàn thành nhiệm vụ"]] for line in typed]
    assert not {finding.code for finding in part.findings} & {"title-unknown", "rating-unknown"}


@pytest.mark.parametrize(("name", "about", "key"), [
    ("ballot", "name", "title"), ("rating", "name", "self_rating"), ("initiative", "title_of_initiative", "scope"),
    ("registration", "name", "titles"), ("movement", "name", "kind")])
def test_every_value_of_a_column_s_drop_down_is_understood(office: Office, blank: Path, known: Catalogue,  # noqa: F811
                                                           tmp_path: Path, name: str, about: str, key: str):
    form = known.forms[name]
    column, subject = form.field(key), form.field(about)
    codes = {title.vi: title.code for title in known.titles.values()} | {
        rating.vi: rating.code for rating in known.ratings.values()} if column.type != "choice" else {
        words[0]: code for code, words in form.values[key].items()}
    offered = drop_downs(blank / f"{name}.xlsx")[f"cbcc_{key}" if column.type == "choice" else f"cbcc_{column.type}"]
    with office.open(blank / f"{name}.xlsx") as book:
        clerk = Clerk(book)
        clerk.fill(Filled(tuple({form.fields[0].vi if form.fields[0].type == "authors" else subject.vi:
                                 f"Nguyễn Văn {chr(65 + number)}", subject.vi: f"Nguyễn Văn {chr(65 + number)}",
                                 column.vi: value} for number, value in enumerate(offered)), ()))
        assert not book.holds_invalid(clerk.sheet)
        saved = book.save_as(tmp_path / "every.xlsx")
    part = read_file("every.xlsx", saved.read_bytes(), known)
    found = [record.values.get(key) for record in part.records if record.form == name]
    assert found == [[codes[value]] if column.type == "titles" else codes[value] for value in offered]


def drop_downs(path: Path) -> dict[str, list[str]]:
    """The values that each list of a workbook offers."""
    book = openpyxl.load_workbook(path)
    lists = {}
    for rule in rules(book):
        if rule.type == "list":
            ((sheet, cells),) = book.defined_names[rule.formula1].destinations
            lists[rule.formula1] = [cell.value for (cell,) in book[sheet][cells]]
    return lists


@pytest.mark.parametrize("unit", ["Phòng\x01", "Phòng\udcff", "\x0b", "P" * 256])
def test_a_unit_s_name_that_no_cell_can_hold_is_refused(tmp_path: Path, unit: str) -> None:
    with pytest.raises(OutputError, match="Tên đơn vị .+; gõ lại tên đơn vị."):
        write_all(catalogue.load(), tmp_path / "bieu", unit)
    assert not (tmp_path / "bieu").exists()


def test_a_unit_s_name_is_no_formula(tmp_path: Path) -> None:
    path = next(path for path in write_all(catalogue.load(), tmp_path, "=1+1") if path.stem == "vote")
    cells = [cell for row in openpyxl.load_workbook(path).active.iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == "=1+1"] == ["s"]


@pytest.mark.parametrize(("name", "rows"), [
    ("award-person", [["STT", "Họ và tên", "Danh hiệu"], [1, "Nguyễn Thị Hòa", "LĐTT"]]),
    ("units-due", [["STT", "Đơn vị"], [1, "Phòng Tổng hợp"]])])
def test_a_form_that_somebody_filled_is_not_written_over(known: Catalogue, tmp_path: Path, name: str,
                                                         rows: list[list[Any]]) -> None:
    write_all(known, tmp_path)
    write_all(known, tmp_path, "Phòng Tổng hợp")                   # blank ones may be drawn anew
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / f"{name}.xlsx")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(OutputError, match=f"{name}.xlsx: tệp ấy đã có số liệu"):
        write_all(known, tmp_path)
    assert before == {path: path.read_bytes() for path in tmp_path.iterdir()}
