"""Vietnamese text, names, units, figures and dates in the shapes that clerks give them."""
from __future__ import annotations

import datetime
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cbcc_xl.text.dates import date, decision, find_decision, year
from cbcc_xl.text.letters import bare, clean, clean_lines, plain
from cbcc_xl.text.names import looks_like_name, person, person_key, split_position
from cbcc_xl.text.numbers import ambiguous, count, decimal, ratio, share
from cbcc_xl.text.quantities import figure
from cbcc_xl.text.units import UNIT_WORDS, display, looks_like_unit, unit_key

MARKS = "\u0300\u0301\u0309\u0303\u0323\u0302\u0306\u031b"
VIETNAMESE = st.text(max_size=24, alphabet=MARKS +
                     "aăâeêioôơuưyđAĐOUYQqghntrmcàáảãạòóỏõọèéẻẽẹùúủũụỳýỷỹỵ -/.,1\u200b\xa0\xad")
ANYTHING = st.one_of(VIETNAMESE, st.text(max_size=24))
POSITIONS = ("Trưởng phòng", "Phó Trưởng phòng", "Chuyên viên", "Kế toán")


# --- letters ---------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("typed", "meant"), [
    ("hoà", "hòa"), ("uỷ", "ủy"), ("thuý", "thúy"), ("khoẻ", "khỏe"), ("hoạ", "họa"), ("thuỷ", "thủy"), ("HOÀ", "HÒA"),
    ("Hoà Bình", "Hòa Bình"), ("UỶ BAN", "ỦY BAN"), ("hoà,thuỷ.", "hòa,thủy."),
    ("Tỉnh uỷ-Thành uỷ", "Tỉnh ủy-Thành ủy"),
    ("loại", "loại"), ("hoàn", "hoàn"), ("quý", "quý"), ("quỳnh", "quỳnh"), ("hoàng", "hoàng"), ("QUÝ", "QUÝ"),
    ("QuỲ", "QuỲ"), ("khuỷu", "khuỷu"), ("ngoẻo", "ngoẻo"), ("Thoại", "Thoại"), ("huỳnh", "huỳnh"), ("hoặc", "hoặc"),
    ("tòan", "toàn"), ("lọai", "loại"), ("qúy", "quý"), ("QÚY", "QUÝ"), ("quảng", "quảng"), ("HòaBình", "HòaBình")])
def test_tones_stand_where_they_belong(typed, meant):
    assert clean(typed) == meant
    assert clean(unicodedata.normalize("NFD", typed)) == meant


@pytest.mark.parametrize(("typed", "meant"), [
    ("  Sở\u00a0Y  tế\t", "Sở Y tế"), ("Mức độ\nhoàn thành", "Mức độ hoàn thành"), ("Ngu\u200byễn\ufeff", "Nguyễn"),
    ("Hòa\u00ad Bình", "Hòa Bình"), ("Ðặng ðồng", "Đặng đồng"), ("Тrần", "Trần"), ("Lе Vаn", "Le Van"), ("х", "x"),
    ("Νguyễn", "Nguyễn"), ("a\x00b\x07", "ab"), ("✓\ufe0f", "✓"), ("", ""), (" \n ", ""), ("LĐTT", "LĐTT"),
    ("СТТ", "CTT"), ("Директор", "Директор"), ("Σ điểm", "Σ điểm"), ("“Giỏi việc nước”", "“Giỏi việc nước”")])
def test_clean(typed, meant):
    assert clean(typed) == meant


def test_lines_of_a_cell():
    assert clean_lines("“Lao động tiên tiến”\r\n\n “Giấy  khen” \u2028x") == ["“Lao động tiên tiến”", "“Giấy khen”",
    "x"]
    assert clean_lines(" \n") == []


@pytest.mark.parametrize("same", [
    ("Uỷ ban", "ủy ban", "ỦY BAN", "U\u0309y ban"), ("Chiến sĩ", "chiến sỹ", "CHIẾN  SỸ"), ("kỹ thuật", "Kĩ thuật"),
    ("quí", "quý", "qúy"), ("lí do", "Lý do"), ("tỉ lệ %", "Tỷ lệ (%)"), ("hy sinh", "hi sinh"), ("Mĩ", "Mỹ"),
    ("toàn", "tòan"), ("Họ và tên", "HỌ VÀ TÊN:", "họ_và-tên"), ("CSTĐ CS", "cstđ.cs"), ("Đ/c", "đ c")])
