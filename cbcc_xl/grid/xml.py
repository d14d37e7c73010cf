"""Going through XML by expat. A document type, which no workbook has, wants entities expanded, and is refused."""
from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from cbcc_xl.grid.unreadable import Unreadable

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]


def parser(start: Start, end: End | None = None) -> expat.XMLParserType:
    """A parser that calls these at each element."""
    made = expat.ParserCreate()
    made.buffer_text = True
    made.StartElementHandler, made.EndElementHandler = start, end
    made.StartDoctypeDeclHandler = _refuse
    return made


def parse(xml: bytes, start: Start) -> None:
    """Call this at each element of a part that may not be there."""
    if xml:
        parser(start).Parse(xml, True)


def local(tag: str) -> str:
    """An element's name without its prefix."""
    return tag.rpartition(":")[2]


def _refuse(*_: object) -> None:
    raise Unreadable("file-broken", reason="doctype")
