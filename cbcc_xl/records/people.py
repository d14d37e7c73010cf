"""Cells that name persons, or teams: with positions behind, in two columns, several authors with their shares.

Converters as in `values`: each takes a cell with its place and writes the keys that it holds.
"""
from __future__ import annotations

import re
from typing import Any

from cbcc_xl.forms.row_words import begins
from cbcc_xl.records.cells import BLANK, Context, Values, written
from cbcc_xl.text import names
from cbcc_xl.text.letters import clean_lines, plain
from cbcc_xl.text.units import looks_like_unit

NAME, SEVERAL = "name", "several-names"
BETWEEN = re.compile(r"\s*[,;]\s+|\s+[-–—]\s+")
# Between authors: commas, slashes and dashes, "và", numbers ("1. … 2. …"); not the slash of "Đ/c".
AUTHORS = re.compile(r"\s*[;,\n+&]\s*|(?<=\w\w)\s*/\s*(?=\w\w)|\s+[-–—]\s+|\s*\bvà\s+|(?:^|\s)\d{1,2}[.)]\s*",
                     re.IGNORECASE)
# What stands in brackets, and shares: no names.
WITHIN = re.compile(r"[(\[][^()\[\]]*[)\]]|[-–:]?\s*\d{1,3}(?:[.,]\d+)?\s*%")


def person(key: str, context: Context, value: Any, row: int, column: int, out: Values) -> None:
    """A name without honorifics; "Nguyễn Văn A - Trưởng phòng", on one line or two, gives name and position.
    Several names are asked about."""
    first, *below = clean_lines(value) if isinstance(value, str) else [written(value)]
    positions, posts = context.vocabulary.positions, context.vocabulary.posts
    several = names.listed("\n".join((first, *below)), positions, posts) if key == NAME else []
    if several:
        context.trouble.at(SEVERAL, row, column, count=len(several))
        return
    own = len(below) == 1 and begins(plain(below[0]), context.vocabulary.position_words)
    name, role = (first, below[0].strip("() ")) if own \
        else names.split_position(written(value), positions, posts)
    name = names.person(name, context.called)
    if name:
        out[key] = name
        if role and context.form.field("position"):
            out.setdefault("position", role)


def subject(key: str, context: Context, value: Any, row: int, column: int, out: Values) -> None:
    """A person or a team: a team's name stays as it is."""
    shown = written(value)
    if looks_like_unit(shown):
        out[key] = shown
    elif not BLANK.fullmatch(shown):
        person(key, context, value, row, column, out)


def half_name(part: str, context: Context, value: Any, row: int, column: int, out: Values) -> None:
    """A name in two columns, "Họ và chữ đệm" and "Tên"; the first may hold it whole, with a position behind."""
    shown = written(value)
    if part == "first":
        person("name", context, value, row, column, out)
    elif shown:
        joined = f"{out['name']} {shown}" if "name" in out else shown
        out["name"] = names.person(joined, context.called)


def position(key: str, context: Context, value: Any, row: int, column: int, out: Values) -> None:
    """A position; with a unit behind it ("Trưởng phòng, Phòng Tổng hợp") both."""
    shown = written(value)
    parts = BETWEEN.split(shown, maxsplit=1)
    if len(parts) == 2 and looks_like_unit(parts[1]) and not looks_like_unit(parts[0]) \
            and context.form.field("unit"):
        out[key] = parts[0]
        out.setdefault("unit", parts[1])
    elif " " in shown and looks_like_unit(shown) and context.form.field("unit") and key == "position" \
            and not shown.casefold().startswith(tuple(word.casefold() for word in context.vocabulary.positions)):
        out.setdefault("unit", shown)
    elif shown:
        out[key] = shown


def authors(key: str, context: Context, value: Any, row: int, column: int, out: Values) -> None:
    """The authors as typed, and their names in a list: "Nông Thị Vân (60%), Lương Văn Đạt (40%)"."""
    shown = written(value)
    if BLANK.fullmatch(shown):
        return
    out[key] = shown
    lines = clean_lines(value) if isinstance(value, str) else [shown]
    bare = [WITHIN.sub(" ; ", _unlabelled(line, context)) for line in lines]
    found = [_author(piece, context) for line in bare for piece in AUTHORS.split(line)]
    listed = list(dict.fromkeys(name for name in found if name))
    if listed:
        out["authors"] = listed


def _unlabelled(text: str, context: Context) -> str:
    """Without the word before a colon that says what the names are: "Nhóm tác giả: …"."""
    label, colon, rest = text.partition(":")
    return rest if colon and plain(label) in context.vocabulary.author_words else text


def _author(piece: str, context: Context) -> str:
    """One author's name; nothing for what else stands between names: a position, a unit, "cộng sự"."""
    name = names.person(_unlabelled(piece.strip(" -–:.()"), context))
    vocabulary = context.vocabulary
    if not any(letter.isalpha() for letter in name) or looks_like_unit(name) \
            or begins(plain(name), (*vocabulary.position_words, *vocabulary.author_words)):
        return ""
    return name