def test_spellings_that_meet(same):
    assert len({plain(text) for text in same}) == 1
    assert len({bare(text) for text in same}) == 1


@pytest.mark.parametrize(("one", "other"), [
    ("Thúy", "Thủy"), ("Hoa", "Hòa"), ("tổ", "tơ"), ("đơn", "dơn"), ("máy", "mái"), ("tay", "tai"), ("thúy", "thúi"),
    ("CSTĐ", "CST"), ("số 1", "số 2")])
def test_words_that_stay_apart(one, other):
    assert plain(one) != plain(other)


def test_bare_has_no_marks():
    assert bare("Đội xe – Sở Nội vụ") == "doi xe so noi vu"
    assert bare("Thuỷ lợi") == bare("thuy loi")
    assert bare("Kỹ sư Lý") == bare("ky su ly")


@given(ANYTHING)
@example("oa\u0323\u0300")
def test_clean_once_is_enough(text):
    once = clean(text)
    assert clean(once) == once
    assert once == unicodedata.normalize("NFC", once)
    assert once == " ".join(once.split())


@given(ANYTHING)
def test_keys_do_not_depend_on_the_keyboard(text):
    apart = unicodedata.normalize("NFD", text)
    assert clean(apart) == clean(text)
    assert plain(apart) == plain(text) == plain(clean(text))
    assert plain(plain(text)) == plain(text)
    assert bare(bare(text)) == bare(text)


# --- names -----------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("typed", "name"), [
    ("Đ/c Nguyễn Thị Hoà", "Nguyễn Thị Hòa"), ("Đc. Hoa", "Hoa"), ("Đồng chí: Lê Văn Bình", "Lê Văn Bình"),
    ("Đ/C NGUYỄN VĂN AN", "NGUYỄN VĂN AN"), ("Ông Trần Bình", "Trần Bình"), ("Bà: Lý Hoa", "Lý Hoa"), ("Cô Lan", "Lan"),
    ("Ông/Bà Trần Bình", "Trần Bình"), ("ThS. Lê Văn Tám", "Lê Văn Tám"), ("Ths Lê Văn Tám", "Lê Văn Tám"),
    ("Đ/c ThS. Lê Văn Tám", "Lê Văn Tám"), ("PGS.TS Lê Tám", "Lê Tám"), ("GS.TSKH. Lê Tám", "Lê Tám"),
    ("BSCKI. Vũ Minh", "Vũ Minh"), ("BS.CKII Vũ Minh", "Vũ Minh"), ("KS.Vũ Minh", "Vũ Minh"),
    ("CN. Vũ Minh", "Vũ Minh"),
    ("CVC Vũ Minh", "Vũ Minh"), ("Đại uý Trần Chung", "Trần Chung"), ("Thượng tá Trần Chung", "Trần Chung"),
    ("Bác sĩ Đỗ Mai", "Đỗ Mai"), ("Chị Nguyễn Thị Hoa", "Nguyễn Thị Hoa"), ("Anh Trần Bình", "Trần Bình"),
    ("Anh Hoa", "Anh Hoa"), ("Nguyễn Thị Tú Anh", "Nguyễn Thị Tú Anh"), ("Phàn Ông Lìn", "Phàn Ông Lìn"),
    ("Ông Thị Lan", "Ông Thị Lan"), ("Bàn Văn Cô", "Bàn Văn Cô"), ("Tsering Dolma", "Tsering Dolma"), ("Đ/c", "Đ/c"),
    ("Ksor Nham", "Ksor Nham"), ("Cù Thị Thầy", "Cù Thị Thầy"), ("Đái Văn Úy", "Đái Văn Úy"),
    ("Bành Thị Bà", "Bành Thị Bà"), ("Ông Văn Kiệt", "Ông Văn Kiệt"), ("Cô Văn Bảy", "Cô Văn Bảy"),
    ("Anh Đức Tám", "Anh Đức Tám"), ("Đ/c Ông Văn Kiệt", "Ông Văn Kiệt"), ("Ông: Văn Kiệt", "Văn Kiệt"),
    ("Ông Văn Tiến Dũng", "Văn Tiến Dũng"), ("Ông ThS. Đức Tám", "Đức Tám"), ("Thầy giáo Văn Bảy", "Văn Bảy"),
    ("Lê Văn  Bình,", "Lê Văn Bình"), ("", "")])
