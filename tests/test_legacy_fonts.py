"""Legacy fonts: every Vietnamese letter there and back, sheets as they come, and what must be left alone."""
from __future__ import annotations

import random
import shutil
import subprocess
import unicodedata
from itertools import product
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cbcc_xl
from cbcc_xl.text.legacy_fonts import decode, decode_bytes, guess
from cbcc_xl.text.syllables import RHYMES, is_syllable

TONES = ["", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"]
SMALL = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES]
LETTERS = [*SMALL, *map(str.upper, SMALL), "đ", "Đ"]

# Both encoders follow the fonts' published code tables, by letter, not the tables of the decoder.
TCVN3_ROWS = {
    "a": "a µ ¸ ¶ · ¹", "ă": "¨ » ¾ ¼ ½ Æ", "â": "© Ç Ê È É Ë", "e": "e Ì Ð Î Ï Ñ", "ê": "ª Ò Õ Ó Ô Ö",
    "i": "i × Ý Ø Ü Þ",
    "o": "o ß ã á â ä", "ô": "« å è æ ç é", "ơ": "¬ ê í ë ì î", "u": "u ï ó ñ ò ô", "ư": "\xad õ ø ö ÷ ù",
    "y": "y ú ý û ü þ"}
TCVN3 = {unicodedata.normalize("NFC", vowel + tone): code
         for vowel, row in TCVN3_ROWS.items() for tone, code in zip(TONES, row.split(" "), strict=True)} | {
    "đ": "®", "Đ": "§", "Ă": "¡", "Â": "¢", "Ê": "£", "Ô": "¤", "Ơ": "¥", "Ư": "¦"}
VNI_ROWS = {
    "a": "a aø aù aû aõ aï", "ă": "aê aè aé aú aü aë", "â": "aâ aà aá aå aã aä", "e": "e eø eù eû eõ eï",
    "ê": "eâ eà eá eå eã eä", "i": "i ì í æ ó ò", "o": "o oø où oû oõ oï", "ô": "oâ oà oá oå oã oä",
    "ơ": "ô ôø ôù ôû ôõ ôï", "u": "u uø uù uû uõ uï", "ư": "ö öø öù öû öõ öï", "y": "y yø yù yû yõ î"}
VNI = {unicodedata.normalize("NFC", vowel + tone): code
       for vowel, row in VNI_ROWS.items() for tone, code in zip(TONES, row.split(" "), strict=True)} | {"đ": "ñ"}
VNI |= {letter.upper(): code.upper() for letter, code in VNI.items()}

WORDS = ["Nguyễn", "Quỳnh", "Phượng", "Thưởng", "Huyền", "Đặng", "Tuệ", "Khuê", "Hoạch", "xuất", "sắc", "giữa", "được",
         "nghiệp", "thuở", "Ngoãn", "khuỷu", "Lữ", "Chiến", "sĩ", "ruộng", "bảng", "Lẫm", "hỏi", "kẻ", "vẽ", "ở", "Ẩn"]


def typed(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(letter, letter) for letter in text)


ONSETS = ["", *"b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split()]
SYLLABLES = sorted({
    word for onset, rhyme, tone in product(ONSETS, RHYMES, TONES) for place in range(1, len(rhyme) + 1)
    if rhyme[place - 1] in "aăâeêioôơuưy"
    and is_syllable(word := unicodedata.normalize("NFC", onset + rhyme[:place] + tone + rhyme[place:]))})

# RFC 1456, section 3: the bytes 80 to FF in their order, and the six capitals among the control characters.
VISCII = dict(zip(
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
    range(0x80, 0x100), strict=True)) | dict(zip("ẲẴẪỶỸỴ", (0x02, 0x05, 0x06, 0x14, 0x19, 0x1E), strict=True))


def viscii(text: str) -> bytes:
    return bytes(VISCII.get(letter, ord(letter)) for letter in text)


def windows_1258(text: str) -> bytes:
    """Tones behind their letters, where the code page has no letter for both."""
    return b"".join(_windows_1258(letter) for letter in text)


def _windows_1258(letter: str) -> bytes:
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        apart = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in apart if mark in TONES[1:])
        return (unicodedata.normalize("NFC", apart.replace(tone, "")) + tone).encode("cp1258")


