"""A unit's file as data: pages with letterhead, caption, table, totals and signatures, written as workbook or CSV.

In headings and rows "<" joins a cell to the one on its left and "^" to the one above it; a row that is a text is a
group row over the whole width. How a page is drawn is told in `pen`. Knows nothing of forms or of agencies.
"""
from __future__ import annotations

import csv
import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypedDict
from zipfile import ZIP_DEFLATED, ZipFile

STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
PARTY = ("ĐẢNG CỘNG SẢN VIỆT NAM",)
LEFT, BESIDE = "<", "^"


class Total(NamedTuple):
    """A row of sums under a table or a group."""
    cells: Sequence[Any]


class Letterhead(TypedDict):
    """The two sides at the top of a unit's sheet."""
    left: Sequence[str]
    right: Sequence[str]


class Head(Letterhead):
    """A letterhead, and who signs below."""
    signed: Sequence[tuple[str, str]]


class Page(NamedTuple):
    """One sheet. `facts` are labelled figures between caption and table; `formats` number formats by column, from 0."""
    sheet: str
    left: Sequence[str] = ()
    right: Sequence[str] = ()
    caption: Sequence[str] = ()
    facts: Sequence[tuple[str, Any]] = ()
    heading: Sequence[list[str]] = ()
    rows: Sequence[Sequence[Any] | str | Total] = ()
    below: Sequence[str] = ()
    dated: str = ""
    signed: Sequence[tuple[str, str]] = ()
    formats: Mapping[int, str] = {}
    at: tuple[int, int] = (1, 1)
    size: int = 12


def write(path: Path, pages: Sequence[Page], written: datetime.date) -> Path:
    """A workbook of these pages, last changed on the day it was written."""
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    from cbcc_xl.demo.pen import Pen

    book = Workbook()
    book.remove(book.active)
    for page in pages:
        Pen(book.create_sheet(page.sheet), page).draw()
    book.properties.creator = "cbcc-xl demo"
    book.properties.created = book.properties.modified = datetime.datetime.combine(written, datetime.time(9, 30))
    path.parent.mkdir(parents=True, exist_ok=True)
    # Not book.save(): that would put today's date where a second version of a file is told from the first.
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()
    return path


def write_csv(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    """A CSV as Excel in Vietnam saves it: UTF-8 with its mark, semicolons."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return path


def percent(count: int, of: int) -> str:
    """A share as clerks type it: 83,3%, 100%."""
    return f"{100 * count / of:.1f}".replace(".", ",").removesuffix(",0") + "%"