def test_person(typed, name):
    assert person(typed) == name
    assert person(name) == name


def test_person_key():
    same = {person_key(text) for text in (
        "Nguyễn Thị Thuý", "NGUYỄN THỊ THÚY", "Đ/c  Nguyễn Thị\u00a0Thúy", unicodedata.normalize("NFD",
        "Nguyễn Thị Thuý"))}
    assert len(same) == 1
    assert person_key("Nguyễn Thị Thủy") not in same


@pytest.mark.parametrize(("typed", "parts"), [
    ("Nguyễn Văn An - Trưởng phòng", ("Nguyễn Văn An", "Trưởng phòng")),
    ("Nguyễn Văn An – trưởng phòng Tổng hợp", ("Nguyễn Văn An", "trưởng phòng Tổng hợp")),
    ("Nguyễn Văn An, Chuyên viên", ("Nguyễn Văn An", "Chuyên viên")),
    ("Nguyễn Văn An (Kế toán)", ("Nguyễn Văn An", "Kế toán")),
    ("Nguyễn Văn An\nPhó Trưởng phòng", ("Nguyễn Văn An", "Phó Trưởng phòng")),
    ("Nguyễn Văn An-Kế toán", ("Nguyễn Văn An", "Kế toán")), ("Y-Blô Niê - Kế toán", ("Y-Blô Niê", "Kế toán")),
    ("Nguyễn Văn An - Hà Lam", ("Nguyễn Văn An - Hà Lam", None)), ("Nguyễn Văn An", ("Nguyễn Văn An", None)),
    ("Nguyễn Văn An - Kế toánviên", ("Nguyễn Văn An - Kế toánviên", None)), ("- Kế toán", ("- Kế toán", None)),
    ("Trưởng phòng, Phòng Tổng hợp", ("Trưởng phòng, Phòng Tổng hợp", None))])
def test_split_position(typed, parts):
    assert split_position(typed, POSITIONS) == parts


@pytest.mark.parametrize("text", ["Nguyễn Văn An", "NGUYỄN VĂN AN", "nguyễn văn an", "Nguyễn thị Hoa", "H'Hen Niê",
"K’Brôi Ê",
                                  "Y-Blô Niê", "Đoàn Thị Lan", "Trần Nguyễn Thị Minh Khai", "Lò Páo", "Truong Van Nam"])
def test_looks_like_a_name(text):
    assert looks_like_name(text)


@pytest.mark.parametrize("text", ["", "Nguyễn", "Nguyễn Văn A1", "Trưởng phòng", "CHUYÊN VIÊN", "Phòng Tổng Hợp",
"Ghi chú",
                                  "UBND Xã Đại Thắng", "12 người", "hoàn thành tốt", "Hà Lam, ngày 5",
                                  "Một Hai Ba Bốn Năm Sáu Bảy", "NGƯỜI LẬP BIỂU", "(Ký, họ tên)", "Danh sách này có"])
def test_looks_like_no_name(text):
    assert not looks_like_name(text)


# --- units -----------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("same", [
    ("Phòng Tổng hợp", "P. Tổng hợp", "P.Tổng hợp", "PHÒNG TỔNG HỢP"), ("VP Tỉnh uỷ", "Văn phòng Tỉnh ủy", "VPTU"),
    ("CĐCS Sở Xây dựng", "Công đoàn cơ sở Sở Xây dựng"), ("UBND xã Hòa Mỹ", "Ủy ban nhân dân xã Hoà Mĩ"),
    ("TT Khuyến nông", "Trung tâm Khuyến nông"), ("CĐ Viên chức tỉnh", "Công đoàn Viên chức tỉnh"),
    ("Sở Nông nghiệp & PTNT", "Sở NN và PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
    ("Ủy ban MTTQ xã", "UBMTTQ xã", "Ủy ban Mặt trận Tổ quốc xã"), ("Tổ Công đoàn số 01", "Tổ CĐ số 1", "TCĐ số 1"),
    ("Trường CĐ Cộng đồng", "Trường Cao đẳng Cộng đồng"), ("CC Thủy lợi", "Chi cục Thuỷ lợi")])
