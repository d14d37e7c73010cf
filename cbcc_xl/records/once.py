"""Figures that stand once a sheet, above its table: "Số phiếu phát ra: 32", in one cell or with the number beside it.

Takes the rows above a table; gives values with their cells, by the labels of the table's form. A label without a colon
counts where its figure stands beside or below it; of tables side by side each has the labels above its own columns.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from cbcc_xl.catalogue import Form
from cbcc_xl.forms.matching import CLOSE_TO
from cbcc_xl.forms.recognise import Table
from cbcc_xl.forms.row_words import begins
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.model import Grid, a1
from cbcc_xl.records.trouble import Troubles, clipped
from cbcc_xl.text import numbers
from cbcc_xl.text.letters import clean, plain
from cbcc_xl.text.rounds import RoundWords, round_words

PAIRS = re.compile(r"\s*;\s*(?=[^;]*:)|\s*,\s*(?=[^,;:]{3,60}:)")
BRACKETS = re.compile(r"\([^()]*\)")
# A figure with more behind it: "2 (01 phiếu trắng, 01 phiếu bầu quá số lượng)", "2 phiếu, trong đó 01 phiếu trắng".
MORE = re.compile(r"(\d{1,6}(?: [^\W\d_]+){0,2}) ?(?:\(([^()]+)\)|, ?(?:trong đó|gồm|do) (.+))[.;]?")
# Further figures behind the first, without colons: "15; có mặt 12; vắng 3 (có 3 ý kiến bằng văn bản)".
FURTHER = re.compile(
    r"\s*[;,]\s*([^\W\d][^\d:;,()]{1,60}?)\s+(\d{1,6})(?: (?:người|phiếu|đồng chí|thành viên|đại biểu))?"
    r"\s*(?:\((?:có |trong đó(?: có)? )?(\d{1,6}) ([^\d()]{2,60})\)|\([^()]*\))?[.]?(?=\s*[;,]|\s*$)")
PAIR = re.compile(r"[-–—+•*\s\d.)]*([^:]+?)\s*:\s*(.*)", re.DOTALL)
BODY = re.compile(r"(?:^|\b)(?:về việc |v/v )?bầu(?: cử)?(?: bổ sung)?\s+(?!cử\b)(.+)", re.IGNORECASE)
YEAR = re.compile(r"[\s,(]*\bnăm\s+\d{4}\)?\s*$", re.IGNORECASE)
SENTENCE = re.compile(r"[:;,.]|\bcó\b|\bhọp\b|\bngày\b|\bthành viên\b", re.IGNORECASE)
REACH = 6                          # columns to the right of a label in which its figure may stand
LONGEST = 60                       # characters of a label without a colon
Pair = tuple[int, int, str, Any, tuple[int, int]]      # row, column, label, value and where that stands


def sheet_values(grid: Grid, table: Table, form: Form, vocabulary: Vocabulary,
                 troubles: Troubles) -> dict[str, tuple[Any, str]]:
    """Key → (value, cell) for the fields that stand once; the first label of each key counts."""
    found: dict[str, tuple[Any, str]] = {}
    labels = vocabulary.labels.get(form.name)
    if labels is None:
        return found
    rounds = round_words(form.values.get("round", {}))
    rows = range(table.caption_start, table.top)
    pairs = [pair for row in rows for pair in (*_pairs(grid, row), *_bare_pairs(grid, row))]
    left, right = table.region
    behind = {field.behind: field.key for field in form.fields if field.behind}
    for _, _, label, value, place in [pair for pair in pairs if left <= pair[1] < right] or pairs:
        match = labels.match(rounds.verb_alone(label))
        if match and match.sure > CLOSE_TO and match.key and match.key not in found:
            figure, more = _figure_and_more(grid, value, place, behind.get(match.key))
            read = _read(match.key, figure, form, place, troubles, rounds)
            if read is not None:
                found[match.key] = (read, a1(*place))
                if more and match.key in behind:
                    found.setdefault(behind[match.key], (more, a1(*place)))
    if form.field("council") and "council" not in found:
        _add_council(grid, table, found, form.values.get("council", {}))
    if form.field("post") and "post" not in found:
        _add_post(grid, table, found, rounds)
    if form.field("round") and "round" not in found:
        _add_round(grid, table, found, rounds)
    return found


def _pairs(grid: Grid, row: int) -> Iterator[Pair]:
    """Each "label: value" of a row, in one cell or two."""
    for column, cell in enumerate(grid.rows[row]):
        if not isinstance(cell, str) or ":" not in cell:
            continue
        for text in _pieces(clean(cell)):
            parts = PAIR.fullmatch(text)
            if parts:
                first, further = _further(parts[2])
                value, place = _beside(grid, row, column) if not parts[2] else (first, column)
                yield row, column, parts[1], value, (row, place)
                yield from ((row, column, label, figure, (row, column)) for label, figure in further)


def _further(value: str) -> tuple[str, list[tuple[str, str]]]:
    """A label's own figure, and the labels with figures that follow it without colons; a text of any other shape is
    left whole."""
    cut = re.search("[;,]", value)
    end = cut.start() if cut else len(value)
    if numbers.count(value[:end]) is None:
        return value, []
    first, found = value[:end], []
    while match := FURTHER.match(value, end):
        found += [(match[1], match[2]), *([(match[4], match[3])] if match[4] else [])]
        end = match.end()
    return (first, found) if found and not value[end:].strip(" .") else (value, [])


def _pieces(text: str) -> Iterator[str]:
    """A cell's text cut between one label with its figure and the next; what is in brackets stays whole."""
    start = 0
    for cut in PAIRS.finditer(BRACKETS.sub(lambda match: "_" * len(match[0]), text)):
        yield text[start:cut.start()]
        start = cut.end()
    yield text[start:]


