"""Values as the XML of a cell: escaped, without what XML or Excel forbids, never as a formula.

`bodies(…)[type(value)](value)` gives all that follows a cell's style: `" t="inlineStr"><is>…</is></c>`. Texts repeat
(units, titles, files), so each is escaped once.
"""
from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

from cbcc_xl.outputs.summary.given import Figure, Formula, Marked

LONGEST = 32_767               # of a cell's text, in UTF-16 units
KEPT = 50_000                  # texts remembered
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")     # Excel would read _x0041_ as the letter A
SPACED = re.compile(r"^\s|\s$|\s\s|\n")
SPECIAL = re.compile("[^\x20-\x25\x27-\x3b\x3d\x3f-\x5e\x60-\ud7ff\ue000-\ufffd]")   # may need a look; _ & < > do
DAY_ZERO = datetime.date(1899, 12, 30)


def escaped(text: str) -> str:
    """Text for XML: illegal characters left out, at most as long as a cell may be."""
    if len(text) * 2 <= LONGEST and not SPECIAL.search(text):
        return text
    text = ESCAPE.sub("_x005F_", clipped(FORBIDDEN.sub("", text)))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def clipped(text: str) -> str:
    if len(text) * 2 <= LONGEST or len(text.encode("utf-16-le")) <= LONGEST * 2:
        return text
    return text.encode("utf-16-le")[:(LONGEST - 1) * 2].decode("utf-16-le", "ignore") + "…"


class Texts(dict[str, str]):
    """The bodies of text cells, made once a text."""

    def __missing__(self, text: str) -> str:
        space = ' xml:space="preserve"' if SPACED.search(text) else ""
        body = f'" t="inlineStr"><is><t{space}>{escaped(text)}</t></is></c>' if text else BLANK
        if len(self) < KEPT:
            self[text] = body
        return body


BLANK = '"/>'


def number(value: Any) -> str:
    return f'"><v>{value}</v></c>'


def formula(value: Formula) -> str:
    if isinstance(value.value, str) and type(value.value) is not Figure:
        shown = value.value if value.value.isalnum() else escaped(value.value)
        return f'" t="str"><f>{value.xml}</f><v>{shown}</v></c>'
    return f'"><f>{value.xml}</f><v>{value.value}</v></c>'


class Ready(str):
    """What follows a cell's style, taken over from the template as it is."""


def bodies(legends: Mapping[str, str]) -> dict[type, Callable[[Any], str]]:
    """A writer for each kind of value, for one workbook; `legends` leads a legend to its style."""
    texts = Texts()
    return {str: texts.__getitem__, int: number, Figure: number, Formula: formula, Ready: str,
            type(None): lambda value: BLANK, datetime.date: lambda day: number((day - DAY_ZERO).days),
            Marked: lambda marked: legends.get(marked.legend, "") + texts[marked.text]}