def opened(data: bytes) -> str:
    """Bytes as a program shows them that takes them for Western Windows'."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)


TYPED = {"TCVN3": lambda text: typed(text.lower(), TCVN3), "VNI": lambda text: typed(text, VNI),
         "VISCII": lambda text: opened(viscii(text)), "Windows-1258": lambda text: opened(windows_1258(text))}


@pytest.mark.parametrize("encoding", TYPED)
def test_each_syllable_comes_back_from_each_encoding(encoding):
    assert len(SYLLABLES) > 28_000
    lost = [word for word in SYLLABLES if decode(TYPED[encoding](word), hint=encoding)[0] != word]
    assert not lost


@pytest.mark.parametrize("encoding", TYPED)
def test_a_sheet_of_any_syllables_tells_its_encoding(encoding):
    chance = random.Random(encoding)
    for _ in range(60):
        texts = [" ".join(chance.sample(SYLLABLES, 3)) for _ in range(12)]
        typed_texts = [TYPED[encoding](text) for text in texts]
        assert guess(typed_texts) == encoding
        assert [decode(text, hint=encoding)[0] for text in typed_texts] == texts


def test_each_syllable_is_left_alone_as_it_is():
    assert [word for word in SYLLABLES if decode(word) != (word, None)] == []


def test_each_syllable_of_utf_8_opened_as_western_text_comes_back():
    odd = [word for word in SYLLABLES if not word.isascii()]
    assert [word for word in odd if decode(opened(word.encode())) != (word, "UTF-8")] == []


@pytest.mark.skipif(not shutil.which("iconv"), reason="no iconv to compare with")
def test_the_table_of_viscii_is_that_of_iconv():
    told = subprocess.run(["iconv", "-f", "UTF-8", "-t", "VISCII"], input="".join(VISCII).encode(), capture_output=True)
    if told.returncode:
        pytest.skip("iconv without VISCII")
    assert told.stdout == bytes(VISCII.values())


SHEET = [["TT", "Họ và tên", "Chức vụ", "Danh hiệu đề nghị"], [1, "Võ Thị Mỹ Lệ", "Trưởng phòng", "Lao động tiên tiến"],
         [2, "Đặng Ngoãn", "Chuyên viên", "Chiến sĩ thi đua cơ sở"], [3, "Bùi Thế Kỷ", "Văn thư", "Lao động tiên tiến"]]


@pytest.mark.parametrize("encoding", [*TYPED, "UTF-8"])
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_list_in_any_encoding_is_read_and_says_so(encoding, ending, tmp_path: Path):
    write = TYPED.get(encoding, lambda text: opened(text.encode()))
    rows = [[write(value) if isinstance(value, str) else value for value in row] for row in SHEET]
    path = tmp_path / f"Phong A.{ending}"
    if ending == "xlsx":
        workbook = openpyxl.Workbook()
        for row in rows:
            workbook.active.append(row)
        workbook.save(path)
    else:
        text = "\n".join(";".join(map(str, row)) for row in rows)
        path.write_bytes(bytes(_byte(letter) for letter in text))
    result = cbcc_xl.check(path, year=2024)
    names = [record.values["name"] for record in result.records]
    assert [name.casefold() for name in names] == [row[1].casefold() for row in SHEET[1:]]
    assert [record.values["titles"] for record in result.records] == [["LDTT"], ["CSTDCS"], ["LDTT"]]
    told = [finding.facts["encoding"] for finding in result.findings if finding.code == "legacy-text-decoded"]
    assert told == ([encoding] if ending == "xlsx" or encoding in ("TCVN3", "VNI", "VISCII") else [])


def _byte(letter: str) -> int:
    return letter.encode("cp1252")[0] if ord(letter) > 0xFF else ord(letter)


def test_there_are_134_letters():
    assert len(set(LETTERS) - set("aeiouyAEIOUY")) == 134


def in_a_word(letter: str) -> str:
    """The letter alone where it can be a word, else before n: what is no word when decoded is rightly left alone."""
    return letter + "n" if unicodedata.normalize("NFD", letter.lower())[0] == "a" else letter


@pytest.mark.parametrize("letter", LETTERS)
def test_each_letter_comes_back_from_vni(letter):
    word = in_a_word(letter)
    assert decode(typed(word, VNI), font="VNI-Times")[0] == word


@pytest.mark.parametrize("letter", LETTERS)
def test_each_letter_comes_back_from_tcvn3(letter):
    """Capitals with a tone exist only in the fonts of capitals, where small codes are drawn as capitals."""
    word = in_a_word(letter.lower())
    assert decode(typed(word, TCVN3), font=".VnTime")[0] == word
    assert decode(typed(word, TCVN3), font=".VnTimeH")[0] == word.upper()
    if letter in TCVN3:
        assert decode(typed(in_a_word(letter), TCVN3), font=".VnArial")[0] == in_a_word(letter)


@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=6).map(" ".join))
def test_texts_come_back_from_both(text):
    assert decode(typed(text, VNI), font="VNI-Helve")[0] == text
    assert decode(typed(text, VNI), hint="VNI")[0] == text
    small = text.lower()
    assert decode(typed(small, TCVN3), font=".VnTime")[0] == small
    assert decode(typed(small, TCVN3), font=".VnTimeH")[0] == text.upper()


@pytest.mark.parametrize(("text", "meant"), [
    ("Hä vµ tªn", "Họ và tên"), ("Chøc vô", "Chức vụ"), ("XÕp lo¹i", "Xếp loại"), ("Tæng céng", "Tổng cộng"),
    ("Hoµn thµnh xuÊt s¾c nhiÖm vô", "Hoàn thành xuất sắc nhiệm vụ"), ("Lao ®éng tiªn tiÕn", "Lao động tiên tiến"),
    ("CST§ c¬ së", "CSTĐ cơ sở"), ("GiÊy khen", "Giấy khen"), ("NguyÔn ThÞ Thu H\xadêng", "Nguyễn Thị Thu Hường"),
    ("Tr\xad¬ng §×nh D\xadìng", "Trương Đình Dưỡng"), ("C«ng chøc T\xad ph¸p - Hé tÞch", "Công chức Tư pháp - Hộ tịch"),
    ("danh s¸ch", "danh sách"), ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
    ("Céng: 05 ng\xadêi", "Cộng: 05 người")])
def test_tcvn3_shows_without_a_font(text, meant):
    assert decode(text) == (meant, "TCVN3")


@pytest.mark.parametrize(("text", "meant"), [
    ("UBND HUYEÄN SOÂNG KHEÂ", "UBND HUYỆN SÔNG KHÊ"),
    ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
    ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("Hoï vaø teân", "Họ và tên"),
    ("DANH SAÙCH CAÙ NHAÂN ÑEÀ NGHÒ TAËNG", "DANH SÁCH CÁ NHÂN ĐỀ NGHỊ TẶNG"), ("Phaïm Thò Quyønh", "Phạm Thị Quỳnh"),
    ("Hoaøng Thò Myõ Leä", "Hoàng Thị Mỹ Lệ"), ("Nguyeãn Ñöùc Thònh", "Nguyễn Đức Thịnh"), ("Ghi chuù", "Ghi chú"),
    ("Danh saùch coù 05 ngöôøi", "Danh sách có 05 người"), ("Dieän tích 100 m²", "Diện tích 100 m²")])
def test_vni_shows_without_a_font(text, meant):
    assert decode(text) == (meant, "VNI")


@pytest.mark.parametrize("text", [
    "", "TT", "STT", "12/13", "95,5%", "=1+1", "Total score", "naïve café", "résumé", "São Paulo", "Zürich", "El Niño",
    "Noël", "Hawaï", "crème brûlée", "für", "Ødegård", "10 µm", "25 °C", "100 m²", "½", "§ 5", "© 2024", "Excel®",
    "Hà Lam", "Công an", "Báo cáo công tác năm", "Trần Văn Hoàn", "Hoà Bình", "Lê Quý Đôn", "Bùi Thị Hồng",
    "Lò Văn Páo",
    "Ghi chú", "Ghi chó", "Tú", "Bình Hòa", "Krông Nô", "Y Blô Niê", "H'Hen Niê", "Phàn Ông Lìn", "Chí Linh (§ 2)",
    "«Hội nghị»", "«Xin chào»", "Ðặng Thị Hòa", "Ðoàn viên", "Lao ðộng tiên tiến", "CSTÐ", "Hoa\u0300", "Nguyê\u0303n",
    "It’s “quoted” – really…", "Müller & Söhne GmbH", "déjà vu à la carte", "Ångström", "garçon", "piñata", "Þór",
    "Dương – Hòa", "Nguyễn Văn “Bé”", "Quý 1/2024…", "Võ\xa0Thị\xa0Sáu", "Hà\xa0Nam", "Tên™", "100 €", "Lê Hòa • Tú",
    "LĐTT", "Đồng Uyên", "Quý III", "Café Đà Lạt", "Việt Nam – Lào",
    "Tú, Lê, Thí: Chøc"])
def test_right_texts_are_never_repaired(text):
    assert decode(text) == (text, None)


def test_a_sheet_tells_what_a_short_cell_cannot():
    sheet = ["TT", "Hä vµ tªn", "Chøc vô", "Ghi chó", "NguyÔn ThÞ Thóy", "05"]
    assert guess(sheet) == "TCVN3"
    assert decode("Ghi chó", hint="TCVN3") == ("Ghi chú", "TCVN3")
    assert decode("Thóy", hint="TCVN3") == ("Thúy", "TCVN3")
    assert guess(["Hoï vaø teân", "Bí thö", "Chöùc vuï"]) == "VNI"
    assert decode("Bí thö", hint="VNI") == ("Bí thư", "VNI")


def test_a_hint_spares_what_was_typed_in_unicode():
    for text in ("Hà Lam", "Họ và tên", "Đoàn", "TT", "x"):
        assert decode(text, hint="TCVN3") == (text, None)
    assert decode("Bình", hint="TCVN3") == ("Bình", None)      # "Bỡnh" is no word


def test_a_sheet_in_unicode_or_a_mixed_one_has_no_encoding():
    assert guess(["Họ và tên", "Chức vụ", "Ghi chú", "naïve", "Lê Thị Hà"]) is None
    assert guess(["Name", "Total", "12"]) is None
    assert guess(["Hä vµ tªn", "Chøc vô", "Họ và tên", "Chức vụ", "Nguyễn Thị Thúy"]) is None
    assert guess([]) is None


def test_the_font_decides_where_it_is_known():
    assert decode("Ghi chó", font=".VnTime") == ("Ghi chú", "TCVN3")
    assert decode("Thò", font="VNI-Times") == ("Thị", "VNI")
    assert decode("Thò", font="Times New Roman") == ("Thò", None)
    assert decode("danh s¸ch", font=".VnTimeH") == ("DANH SÁCH", "TCVN3")
    assert decode("thanh tra", font=".VnArial NarrowH") == ("THANH TRA", "TCVN3")
    assert decode("thanh tra", font=".VnTime") == ("thanh tra", None)
    assert decode("Nguyễn Thị Hòa", font=".VnTimeH") == ("Nguyễn Thị Hòa", None)
    assert decode("Hoàng", font=".VnTime") == ("Hoàng", None)


@given(st.text(alphabet=LETTERS + list("bcdghklmnpqrstvx 0123456789,./()-"), max_size=40))
def test_text_with_letters_of_its_own_is_never_touched(text):
    assert decode(text + "ễ") == (text + "ễ", None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_csv_bytes_in_unicode(encoding):
    assert decode_bytes("TT,Họ và tên\r\n1,Tạ Thị Hồng".encode(encoding)) == "TT,Họ và tên\r\n1,Tạ Thị Hồng"


def test_csv_bytes_in_the_windows_code_page():
    assert decode_bytes(b"Danh s\xe1ch \xf0\xea\xcc nghi\xf2,Ho\xf2 t\xean,H\xf4\xccng Ha\xf2nh,Chu\xd2 ti\xf2ch") == (
        "Danh sách đề nghị,Họ tên,Hồng Hạnh,Chủ tịch")


def test_csv_bytes_of_a_legacy_font_stay_for_decode():
    text = decode_bytes("TT,Hä vµ tªn\n1,NguyÔn ThÞ Thu H\xadêng\n".encode("cp1252"))
    assert guess(text.splitlines()) == "TCVN3"
    assert decode(text) == ("TT,Họ và tên\n1,Nguyễn Thị Thu Hường\n", "TCVN3")


def test_a_broken_byte_does_not_change_the_encoding():
    assert decode_bytes("Họ và tên, Chức vụ".encode() + b"\xff") == "Họ và tên, Chức vụ\ufffd"


@pytest.mark.parametrize("word", [*WORDS, "gì", "giếng", "quốc", "quyển", "quăng", "nghiêng", "yêu", "ý", "oản", "uống",
                                  "Ủy", "thuyền", "xoong", "ghềnh", "kỷ", "Huỳnh", "QUẢNG"])
def test_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["Chøc", "héi", "céng", "xuat", "bac\u0300", "kà", "ngê", "gê", "tr", "UBND", "Krông",
                                  "fọt", "a1", "", "quụ\u0301"])
def test_no_syllables(word):
    assert not is_syllable(word)
