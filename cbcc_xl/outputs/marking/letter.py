"""A unit's own letter with findings marked in it: shaded cells, comments at them, and one at its head that lists all.

Takes a letter's package (.docx, .docm) and its findings with their words; gives the bytes of its marked copy. Only the
shades, the comments and their anchors are new; marks of an earlier time are taken away. What a shade took the place of
is kept in the shade itself, as the colour of a pattern that isn't drawn.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lxml import etree

from cbcc_xl.catalogue import Catalogue
from cbcc_xl.forms.marked_sheet import COLOURS, NOTE_START, TITLES
from cbcc_xl.grid.package import Package
from cbcc_xl.grid.word import laid_out, main_part
from cbcc_xl.grid.word_layout import Layout
from cbcc_xl.grid.word_xml import child, local
from cbcc_xl.model import SEVERITIES
from cbcc_xl.outputs.in_letter import in_words, spot
from cbcc_xl.outputs.marking.comments import Comments
from cbcc_xl.outputs.marking.list_sheet import COUNTS
from cbcc_xl.outputs.marking.marks import Place, Told, marks
from cbcc_xl.outputs.marking.parts import Parts

NO_COLOUR = "auto"
# What a cell's and a paragraph's properties may hold before the shade.
BEFORE_SHADE = frozenset(
    "cnfStyle tcW gridSpan hMerge vMerge tcBorders pStyle keepNext keepLines pageBreakBefore framePr widowControl "
    "numPr suppressLineNumbers pBdr".split())


def marked(package: Package, told: Sequence[Told], catalogue: Catalogue, remark: str = "",
           lang: str = "vi") -> bytes:
    """The marked copy; `remark` is one more sentence in the list."""
    main = main_part(package)
    parts = Parts(package, main)
    document = parts.xml(main)
    comments = Comments(parts, main, document)
    comments.take_away()
    _unshade(document)
    layout = laid_out(package, document)
    extent = (len(layout.rows), max(map(len, layout.rows), default=0))
    found = marks(told, layout.merges, extent, catalogue.words[lang]["severity"], lang)
    places = {place: element for place, element in layout.places.items() if _may_be_marked(element)}
    for place, severity in found.severities.items():
        if place in places:
            _shade(places[place], COLOURS[severity])
    head = _head(layout, places)
    if head is not None:
        comments.add(head, "\n".join([f"{NOTE_START} {TITLES[lang]}", *_list(told, layout, catalogue, remark, lang)]))
    for place, text in sorted(found.notes.items()):
        if place in places:
            comments.add(places[place], text)
    return parts.written()


def _may_be_marked(element: Any) -> bool:
    """Not in a header, a footer or a text box: no comment may stand there."""
    above = {local(one) for one in element.iterancestors()}
    return "document" in above and "txbxContent" not in above


def _head(layout: Layout, places: Mapping[Place, Any]) -> Any:
    """The first text of the letter."""
    return next((places[place] for place in sorted(places) if layout.rows[place[0]][place[1]]), None)


def _list(told: Sequence[Told], layout: Layout, catalogue: Catalogue, remark: str, lang: str) -> Iterable[str]:
    """What the comment at the head says: how many of each, and every finding with its place."""
    count = Counter(one.finding.severity for one in told)
    counts = ", ".join(COUNTS[lang][severity].format(count[severity]) for severity in SEVERITIES if count[severity])
    yield catalogue.words[lang]["marked"]["letter"].format(counts=counts)
    if remark:
        yield remark
    for number, one in enumerate(sorted(told, key=lambda one: SEVERITIES.index(one.finding.severity)), 1):
        where = in_words(spot(one.finding.origin.cell, layout.tables), catalogue, lang)
        severity = catalogue.words[lang]["severity"][one.finding.severity]
        yield f"{number}. {': '.join(filter(None, (severity, where, one.words.message)))} {one.words.fix}".rstrip()


def _shade(element: Any, colour: str) -> None:
    """Give a cell or a paragraph a colour; the one that it had is remembered."""
    space = f"{{{etree.QName(element).namespace}}}"
    name = "tcPr" if local(element) == "tc" else "pPr"
    properties = child(element, name)
    if properties is None:
        properties = etree.Element(space + name)
        element.insert(0, properties)
    shade = child(properties, "shd")
    if shade is None:
        shade = etree.Element(space + "shd")
        at = next((at for at, one in enumerate(properties) if local(one) and local(one) not in BEFORE_SHADE),
                  len(properties))
        properties.insert(at, shade)
    before = shade.get(space + "fill", NO_COLOUR)
    shade.attrib.clear()
    for key, value in (("val", "clear"), ("color", before), ("fill", colour)):
        shade.set(space + key, value)


def _unshade(document: Any) -> None:
    """Give cells and paragraphs back what our colours took the place of."""
    for shade in [one for one in document.iter() if local(one) == "shd"]:
        space = f"{{{etree.QName(shade).namespace}}}"
        if shade.get(space + "fill", "").upper() not in COLOURS.values():
            continue
        before = shade.get(space + "color", NO_COLOUR)
        if before == NO_COLOUR:
            shade.getparent().remove(shade)
        else:
            shade.set(space + "fill", before)
            shade.set(space + "color", NO_COLOUR)