def test_one_unit_in_many_spellings(same):
    assert len({unit_key(text) for text in same}) == 1


def test_without_marks_a_unit_has_the_same_bare_key():
    for typed, meant in (("To CD so 1", "Tổ Công đoàn số 1"), ("CDCS So Xay dung", "CĐCS Sở Xây dựng"),
                         ("DU Khoi", "Đảng ủy Khối"), ("UBND xa Dai Thang", "Ủy ban nhân dân xã Đại Thắng")):
        assert bare(unit_key(typed)) == bare(unit_key(meant))


@pytest.mark.parametrize(("one", "other"), [
    ("Tổ 1", "Tổ 2"), ("TT", "Trung tâm"), ("Cơ quan Đảng ủy Khối", "Đảng ủy Khối"), ("P", "Phòng"),
    ("Phòng Tổng hợp", "Phòng TH"), ("Ban P", "Ban Phòng"), ("Sở Du lịch", "So Du lich")])
def test_units_that_stay_apart(one, other):
    assert unit_key(one) != unit_key(other)


@pytest.mark.parametrize("text", [
    *UNIT_WORDS, "P. Tổng hợp", "UBND xã Đại Thắng", "CĐCS Văn phòng", "TT Khuyến nông", "ĐỘI XE", "Tổ Bảo vệ",
    "Báo Hà Lam",
    "Thanh tra Sở", "Lãnh đạo Văn phòng", "Xã Hòa Mỹ", "Đoàn Thanh niên", "Hội đồng Thi đua", "Bộ phận Một cửa",
    "Thanh tra So", "Phong Noi vu", "Chi cuc Thuy loi", "Van phong So", "So Du lich", "To CD so 1", "xã Trà Sơn",
    "Cả Khối", "Toàn Sở"])
def test_looks_like_a_unit(text):
    assert looks_like_unit(text)


@pytest.mark.parametrize("text", [
    "", "Nguyễn Văn An", "Báo cáo tổng kết", "Hội nghị", "Tổ trưởng", "Tổ chức", "Xã hội", "Đoàn viên", "Đoàn Văn Hậu",
    "Chi cục trưởng", "Đội trưởng", "Trường hợp khác", "Thanh tra viên", "Phó Phòng", "Trưởng phòng", "So lieu",
    "To Van Lam",
    "Truong Van Nam", "Ban hành quy chế", "Bàn Văn Cô", "Phóng viên", "TT", "STT", "Khối lượng",
    "Toàn diện"])
def test_looks_like_no_unit(text):
    assert not looks_like_unit(text)


@pytest.mark.parametrize("name", [
    "Phòng Tổ chức - Hành chính", "UBND xã Đại Thắng", "Sở Du lịch tỉnh Hà Lam", "Nhà khách Tỉnh ủy",
    "Tổ Công đoàn số 1",
    "CĐCS Sở Xây dựng và Hạ tầng", "Khối thi đua số 3", "Văn phòng Tỉnh ủy Hà Lam", "Sở Nông nghiệp và PTNT",
    "Thanh tra Sở",
    "Đảng ủy Khối các cơ quan tỉnh Hà Lam", "Chi cục Chăn nuôi và Thú y", "Ủy ban MTTQ Việt Nam tỉnh Hà Lam",
    "Sở Tài nguyên và Môi trường", "Phòng Lao động - Thương binh và Xã hội", "Chi bộ Phòng Tổng hợp",
    "Thôn Đại Thắng 1",
    "Đội xe", "Báo Hà Lam", "Công đoàn Viên chức tỉnh Hà Lam", "Ủy ban nhân dân huyện Sông Khê", "Bộ phận Một cửa",
    "Phòng Theo dõi công tác Đảng", "Trường Chính trị tỉnh Hà Lam", "Trường THPT Lê Lợi", "UBND", "Lãnh đạo Văn phòng",
    "Phòng Công nghệ thông tin", "Tổ Bảo vệ", "Trung tâm Y tế huyện Sông Khê", "Phòng Quản lý du lịch",
    "Trạm Y tế xã Hòa Mỹ", "Trung tâm Hội nghị tỉnh Hà Lam", "Ban Tổ chức Tỉnh ủy", "Xã Trà Sơn",
    "Hạt Kiểm lâm Mường Lạn", "Trạm Kiểm lâm Nậm Lạnh", "Trạm Khuyến nông Nà Ớt", "Hạt Kiểm lâm huyện Krông Nô",
    "Sở Lao động, Thương binh và Xã hội", "Văn phòng HĐND và UBND huyện Sông Khê"])
