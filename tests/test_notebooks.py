"""Notebooks run as shipped, and their screens driven by their own widgets: what is typed, clicked, shown and saved."""
from __future__ import annotations

import ast
import re
import time
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from shutil import copy
from threading import Thread
from typing import Any
from urllib.parse import unquote

import nbformat
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ipywidgets import HTML
from nbclient import NotebookClient

import cbcc_xl as cx
from cbcc_xl import demo
from cbcc_xl.catalogue import load
from cbcc_xl.outputs.safely import OutputError
from cbcc_xl.outputs.templates.fill import Typed, fill, typed
from cbcc_xl.widgets.consolidating import Consolidating
from cbcc_xl.widgets.counting import Counting
from cbcc_xl.widgets.counting_form import CountingForm
from cbcc_xl.widgets.folder_choice import FolderChoice
from cbcc_xl.widgets.saving import Saving

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
OFFICE = "2. Văn phòng Tỉnh ủy"


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's five inboxes."""
    folder = tmp_path_factory.mktemp("demo")
    demo.make(folder)
    return folder


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder, as a notebook has one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def consolidated(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Consolidating:
    """The staffer's screen after a run over one inbox of the demo."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("run"))
        screen = Consolidating(samples / OFFICE, demo.YEAR, samples / demo.UNITS_DUE)
        screen.button.click()
    return screen


def said(html: str) -> str:
    """What a reader sees of HTML."""
    return re.sub(r"<[^>]+>", " ", html)


def texts(widget: Any) -> Iterator[str]:
    """All HTML that stands in a widget."""
    if isinstance(widget, HTML):
        yield widget.value
    for child in getattr(widget, "children", ()):
        yield from texts(child)


def pages(screen: Consolidating) -> dict[str, Any]:
    tab = screen.results.children[0]
    return dict(zip(tab.titles, tab.children, strict=True))


# --- the notebooks ---------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_is_a_title_sentences_and_calls(path: Path) -> None:
    book = nbformat.read(path, as_version=4)
    nbformat.validate(book)
    assert book.metadata.kernelspec.name == "python3"
    assert book.cells[0].cell_type == "markdown" and book.cells[0].source.startswith("# ")
    for cell in book.cells:
        if cell.cell_type == "code":
            assert not cell.outputs and cell.execution_count is None
            assert len(ast.parse(cell.source).body) == 1


def run(name: str, folder: Path, then: str) -> str:
    """Run a notebook as shipped and one more cell, which drives its screen (`_`); gives what that cell prints."""
    copy(NOTEBOOKS / name, folder)
    book = nbformat.read(folder / name, as_version=4)
    book.cells.append(nbformat.v4.new_code_cell(then))
    NotebookClient(book, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(folder)}}).execute()
    return "".join(output.text for output in book.cells[-1].outputs if output.output_type == "stream")


def test_notebook_1_consolidates(samples: Path, tmp_path: Path) -> None:
    printed = run("1_tong_hop.ipynb", tmp_path, f"""
screen = _
screen.folder.path.value, screen.year.value = {str(samples / OFFICE)!r}, "2023"
screen.button.click()
print(screen.said.value, screen.progress.value, screen.results.children[0].titles)""")
    assert "16/16 tệp" in printed and "Khen thưởng" in printed
    assert (tmp_path / f"tong-hop-{OFFICE}.xlsx").exists()


def test_notebook_3_counts_and_saves(tmp_path: Path) -> None:
    run("3_kiem_phieu.ipynb", tmp_path, """
screen = _
entries = screen.forms["bieu-quyet"].table.rows[0].entries
for key, text in {"item": "Nghị quyết", "eligible": "80", "agree": "41", "disagree": "39"}.items():
    entries[key].value = text
screen.save()""")
    [record] = cx.check(tmp_path / "kiem-phieu" / "bieu-quyet.xlsx").records
    assert record.values == {"item": "Nghị quyết", "kind": "resolution", "eligible": 80, "agree": 41, "disagree": 39,
                             "share": "0.5125"}


# --- the staffer's screen --------------------------------------------------------------------------------------------

def test_the_board_shows_who_has_not_sent_first(consolidated: Consolidating) -> None:
    rows = re.findall(r"<tr><td>(.*?)</tr>", pages(consolidated)["Đơn vị"].value)
    assert len(rows) == len(consolidated.result.units) == 14
    assert "Ban Quản lý Nhà công vụ" in rows[0] and "Chưa gửi" in rows[0]
    assert "Phòng Quản trị" in rows[1] and "Có lỗi" in rows[1]


def test_findings_are_filtered(consolidated: Consolidating) -> None:
    table = pages(consolidated)[f"Lỗi, cảnh báo ({len(consolidated.result.findings)})"]
    everything = len(table.chosen())
    assert everything == len(consolidated.result.findings) > 2
    table.unit.value = "Phòng Quản trị"
    assert [line.unit for line in table.chosen()] == ["Phòng Quản trị"] * 2
    assert "A17" in said(table.shown.value) and "Nhà khách" not in said(table.shown.value)
    table.unit.value = ""
    table.search.value = "duong thanh nhung"
    shown = said(table.shown.value)                      # once in the list of nominations, once in that of ratings
    assert "Dương Thanh Nhung" in shown and len(table.chosen()) == 2 and "Nhà khách/DS.xlsx" in shown
    assert "TCHC - tong hop xep loai 2023.xlsx" in shown and "D86" in shown
    table.search.value = ""
    table.severity.value = "error"
    assert 0 < len(table.chosen()) < everything


def test_awards_stand_by_unit_and_title_with_sums_and_a_chart(consolidated: Consolidating) -> None:
    awards = pages(consolidated)["Khen thưởng"]
    total = re.findall(r"\d+", said(awards.table.value.split("<tfoot>")[1]))
    assert sum(map(int, total)) == sum(award.count for award in consolidated.result.summary.awards)
    assert "65" in total                                           # Lao động tiên tiến, as the report published it
    assert b"<svg" in bytes(awards.chart.value)


def test_the_link_leads_to_the_summary(samples: Path, here: Path) -> None:
    screen = Consolidating(samples / "1. Cơ quan Đảng ủy Khối")
    screen.button.click()
    [shown] = screen.link.outputs
    target = re.search('href="([^"]+)"', shown["data"]["text/html"])
    assert target and openpyxl.load_workbook(here / unquote(target[1])).sheetnames
    assert "Đơn vị" not in pages(screen)                           # no list of units due, no board
    assert screen.progress.value == screen.progress.max == len(screen.result.files)


@pytest.mark.parametrize(("typed_in", "word"), [
    ({"folder": ""}, "Chọn thư mục"), ({"folder": "khong-co"}, "khong-co"), ({"year": "23"}, "“23”"),
    ({"units": "khong-co.xlsx"}, "khong-co.xlsx"), ({"rules": "rieng.toml"}, "rieng.toml"),
    ({"folder": "rong"}, "không có tệp nào")])
def test_what_cant_be_done_is_one_sentence(samples: Path, here: Path, typed_in: dict[str, str], word: str) -> None:
    (here / "rong").mkdir()
    (here / "rieng.toml").write_text("[[", encoding="utf-8")
    screen = Consolidating(samples / OFFICE)
    for name, text in typed_in.items():
        field = screen.folder.path if name == "folder" else getattr(screen, name)
        field.value = text
    screen.button.click()
    sentence = said(screen.said.value).strip()
    assert word in sentence and sentence.endswith(".") and "\n" not in sentence and "Traceback" not in sentence
    assert not screen.results.children and not screen.button.disabled
    assert not list(here.glob("tong-hop*"))


def test_texts_of_files_are_escaped(here: Path) -> None:
    folder = here / "hop <b>thu"
    fill_awards(folder / "<i>.xlsx", "<script>alert(1)</script>", "<img src=x onerror=alert(2)>")
    screen = Consolidating(folder, 2023)
    screen.button.click()
    everything = "".join([*texts(screen.results), screen.said.value, screen.link.outputs[0]["data"]["text/html"]])
    assert "&lt;script&gt;" in everything and "&lt;img" in everything
    assert "<script" not in everything and "<img" not in everything and "<i>" not in everything


def fill_awards(path: Path, person: str, unit: str) -> None:
    """A list of one nominated person, without a rating."""
    path.parent.mkdir(exist_ok=True)
    fill(path, load(), "award-person", Typed(unit, 2023, {}, [{"name": person, "titles": "Lao động tiên tiến"}]))


def test_files_that_were_not_read_are_said_first(here: Path) -> None:
    (here / "hop thu").mkdir()
    (here / "hop thu" / "a.xlsx").write_bytes(b"PK khong phai bang tinh")
    screen = Consolidating("hop thu", 2023)
    screen.button.click()
    assert "0/1 tệp" in said(screen.said.value) and "1 không đọc được" in said(screen.said.value)
    assert "cbcc-good" not in screen.said.value
    assert re.search(r"a\.xlsx .*Không đọc được .*\w", said(pages(screen)["Tệp"].value))


def test_a_folder_is_found_by_walking(samples: Path, here: Path) -> None:
    choice = FolderChoice(load().words["vi"]["consolidating"], str(samples))
    choice.opened.value = True
    assert [name for _, name in choice.folders.options][:4] == [None, "..", "1. Cơ quan Đảng ủy Khối", OFFICE]
    choice.folders.value = OFFICE
    assert choice.folder == samples / OFFICE and choice.folders.value is None
    choice.folders.value = ".."
    assert choice.folder == samples


# --- the counting committee's screen ---------------------------------------------------------------------------------

counting = partial(Counting, pause=0)   # no person is typing: each change is saved at once
ONCE = {"post": "Ban Thanh tra nhân dân", "seats": "1", "summoned": "82", "present": "80", "issued": "80",
        "returned": "80", "valid": "79", "invalid": "1"}


def type_rows(form: CountingForm, *rows: Mapping[str, str]) -> None:
    for number, row in enumerate(rows):
        for key, text in row.items():
            form.table.rows[number].entries[key].value = text


def type_once(form: CountingForm, **values: str) -> None:
    for key, text in values.items():
        form.head.entries[key].value = text


def results(form: CountingForm) -> list[str]:
    return [" ".join(said(row.result.value).split()) for row in form.table.filled()]


def test_what_is_typed_is_read_back_by_a_consolidation(here: Path) -> None:
    screen = counting("so lieu", unit="Văn phòng Huyện ủy Sơn Lam", year=2023)
    type_rows(screen.forms["diem-danh"],
              {"unit": "Phòng Tổng hợp", "headcount": "14", "summoned": "14", "present": "12", "absent_excused": "1",
               "absent_unexcused": "1", "note": "=1+1"}, {"unit": "Tổ Lái xe", "summoned": "5", "present": "0"})
    type_rows(screen.forms["bieu-quyet"], {"item": "Báo cáo công tác", "eligible": "1.204", "agree": "1204"})
    type_once(screen.forms["kiem-phieu"], **ONCE)
    type_rows(screen.forms["kiem-phieu"], {"name": "Lê Thị Mai", "votes": "76"},
              {"name": "Phạm Quốc Hưng", "unit": "Phòng Tổng hợp", "votes": "04"})
    result = cx.consolidate(here / "so lieu")
    assert {record.unit for record in result.records} == {"Văn phòng Huyện ủy Sơn Lam"}
    once = {"post": ONCE["post"]} | {key: int(text) for key, text in ONCE.items() if key != "post"}
    assert [{key: value for key, value in record.values.items() if key not in ("share", "kind")}
            for record in sorted(result.records, key=lambda record: (record.form, record.row))] == [
        {"unit": "Phòng Tổng hợp", "headcount": 14, "summoned": 14, "present": 12, "absent_excused": 1,
         "absent_unexcused": 1, "note": "=1+1"},
        {"unit": "Tổ Lái xe", "summoned": 5, "present": 0},
        {**once, "name": "Lê Thị Mai", "votes": 76},
        {**once, "name": "Phạm Quốc Hưng", "unit": "Phòng Tổng hợp", "votes": 4},
        {"item": "Báo cáo công tác", "eligible": 1204, "agree": 1204}]
    assert not {finding.code for finding in result.findings} & {"formula-without-result", "vote-share-differs",
                                                                "election-share-differs", "total-differs"}


@pytest.mark.parametrize(("agree", "shown"), [("40", "Không thông qua 50% cần 41 phiếu"), ("41", "Thông qua 51,25%"),
                                              ("39", "Không thông qua 48,75% cần 41 phiếu"), ("", "")])
def test_an_item_takes_more_than_half(here: Path, agree: str, shown: str) -> None:
    form = counting().forms["bieu-quyet"]
    type_rows(form, {"item": "Nghị quyết", "eligible": "80", "agree": agree})
    assert results(form) == [shown]


@pytest.mark.parametrize(("present", "tone"), [("19", "bad"), ("20", "good"), ("21", "good")])
def test_two_thirds_make_a_quorum(here: Path, present: str, tone: str) -> None:
    form = counting().forms["diem-danh"]
    type_rows(form, {"unit": "Phòng A", "summoned": "20", "present": present}, {"unit": "Phòng B", "summoned": "10"})
    assert "30" not in form.whole.value                            # a unit not counted yet is left out of both
    type_rows(form, {}, {"present": "0"})
    assert f"cbcc-{tone}" in form.whole.value and f"{present}/30" in form.whole.value and "20 người" in form.whole.value
    assert re.findall(r"\d+", said(form.table.sums.children[3].value)) == ["30"]


@pytest.mark.parametrize(("post", "need"), [("Ban Thanh tra nhân dân", 41), ("Ban Chấp hành Công đoàn", 40),
                                            ("Chi ủy chi bộ", 42)])
def test_the_majority_is_taken_of_what_the_post_asks(here: Path, post: str, need: int) -> None:
    form = counting(year=2023).forms["kiem-phieu"]
    type_once(form, **{**ONCE, "post": post, "returned": "78", "valid": "77"})
    type_rows(form, {"name": "Lê Thị Mai", "votes": str(need)}, {"name": "Trần Văn Bình", "votes": str(need - 1)})
    assert f"cần {need} phiếu" in form.whole.value
    assert [shown.split(" ")[0] for shown in results(form)] == ["Trúng", "Không"]
    type_rows(form, {}, {"votes": str(need)})
    assert all(shown.startswith("Bằng phiếu") for shown in results(form))
    assert "bằng nhau" in form.said.value


def test_figures_that_dont_add_up_are_said(here: Path) -> None:
    form = counting().forms["kiem-phieu"]
    type_once(form, **{**ONCE, "invalid": "2"})
    type_rows(form, {"name": "Lê Thị Mai", "votes": "76"})
    assert "Phiếu hợp lệ và không hợp lệ cộng lại là 81" in form.said.value
    type_once(form, invalid="1")
    assert "cộng lại" not in form.said.value


def test_a_cell_that_is_no_number_is_outlined_and_not_saved(here: Path) -> None:
    form = counting().forms["bieu-quyet"]
    type_rows(form, {"item": "<b>Nghị quyết", "eligible": "80", "agree": "4o"})
    entry = form.table.rows[0].entries["agree"]
    assert entry.wrong and "cbcc-wrong" in entry._dom_classes
    assert "Dòng 1, Tán thành: “4o”" in form.said.value and "<b>Nghị" not in form.said.value
    assert cx.check(here / "kiem-phieu" / "bieu-quyet.xlsx").records[0].values.get("agree") is None
    entry.value = "40"
    assert not entry.wrong and "cbcc-wrong" not in entry._dom_classes and "4o" not in form.said.value


def test_a_folder_opens_with_what_is_there(here: Path) -> None:
    first = counting("so lieu", unit="Phòng A", year=2023)
    type_rows(first.forms["bieu-quyet"], *({"item": f"Nội dung {number}", "agree": str(number)} for number in range(7)))
    first.more.click()
    type_once(first.forms["kiem-phieu-2"], post="Ban Chấp hành Công đoàn")
    again = counting("so lieu")
    assert (again.unit.value, again.year.value) == ("Phòng A", "2023")
    assert again.tabs.titles == ("Điểm danh", "Biểu quyết", "Bầu cử", "Bầu cử 2")
    for name, form in first.forms.items():
        assert again.forms[name].typed()[2:] == form.typed()[2:]
    again.folder.path.value = "khac"
    assert all(form.empty for form in again.forms.values()) and "kiem-phieu-2" not in again.forms
    again.folder.path.value = "so lieu"
    assert len(again.forms["bieu-quyet"].typed().rows) == 7


def test_rows_come_and_go(here: Path) -> None:
    table = counting().forms["bieu-quyet"].table
    rows = len(table.rows)
    table.rows[-1].entries["item"].value = "Nội dung cuối"
    assert len(table.rows) == rows + 1 and table.rows[-1].empty     # there is always room for one more
    table.more.click()
    table.rows[0].remove.click()
    assert len(table.rows) == rows + 1 and [row.typed() for row in table.filled()] == [{"item": "Nội dung cuối"}]
    while not table.more.disabled:
        table.more.click()
    table.rows[-1].entries["item"].value = "Dòng cuối của biểu"
    assert len(table.rows) == 40
    table.filled()[0].remove.click()
    assert table.rows[-1].empty and len(table.filled()) == 1


def test_a_renamed_unit_is_renamed_in_its_files(here: Path) -> None:
    screen = counting(unit="Phong A", year=2023)
    type_rows(screen.forms["bieu-quyet"], {"item": "Nghị quyết", "agree": "3"})
    screen.unit.value = "Phòng A"
    assert typed("kiem-phieu/bieu-quyet.xlsx", load(), "vote").unit == "Phòng A"
    assert not (here / "kiem-phieu" / "diem-danh.xlsx").exists()    # nothing was typed there


def test_what_a_clerk_added_in_excel_stays(here: Path) -> None:
    screen = counting(unit="Phòng A")
    form = screen.forms["bieu-quyet"]
    type_rows(form, {"item": "Nghị quyết", "agree": "3"})
    path = here / "kiem-phieu" / "bieu-quyet.xlsx"
    book = openpyxl.load_workbook(path)
    book.active["A1"] = "HUYỆN ỦY SƠN LAM"
    book.save(path)
    type_rows(form, {"agree": "4"})
    assert openpyxl.load_workbook(path).active["A1"].value == "HUYỆN ỦY SƠN LAM"
    assert typed(path, load(), "vote").rows == [{"item": "Nghị quyết", "agree": 4}]


@pytest.mark.parametrize("strange", ["another workbook", "no workbook"])
def test_a_file_of_someone_else_is_not_written_over(here: Path, strange: str) -> None:
    path = here / "bieu-quyet.xlsx"
    if strange == "another workbook":
        openpyxl.Workbook().save(path)
    else:
        path.write_bytes(b"PK khong phai bang tinh")
    before = path.read_bytes()
    screen = counting(here)
    type_rows(screen.forms["bieu-quyet"], {"item": "Nghị quyết"})
    assert path.read_bytes() == before
    assert "cbcc-bad" in screen.status.value and "bieu-quyet.xlsx" in screen.status.value
    type_rows(screen.forms["diem-danh"], {"unit": "Phòng A"})       # another form is saved all the same
    assert (here / "diem-danh.xlsx").exists() and "diem-danh.xlsx" in screen.status.value
    assert "cbcc-bad" in screen.status.value and path.read_bytes() == before


def test_a_change_is_saved_after_a_pause(here: Path) -> None:
    screen = Counting(pause=0.3)
    path = here / "kiem-phieu" / "bieu-quyet.xlsx"
    type_rows(screen.forms["bieu-quyet"], {"item": "Nghị quyết"})
    assert not path.exists()
    for _ in range(100):
        if path.exists():
            break
        time.sleep(0.1)
    assert typed(path, load(), "vote").rows == [{"item": "Nghị quyết"}] and "Đã lưu" in screen.status.value


def test_a_change_during_writing_is_written_too() -> None:
    """The browser is answered on several threads: a key may come while the key before it is being saved."""
    figure, written = ["4"], []

    def write(name: str) -> bool:
        written.append(figure[0])
        if len(written) == 1:
            figure[0] = "41"
            other.start()
            other.join(0.2)
        return True

    saving = Saving(write, pause=60)
    other = Thread(target=saving.soon, args=("kiem-phieu",))
    saving.soon("kiem-phieu")
    saving.now()
    other.join()
    saving.now()
    assert written == ["4", "41"]


def test_what_cant_be_saved_comes_along_to_another_folder(here: Path) -> None:
    (here / "tep").write_text("không phải thư mục", encoding="utf-8")
    screen = counting("tep")
    type_rows(screen.forms["bieu-quyet"], {"item": "Nghị quyết", "agree": "3"})
    assert "cbcc-bad" in screen.status.value
    screen.folder.path.value = "khac"
    assert typed(here / "khac" / "bieu-quyet.xlsx", load(), "vote").rows == [{"item": "Nghị quyết", "agree": 3}]
    assert "Đã lưu" in screen.status.value


# --- a standard form filled in by a program --------------------------------------------------------------------------

text = st.text(st.characters(exclude_categories=("C",)), min_size=1, max_size=30).map(str.strip).filter(bool)
row = st.fixed_dictionaries({}, optional={"item": text, "note": text, "eligible": st.integers(0, 30000),
                                          "agree": st.integers(0, 30000)})


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(row.filter(bool), max_size=40), unit=st.none() | text, year=st.none() | st.integers(2000, 2100))
def test_what_is_filled_in_comes_out_again(tmp_path: Path, rows: list[dict[str, Any]], unit: str | None,
                                           year: int | None) -> None:
    catalogue, content = load(), Typed(unit, year, {}, rows)
    fill(tmp_path / "bieu.xlsx", catalogue, "vote", content)
    assert typed(tmp_path / "bieu.xlsx", catalogue, "vote") == content


def test_formulas_stand_in_the_file_with_their_results(tmp_path: Path) -> None:
    path = tmp_path / "kiem-phieu.xlsx"
    once = {"post": "Ban Thanh tra nhân dân", "valid": 80}
    fill(path, load(), "election", Typed("Phòng A", 2023, once, [{"name": "Lê Thị Mai", "votes": 76}]))
    formulas, results = (openpyxl.load_workbook(path, data_only=value).active for value in (False, True))
    assert formulas["A17"].value.startswith("=IF(") and results["A17"].value == 1
    assert formulas["F17"].value.startswith("=IF(") and results["F17"].value == 0.95
    assert results["A47"].value == "Cộng: 1 cá nhân" and results["A2"].value == "PHÒNG A"


def test_more_rows_than_the_form_holds_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="40 dòng"):
        fill(tmp_path / "bieu.xlsx", load(), "vote", Typed(None, None, {}, [{"item": "a"}] * 41))
    assert not list(tmp_path.iterdir())
