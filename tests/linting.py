"""What is wrong with a message: a finding's sentence and its fix, as templates and as they are shown.

A clerk reads: who or what, what stands there, what is asked in figures; then the fix, its verb first. Each fault is
told in words, so that who adds a rule reads what to mend. What counts as a verb, a subject, a word is data here.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from string import Formatter
from typing import Any

from cbcc_xl.catalogue import Catalogue
from cbcc_xl.catalogue.wording import words
from cbcc_xl.model import Finding
from cbcc_xl.text.letters import clean
from cbcc_xl.text.syllables import is_syllable

MOST_WORDS = 45
# A fix begins with one of these, whatever its capitals.
VERBS = (
    "bầu", "bỏ phiếu", "bỏ", "bổ sung", "chia", "chuyển", "chép", "chọn", "cân nhắc", "công nhận", "cộng", "dùng",
    "ghi", "giao", "giải nén", "giảm", "giữ", "gỡ", "gửi", "họp", "hỏi", "khai", "kiểm tra", "kiểm", "kèm", "làm",
    "lưu", "lấy", "lập", "mở", "nhập", "nêu", "nộp", "phân công", "rà soát", "rút", "soát", "sắp xếp", "sửa", "thay",
    "thêm", "thống nhất", "tra", "trình", "trả lời", "tách", "tìm", "tính", "viết", "xem", "xin", "xác nhận",
    "xác định", "xét", "xóa", "xếp", "điền", "đánh dấu", "đánh số", "đánh x", "đóng", "đưa", "đặt", "đếm", "đề nghị",
    "định dạng", "đọc", "đối chiếu", "đổi",
)
NOTHING_TO_DO = "không phải làm gì"
# Facts that say who or what is meant; a message has one of them, or says it in one of the words below.
NAMING = {"cells", "field", "fields", "form", "forms", "item", "name", "names", "other", "post", "text", "title",
          "titles", "unit", "units"}
SUBJECTS = (
    "biên bản", "biểu", "bảng", "chiến sĩ thi đua", "chữ", "cuộc bầu", "công thức", "cột", "danh sách", "dòng",
    "ghi", "gói", "họ tên", "hồ sơ", "hội nghị", "hội đồng", "khối", "lối tắt", "mức", "nghị quyết", "người",
    "nội dung", "phiếu", "quyết định", "trang", "tên đơn vị", "tệp", "tổng", "tờ trình", "ô", "đây",
)
# Facts that give what is asked; where the kind of rule has a limit, a message says one of them.
ASKED = {"limit", "most", "need", "needs", "ratings", "seats"}
# Where a limit is the difference that is borne ("<= 0.1%"), the figures themselves tell it.
TOLERANT = {"share-stated", "result-stated"}
# Names that are no Vietnamese syllables and that a clerk knows.
OPTION = re.compile("--[a-z-]+")       # of a command, as one has to type it
KNOWN = {"Excel", "LibreOffice", "PDF", "Times", "New", "Roman", "Unicode", "Word", "byte", "xlsx", "x", "HTXSNV",
         "TCVN", "VNI", "STT", "CCCD", "zip", "RAR", "KB", "MB", "docx", "Outlook", "unrar", "unar", "Zip", "bsdtar",
         "cbcc", "xl", "map", "decisions"}         # what is typed: cbcc-xl map


def braced(text: str) -> list[str]:
    """The facts that a template asks for."""
    return [word for _, word, _, _ in Formatter().parse(text) if word]


def of_rule(table: Mapping[str, Any], kind: Any, catalogue: Catalogue) -> Iterator[str]:
    """What is wrong with a rule's words."""
    listed = {"values", "never"} & set(table.get("on", ()))        # no limit: the words or values are the rule
    limited = getattr(kind, "LIMIT", False) or (getattr(kind, "RATING_LIMIT", False) and not listed)
    asked = set(braced(table["vi"]))
    if limited and table["kind"] not in TOLERANT and not asked & ASKED:
        yield f"vi leaves out the limit: add one of {', '.join(sorted(ASKED))}"
    if not asked - {"limit"}:
        yield "vi says nothing that stands in the sheet: add a fact"
    yield from of_words(table, catalogue)


