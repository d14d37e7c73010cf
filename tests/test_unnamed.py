"""What a command prints names rows and cells, not people; with --names it names them."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from workbooks import xlsx

import cbcc_xl as cx
from cbcc_xl import demo
from cbcc_xl.catalogue import load
from cbcc_xl.catalogue.unnamed import PERSONS, Unnamed
from cbcc_xl.catalogue.wording import words
from cbcc_xl.cli.check import report
from cbcc_xl.model import Finding, Origin
from cbcc_xl.text.letters import plain
from cbcc_xl.text.units import looks_like_unit

CATALOGUE = load()


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """All sample agencies, with whatever is wrong in their files."""
    folder = tmp_path_factory.mktemp("season")
    demo.make(folder)
    return [cx.consolidate(folder / agency.folder, year=demo.YEAR) for agency in demo.AGENCIES]


def people(result: Any) -> set[str]:
    keys = {form.name: {field.key for field in form.fields if field.type in PERSONS}
            for form in CATALOGUE.forms.values()}
    return {name for record in result.records for key in keys[record.form]
            for name in [record.values.get(key, "")] if " " in name and not looks_like_unit(name)}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_person_of_a_season_is_printed(season: list[Any], lang: str) -> None:
    named = 0
    for result in season:
        printed = f" {plain(' '.join(report(result, lang)))} "
        assert not [name for name in people(result) if f" {plain(name)} " in printed]
        loud = f" {plain(' '.join(report(result, lang, names=True)))} "
        named += sum(f" {plain(name)} " in loud for name in people(result))
    assert named > 5, "nobody would have been named: nothing is proved"


def told(code: str, facts: dict[str, Any], cell: str | None = "D7", lang: str = "vi") -> str:
    finding = Finding(code, "warning", Origin("a.xlsx", "DS", cell), facts)
    return words(Unnamed(CATALOGUE, [], lang).finding(finding), CATALOGUE, lang).message


def test_a_sentence_still_reads() -> None:
    twice = {"name": "Lò Thị Kín", "titles": ["LDTT"], "cells": "B9"}
    assert told("person-twice", twice) == "người ở dòng 7 có hai lần với cùng danh hiệu Lao động tiên tiến (ô B9)."
    assert told("person-twice", twice, None, "en").startswith("a person")
    assert told("name-nearly-same", {"name": "Lò Thị Kín", "other": "Lò Thị Kin", "cells": "B9"}) == \
        "người ở dòng 7 gần giống một người khác (ô B9), chỉ khác dấu: có phải một người không?"
    assert told("tie-at-last-seat", {"names": ["Lò Thị Kín", "VÀNG A SỬ"], "count": 30}).startswith(
        "2 người (thêm --names để in tên) bằng nhau 30 phiếu")


def test_units_items_and_files_are_no_people() -> None:
    assert "Phòng Tổng hợp" in told("team-twice", {"name": "Phòng Tổng hợp", "titles": ["TTLDTT"], "cells": "B9"})
    assert told("newer-version", {"other": "Lò Thị Kín.xlsx", "count": 2, "why": "order",
                                  "names": ["Báo cáo kết quả năm 2023", "Vàng A Sử"]}).count("Báo cáo kết quả") == 1
    assert "Lò Thị Kín.xlsx" in told("copy-of", {"other": "Lò Thị Kín.xlsx"})


def test_what_a_unit_wrote_freely_is_not_repeated() -> None:
    for code in ("row-not-understood", "row-after-signature", "note-on-cell"):
        assert "Kín" not in told(code, {"text": "hỏi lại chị Kín"})


def test_a_name_within_another_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx(lambda sheet: [sheet.append(row) for row in (
        ["PHÒNG TỔNG HỢP"], [], ["STT", "Họ và tên", "Danh hiệu"], [1, "Lò Thị Kín", "LĐTT"],
        [2, "Vàng A Sử", "theo chị Lò Thị Kín"])]))
    result = cx.check(path)
    assert "theo chị …" in "\n".join(report(result, "vi")) and "Kín" not in "\n".join(report(result, "vi"))
