"""Each rule's cases in `tests/rules/<code>.md`: passes, fails, on the line, too little data; and an agency's own file.

A case draws one or several tables and says what the rule finds:

    award-team của Phòng A                     a table of the form, sent by the unit
    seats: 2; present: 10                      figures above the table, in A1, B1, …
    | name    | headcount | titles |           the heading stands in row 2, the rows from row 3 on; columns from A
    | Phòng A | 12        | TTLDTT |           an empty cell is an empty cell
    ghi ở A4: sum:votes = 12, dòng 3-4         what the sheet states about its rows
    khi đọc: cell-error ở B3                   what reading has found before
    số người: Phòng A = 12                     from the list of units
    ngày văn bản: 2025-01-20                   the day that the unit's letter names
    năm: 2025                                  the year that the table's sheet speaks of
    → error C3: count=8; of=12                 severity, cell, all facts but those that name the row and the limit
    → warning chưa rõ B3: of=12                too little data
    → không có gì

A cell is written with its form where a case draws several tables, and with its unit where several units send them;
what is found about all files together has `cả hộp thư` for a cell.
"""
from __future__ import annotations

import argparse
import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from linting import of_finding

from cbcc_xl.catalogue import Catalogue, CatalogueError, in_force, load
from cbcc_xl.catalogue.wording import words
from cbcc_xl.checks import check_file, check_inbox, one_cause, verify
from cbcc_xl.cli import rules
from cbcc_xl.model import NOT_MET, READ, UNKNOWN, WARNING, Finding, Origin, Part, Record, Sheet, Stated, letters
from cbcc_xl.text.units import unit_key

FOLDER = Path(__file__).parent / "rules"
KINDS_OF_CASE = ("Đạt", "Không đạt", "Đúng ngưỡng", "Thiếu số liệu")
NAMING = {"name", "item", "post", "unit", "limit", "alike", "dependents", "held"}
CATALOGUE = load()
READ_AS: Mapping[str, Callable[[str], Any]] = {
    "count": int, "titles": str.split, "list": lambda text: text.split("; "),
    "earlier": lambda text: text.split("; ")}


class Case(NamedTuple):
    code: str
    title: str
    lines: list[str]
    day: datetime.date


def cases() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("*.md")):
        head, *parts = re.split(r"(?m)^## ", path.read_text("utf-8"))
        for part in parts:
            title, *lines = [line.strip() for line in part.splitlines() if line.strip()]
            yield Case(path.stem, title, lines, day(lines) or day(head.splitlines()) or datetime.date(2024, 12, 31))


def day(lines: list[str]) -> datetime.date | None:
    found = re.search(r"Ngày quyết định: (\S+)", "\n".join(lines))
    return datetime.date.fromisoformat(found[1]) if found else None