def of_words(table: Mapping[str, Any], catalogue: Catalogue) -> Iterator[str]:
    """What is wrong with the words of a rule or of a finding of reading, as they are written."""
    for key in ("vi", "vi_unknown", "vi_zero", "en", "en_unknown", "en_zero"):
        if key in table:
            yield from (f"{key}: {fault}" for fault in of_text(table[key], catalogue, key[:2]))
    for key in ("vi", "vi_unknown", "vi_zero"):
        if key in table and not _names_something(table[key]):
            yield f"{key} says neither who nor what: add one of {', '.join(sorted(NAMING))}, or a noun of SUBJECTS"
    yield from (f"vi_fix: {fault}" for fault in of_fix(table.get("vi_fix", ""), catalogue))
    yield from (f"en_fix: {fault}" for fault in of_text(table.get("en_fix", ""), catalogue, "en"))


def of_fix(text: str, catalogue: Catalogue) -> Iterator[str]:
    """What is wrong with a Vietnamese fix."""
    start = text.casefold()
    if not start.startswith((*(f"{verb} " for verb in VERBS), f"{NOTHING_TO_DO}.", f"{NOTHING_TO_DO};")):
        yield f"has to begin with a verb (tests/linting.py, VERBS), not “{' '.join(text.split()[:3])}”"
    yield from of_text(text, catalogue, "vi")


def of_finding(finding: Finding, catalogue: Catalogue) -> list[str]:
    """What is wrong with a finding as a clerk reads it, in Vietnamese."""
    said = words(finding, catalogue)
    theirs = [word for value in finding.facts.values() for word in (value if isinstance(value, list) else [value])]
    return [f"{finding.code}: {fault}: {text}" for text in (said.message, said.fix)
            for fault in of_text(text, catalogue, "vi", [word for word in theirs if word and isinstance(word, str)])]


def of_text(text: str, catalogue: Catalogue, lang: str, theirs: Iterable[str] = ()) -> Iterator[str]:
    """What is wrong with one text, a template or as shown: length, shape, foreign or internal words, decimals.

    `theirs`: what stands in it as a unit wrote it.
    """
    if not text:
        yield "is empty"
        return
    if len(text.split()) > MOST_WORDS:
        yield f"{len(text.split())} words, at most {MOST_WORDS}"
    if not text.endswith((".", "?")) or text.endswith((" .", "..", ":.", ",.")):
        yield "has to end with a full stop"
    if text != clean(text) or re.search(r" [,;:)]| \.(?!\w)|\(\)|: *[.;]|“”", text):
        yield "a stop or space out of place, or a gap"
    ours = outside_quotes(reduce(lambda rest, word: rest.replace(word, " "), sorted(theirs, key=len)[::-1], text))
    internal = internal_words(ours, catalogue)
    if internal:
        yield f"internal names: {', '.join(internal)}"
    if lang == "vi":
        if re.search(r"\d\.\d{1,2}(?!\d)", ours):
            yield "decimals take a comma"
        foreign = [word for word in re.findall(r"[^\W\d_]+", OPTION.sub(" ", without_codes(ours, internal)))
                   if word not in KNOWN and not is_syllable(word)]
        if foreign:
            yield f"no Vietnamese words: {', '.join(foreign)}"


def outside_quotes(text: str) -> str:
    """Our own words: neither facts in braces, nor what a unit wrote, in quotation marks, nor cells."""
    return re.sub(r"“[^”]*”|{[^}]*}|\b[A-Z]{1,3}\d+\b", " ", text)


def internal_words(text: str, catalogue: Catalogue) -> list[str]:
    """Codes of rules, titles, ratings, forms, and names with underscores: a clerk knows none of them."""
    forms = {name for name in catalogue.forms if "-" in name}
    codes = {*catalogue.rules, *catalogue.messages, *catalogue.titles, *forms}
    return [word for word in re.findall(r"[\w-]+", text) if (word in codes and word not in KNOWN) or "_" in word]


def without_codes(text: str, codes: list[str]) -> str:
    return re.sub("|".join(map(re.escape, codes)), " ", text) if codes else text


def _names_something(text: str) -> bool:
    own = f" {outside_quotes(text).casefold()}"
    return bool({*braced(text)} & NAMING) or any(f" {subject}" in own for subject in SUBJECTS)
