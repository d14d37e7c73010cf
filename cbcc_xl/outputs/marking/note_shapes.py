"""The boxes in which Excel shows notes: one VML shape a note, sized for its text and the columns beside it.

Takes the shapes' part as bytes (others' shapes and form controls in it stay to the byte); gives it with boxes added or
taken out. VML that Office writes is not always well-formed XML, so it is never parsed.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from lxml import etree

Place = tuple[int, int]
EMPTY = (b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
         b'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
         b'<o:idmap v:ext="edit" data="%s"/></o:shapelayout>'
         b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
         b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>')
SHAPE = ('<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
         'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{number}" type="#_x0000_t202" '
         'style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
         '<v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
         '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
         '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
         '<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>')
ONE_SHAPE = re.compile(rb"<(\w+):shape\s.*?</\1:shape>\s*", re.DOTALL)                   # whatever prefixes it has
NOTE_OF = re.compile(rb'ObjectType="Note".*?:Row>(\d+)</\w+:Row>\s*<\w+:Column>(\d+)</', re.DOTALL)
NUMBER = re.compile(rb"_x0000_s(\d+)")
BLOCK = 1024                    # shape numbers go by blocks of so many, each block to one sheet
WIDTH, LINE, LETTERS_A_LINE = 340, 17, 52       # pixels; letters of 9 points that fit in the width
TALLEST = 30                    # lines


def empty(block: int, shapes: int) -> bytes:
    """A part without shapes, that has as many blocks of numbers from `block` on as it needs."""
    blocks = range(block, block + shapes // BLOCK + 1)
    return EMPTY % ",".join(map(str, blocks)).encode()


def highest_block(vml: bytes) -> int:
    """The last block of numbers that a part's shapes use."""
    return max((int(number) // BLOCK for number in NUMBER.findall(vml)), default=0)


def added(vml: bytes, notes: Mapping[Place, str], box: Callable[[Place, int, int], str], first: int) -> bytes:
    """The part with a box for each note; their numbers begin at `first`, or after those that there are."""
    first = max((int(number) + 1 for number in NUMBER.findall(vml)), default=first)
    shapes = "".join(
        SHAPE.format(number=number, anchor=box(place, WIDTH, LINE * _lines(text)), row=place[0], column=place[1])
        for number, (place, text) in enumerate(notes.items(), first))
    end = vml.rindex(b"</xml>")
    return vml[:end] + shapes.encode() + vml[end:]


def without(vml: bytes, places: Iterable[Place]) -> bytes:
    """The part without the boxes of these notes."""
    gone = set(places)

    def kept(shape: re.Match[bytes]) -> bytes:
        note = NOTE_OF.search(shape[0])
        return b"" if note and (int(note[1]), int(note[2])) in gone else shape[0]

    return ONE_SHAPE.sub(kept, vml)


def boxes(sheet: etree._Element) -> Callable[[Place, int, int], str]:
    """For a sheet, where the box beside a cell begins and ends: column, pixels into it, row, pixels into it, twice."""
    space = f"{{{etree.QName(sheet).namespace}}}"
    usual = sheet.find(space + "sheetFormatPr")
    usual_width = float(usual.get("defaultColWidth", 8.43)) if usual is not None else 8.43
    usual_height = float(usual.get("defaultRowHeight", 15)) if usual is not None else 15.0
    columns = [(int(one.get("min", 1)) - 1, int(one.get("max", 1)), _shown(one, "width", usual_width))
               for one in sheet.iter(space + "col")]
    rows = {int(one.get("r", 0)) - 1: _shown(one, "ht", usual_height) for one in sheet.iter(space + "row")
            if one.get("ht") or one.get("hidden")}

    def width(number: int) -> int:
        wide = next((wide for start, end, wide in columns if start <= number < end), usual_width)
        return round(wide * 7 + 5) if wide else 0

    def height(number: int) -> int:
        return round(rows.get(number, usual_height) * 4 / 3)

    def box(place: Place, wide: int, high: int) -> str:
        left, top = place[1] + 1, max(place[0] - 1, 0)
        right, into_right = _walked(left, wide + 15, width)
        bottom, into_bottom = _walked(top, high, height)
        return f"{left}, 15, {top}, 2, {right}, {into_right}, {bottom}, {into_bottom}"

    return box


def _shown(one: etree._Element, key: str, usual: float) -> float:
    return 0.0 if one.get("hidden") in ("1", "true") else float(one.get(key, usual))


def _walked(start: int, pixels: int, size: Callable[[int], int]) -> tuple[int, int]:
    """The column or row where so many pixels end, and how far into it."""
    number = start
    while pixels > size(number) and number < start + 500:
        pixels -= size(number)
        number += 1
    return number, min(pixels, size(number))


def _lines(text: str) -> int:
    return min(sum(len(line) // LETTERS_A_LINE + 1 for line in text.split("\n")) + 1, TALLEST)
