"""Who sent a sheet, for which year and when: from the letterhead above its first table, else folder and file name.

Takes the texts above the first heading and the vocabulary; gives unit, year and date with where each was read.
A letterhead has two blocks side by side: the issuer, its parent above it, on the left; the national motto on the right.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from cbcc_xl.forms.row_words import begins
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.model import Grid, Sent, a1
from cbcc_xl.text import dates
from cbcc_xl.text.letters import bare, clean, clean_lines, plain
from cbcc_xl.text.units import display, looks_like_unit

DEEPEST = 14                       # rows in which a letterhead may stand
BETWEEN = re.compile(r"\s+-\s+|_|[()]|\s{2,}")
PARTS = re.compile(r"\s+[-–—]\s+|[_();,|]|\s{2,}")             # of a subject
LABEL = re.compile(r"\s*([^:]{2,30}?)\s*:\s*(.*)", re.DOTALL)
PLACE = re.compile(r"(?:tỉnh|thành phố|huyện|quận|thị xã)\s+(?!ủy\b|uỷ\b|đoàn\b)", re.IGNORECASE)
CONTAINER = re.compile(r"\.(?:zip|7z|rar|tar|tgz|gz|eml|msg|mbox)$", re.IGNORECASE)     # a folder that is a file
DOTS = re.compile(r"[.…_*\s]*")


class Letterhead(NamedTuple):
    unit: str | None = None
    unit_from: str | None = None   # letterhead, template, folder or file
    year: int | None = None
    date: str | None = None        # of the letter, ISO
    year_cell: str | None = None   # where a text of the sheet says the year
    parent: str | None = None      # the unit above the issuer


class Line(NamedTuple):
    row: int
    column: int
    text: str
    key: str


def read_letterhead(grid: Grid, top: int, vocabulary: Vocabulary) -> Letterhead:
    """What the rows above `top` (the first heading's row) say."""
    lines = list(_lines(grid, min(top, len(grid.rows))))
    labelled = _labelled(grid, lines, vocabulary.rows.unit_labels, vocabulary)
    above, issuer = _issuer(lines, vocabulary)
    unit = labelled or issuer
    year, year_cell = _year(grid, lines, vocabulary)
    return Letterhead(display(unit) if unit else None, "template" if labelled else "letterhead" if unit else None,
                      year, _date(lines), year_cell, display(above) if above and not labelled else None)


def _lines(grid: Grid, top: int) -> Iterator[Line]:
    for row in range(top):
        for column, value in enumerate(grid.rows[row]):
            if isinstance(value, str) and value.strip():
                yield from (Line(row, column, text, plain(text)) for text in _texts(value))


def _texts(value: str) -> list[str]:
    """The lines of a cell that names a unit on each, parent above issuer; else one text, whatever breaks it for width:
    "VĂN PHÒNG⏎TỈNH ỦY" is one name."""
    lines = [line for line in clean_lines(value) if not DOTS.fullmatch(line.replace("-", ""))]
    apart = len(lines) > 1 and len(lines[0].split()) > 2 and all(map(looks_like_unit, lines))
    return lines if apart else [" ".join(lines) or clean(value)]


def _labelled(grid: Grid, lines: list[Line], labels: frozenset[str], vocabulary: Vocabulary) -> str | None:
    """The value of a label such as "Đơn vị: …", in the same cell or the next filled one of its row."""
    for line in lines:
        parts = LABEL.fullmatch(line.text)
        if parts and plain(parts[1]) in labels:
            value = parts[2] if not DOTS.fullmatch(parts[2]) else _right_of(grid, line)
            if not DOTS.fullmatch(value) and ":" not in value and plain(value) not in vocabulary.rows.mottos:
                return value
    return None


def _right_of(grid: Grid, line: Line) -> str:
    cells = grid.rows[line.row][line.column + 1:line.column + 6]
    value = next((cell for cell in cells if cell is not None and str(cell).strip()), None)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return clean(str(value)) if isinstance(value, (str, int)) else ""


def _issuer(lines: list[Line], vocabulary: Vocabulary) -> tuple[str | None, str | None]:
    """The lowest line of the left block that names a unit, and the one above it first; an organ within the unit (a
    council) is passed over."""
    rows = vocabulary.rows
    right = {line.column for line in lines if line.key in rows.mottos}
    names: list[str] = []
    for line in lines:
        if line.row >= DEEPEST:
            break
        if line.key in rows.mottos or line.column in right and names or line.row and line.column in right:
            continue
        if begins(line.key, rows.captions) or vocabulary.titles.find(line.text) or dates.year(line.text):
            if begins(line.key, rows.captions):
                break
            continue
        if begins(line.key, rows.not_units) or begins(line.key, rows.organs):
            continue
        if names and _carries_on(names[-1], line.text):
            names[-1] = f"{names[-1]} {line.text}"
        elif looks_like_unit(line.text):
            names.append(line.text)
    return names[-2] if len(names) > 1 else None, names[-1] if names else None


def _carries_on(name: str, text: str) -> bool:
    """Whether a line is the rest of a name broken over two: "SỞ NÔNG NGHIỆP VÀ", "PHÁT TRIỂN NÔNG THÔN", or a place."""
    if PLACE.match(text):
        return True
    return clean(name).casefold().endswith((" và", " của", " các", ",", "-")) and text.isupper() == name.isupper()


def _year(grid: Grid, lines: list[Line], vocabulary: Vocabulary) -> tuple[int | None, str | None]:
    """The year, and the cell of the text that says it."""
    labelled = _labelled(grid, lines, vocabulary.rows.year_labels, vocabulary)
    if labelled and labelled.isdigit():
        return int(labelled), None
    for line in lines:
        found = dates.year(line.text) if "năm" in line.text.casefold() and not dates.date(line.text) else None
        if found:
            return found, a1(line.row, line.column)
    return None, None


def _date(lines: list[Line]) -> str | None:
    return next((found for line in lines if (found := dates.date(line.text))), None)


def from_path(file: str, vocabulary: Vocabulary) -> tuple[str | None, str | None]:
    """The unit that a file's folder, else its name, speaks of, and which of the two."""
    path = PurePosixPath(file)
    for folder in reversed(path.parent.parts):
        name = _named(CONTAINER.sub("", folder), vocabulary)
        if name:
            return name, "folder"
    name = _named(path.stem, vocabulary)
    return (name, "file") if name else (None, None)


def from_mail(sent: Sent, vocabulary: Vocabulary) -> str | None:
    """The unit that a mail's sender, else its subject, names; none where it names several. Whom the mail is to is none:
    a unit's name that begins no part of the subject."""
    subject = _without(sent.subject, vocabulary.rows.mail_begins)
    for text in (sent.sender, subject):
        found = {_named(_before(part, vocabulary.rows.mail_ends), vocabulary) for part in PARTS.split(clean(text))}
        if found - {None}:
            return found.pop() if len(found := found - {None}) == 1 else None
    return None


def _without(subject: str, begins: tuple[str, ...]) -> str:
    """A subject without "Re:", "V/v"."""
    words = subject.replace(":", ": ").split()
    while words and bare(words[0]) in begins:
        words.pop(0)
    return " ".join(words)


def _before(text: str, ends: tuple[str, ...]) -> str:
    """The words before the first that no longer belongs to a name: "Sở X gửi biểu" → "Sở X"."""
    words = text.partition(":")[0].split()
    for place in range(1, len(words)):
        if any(bare(" ".join(words[place:place + end.count(" ") + 1])) == end for end in ends):
            return " ".join(words[:place])
    return " ".join(words)


def _named(text: str, vocabulary: Vocabulary) -> str | None:
    """The part of a folder's or file's name that names a unit: "Phòng CNTT - khen thưởng 2023" → "Phòng CNTT"."""
    for part in BETWEEN.split(clean(text)):
        words = re.sub(r"^\d+[.\s]*\s*", "", part).split()
        while words and (bare(words[-1]) in vocabulary.rows.file_words or re.fullmatch(r"[\d.]+", words[-1])):
            words.pop()
        name = " ".join(words)
        if len(words) > 1 and looks_like_unit(name):
            return display(name)
    return None


def year_of_path(file: str) -> int | None:
    return dates.year(PurePosixPath(file).stem) or dates.year(file)
