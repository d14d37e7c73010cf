"""What a unit typed is text in every output: no formula, no link of its own, whatever it begins with.

Formulas of ours are sums over our own sheets and links to files of the inbox; this holds over all outputs at once.
"""
from __future__ import annotations

import csv
import io
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from workbooks import saved

import cbcc_xl as cx
from cbcc_xl.catalogue import load
from cbcc_xl.outputs.support.copy import _made

MARK = "ZQXV"                      # stands in each text, and in none of ours
EVIL = [f"=1+1+N(\"{MARK}\")", f"+{MARK}", f"-{MARK}", f"@{MARK}", f"\t={MARK}", f"\r={MARK}", f"={MARK}|'/C calc'!A0",
        f"=HYPERLINK(\"http://{MARK}.example\",\"x\")", f"=WEBSERVICE(\"http://{MARK}.example\")", f"http://{MARK}.example",
        f"\\\\{MARK}\\may\\x.xlsx", f"file:///{MARK}", f"mailto:a@{MARK}.example", f"{{={MARK}}}", f"%0A={MARK}",
        f"＝{MARK}"]
FILES = ["=cmd.xlsx", "+a.xlsx", "@b.xlsx", "a#b.xlsx", "50%25.xlsx", 'a"b.xlsx', "a'b.xlsx", "x;y&z.xlsx",
         "..\\c.xlsx", "=d.csv", "http:.xlsx"]
FORMULA = re.compile(r"<f[ >][^<]*</f>|<f>[^<]*", re.DOTALL)
LINK = re.compile(r'HYPERLINK\(&quot;(.*?)&quot;,|HYPERLINK\("((?:[^"]|"")*)"')


def book(texts: list[str]) -> openpyxl.Workbook:
    """A unit's list with such a text in every place that takes one."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = f"={MARK}"
    _text(sheet, 1, 1, texts[0])
    for column, word in enumerate(["STT", "Họ và tên", "Chức vụ", "Xếp loại", "Danh hiệu", texts[1], "Ghi chú"], 1):
        _text(sheet, 3, column, word)
    for row, text in enumerate(texts, 4):
        sheet.cell(row, 1, row - 3)
        _text(sheet, row, 2, f"{text} Lò Thị Kín")
        for column in (3, 7):
            _text(sheet, row, column, text)
        _text(sheet, row, 4, text if row % 2 else "HTTNV")
        _text(sheet, row, 5, text if row % 3 else "LĐTT")
    sheet["G4"].comment = Comment(texts[2], texts[3])
    return made


def _text(sheet: Any, row: int, column: int, text: str) -> None:
    cell = sheet.cell(row, column)
    cell.value, cell.data_type = text, "s"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All outputs of an inbox of such files, under such names."""
    home = tmp_path_factory.mktemp("season")
    (home / "hop-thu").mkdir()
    for number, name in enumerate(FILES):
        texts = [*EVIL[number:], *EVIL[:number]]
        if name.endswith(".csv"):
            stream = io.StringIO()
            csv.writer(stream).writerows([["STT", "Họ và tên", "Danh hiệu"], *([1, text, text] for text in texts)])
            (home / "hop-thu" / name).write_text(stream.getvalue(), "utf-8")
        else:
            (home / "hop-thu" / name).write_bytes(saved(book(texts)))
    result = cx.consolidate(home / "hop-thu", year=2025)
    assert len(result.records) > 10 and any(MARK in str(record.values) for record in result.records)
    (home / "ra").mkdir()
    result.to_excel(home / "ra" / "t.xlsx")
    result.marked_copies(home / "ra" / "tra-lai")
    cx.templates(home / "ra" / "mau", unit=EVIL[0], year=2025)
    return home / "ra"


def workbooks(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.xlsx"))


def test_no_formula_holds_a_unit_s_text(outputs: Path) -> None:
    assert len(workbooks(outputs)) > 15
    for path in workbooks(outputs):
        with ZipFile(path) as package:
            for name in package.namelist():
                part = package.read(name).decode("utf-8", "replace")
                held = [one for one in FORMULA.findall(part) if MARK in one and "HYPERLINK" not in one]
                assert not held, (path, name, held[:2])
                assert "ddeLink" not in part and "DDEAUTO" not in part


def test_no_link_leads_elsewhere(outputs: Path) -> None:
    inbox = outputs.parent / "hop-thu"
    targets = set()
    for path in workbooks(outputs):
        with ZipFile(path) as package:
            for name in package.namelist():
                part = package.read(name).decode("utf-8", "replace")
                assert 'TargetMode="External"' not in part, (path, name)
                for linked in LINK.findall("\n".join(FORMULA.findall(part))):
                    target = (linked[0] or linked[1]).replace("&amp;", "&").replace('""', '"')
                    targets.add((path.parent, target.partition("#")[0]))
    found = [Path(os.path.normpath(home / unquote(one))) for home, one in targets if one]
    assert found and not [one for one in found if not one.is_relative_to(inbox) or not one.exists()]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text("=+-@\t\r|!\"'(){}#A1,;", min_size=1, max_size=12), min_size=4, max_size=6))
def test_a_support_copy_too(texts: list[str]) -> None:
    data = _made(("a.xlsx", saved(book([f"{text}{MARK}" for text in texts])), ()), load()).data
    with ZipFile(io.BytesIO(data)) as package:
        assert not any(b"<f" in package.read(name) for name in package.namelist() if name.startswith("xl/worksheets"))
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows([["STT", "Họ và tên"], *([1, f"{text} Lò Thị Kín"] for text in texts)])
    copied = _made(("a.csv", stream.getvalue().encode(), ()), load()).data.decode()
    for row in csv.reader(io.StringIO(copied, newline=""), delimiter=";"):
        assert not any(re.match(r"[=+@\t\r]|-(?![\d.,]+%?$)", cell) for cell in row)
