"""Notes at cells: what people wrote there stays, ours is added under it.

Takes a sheet's part under change and texts by place; writes the comments part, its boxes, and the sheet's reference to
them. A threaded comment of newer Excel hides the note at its cell: such a finding is then read on the first sheet.
"""
from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from cbcc_xl.forms.marked_sheet import NOTE_AUTHOR, NOTE_START
from cbcc_xl.grid.reference import place as place_of
from cbcc_xl.model import a1
from cbcc_xl.outputs.marking import note_shapes
from cbcc_xl.outputs.marking.parts import Parts

Place = tuple[int, int]
COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
SHAPES = "application/vnd.openxmlformats-officedocument.vmlDrawing"
# What a sheet's XML may hold after its reference to the boxes.
AFTER_BOXES = ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts",
               "extLst", "AlternateContent")
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
FONT = "<rPr><sz val='9'/><color indexed='81'/><rFont val='Tahoma'/></rPr>"


def add(parts: Parts, sheet: str, texts: Mapping[Place, str]) -> None:
    """Put notes at cells of a sheet (the name of its part)."""
    if not texts:
        return
    root = _comments(parts, sheet)
    listed = root.find(parts.tag("commentList"))
    there = {place_of(one.get("ref", "")): one for one in listed}
    author = str(_author(parts, root))
    for place, text in texts.items():
        if place in there:
            _append(parts, there[place], f"\n{text}")
        else:
            listed.append(_comment(parts, place, author, text))
    listed[:] = sorted(listed, key=lambda one: place_of(one.get("ref", "")) or (0, 0))
    _add_boxes(parts, sheet, {place: text for place, text in texts.items() if place not in there})


def take_away(parts: Parts, sheet: str) -> None:
    """Take our notes of an earlier time away; a note that people began keeps what they wrote."""
    name = parts.related(sheet, "comments")
    if not name or NOTE_START.encode() not in parts.content(name):
        return
    gone = []
    for comment in list(parts.xml(name).iter(parts.tag("comment"))):
        text = "".join(one.text or "" for one in comment.iter(parts.tag("t")))
        if NOTE_START not in text:
            continue
        theirs = text.partition(NOTE_START)[0].rstrip()
        if theirs:
            _cut(parts, comment)
        else:
            comment.getparent().remove(comment)
            gone.append(place_of(comment.get("ref", "")))
    boxes = _boxes(parts, sheet)
    if boxes and gone:
        parts.put(boxes, note_shapes.without(parts.content(boxes), filter(None, gone)))


def text_in_xml(text: str) -> str:
    """A text as it may stand in a workbook: no control characters, nothing that Excel would take for an escape."""
    return ESCAPE.sub("_x005F_", NO_XML.sub("", text))


def _comments(parts: Parts, sheet: str) -> etree._Element:
    name = parts.related(sheet, "comments")
    if name:
        return parts.xml(name)
    name = parts.unused("xl/comments{}.xml")
    root = etree.Element(parts.tag("comments"), nsmap={None: parts.namespace})
    etree.SubElement(root, parts.tag("authors"))
    etree.SubElement(root, parts.tag("commentList"))
    parts.put_xml(name, root)
    parts.declare(name, COMMENTS)
    parts.relate(sheet, "comments", name)
    return root


def _author(parts: Parts, root: etree._Element) -> int:
    authors = root.find(parts.tag("authors"))
    names = [one.text for one in authors]
    if NOTE_AUTHOR not in names:
        etree.SubElement(authors, parts.tag("author")).text = NOTE_AUTHOR
        return len(names)
    return names.index(NOTE_AUTHOR)


def _comment(parts: Parts, place: Place, author: str, text: str) -> etree._Element:
    comment = etree.Element(parts.tag("comment"), ref=a1(*place), authorId=author)
    etree.SubElement(comment, parts.tag("text"))
    _append(parts, comment, text)
    return comment


def _append(parts: Parts, comment: etree._Element, text: str) -> None:
    """Add a run of text; a plain text that stands there becomes a run itself."""
    holder = comment.find(parts.tag("text"))
    plain = holder.find(parts.tag("t"))
    if plain is not None:
        run = etree.Element(parts.tag("r"))
        holder.replace(plain, run)
        run.append(plain)
    run = etree.fromstring(f"<r xmlns='{parts.namespace}'>{FONT}</r>")
    one = etree.SubElement(run, parts.tag("t"))
    one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    one.text = text_in_xml(text)
    runs = holder.findall(parts.tag("r"))
    holder.insert(holder.index(runs[-1]) + 1 if runs else 0, run)


def _cut(parts: Parts, comment: etree._Element) -> None:
    """Leave what stands before our part of a note."""
    ours = False
    for one in list(comment.iter(parts.tag("t"))):
        before, start, _ = (one.text or "").partition(NOTE_START)
        one.text = "" if ours else before.rstrip("\n") if start else one.text
        ours = ours or bool(start)
        if not one.text and one.getparent().tag == parts.tag("r"):
            one.getparent().getparent().remove(one.getparent())


def _add_boxes(parts: Parts, sheet: str, texts: Mapping[Place, str]) -> None:
    root = parts.xml(sheet)
    name = _boxes(parts, sheet)
    box = note_shapes.boxes(root)
    if name:
        parts.put(name, note_shapes.added(parts.content(name), texts, box, 1))
        return
    block = 1 + max((note_shapes.highest_block(parts.content(one)) for one in (*parts.package.entries, *parts.put_in)
                     if one.endswith(".vml")), default=0)
    name = parts.unused("xl/drawings/vmlDrawing{}.vml")
    empty = note_shapes.empty(block, len(texts))
    parts.put(name, note_shapes.added(empty, texts, box, block * note_shapes.BLOCK + 1))
    parts.declare_ending("vml", SHAPES)
    _refer(parts, root, parts.relate(sheet, "vmlDrawing", name))


def _boxes(parts: Parts, sheet: str) -> str | None:
    """The part with a sheet's boxes; pictures in its header have a part of the same kind."""
    reference = parts.glance(sheet).find(parts.tag("legacyDrawing"))
    return None if reference is None else parts.target(sheet, reference.get(f"{{{parts.related_namespace}}}id", ""))


def _refer(parts: Parts, root: etree._Element, relation: str) -> None:
    before = [at for at, child in enumerate(root)
              if isinstance(child.tag, str) and etree.QName(child).localname not in AFTER_BOXES]
    reference = etree.Element(parts.tag("legacyDrawing"), nsmap={"r": parts.related_namespace})
    reference.set(f"{{{parts.related_namespace}}}id", relation)
    root.insert(before[-1] + 1, reference)