class Drawing:
    """The tables of a case as parts, one a unit."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.parts: dict[str, Part] = {}
        self.tables: list[tuple[str, str]] = []
        self.headcounts: dict[str, int] = {}
        self.columns: dict[str, str] = {}
        self.above: dict[str, Any] = {}
        self.row = 0

    def draw(self, line: str) -> None:
        if table := re.fullmatch(r"([a-z-]+) của (.+)", line):
            self.tables.append((table[2], table[1]))
            self.columns, self.above, self.row = {}, {}, 2
            self.parts.setdefault(table[2], Part(f"{table[2]}.xlsx", "", READ, unit=table[2]))
        elif line.startswith("|"):
            self._table_line([cell.strip() for cell in line.strip("|").split("|")])
        elif stated := re.fullmatch(r"ghi ở ([A-Z]+\d+): (\S+) = (.+?), dòng ([\d-]+)"
                                    r"(?:, cả bảng ([\d-]+))?(?:, tối đa (\d+))?", line):
            self._add(stated=Stated(self.tables[-1][1], stated[2],
                                    int(stated[3]) if stated[3].isdigit() else stated[3], self._origin(stated[1]),
                                    row_numbers(stated[4]), row_numbers(stated[5] or ""), stated[6]))
        elif read := re.fullmatch(r"khi đọc: (\S+) ở (\S+)", line):
            self._add(finding=Finding(read[1], WARNING, self._origin(read[2]), {}))
        elif year := re.fullmatch(r"năm: (\d{4})", line):
            unit = self.tables[-1][0]
            sheet = Sheet(self._sheet(), self.tables[-1][1], None, {}, year=int(year[1]))
            self.parts[unit] = self.parts[unit]._replace(sheets=(*self.parts[unit].sheets, sheet))
        elif dated := re.fullmatch(r"ngày văn bản: (\S+)", line):
            unit = self.tables[-1][0]
            self.parts[unit] = self.parts[unit]._replace(dated=dated[1])
        elif known := re.fullmatch(r"số người: (.+) = (\d+)", line):
            self.headcounts[unit_key(known[1])] = int(known[2])
        else:
            for place, pair in enumerate(line.split("; ")):
                key, value = pair.split(": ", 1)
                self.columns[key] = f"{letters(place)}1"
                self._put(self.above, key, value)

    def _table_line(self, cells: list[str]) -> None:
        if self.row == 2:
            self.columns |= {key: letters(place) for place, key in enumerate(cells)}
            self.keys = cells
        else:
            values = dict(self.above)
            for key, text in zip(self.keys, cells, strict=True):
                self._put(values, key, text)
            unit, form = self.tables[-1]
            self._add(record=Record(form, unit, f"{unit}.xlsx", self._sheet(), self.row, values, self.columns))
        self.row += 1

    def _put(self, values: dict[str, Any], key: str, text: str) -> None:
        field = self.catalogue.forms[self.tables[-1][1]].field(key)
        assert field, f"no field {key} in {self.tables[-1][1]}"
        if text:
            values[key] = READ_AS.get(field.type, str)(text)

    def _sheet(self) -> str:
        return f"{self.catalogue.forms[self.tables[-1][1]].sheet} {len(self.tables)}"

    def _origin(self, cell: str) -> Origin:
        return Origin(f"{self.tables[-1][0]}.xlsx", self._sheet(), cell)

    def _add(self, record: Record | None = None, stated: Stated | None = None, finding: Finding | None = None) -> None:
        unit = self.tables[-1][0]
        part = self.parts[unit]
        self.parts[unit] = part._replace(records=(*part.records, *filter(None, [record])),
                                         stated=(*part.stated, *filter(None, [stated])),
                                         findings=(*part.findings, *filter(None, [finding])))

    def place(self, origin: Origin) -> str:
        if origin.file is None:
            return "cả hộp thư"
        unit, number = origin.file.removesuffix(".xlsx"), int((origin.sheet or "").rsplit(" ", 1)[1])
        units, form = {unit for unit, _ in self.tables}, self.tables[number - 1][1]
        words = [unit] * (len(units) > 1) + [form] * (len(self.tables) > 1) + [origin.cell or ""]
        return " ".join(words)


def row_numbers(text: str) -> tuple[int, ...]:
    first, _, last = text.partition("-")
    return tuple(range(int(first), int(last or first) + 1)) if first else ()


def judged(drawing: Drawing, on: datetime.date, code: str = "") -> list[Finding]:
    """All that the rules in force on a day find in the tables drawn; or one rule, with those that it stands behind."""
    catalogue = drawing.catalogue
    rulebook = in_force(catalogue, on)
    verify(rulebook)
    parts = [part._replace(findings=(*part.findings, *check_file(part, catalogue, rulebook)))
             for part in drawing.parts.values()]
    records = [record for part in parts for record in part.records]
    stated = [one for part in parts for one in part.stated]
    findings = [finding for part in parts for finding in part.findings]
    findings += check_inbox(records, stated, parts, catalogue, rulebook, drawing.headcounts)
    before = (*catalogue.rules[code].after, *catalogue.rules[code].on.get("asked_after", ())) if code else ()
    known = {code, *before} if code else {one.code for one in findings}
    return one_cause([one for one in findings if one.code in known], records, stated, catalogue, rulebook)


def shown(finding: Finding, drawing: Drawing) -> str:
    facts = "; ".join(f"{key}={fact(value)}" for key, value in finding.facts.items() if key not in NAMING)
    unknown = "chưa rõ " if finding.outcome == UNKNOWN else ""
    return f"{finding.severity} {unknown}{drawing.place(finding.origin)}: {facts}".rstrip(": ")


def fact(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def drawn(lines: list[str], catalogue: Catalogue = CATALOGUE) -> Drawing:
    drawing = Drawing(catalogue)
    for line in lines:
        if not line.startswith(("→", "```", "Ngày quyết định")):
            drawing.draw(line)
    return drawing


ALL = list(cases())


@pytest.mark.parametrize("case", ALL, ids=[f"{case.code}: {case.title}" for case in ALL])
def test_case(case: Case) -> None:
    drawing = drawn(case.lines)
    expected = [line.removeprefix("→").strip() for line in case.lines if line.startswith("→")]
    found = [shown(finding, drawing) for finding in judged(drawing, case.day, case.code)
             if finding.code == case.code]
    assert (found or ["không có gì"]) == expected


@pytest.mark.parametrize("code", CATALOGUE.rules)
def test_each_rule_has_its_four_cases(code: str) -> None:
    kinds = [re.match(r"[^:(]+", case.title)[0].strip() for case in ALL if case.code == code]   # type: ignore[index]
    assert [kind for kind in KINDS_OF_CASE if kind not in kinds] == []
    assert set(kinds) <= set(KINDS_OF_CASE)


def test_no_case_without_a_rule() -> None:
    assert {case.code for case in ALL} <= set(CATALOGUE.rules)


# --- the day of the decision, and an agency's own file ---------------------------------------------------------------

ONE_BATCH = """
award-team của Phòng Một
| name      | headcount | rating | titles |
| Phòng Một | 5         | HTTNV  | TTLDTT |
award-person của Phòng Một
| name         | rating | titles      | initiative |
| Trần Văn An  | HTXSNV | LDTT CSTDCS |            |
| Lê Thị Bình  | HTNV   | LDTT        |            |
| Vũ Thị Chi   | HTTNV  | LDTT        |            |
""".strip().splitlines()


def found(lines: list[str], on: str, catalogue: Catalogue = CATALOGUE) -> list[tuple[str, str, str | None]]:
    return sorted((finding.code, finding.severity, finding.document)
                  for finding in judged(drawn(lines, catalogue), datetime.date.fromisoformat(on)))


@pytest.mark.parametrize(("on", "expected"), [
    ("2023-12-31", [("cstdcs-over-cap", "warning", "ND91-2017"), ("cstdcs-without-achievement", "error", "L15-2003"),
                    ("ldtt-below-good-rating", "error", "L15-2003")]),
    ("2024-06-30", [("cstdcs-over-cap", "warning", "TY-LE-NOI-BO"), ("ldtt-below-good-rating", "error", "L06-2022"),
                    ("ttldtt-too-few-ldtt", "error", "L06-2022")]),
    ("2026-11-01", [("cstdcs-over-cap", "warning", "TY-LE-NOI-BO"), ("ldtt-below-good-rating", "warning", "L06-2026"),
                    ("ttldtt-too-few-ldtt", "warning", "L06-2026")]),
], ids=["2003 law", "2022 law", "2026 law, not verified"])
def test_one_batch_by_the_law_of_three_days(on: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(ONE_BATCH, on) == expected


def agency(tmp_path: Path, text: str) -> Catalogue:
    path = tmp_path / "so-moi.toml"
    path.write_text(text, "utf-8")
    return load([path])


def test_an_agency_changes_a_limit(tmp_path: Path) -> None:
    catalogue = agency(tmp_path, '[ttldtt-too-few-ldtt]\nlimit = ">= 60%"\n')
    assert "ttldtt-too-few-ldtt" not in {code for code, _, _ in found(ONE_BATCH, "2024-06-30", catalogue)}
    assert catalogue.rules["ttldtt-too-few-ldtt"].changed_by == "so-moi.toml"


def test_an_agency_changes_the_lowest_rating(tmp_path: Path) -> None:
    catalogue = agency(tmp_path, '[ldtt-below-good-rating]\nlimit = "HTXSNV"\n')
    drawing = drawn(ONE_BATCH, catalogue)
    lines = [shown(finding, drawing) for finding in judged(drawing, datetime.date(2024, 6, 30))
             if finding.code == "ldtt-below-good-rating"]
    assert lines == ["error award-person B4: field=rating; value=HTNV; titles=LDTT; rating=HTNV; ratings=HTXSNV",
                     "error award-person B5: field=rating; value=HTTNV; titles=LDTT; rating=HTTNV; ratings=HTXSNV"]


def test_an_agency_has_its_own_cap_and_rounding(tmp_path: Path) -> None:
    catalogue = agency(tmp_path, '[cstdcs-over-cap]\nlimit = "<= 20%"\nbase = "exclusive"\nrounding = "ceil"\n'
                                 'severity = "error"\nsource = "QD-CO-QUAN"\nunverified = false\n'
                                 '[source.QD-CO-QUAN]\nvi = "Quyết định số 8/QĐ-SM"\n')
    assert "cstdcs-over-cap" not in {code for code, _, _ in found(ONE_BATCH, "2024-06-30", catalogue)}
    three = [*ONE_BATCH, "| Bùi Văn Dân | HTXSNV | LDTT CSTDCS | |", "| Hồ Thị Én | HTXSNV | LDTT CSTDCS | |"]
    assert ("cstdcs-over-cap", "error", "QD-CO-QUAN") in found(three, "2024-06-30", catalogue)


def test_an_agency_changes_a_severity_and_switches_a_rule_off(tmp_path: Path) -> None:
    catalogue = agency(tmp_path, '[ldtt-below-good-rating]\nseverity = "info"\n[cstdcs-over-cap]\nseverity = "off"\n')
    assert found(ONE_BATCH, "2024-06-30", catalogue) == [("ldtt-below-good-rating", "info", "L06-2022"),
                                                         ("ttldtt-too-few-ldtt", "error", "L06-2022")]


def test_an_agency_softens_elections_of_every_kind(tmp_path: Path) -> None:
    catalogue = agency(tmp_path, '[election-result-doubtful]\nseverity = "info"\n')
    lines = ["election của Chi bộ Một", "post: Bí thư Chi bộ; seats: 1; summoned: 6", "| name | votes | note |",
             "| Trần Văn An | 3 | Trúng cử |"]
    assert ("election-result-doubtful", "info", "QD190") in found(lines, "2025-01-15", catalogue)


COUNCIL = """
ballot của Sở Một
members: 12; present: 9; written: 2; issued: 11
| name        | title  | agree | note       |
| Trần Văn An | CSTDCS | 9     | Thông qua  |
| Lê Thị Bình | CSTDCS | 8     |            |
| Vũ Thị Chi  | CSTDT  | 11    |            |
""".strip().splitlines()


@pytest.mark.parametrize(("base", "limit", "expected"), [
    ("members", ">= 75%", ["error C4: count=8; of=12; share=0.6667; need=9; base=members; short=1"]),
    ("members", ">= 66%", []),
    ("consulted", "> 8/11", ["error C4: count=8; of=11; share=0.7273; need=9; base=consulted; short=1"]),
    ("present", ">= 100%", ["error C4: count=8; of=9; share=0.8889; need=9; base=present; short=1"]),
], ids=["all members", "just enough", "exactly the share is not more", "those present"])
def test_an_agency_gives_its_council_s_share_and_base(tmp_path: Path, base: str, limit: str,
                                                      expected: list[str]) -> None:
    """A row that doesn't say it passed is no more than a warning, whatever the agency's severity."""
    catalogue = agency(tmp_path, f'[council-title-short-of-votes]\nlimit = "{limit}"\nbase = "{base}"\n'
                                 'severity = "error"\nsource = "QC-HD"\nunverified = false\n'
                                 '[source.QC-HD]\nvi = "Quy chế Hội đồng Thi đua - Khen thưởng"\n')
    drawing = drawn(COUNCIL, catalogue)
    lines = [re.sub("title=[A-Z]+; ", "", shown(finding, drawing))
             for finding in judged(drawing, datetime.date(2024, 6, 30))
             if finding.code == "council-title-short-of-votes"]
    assert lines == [line.replace("error", "warning") for line in expected]


def test_more_at_a_council_than_it_has_members_is_told_once(tmp_path: Path) -> None:
    catalogue = agency(tmp_path, '[council-without-quorum]\nlimit = ">= 2/3"\n'
                                 '[council-title-short-of-votes]\nlimit = ">= 70%"\nbase = "consulted"\n')
    lines = [COUNCIL[0], "members: 10; present: 9; written: 2", *COUNCIL[2:4]]
    assert [code for code, _, _ in found(lines, "2024-06-30", catalogue) if "council" in code] == [
        "council-present-over-members"]


def test_too_few_at_a_council_is_told_beside_a_ballot_that_failed(tmp_path: Path) -> None:
    catalogue = agency(tmp_path, '[council-without-quorum]\nlimit = "> 11/12"\n'
                                 '[council-title-short-of-votes]\nlimit = ">= 100%"\nbase = "members"\n'
                                 '[council-senior-title-short-of-votes]\nlimit = ">= 100%"\n')
    assert [code for code, _, _ in found(COUNCIL, "2024-06-30", catalogue) if "council" in code][-1] \
        == "council-without-quorum"
    assert any("short" in code for code, _, _ in found(COUNCIL, "2024-06-30", catalogue))


@pytest.mark.parametrize(("base", "limit", "expected"), [
    ("present", "> 75%", ["warning A1: count=9; of=12; share=0.7500; need=10; base=present"]),
    ("present", ">= 3/4", []),
    ("consulted", ">= 11/12", []),
    ("consulted", "> 11/12", ["warning A1: count=11; of=12; share=0.9167; need=12; base=consulted"]),
])
def test_an_agency_gives_its_council_s_quorum(tmp_path: Path, base: str, limit: str, expected: list[str]) -> None:
    catalogue = agency(tmp_path, f'[council-without-quorum]\nlimit = "{limit}"\nbase = "{base}"\n'
                                 '[council-title-short-of-votes]\nlimit = ">= 10%"\n'
                                 '[council-senior-title-short-of-votes]\nlimit = ">= 10%"\n')
    drawing = drawn(COUNCIL, catalogue)
    assert [shown(finding, drawing).replace("B1", "A1") for finding in judged(drawing, datetime.date(2024, 6, 30))
            if finding.code.startswith("council-")] == expected


def test_a_row_that_says_it_passed_without_the_votes_is_the_agency_s_error(tmp_path: Path) -> None:
    catalogue = agency(tmp_path, '[council-title-short-of-votes]\nlimit = ">= 80%"\nseverity = "error"\n'
                                 'source = "QC-HD"\nunverified = false\n[source.QC-HD]\nvi = "Quy chế"\n')
    assert [(code, severity) for code, severity, _ in found(COUNCIL, "2024-06-30", catalogue) if "short" in code] == [
        ("council-senior-title-short-of-votes", "info"), ("council-title-short-of-votes", "error"),
        ("council-title-short-of-votes", "warning")]


ADDED = """
[ldtt-without-position]
kind = "required"
on = { form = "award-person", titles = ["LDTT"], field = "position" }
vi = "{name} chưa ghi chức vụ."
in_force = [{ from = 2024-01-01, severity = "warning", source = "QC-THI-DUA" }]

