"""A sheet's XML as nearly every program writes it: no prefixes, double quotes, each row and cell with its reference.

Only such XML can be searched by bytes, which is several times cheaper than parsing it. A sheet that is written
otherwise is rewritten first, so that there is one way to look at both.
"""
from __future__ import annotations

import re

from cbcc_xl.grid.reference import column
from cbcc_xl.grid.xml import local, parser
from cbcc_xl.model import letters

CELL = re.compile(rb"<c\s[^>]*>")


def plain(xml: bytes) -> bytes:
    """The same sheet in plain writing."""
    return xml if _is_plain(xml) else rewritten(xml)


def _is_plain(xml: bytes) -> bool:
    """Told by the first cell, and by there being no CDATA."""
    if b"!" in xml and b"<!" in xml:                         # to search for a single byte costs next to nothing
        return False
    first = CELL.search(xml)
    return b' r="' in first[0] if first else b"<sheetData" in xml or not xml


def rewritten(xml: bytes) -> bytes:
    """The sheet written anew. References that are left out, as the format allows, are put in."""
    out: list[str] = []
    row = right = opened = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal row, right, opened
        tag = local(tag)
        if tag == "row":
            row, right = int(attributes.setdefault("r", str(row + 1))), 0
        elif tag == "c":
            right = column(attributes.setdefault("r", f"{letters(right)}{row}").rstrip("0123456789")) + 1
        out.append("".join((f"<{tag}", *(f' {key}="{_escaped(value)}"' for key, value in attributes.items()), ">")))
        opened = len(out)

    def end(tag: str) -> None:
        if opened == len(out) and not out[-1].endswith("/>"):
            out[-1] = f"{out[-1][:-1]}/>"
        else:
            out.append(f"</{local(tag)}>")

    rewriter = parser(start, end)
    rewriter.CharacterDataHandler = lambda text: out.append(_escaped(text))
    rewriter.Parse(xml, True)
    return "".join(out).encode()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
