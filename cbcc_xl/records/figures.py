"""Figures that may stand in words, sums of money, dates that may be any time: converters as in `values`."""
from __future__ import annotations

from typing import Any

from cbcc_xl.records.cells import BLANK, Context, Values, written
from cbcc_xl.records.trouble import clipped
from cbcc_xl.text import dates, numbers, quantities


def figure(key: str, context: Context, value: Any, row: int, column: int, out: Values) -> None:
    """A figure as a decimal, a percentage as a fraction with "%" as its measure; any other text as it is."""
    shown = written(value)
    if BLANK.fullmatch(shown):
        return
    found = quantities.figure(value) if isinstance(value, str) else None
    number = numbers.decimal(value) if not isinstance(value, str) else None
    if isinstance(value, str) and numbers.ambiguous(value) and not context.trouble.said("decimal-ambiguous", row):
        context.trouble.at("decimal-ambiguous", row, column, field=key, text=clipped(value))
    if found:
        out[key] = found[0]
    else:
        out[key] = shown if number is None else number
    percent = found[1] if found else (row, column) in context.look.percent
    if percent and context.form.field("measure"):
        out.setdefault("measure", "%")
    if found and key == "planned" and context.form.field("bound") and quantities.is_ceiling(value):
        out["bound"] = "<"


def money(key: str, context: Context, scale: int, value: Any, row: int, column: int, out: Values) -> None:
    """A sum in VND; approximate words become its qualifier."""
    if BLANK.fullmatch(written(value)):
        return
    found = quantities.money(value, scale)
    if found is None:
        ambiguous = isinstance(value, str) and numbers.ambiguous(value)
        context.trouble.at("decimal-ambiguous" if ambiguous else "amount-not-understood", row, column, field=key,
                           text=clipped(written(value)))
        return
    out[key] = found.vnd
    if found.qualifier and context.form.field("qualifier"):
        out["qualifier"] = found.qualifier


def deadline(key: str, context: Context, value: Any, row: int, column: int, out: Values) -> None:
    """A day where the cell has one, else its words: "Quý III/2025"."""
    shown = written(value)
    if not BLANK.fullmatch(shown):
        out[key] = dates.date(value) or shown
