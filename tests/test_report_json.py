"""report.json keeps its contract: shape, canonical text, reasons in words, the ledger's balance."""
import datetime
import json
import unicodedata
from fractions import Fraction
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from cbcc_xl.catalogue import in_force, load
from cbcc_xl.model import Finding, Origin, Part, Record, Sheet
from cbcc_xl.outputs import report_json
from cbcc_xl.outputs.safely import OutputError
from cbcc_xl.pipeline.consolidation import Attendance, Award, Consolidation, Elected, Records, Summary, UnitDue, Vote

DAY = datetime.date(2023, 12, 20)
SCHEMA = json.loads(files("cbcc_xl.outputs").joinpath("report.schema.json").read_text("utf-8"))
ROWS = {"record": 2, "heading": 1, "total": 1, "other": 9, "problem": 1}


def consolidation(parts=(), records=(), findings=(), summary=None, units=()):
    catalogue = load()
    return Consolidation(2023, DAY, catalogue, in_force(catalogue, DAY), tuple(parts), Records(records),
                         tuple(findings), summary or Summary(), tuple(units),
                         {part.file: Path(part.file) for part in parts})


def written(made, folder, lang="vi"):
    report_json.write(made, folder / "báo cáo.json", lang)
    report = json.loads((folder / "báo cáo.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(SCHEMA).validate(report)
    return report


@pytest.fixture
def full():
    sheet = Sheet("Cá nhân", "award-person", 9, ROWS)
    note = Sheet("Hướng dẫn", None, None, {"other": 4})
    parts = [Part("a/phong-tong-hop.xlsx", "a" * 64, "read", unit="Phòng Tổng hợp", unit_from="letterhead",
                  sheets=(sheet, note)),
             Part("b.pdf.xlsx", "b" * 64, "unreadable", "file-empty"),
             Part("a/bản sao.xlsx", "a" * 64, "skipped", "same-bytes", {"same": "a/phong-tong-hop.xlsx"})]
    record = Record("award-person", "Phòng Tổng hợp", parts[0].file, "Cá nhân", 11,
                    {"name": "Nguyễn Thị Hòa", "titles": ["LDTT"], "share": "0.955"}, {"name": "C", "share": "H"})
    finding = Finding("ttldtt-too-few-ldtt", "error", Origin(parts[0].file, "Tập thể", "D12"),
                      {"name": "Phòng Tổng hợp", "count": 5, "of": 12, "share": "0.4167", "limit": "> 50%", "need": 7},
                      document="L15-2003", article="28.1")
    whole = Finding("ttldtt-too-few-ldtt", "warning", Origin(), {"count": 5}, "unknown")
    summary = Summary((Award("Phòng Tổng hợp", "LDTT", "person", 1),),
                      (Attendance("Phòng Tổng hợp", 12, 12, 11, True),),
                      (Vote("Phòng Tổng hợp", "Nghị quyết", "resolution", 11, 0, None, "1.0000", True),),
                      (Elected("Phòng Tổng hợp", "Ban Thanh tra nhân dân", "Trần Văn Bình", 10, "0.9091", "elected"),))
    units = [UnitDue("Phòng Tổng hợp", None, 12, "errors", "2023-12-20", (parts[0].file,), ("award-team",))]
    return consolidation(parts, [record], [finding, whole], summary, units)


def test_the_whole_report(full, tmp_path):
    report = written(full, tmp_path)
    assert [report[key] for key in ("schema", "year", "rulebook", "decided")] == [1, 2023, "vn-2023", "2023-12-20"]
    assert report["files"][0]["sheets"] == [
        {"sheet": "Cá nhân", "form": "award-person", "header_row": 9, "rows": ROWS},
        {"sheet": "Hướng dẫn", "form": None, "header_row": None,
         "rows": {"record": 0, "heading": 0, "total": 0, "other": 4, "problem": 0}}]
    assert report["records"] == [{"form": "award-person", "unit": "Phòng Tổng hợp", "file": "a/phong-tong-hop.xlsx",
                                  "sheet": "Cá nhân", "row": 11,
                                  "values": {"name": "Nguyễn Thị Hòa", "titles": ["LDTT"], "share": "0.955"}}]
    assert report["summary"]["votes"][0] == {"unit": "Phòng Tổng hợp", "item": "Nghị quyết", "kind": "resolution",
                                             "agree": 11, "disagree": 0, "abstain": None, "share": "1.0000",
                                             "passed": True}
    assert report["units"][0]["forms_missing"] == ["award-team"]


def test_a_finding_has_facts_words_and_its_article(full, tmp_path):
    first, second = written(full, tmp_path)["findings"]
    assert (first["file"], first["sheet"], first["cell"]) == ("a/phong-tong-hop.xlsx", "Tập thể", "D12")
    assert first["facts"]["need"] == 7 and first["source"] == {"document": "L15-2003", "article": "28.1"}
    assert "5/12" in first["message"] and "41,67%" in first["message"] and first["fix"]
    assert (second["file"], second["outcome"], second["source"]) == (None, "unknown", None)


def test_whatever_is_not_read_has_its_reason_in_words(full, tmp_path):
    read, unreadable, _ = written(full, tmp_path)["files"]
    assert read["reason"] is None and read["unit_from"] == "letterhead"
    assert unreadable["reason"] == "Tệp rỗng (0 byte)."
    assert written(full, tmp_path, "en")["files"][1]["reason"].startswith("The file is empty")


def test_the_balance_counts_the_sheets_that_hold_a_form(full, tmp_path):
    assert written(full, tmp_path)["ledger"] == {"sheets": 1, "rows": 14, **ROWS}


def test_units_only_where_a_list_was_given(tmp_path):
    assert "units" not in written(consolidation(), tmp_path)


def test_exact_numbers_and_days_among_facts_become_text(tmp_path):
    facts = {"share": Fraction(2, 3), "days": (DAY,), "cells": {"D7"}}
    report = written(consolidation(findings=[Finding("x", "info", Origin(), facts)]), tmp_path)
    assert report["findings"][0]["facts"] == {"share": "2/3", "days": ["2023-12-20"], "cells": ["D7"]}


def test_letters_are_composed_even_after_a_line_break(tmp_path):
    raw = unicodedata.normalize("NFD", "Hoà\nỦy")
    report = written(consolidation(findings=[Finding("x", "info", Origin(None, raw), {"text": "\n\u0303a"})]), tmp_path)
    assert report["findings"][0]["sheet"] == "Hoà\nỦy"
    assert report["findings"][0]["facts"] == {"text": "\n\u0303a"}


def test_a_file_name_that_is_no_text_does_not_stop_the_report(tmp_path):
    part = Part("ph\udcf2ng.xlsx", "c" * 64, "unreadable", "file-empty")
    assert written(consolidation([part]), tmp_path)["files"][0]["file"] == "ph?ng.xlsx"


def test_a_folder_that_does_not_exist(tmp_path):
    with pytest.raises(OutputError):
        report_json.write(consolidation(), tmp_path / "không có" / "a.json")