def test_capitals_are_written_out(name):
    assert display(name.upper()) == name
    assert display(name) == name


def test_display_leaves_mixed_case():
    assert display(" Phòng  TỔNG hợp ") == "Phòng TỔNG hợp"
    assert display("P. TỔ CHỨC-HÀNH CHÍNH") == "P. Tổ chức-Hành chính"
    assert display("") == ""


# --- numbers ---------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("value", "number"), [
    (12, 12), (12.0, 12), (0, 0), (-3, -3), ("04", 4), ("12 người", 12), ("65 đồng chí", 65), ("03 tập thể", 3),
    ("65đ/c", 65),
    ("1.234", 1234), ("1,234", 1234), ("1 234", 1234), ("25.000.000", 25000000), ("-3", -3), ("−3", -3), ("12,0", 12),
    ("12.", 12), ("12 (mười hai) người", 12), ("mười ba", 13), ("Mười ba người", 13), ("hai mươi mốt", 21),
    ("ba mươi tư", 34),
    ("chín mươi lăm", 95), ("một trăm", 100), ("bốn", 4), ("15 phiếu;", 15), (10**15, 10**15)])
def test_count(value, number):
    assert count(value) == number


@pytest.mark.parametrize("value", [
    "12,5", "12.5", 12.5, "abc", "", " ", None, True, False, datetime.date(2023, 12, 12), datetime.datetime(2023, 1, 1),
    "12/13", "95%", "25 triệu", "12 - 15", "06 lớp, 412 học viên", "Hai Bà Trưng", "Ba Đình", "x", "I",
    "20/12/2023", "1.23.4",
    float("nan"), float("inf"), "không"])
def test_no_count(value):
    assert count(value) is None


@given(st.integers(-10**12, 10**12))
def test_a_count_comes_back_from_text(number):
    assert count(str(number)) == number
    assert count(f"{number:,}") == number
    assert count(f"{number:,}".replace(",", ".")) == number
    assert decimal(number) == decimal(str(number)) == str(number)


