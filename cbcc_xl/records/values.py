"""Cells in canonical shape: one converter a type of field, each writing the keys that its cell holds.

A converter takes a cell's value with its place, writes into a record's values, and reports what it can't understand;
it never guesses. How values are written: `design.md` part 3. Shares stay exact decimal strings, counts integers.
"""
from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from functools import partial
from typing import Any

from cbcc_xl.forms.across import ACROSS, Column
from cbcc_xl.records.cells import BLANK, Context, Values, written
from cbcc_xl.records.figures import deadline, figure, money
from cbcc_xl.records.named import choice, earlier, mark, merits, rating, status, title, titles
from cbcc_xl.records.people import authors, half_name, person, position, subject
from cbcc_xl.records.trouble import clipped
from cbcc_xl.text import dates, numbers
from cbcc_xl.text.letters import clean, clean_lines
from cbcc_xl.text.quantities import figure as figure_in
from cbcc_xl.text.quantities import scale_of

Converter = Callable[[Any, int, int, Values], None]
# Types whose cells differ from row to row.
OWN_WORDS = {"person", "subject", "authors", "text", "decision", "date", "deadline"}


def converter(column: Column, context: Context) -> Converter | None:
    """How a column's cells are read; None for a column that gives nothing to this form."""
    key, _, part = column.key.partition(":")
    if not key or key.startswith("_"):
        return None
    if part:
        return _part(key, part, context)
    if "+" in key:
        return _several(key, column, context)
    field = context.form.field(key)
    convert = _of_type(field.type, key, column, context) if field else None
    return partial(_unless_denied, convert, context) if convert and field and field.deniable else convert


def _unless_denied(convert: Converter, context: Context, value: Any, row: int, column: int, out: Values) -> None:
    """A cell that says "Không" is as good as empty: it must not pass for what it denies."""
    if not context.vocabulary.rows.denies(value):
        convert(value, row, column, out)


def _of_type(kind: str, key: str, column: Column, context: Context) -> Converter | None:
    if kind == "share":
        return partial(share, key, context, column.percent)
    if kind == "money":
        return partial(money, key, context, scale_of(column.label) or context.scale)
    return partial(BY_TYPE[kind], key, context) if kind in BY_TYPE else None


def _part(key: str, part: str, context: Context) -> Converter | None:
    """A column of marks (`titles:LDTT`, `rating:HTTNV`), a name in two columns, a name of either subject."""
    if part == "either":
        return partial(person if context.form.subject == "person" else text, key, context)
    if part == ACROSS:             # a unit's own column: `across`
        return None
    if part in ("first", "last"):
        return partial(half_name, part, context)
    if context.form.field(key) is None:
        return None
    return partial(mark, key, part, context)


def _several(key: str, column: Column, context: Context) -> Converter:
    keys = key.split("+")
    if "share" in keys:
        return partial(votes_and_share, keys[0], context)
    return partial(person if keys[0] == "name" else position, keys[0], context)


def without_points(read: Converter, value: Any, row: int, column: int, out: Values) -> None:
    """A cell of a column whose points part thousands, as "12.345,5" elsewhere in it shows: "20.000" is clear."""
    read(value.replace(".", "") if isinstance(value, str) and numbers.ambiguous(value) else value, row, column, out)


def text(key: str, context: Context, value: Any, row: int, column: int, out: Values) -> None:
    shown = written(value)
    if shown:
        out[key] = shown


def lines(key: str, context: Context, value: Any, row: int, column: int, out: Values) -> None:
    """A text that lists things, each on its line or behind a semicolon."""
    shown = "; ".join(clean_lines(value)) if isinstance(value, str) else written(value)
    if shown:
        out[key] = shown


def count(key: str, context: Context, value: Any, row: int, column: int, out: Values) -> None:
    """A whole number, "không" being none; "12/13 (92,3%)" in a column of votes gives votes, ballots and share."""
    number = numbers.count(value)
    if number is not None:
        out[key] = number
    elif isinstance(value, (datetime.date, datetime.time)):
        context.trouble.at("share-is-a-date", row, column, field=key, date=written(value))
    elif not BLANK.fullmatch(written(value)) and context.vocabulary.rows.mark(value) is False:
        out[key] = 0
    elif not (isinstance(value, str) and (BLANK.fullmatch(value) or _ratio(value, key, context, out))):
        context.trouble.at("count-not-understood", row, column, field=key, text=clipped(value))


