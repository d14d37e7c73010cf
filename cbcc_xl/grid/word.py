"""Documents of Word (.docx, .docm, .dotx): one sheet, named as the file without its ending, all values text.

Takes a package. Headers of pages stand above the text, footers and footnotes below it, each once; what a page only
counts is left out. The layout of the text itself is `word_layout`'s.
"""
from __future__ import annotations

from typing import Any

from cbcc_xl.grid import aside, embedded, properties
from cbcc_xl.grid.delimited import stem
from cbcc_xl.grid.package import Package
from cbcc_xl.grid.unreadable import Unreadable
from cbcc_xl.grid.values import trimmed
from cbcc_xl.grid.word_layout import Layout
from cbcc_xl.grid.word_numbers import Numbers
from cbcc_xl.grid.word_styles import Styles
from cbcc_xl.grid.word_xml import attribute, child, local, parsed
from cbcc_xl.model import Grid, Look, Workbook

ABOVE, BELOW = ("header",), ("footer", "footnotes", "endnotes")
SEPARATORS = ("separator", "continuationSeparator")


def read(package: Package, name: str, kind: str, look: bool) -> Workbook:
    """The document as a workbook of one sheet."""
    layout = laid_out(package, parsed(package.part(main_part(package))))
    seen = Look(fonts=layout.fonts, struck=frozenset(layout.struck), red=frozenset(layout.red),
                comments=layout.comments, hidden_rows=frozenset(layout.hidden_rows), changed=frozenset(layout.changed))
    grid = Grid(stem(name), trimmed(layout.rows), tuple(layout.merges), look=seen, tables=tuple(layout.tables))
    return Workbook([grid], kind, properties.of_package(package, properties.CORE), aside.of_docx(package),
                    embedded.of_package(package))


def main_part(package: Package) -> str:
    """The part that holds the text."""
    return next((part for kind, part in package.related("").values() if kind == "officeDocument"), "word/document.xml")


def laid_out(package: Package, document: Any) -> Layout:
    """The document's layout. `document` is the root of its text, perhaps one that is about to be changed."""
    body = child(document, "body")
    if body is None:
        raise Unreadable("file-broken", reason="body")
    related: dict[str, list[str]] = {}
    for kind, name in package.related(main_part(package)).values():
        related.setdefault(kind, []).append(name)

    def part(kind: str) -> bytes:
        return next((package.part(name) for name in related.get(kind, ())), b"")

    layout = Layout(Styles(part("styles")), Numbers(part("numbering")), _comments(part("comments")))
    for root in _beside(package, related, ABOVE):
        layout.add(root)
    layout.add(body)
    for root in _beside(package, related, BELOW):
        layout.add(root)
    return layout


def _comments(xml: bytes) -> dict[str, str]:
    root = parsed(xml) if xml else ()
    return {attribute(one, "id"): "\n".join(_text(paragraph) for paragraph in one if local(paragraph) == "p")
            for one in root if local(one) == "comment"}


def _beside(package: Package, related: dict[str, list[str]], kinds: tuple[str, ...]) -> list[Any]:
    """What stands above or below the text of pages: those that hold any, the same only once."""
    found: dict[str, Any] = {}
    for name in (name for kind in kinds for name in sorted(related.get(kind, ()))):
        root = parsed(package.part(name)) if package.part(name) else None
        for one in () if root is None else [root] if local(root) in ("hdr", "ftr") else root:
            text = _text(one).strip()
            if text and attribute(one, "type") not in SEPARATORS:
                found.setdefault(text, one)
    return list(found.values())


def _text(element: Any) -> str:
    return "".join(one.text or "" for one in element.iter() if local(one) == "t")