def _bare_pairs(grid: Grid, row: int) -> Iterator[Pair]:
    """Texts without a colon that have a figure beside them, or below where a text or nothing is beside."""
    for column, cell in enumerate(grid.rows[row]):
        if isinstance(cell, str) and ":" not in cell and len(cell) <= LONGEST:
            value, place = _beside(grid, row, column)
            if numbers.count(value) is not None:
                yield row, column, cell, value, (row, place)
            elif numbers.count(below := grid.value(row + 1, column)) is not None:
                yield row, column, cell, below, (row + 1, column)


def _beside(grid: Grid, row: int, column: int) -> tuple[Any, int]:
    cells = grid.rows[row][column + 1:column + 1 + REACH]
    return next(((value, column + 1 + offset) for offset, value in enumerate(cells)
                 if value is not None and value != ""), (None, column))


def _figure_and_more(grid: Grid, value: Any, place: tuple[int, int], wanted: str | None) -> tuple[Any, str | None]:
    """A figure without the brackets behind it, and the text in them; or the text in the cell beside, where a field
    takes it."""
    if isinstance(value, str) and numbers.count(value) is None and (parts := MORE.fullmatch(clean(value))):
        return parts[1], parts[2] or parts[3]
    beside, _ = _beside(grid, *place) if wanted else (None, 0)
    text = clean(beside).strip("()") if isinstance(beside, str) and ":" not in beside else ""
    return value, text if re.search(r"\d.*[^\W\d_]{3}", text) else None


def _read(key: str, value: Any, form: Form, place: tuple[int, int], troubles: Troubles, rounds: RoundWords) -> Any:
    field = form.field(key)
    if field is None or value is None:
        return None
    if field.type == "round":
        return rounds.find(f"lần {clean(str(value))}", clean(str(value)))
    if field.type != "count":
        return clean(str(value)) or None
    number = numbers.count(value)
    if number is None and str(value).strip(" .…_-"):
        troubles.at("count-not-understood", *place, field=key, text=clipped(value))
    return number


def _add_post(grid: Grid, table: Table, found: dict[str, tuple[Any, str]], rounds: RoundWords) -> None:
    """The body or post that is elected, in the words of the heading: "Bầu Ban Thanh tra nhân dân"."""
    for row, text in table.captions:
        named = BODY.search(rounds.verb_alone(text))
        if named and ":" not in text:
            post = YEAR.sub("", named[1]).strip(' ."“”')
            found["post"] = (post if "(" in post else post.rstrip(" .)"), _place(grid, table, row, text))
            return


def _add_council(grid: Grid, table: Table, found: dict[str, tuple[Any, str]],
                 words: Mapping[str, tuple[str, ...]]) -> None:
    """The council that a letterhead names: "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG NGÀNH GIÁO DỤC", and no sentence on it."""
    for row, text in table.captions:
        if begins(plain(text), map(plain, words.get("begins", ()))) and not SENTENCE.search(text):
            found["council"] = text, _place(grid, table, row, text)
            return


def _place(grid: Grid, table: Table, row: int, text: str) -> str:
    """The cell of a text above the table; of the same text twice in a row the one above the table's own columns."""
    columns = [column for column, value in enumerate(grid.rows[row]) if isinstance(value, str) and clean(value) == text]
    left, right = table.region
    return a1(row, next((column for column in columns if left <= column < right), columns[0] if columns else 0))


def _add_round(grid: Grid, table: Table, found: dict[str, tuple[Any, str]], rounds: RoundWords) -> None:
    """Which vote on the post it is: the nearest number in the post or the texts above it, else "bầu lại"; else by the
    sheet's name."""
    post = [(found["post"][1], found["post"][0])] if "post" in found else []
    above = [(_place(grid, table, row, text), text) for row, text in table.captions]
    for texts in ([*post, *above], [(a1(table.caption_start, 0), grid.sheet)]):
        told = [(code, cell) for cell, text in texts if (code := rounds.find(text))]
        if told:
            found["round"] = next((one for one in told if one[0].isdigit()), told[0])
            return
