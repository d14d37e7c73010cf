"""With any one wording taken from the data, the column that it headed is asked about: never lost, never guessed unsaid.

Each wording of each form heads a column of a small table, which is read twice: as the data are, and as if nobody had
worded that heading. Both give the same records, or the second says at the heading, or of the sheet, what is amiss.
"""
from __future__ import annotations

import pytest
from layouts import CAPTIONS
from truths import ALWAYS, CATALOGUE, FORMS, subject_of, wordings

from cbcc_xl.catalogue import Form
from cbcc_xl.forms.matching import Headings
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.model import Finding, Grid, a1
from cbcc_xl.records.sheet import Reading, read_sheet

VOCABULARY = Vocabulary(CATALOGUE)
FILLERS = CATALOGUE.common["fillers"]
HEADING = 2                        # the heading's row, as Excel shows it
PEOPLE = ["Nguyễn Thị Hòa", "Trần Văn Nam", "Lê Văn Uy", "Phạm Thị Lan"]
UNITS = ["Phòng Tổng hợp", "Phòng Kế hoạch", "Phòng Thanh tra", "Phòng Quản trị"]
# A column of each type of field; of what is not listed here, figures.
COLUMNS = {"person": PEOPLE, "subject": PEOPLE, "authors": PEOPLE, "unit": UNITS,
           "position": ["Trưởng phòng", "Chuyên viên", "Kế toán", "Chuyên viên"],
           "titles": ["LĐTT", "CSTĐCS", "LĐTT", "Giấy khen"], "title": ["LĐTT", "CSTĐCS", "LĐTT", "LĐTT"],
           "rating": ["HTTNV", "HTXSNV", "HTTNV", "HTNV"], "share": ["90%", "95,5%", "100%", "80%"],
           "text": ["Đã giao Văn phòng", "Sổ tay điện tử", "Hội thi tay nghề", "Đọc sách mỗi tuần"],
           "decision": ["12/QĐ-SXD", "13/QĐ-SXD", "14/QĐ-SXD", "15/QĐ-SXD"],
           "date": ["05/12/2024", "06/12/2024", "07/12/2024", "08/12/2024"],
           "earlier": ["LĐTT năm 2021", "CSTĐCS năm 2022", "LĐTT năm 2022", "LĐTT năm 2020"]}
BOTH = {"name+position": [f"{name} - Chuyên viên" for name in PEOPLE], "name:first": PEOPLE, "name:last": UNITS,
        "position+unit": [f"Chuyên viên, {unit}" for unit in UNITS]}


def column(form: Form, key: str) -> list[object]:
    """What stands under a heading."""
    if key == "_stt":
        return [1, 2, 3, 4]
    if key in BOTH:
        return BOTH[key]
    if key in form.values and (words := [one for all_words in form.values[key].values() for one in all_words]):
        return [words[0], words[-1], words[0], words[0]]
    field = form.field(key.partition(":")[0].partition("+")[0])
    kind = "text" if key[0] == "_" or field is None else field.type
    kind = {"lines": "text", "post": "text", "deadline": "date"}.get(kind, kind)
    return ["9/12 (75%)", "10/12 (83,3%)", "11/12 (91,7%)", "12/12 (100%)"] if "+" in key \
        else COLUMNS.get(kind, [9, 10, 11, 12])


def table(form: Form, key: str, words: str) -> Grid:
    """A table of the form with one column headed by these words, the others by their first wording."""
    subject = "name" if form.name == "attendance" and key.startswith(("name", "status", "signature")) \
        else subject_of(form)
    others = ["status"] if subject == "name" and form.name == "attendance" else ALWAYS[form.name]
    keys = [one for one in ("_stt", subject, *others)
            if key.partition(":")[0].partition("+")[0] != one or key.endswith(":last")]
    headed = [*((one, wordings(form.name, one)[0]) for one in keys), (key, words)]
    body = list(zip(*(column(form, one) for one, _ in headed), strict=True))
    return Grid("Trang 1", [[CAPTIONS[form.name]], [text for _, text in headed], *map(list, body)])


def without(form: Form, words: str) -> Vocabulary:
    """The vocabulary as it were, had the form and those of its family not this wording, under whichever key."""
    vocabulary = VOCABULARY
    for one in FORMS:
        if one is form or form.family and one.family == form.family:
            fewer = {key: [text for text in texts if text != words] for key, texts in one.headings.items()}
            vocabulary = vocabulary.with_headings(one.name, Headings(fewer, FILLERS))
    return vocabulary


def amiss(grid: Grid, whole: Reading, lacking: Reading) -> list[str]:
    """The keys that the second reading has otherwise than the first and says nothing of."""
    heading = a1(HEADING - 1, len(grid.rows[HEADING - 1]) - 1)
    if lacking.sheet.form is None or heading in {one.origin.cell for one in lacking.findings}:
        return []                            # an unread table is told of its file
    read = {record.row: record for record in lacking.records}
    lost = [key for record in whole.records for key in record.values
            if record.row not in read or read[record.row].values.get(key) != record.values[key]
            if not _told(lacking.findings, record.columns.get(key, ""), record.row)]
    made = [key for record in whole.records if record.row in read for key in read[record.row].values
            if key not in record.values and not _told(lacking.findings, read[record.row].columns.get(key, ""),
                                                      record.row)]
    return sorted({*lost, *made})


def _told(findings: list[Finding], column: str, row: int) -> bool:
    """Whether anything is said of a column's heading, of the cell, or of the sheet."""
    cells = {(one.origin.cell or "").partition(":")[0] for one in findings}
    return bool({f"{column}{HEADING}", f"{column}{row}", "", column} & cells)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_heading_without_its_wording_is_asked_about(form: Form) -> None:
    unsaid = []
    for key, texts in form.headings.items():
        for words in texts:
            grid = table(form, key, words)
            whole = read_sheet(grid, "bieu.xlsx", None, VOCABULARY)
            unsaid += [(key, words, one) for one in amiss(grid, whole, read_sheet(grid, "bieu.xlsx", None,
                                                                                  without(form, words)))]
    assert unsaid == []