def share(key: str, context: Context, percent: bool, value: Any, row: int, column: int, out: Values) -> None:
    """What the sheet states, as a fraction of one; never computed."""
    if isinstance(value, (datetime.date, datetime.time)):
        context.trouble.at("share-is-a-date", row, column, field=key, date=written(value))
        return
    if isinstance(value, str) and (BLANK.fullmatch(value) or _ratio(value, "agree", context, out)):
        return
    stated = numbers.share(value, (row, column) in context.look.percent, percent)
    if stated is not None:
        out[key] = stated
    else:
        context.trouble.at("share-not-understood", row, column, field=key, text=clipped(value))


def votes_and_share(key: str, context: Context, value: Any, row: int, column: int, out: Values) -> None:
    """A column that holds votes, their base and the share; what is a whole number without a % is votes."""
    alone = None if (row, column) in context.look.percent else numbers.count(value)
    if alone is not None:
        out[key] = alone
    else:
        share("share", context, True, value, row, column, out)


def _ratio(value: str, key: str, context: Context, out: Values) -> bool:
    """`12/13 (92,3%)` as the keys that the form has: votes in favour, their base, the share."""
    found = numbers.ratio(clean(value))
    if found is None:
        return False
    given, base, stated = found
    out["votes" if context.form.field("votes") else key] = given
    if base is not None:
        out["valid"] = base
    if stated is not None:
        out["share"] = stated
    return True


def decimal(key: str, context: Context, value: Any, row: int, column: int, out: Values) -> None:
    """A figure with decimals, perhaps with its unit ("19 điểm", "tối đa 20"); "-1 điểm/lần" is a rate and no figure."""
    number = numbers.decimal(value)
    worded = figure_in(value) if number is None and isinstance(value, str) and "/" not in value else None
    if number is not None:
        out[key] = number
    elif isinstance(value, str) and numbers.ambiguous(value):
        context.trouble.at("decimal-ambiguous", row, column, field=key, text=clipped(value))
    elif worded and not worded[1]:
        out[key] = worded[0]
    elif not (isinstance(value, str) and (BLANK.fullmatch(value) or RATE.search(value))):
        context.trouble.at("decimal-not-understood", row, column, field=key, text=clipped(value))


def decision(key: str, context: Context, value: Any, row: int, column: int, out: Values) -> None:
    """A decision's number, and its date where the cell has one; a number in another shape stays as typed."""
    shown = written(value)
    number, day = dates.decision(shown)
    if day:
        out.setdefault("date", day)
    if number:
        out[key] = number
    elif shown and not day and not BLANK.fullmatch(shown):
        out[key] = shown


def year(key: str, context: Context, value: Any, row: int, column: int, out: Values) -> None:
    """A year; several stay as they are written: "2021-2023"."""
    shown = written(value)
    found = dates.years(shown)
    if found:
        out[key] = str(found[0]) if len(found) == 1 else shown
    elif not BLANK.fullmatch(shown):
        context.trouble.at("date-not-understood", row, column, field=key, text=clipped(shown))


def date(key: str, context: Context, value: Any, row: int, column: int, out: Values) -> None:
    day = dates.date(value)
    if day:
        out[key] = day
    elif not (isinstance(value, str) and BLANK.fullmatch(value)):
        context.trouble.at("date-not-understood", row, column, field=key, text=clipped(value))


RATE = re.compile(r"\d[^/]*/\s*[^\W\d]")           # so much each time

BY_TYPE: dict[str, Callable[..., None]] = {
    "authors": authors, "choice": choice, "count": count, "date": date, "deadline": deadline, "decimal": decimal,
    "decision": decision, "earlier": earlier, "figure": figure, "lines": lines, "merits": merits, "person": person,
    "position": position, "post": text, "rating": rating, "status": status, "subject": subject, "text": text,
    "title": title, "titles": titles, "unit": text, "year": year}