@pytest.mark.parametrize(("value", "written"), [
    ("28,5", "28.5"), ("27,25", "27.25"), ("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("1.234.567", "1234567"),
    ("25 000 000", "25000000"), ("28.5", "28.5"), ("0.955", "0.955"), ("0,955", "0.955"), ("1234.500", "1234.5"),
    ("600", "600"), ("007", "7"), ("-5", "-5"), ("-0", "0"), ("-0,0", "0"), ("12,50", "12.5"), ("1,500", "1.5"),
    (28.5, "28.5"),
    (0.1, "0.1"), (397, "397"), (397.0, "397"), (1e22, "1" + 22 * "0"), (1e-7, "0.0000001"), (-0.0, "0"),
    (Decimal("12.30"), "12.3")])
def test_decimal(value, written):
    assert decimal(value) == written


@pytest.mark.parametrize("value", ["1.500", "12,5 triệu", "abc", "", None, True, "12/13", "1.23.4", "1,2,3", "95%",
"1e3",
                                   datetime.date(2023, 5, 1), float("nan"), "1.234,567.8"])
def test_no_decimal(value):
    assert decimal(value) is None


def test_ambiguous():
    assert ambiguous("1.500") and ambiguous(" 12.345 ")
    assert not any(map(ambiguous, ("0.955", "1.500.000", "1500", "1,5", "1.50", "abc", "1234.500")))


@given(st.decimals(-10**9, 10**9, allow_nan=False, places=2))
def test_a_decimal_is_exact_with_either_sign(number):
    written = decimal(f"{number:f}".replace(".", ","))
    assert written is not None and Decimal(written) == number
    assert decimal(f"{number:f}") == written == decimal(number)
    assert "E" not in written and (written == "0" or not written.endswith((".", ".0")))


@pytest.mark.parametrize(("value", "percent_format", "percent_heading", "fraction"), [
    ("95,5%", False, False, "0.955"), ("91,7 %", False, True, "0.917"), ("100%", False, False, "1"),
    ("0%", False, False, "0"),
    ("104%", False, True, "1.04"), ("0,5%", False, True, "0.005"), ("92.308%", False, False, "0.92308"),
    (95.5, False, True, "0.955"), ("95,5", False, True, "0.955"), ("95.5", False, True, "0.955"),
    ("100,0", False, True, "1"),
    (0.955, True, False, "0.955"), (0.9333333333333333, True, True, "0.9333333333333333"), (1, True, False, "1"),
    (1.04, True, True, "1.04"), (1, False, True, "1"), (1.0, False, True, "1"), (0.955, False, True, "0.955"),
    ("0,955", False, True, "0.955"), ("95,5", True, True, "0.955"), (87, False, False, "0.87"),
    (1.5, False, True, "0.015"),
    (1.04, False, False, "1.04"), (110, False, True, "1.1"), (0, False, True, "0")])
def test_share(value, percent_format, percent_heading, fraction):
    assert share(value, percent_format, percent_heading) == fraction


@pytest.mark.parametrize("value", ["", "abc", "12/13", "12/13 (92,3%)",
"-5%", -0.5, None, True, datetime.date(2023, 12, 12),
                                   "đạt", "100% CBCCVC", "%", "1.2.3%"])
def test_no_share(value):
    assert share(value, False, True) is None


@pytest.mark.parametrize(("text", "parts"), [
    ("12/13 (92,3%)", (12, 13, "0.923")), ("13/13", (13, 13, None)), ("11/13 phiếu", (11, 13, None)),
    ("12 / 13", (12, 13, None)),
    ("6/6 (100%)", (6, 6, "1")), ("10/13 (76,9 %)", (10, 13, "0.769")), ("10/13; 76,9%", (10, 13, "0.769")),
    ("12/13 phiếu, đạt 92,3%", (12, 13, "0.923")), ("12/13 phiếu (đạt 92,3%)", (12, 13, "0.923")),
    ("12/13 - 92,3%", (12, 13, "0.923")), ("12/13(92,3%)", (12, 13, "0.923")), ("12/13 đồng ý", (12, 13, None)),
    ("12 (92,3%)", (12, None, "0.923")), ("12 phiếu; 92,3%", (12, None, "0.923"))])
def test_ratio(text, parts):
    assert ratio(text) == parts


@pytest.mark.parametrize("text", ["", "12", "92,3%", "92,3 %", "12/QĐ-UBND", "12/12/2023", "8/2023", "abc", "12,13",
"1/2/3",
                                  "12 phiếu", "12/13 5"])
def test_no_ratio(text):
    assert ratio(text) is None


# --- dates -----------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("value", "iso"), [
    (datetime.date(2024, 1, 5), "2024-01-05"), (datetime.datetime(2024, 1, 5, 8, 30), "2024-01-05"),
    ("05/01/2024", "2024-01-05"), ("8/1/2023", "2023-01-08"), ("5-1-24", "2024-01-05"), ("20.12.2023", "2023-12-20"),
    ("20. 12. 2023", "2023-12-20"), ("ngày 05 tháng 01 năm 2024", "2024-01-05"), ("ngày 5/1/24", "2024-01-05"),
    ("Hà Lam, ngày 15 tháng 12 năm 2023", "2023-12-15"), ("Hà Lam, ngày 11/12/2023", "2023-12-11"),
    ("(Sáng ngày 26/01/2024, Hội trường)", "2024-01-26"), ("2024-01-05", "2024-01-05"), ("5/1/85", "1985-01-05"),
    ("NGÀY 05 THÁNG 01 NĂM 2024", "2024-01-05"), ("15/12/2023 và 15/12/2023", "2023-12-15")])
def test_date(value, iso):
    assert date(value) == iso


@pytest.mark.parametrize("value", ["", "abc", "2023", "12/2023", "12/13", "31/02/2023", "12/13/2023", "tháng 8/2023",
                                   "ngày    tháng 12 năm 2023", "Quý III/2025", "01/01/2024 - 02/02/2024", "1.234.5678",
                                   12, 45000.0, None, True, datetime.time(8, 30), "12.5.23.1", "0900.11.2023.4",
                                   "5/1/20245", "01/01/2024/5"])
def test_no_date(value):
    assert date(value) is None


