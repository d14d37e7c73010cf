"""The text of a paragraph as a reader of the page sees it, in pieces of one look.

What tracked changes deleted is left out, what they inserted is text; fields give what they show, except numbers of
pages; ticks of the symbol fonts become ticks. Text boxes are handed on: they stand beside the paragraph.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from cbcc_xl.grid.word_styles import Look, Styles
from cbcc_xl.grid.word_xml import attribute, child, is_on, is_page_number, local, unwrapped

MARKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-", "ptab": "\t"}
TABS = re.compile(r"[^\S\n]*\t\s*")
TICK, NOTHING = "✓", ""
# Code points of ticks, crosses and empty boxes in the fonts that Word's symbols come from.
SYMBOLS = {"wingdings": {0xFC: TICK, 0xFE: TICK, 0xFB: "x", 0xFD: "x", 0x78: "x", 0xA8: NOTHING, 0x6F: NOTHING},
           "wingdings 2": {0x50: TICK, 0x52: TICK, 0x4F: "x", 0x51: "x", 0x53: "x", 0xA3: NOTHING, 0x2A: NOTHING}}
CHANGES = ("ins", "del", "moveTo", "moveFrom")


class Piece(NamedTuple):
    text: str
    look: Look


class Reader:
    """Reads paragraphs in their order; `boxes` are the text boxes that the last ones held."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.boxes: list[Any] = []

    def pieces(self, paragraph: Any, table: str = "") -> list[Piece]:
        """The paragraph's text. `table`: the style of its table."""
        found: list[Piece] = []
        fields: list[str | None] = []                # of each field still open: its words, None once it shows something
        for run in unwrapped(paragraph):
            if local(run) not in ("r", "oMath", "oMathPara"):
                continue
            text = "".join(self._texts(run, fields))
            if text:
                found.append(Piece(text, self.styles.look(run, paragraph, table)))
        return found

    def _texts(self, run: Any, fields: list[str | None]) -> Iterator[str]:
        for one in unwrapped(run):
            name = local(one)
            if name == "fldChar":
                yield _checked(one)
                _field(attribute(one, "fldCharType"), fields)
            elif name == "instrText":
                if fields and fields[-1] is not None:
                    fields[-1] += one.text or ""
            elif any(field is not None for field in fields):
                continue
            elif name == "t":
                yield one.text or ""
            elif name in MARKS:
                yield MARKS[name]
            elif name == "sym":
                yield _symbol(one)
            elif name in ("drawing", "pict", "object"):
                self.boxes += [box for box in one.iter() if local(box) == "txbxContent"]
            elif name == "r":
                yield from self._texts(one, fields)


def has_changes(element: Any) -> bool:
    """Whether tracked changes to its text are neither accepted nor rejected."""
    return any(local(one) in CHANGES and len(one) for one in element.iter())


def _field(what: str, fields: list[str | None]) -> None:
    if what == "begin":
        fields.append("")
    elif what == "separate" and fields and not is_page_number(fields[-1] or ""):
        fields[-1] = None
    elif what == "end" and fields:
        fields.pop()


def _checked(field: Any) -> str:
    """A tick where a form's box begins that is ticked."""
    box = child(field, "ffData", "checkBox")
    if box is None:
        return ""
    checked = child(box, "checked")
    return TICK if is_on(checked if checked is not None else child(box, "default")) else ""


def _symbol(element: Any) -> str:
    try:
        code = int(attribute(element, "char"), 16) & 0xFF
    except ValueError:
        return ""
    known = SYMBOLS.get(attribute(element, "font").lower())
    return known.get(code, "") if known else chr(code) if code >= 0x20 else ""


def parted(pieces: list[Piece]) -> list[list[Piece]]:
    """A line that a tab parts in two ("SỞ NỘI VỤ ⇥ CỘNG HÒA …") as two cells; of more parts none is told apart."""
    whole = "".join(piece.text for piece in pieces)
    tabs = [tab for tab in TABS.finditer(whole) if whole[:tab.start()].strip() and whole[tab.end():].strip()]
    if len(tabs) != 1:
        return [pieces]
    first: list[Piece] = []
    second: list[Piece] = []
    at = 0
    for piece in pieces:
        cut = max(tabs[0].end() - at, 0)
        first.append(piece._replace(text=piece.text[:cut]))
        second.append(piece._replace(text=piece.text[cut:]))
        at += len(piece.text)
    return [first, second]


def split(pieces: list[Piece], at: str) -> list[list[Piece]]:
    """The pieces of each line."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *rest = piece.text.split(at)
        lines[-1].append(piece._replace(text=first))
        lines += [[piece._replace(text=text)] for text in rest]
    return lines
