"""How text in a Word file looks, as far as it says something: struck out, red, hidden, in a legacy font; and numbering.

Takes the styles part; answers for a paragraph and a run, each by its own properties, else by its styles' in turn.
"""
from __future__ import annotations

from typing import Any, NamedTuple

from cbcc_xl.grid.styles import is_red, legacy
from cbcc_xl.grid.word_xml import attribute, child, is_on, local, parsed, value

DEEPEST = 20                       # styles based on one another
VERTICAL = ("left", "right", "start", "end", "insideV")
NO_LINE = ("none", "nil", "")


class Look(NamedTuple):
    """What a run's looks say."""
    struck: bool = False
    red: bool = False
    hidden: bool = False
    font: str | None = None        # a legacy font's name


class Styles:
    """The styles of one document by their ids."""

    def __init__(self, xml: bytes) -> None:
        root = parsed(xml) if xml else ()
        self._styles = {attribute(one, "styleId"): one for one in root if local(one) == "style"}
        self._default = {attribute(one, "type"): attribute(one, "styleId") for one in self._styles.values()
                         if attribute(one, "default") in ("1", "true", "on")}
        self._document = child(root, "docDefaults", "rPrDefault", "rPr") if xml else None
        self._known: dict[tuple[str, str, str], tuple[list[Any], Look]] = {}
        self._items: dict[str, list[Any]] = {}

    def look(self, run: Any, paragraph: Any, table: str = "") -> Look:
        """A run's looks; `table` is the style of the table that it stands in."""
        styles = (value(run, "rPr", "rStyle"), value(paragraph, "pPr", "pStyle"), table)
        if styles not in self._known:
            kinds = ("character", "paragraph", "table")
            pairs = zip(kinds, styles, strict=True)
            properties = [child(style, "rPr") for kind, one in pairs for style in self.chain(one, kind)]
            stated = [one for one in (*properties, self._document) if one is not None]
            self._known[styles] = stated, _look(stated)
        stated, look = self._known[styles]
        own = child(run, "rPr")
        return look if own is None or not len(own) else _look([own, *stated])

    def chain(self, style: str, kind: str) -> list[Any]:
        """A style and those that it is based on."""
        found: list[Any] = []
        style = style or self._default.get(kind, "")
        while style in self._styles and len(found) < DEEPEST:
            found.append(self._styles[style])
            style = value(self._styles[style], "basedOn")
        return found

    def numbering(self, paragraph: Any) -> tuple[str, int] | None:
        """The list that a paragraph is an item of, and its level; None for none."""
        style = value(paragraph, "pPr", "pStyle")
        if style not in self._items:
            items = [child(one, "pPr", "numPr") for one in self.chain(style, "paragraph")]
            self._items[style] = [one for one in items if one is not None]
        own = child(paragraph, "pPr", "numPr")
        stated = self._items[style] if own is None else [own, *self._items[style]]
        number = next((found for one in stated if (found := value(one, "numId"))), "0")
        level = next((found for one in stated if (found := value(one, "ilvl"))), "0")
        return (number, int(level)) if number != "0" and level.isdecimal() else None

    def is_ruled(self, table: Any) -> bool:
        """Whether a table shows lines between its columns: a letterhead or signatures side by side have none."""
        own = child(table, "tblPr", "tblBorders")
        borders = [own] if own is not None else [
            found for one in self.chain(value(table, "tblPr", "tblStyle"), "table")
            if (found := child(one, "tblPr", "tblBorders")) is not None][:1]
        borders += [one for one in table.iter() if local(one) == "tcBorders"]
        return any(local(line) in VERTICAL and attribute(line, "val") not in NO_LINE
                   for one in borders for line in one)


def _look(properties: list[Any]) -> Look:
    """The first of these properties that says a thing has its say."""
    def first(name: str) -> Any:
        return next((found for one in properties if (found := child(one, name)) is not None), None)

    fonts = next((name for one in properties if (name := attribute(child(one, "rFonts"), "ascii")
                                                 or attribute(child(one, "rFonts"), "hAnsi"))), "")
    return Look(is_on(first("strike")) or is_on(first("dstrike")), is_red(attribute(first("color"), "val")),
                is_on(first("vanish")), legacy(fonts))