[source.QC-THI-DUA]
vi = "Quy chế thi đua của cơ quan"
"""


def test_an_agency_adds_a_rule_of_a_known_kind(tmp_path: Path) -> None:
    catalogue = agency(tmp_path, ADDED)
    lines = ["award-person của Phòng Một", "| name | position | rating | titles |", "| Trần Văn An | | HTTNV | LDTT |"]
    findings = [finding for finding in judged(drawn(lines, catalogue), datetime.date(2024, 6, 30))
                if finding.code == "ldtt-without-position"]
    assert [words(finding, catalogue)[:3] for finding in findings] == [
        ("Trần Văn An chưa ghi chức vụ.", "", "Quy chế thi đua của cơ quan")]
    assert "ldtt-without-position" not in {code for code, _, _ in found(lines, "2023-12-31", catalogue)}


@pytest.mark.parametrize(("text", "said"), [
    ('[new-rule]\nkind = "at-moost"\non = { form = "vote" }\nin_force = [{ severity = "error" }]\n', "at-moost"),
    ('[new-rule]\nkind = "at-most"\non = { form = "vote", count = "agree" }\nin_force = [{ severity = "error" }]\n',
     "thiếu of"),
    ('[new-rule]\nkind = "at-most"\non = { form = "votes", count = "agree", of = "eligible" }\n'
     'in_force = [{ severity = "error" }]\n', "votes"),
    ('[new-rule]\nkind = "at-most"\non = { form = "vote", count = "agreed", of = "eligible" }\n'
     'in_force = [{ severity = "error" }]\n', "agreed"),
    ('[ttldtt-too-few-ldtt]\nlimit = "70 phần trăm"\n', "70 phần trăm"),
    ('[ldtt-below-good-rating]\nlimit = "TỐT"\n', "TỐT"),
    ('[cstdcs-over-cap]\nrounding = "down"\n', "down"),
    ('[ldtt-below-good-rating]\nseverity = "eror"\n', "eror"),
], ids=["kind", "setting", "form", "field", "limit", "rating", "rounding", "severity"])
def test_an_agency_s_slip_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CatalogueError, match=said):
        catalogue = agency(tmp_path, text)
        verify(in_force(catalogue, datetime.date(2024, 6, 30)), catalogue)


@pytest.mark.parametrize("key", ["severty", "limt", "vi_fixx"])
def test_an_agency_s_slip_in_a_key_is_named(tmp_path: Path, key: str) -> None:
    with pytest.raises(CatalogueError, match=f"so-moi.toml: quy tắc “person-twice”: .*{key}"):
        agency(tmp_path, f'[person-twice]\n{key} = "off"\n')


def test_each_finding_tells_what_stands_there() -> None:
    for case in ALL:
        for finding in judged(drawn(case.lines), case.day):
            if finding.code in CATALOGUE.rules:
                assert of_finding(finding, CATALOGUE) == [], (case.code, case.title)
                message = words(finding, CATALOGUE).message
                assert finding.outcome != NOT_MET or "…" not in message, (case.code, case.title, message)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_too_little_data_is_said_in_words_of_its_own(lang: str) -> None:
    lines = ["award-team của Phòng Một", "| name | headcount | titles |", "| Phòng Một | | TTLDTT |"]
    finding = next(finding for finding in judged(drawn(lines), datetime.date(2024, 6, 30))
                   if finding.code == "ttldtt-too-few-ldtt")
    assert finding.outcome == UNKNOWN
    assert words(finding, CATALOGUE, lang).message == {
        "vi": "Tập thể Phòng Một: thiếu tổng số người hoặc danh sách Lao động tiên tiến nên chưa tính được tỷ lệ.",
        "en": "Team Phòng Một: the headcount or the list of LĐTT is missing."}[lang]


# --- the command -----------------------------------------------------------------------------------------------------

def printed(capsys: pytest.CaptureFixture[str], *args: str) -> list[str]:
    made = argparse.ArgumentParser()
    rules.add_parser(made.add_subparsers())
    parsed = made.parse_args(["rules", *args])
    assert parsed.run(parsed) == 0
    return capsys.readouterr().out.splitlines()


def test_rules_lists_what_is_in_force_on_the_last_day_of_a_year(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "--year", "2023")
    assert lines[0].startswith("vn-2023 (31/12/2023)")
    place = next(number for number, line in enumerate(lines) if "ttldtt-too-few-ldtt" in line)
    assert lines[place].startswith("[Lỗi]")
    assert lines[place + 1].strip().startswith("trên 50% · khoản 1 Điều 28 Luật Thi đua, khen thưởng số 15/2003/QH11")


def test_rules_says_what_is_not_verified(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "cstdcs-without-ldtt", "--decided", "2026-11-01")
    marked = [line for line in lines if line.startswith("→")]
    assert len(lines) == 5
    assert len(marked) == 1
    assert "01/10/2026 – …: Cảnh báo" in marked[0]
    assert marked[0].endswith("Chưa kiểm chứng văn bản")


def test_rules_shows_the_base_of_each_kind_of_election(capsys: pytest.CaptureFixture[str]) -> None:
    text = "\n".join(printed(capsys, "election-result-doubtful", "--year", "2024"))
    assert "CĐCS, chấp hành CĐ: Số phiếu thu về · Điều 10 Điều lệ Công đoàn Việt Nam" in text
    assert "Số đại biểu được triệu tập · Điều 30 Quy chế bầu cử trong Đảng" in text


def test_rules_names_the_agency_s_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "so-moi.toml"
    path.write_text('[ttldtt-too-few-ldtt]\nlimit = ">= 60%"\n', "utf-8")
    lines = printed(capsys, "ttldtt-too-few-ldtt", "--year", "2024", "--rules", str(path), "--lang", "en")
    assert any("at least 60%" in line and line.endswith("so-moi.toml") for line in lines)


def test_rules_suggests_a_code_for_a_slip(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CatalogueError, match="ttldtt-too-few-ldtt"):
        printed(capsys, "ttldtt-too-few")