@pytest.mark.parametrize(("text", "number"), [
    ("DANH SÁCH ĐỀ NGHỊ NĂM 2023", 2023), ("năm học 2023-2024", 2024), ("KT 2023 (co macro)", 2023),
    ("HN CBCC 26.01.2024", 2024),
    ("thanhtra_TDKT2023.xls", 2023), ("HỘI NGHỊ NĂM 2023 (26.01.2024)", 2023), ("De nghi KT 2023, in 05.01.2024", 2023),
    ("Hà Lam, ngày 15 tháng 12 năm 2023", 2023), ("Tổng kết năm 2023, phương hướng năm 2024", 2023),
    ("Giai đoạn 2022 - 2023", 2022), ("tháng 8/2023", None), ("12", None), ("Số 2023/QĐ-UBND", None), ("", None),
    ("Ngày 15 tháng 01 năm 2024, tổng kết năm 2023", 2023), ("2.024 người", None), ("12020", None),
    ("01/01/2023 - 31/12/2024", None)])
def test_year(text, number):
    assert year(text) == number


@pytest.mark.parametrize(("text", "parts"), [
    ("Số 31/QĐ-VPTU ngày 20/12/2023", ("31/QĐ-VPTU", "2023-12-20")), ("41-QĐ/ĐUVP", ("41-QĐ/ĐUVP", None)),
    ("QĐ số 33/QĐ-VPTU", ("33/QĐ-VPTU", None)), ("1903/QĐ-UBND, 28/11/2024", ("1903/QĐ-UBND", "2024-11-28")),
    ("Số 77/QĐ-BNN ngày 15 tháng 10 năm 2024", ("77/QĐ-BNN", "2024-10-15")),
    ("12/2024/QĐ-UBND", ("12/2024/QĐ-UBND", None)),
    ("Số: 31 /QĐ - VPTU", ("31/QĐ-VPTU", None)), ("31/QĐ–VPTU", ("31/QĐ-VPTU", None)),
    ("31/QD-VPTU", ("31/QD-VPTU", None)),
    ("SỐ 31/QĐ-VPTU NGÀY 20/12/2023", ("31/QĐ-VPTU", "2023-12-20")), ("5a/QĐ-TTg", ("5a/QĐ-TTg", None)),
    ("Ngày 20/12/2023, số 31/QĐ-VPTU", ("31/QĐ-VPTU", "2023-12-20")),
    ("QĐ số 33 ngày 20/12/2023", ("33", "2023-12-20")),
    ("Số 33, ngày 20/12/2023", ("33", "2023-12-20")), ("20/12/2023", (None, "2023-12-20")),
    ("21/TTr-TCHC", ("21/TTr-TCHC", None)),
    ("abc", (None, None)), ("", (None, None)), ("Tổ Công đoàn số 1", (None, None)), ("12/13 phiếu", (None, None))])
def test_decision(text, parts):
    assert decision(text) == parts


@pytest.mark.parametrize(("text", "parts"), [
    ("Số hóa hồ sơ hội nghị không giấy (QĐ số 33/QĐ-VPTU)", ("33/QĐ-VPTU", None)),
    ("Cải tiến quy trình, QĐ 33/QĐ-VPTU ngày 20/12/2023", ("33/QĐ-VPTU", "2023-12-20")),
    ("Cải tiến (33/QĐ-VPTU), áp dụng từ 01/01/2024", ("33/QĐ-VPTU", None)),
    ("Số hóa hồ sơ năm 2023", (None, None)), ("20/12/2023", (None, None))])
def test_find_decision(text, parts):
    assert find_decision(text) == parts


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2060, 12, 31)))
def test_a_date_comes_back_from_each_way_to_write_it(day):
    for text in (f"{day.day}/{day.month}/{day.year}", f"{day:%d.%m.%Y}", f"{day:%d-%m-%Y}", f"{day:%d/%m/%y}",
                 f"ngày {day.day:02} tháng {day.month:02} năm {day.year}", f"Hà Lam, ngày {day:%d/%m/%Y}",
                 day.isoformat()):
        assert date(text) == day.isoformat()


@pytest.mark.parametrize("piece", ["=", "<= ", "từ ", "hơn", "0", "0 ", "1,", "a", " "])
def test_a_figure_is_not_sought_for_ever(piece: str) -> None:
    assert figure(piece * 5_000 + "0 ]") is None
