"""`decisions.toml`: read or refused in one sentence, written so that what people put there stays, beside the inbox."""
import datetime
import pickle
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cbcc_xl
from cbcc_xl.catalogue import load as load_catalogue
from cbcc_xl.cli import main
from cbcc_xl.decisions import (
    Alias,
    Decisions,
    DecisionsError,
    Entry,
    Mapped,
    Merger,
    Row,
    SamePerson,
    Titled,
    Version,
    Waiver,
    beside,
    id_of,
    load,
    record,
    undo,
)

CATALOGUE = load_catalogue()
DAY = datetime.date(2024, 12, 1)
ENTRIES: tuple[Entry, ...] = (
    Titled("LĐTT xs", "LDTT", "An", DAY, "theo \"công văn\" số 5\nngày 1/12"),
    Titled("Quà của quỹ", "none"),
    Alias("Phòng Tổng hợp", ("P.TH", "Tổ tổng hợp"), "An", DAY),
    Merger(("Phòng A", "Phòng B"), "Phòng C", DAY),
    SamePerson(("Nguyễn Văn Hòa", "Nguyễn Văn Hoa"), True, ("Phòng A",)),
    Mapped("award-person", {"Quý danh": "name", "?": "", "Danh hiệu – \"LĐTT\"": "titles:LDTT"}, "a.xls", "Sheet1"),
    Version("0" * 64, False, "Phòng A/bieu (1).xlsx"),
    Row("Phòng A", "award-person", "Lê Văn B", True, ("LDTT",), 2024),
    Waiver("ttldtt-too-few-ldtt", "đã báo cáo", unit="Phòng A", year=2024),
)
BROKEN = {
    '[[title]]\ntext = "a"\nmeans = "LDT"': "dòng 1: [[title]] không có danh hiệu “LDT”; gần giống: LDTT",
    '\n[[title]]\ntext = "a"': "dòng 2: [[title]] thiếu means",
    '[[title]]\ntext = ""\nmeans = "LDTT"': "dòng 1: [[title]] text phải là chữ trong ngoặc kép",
    '[[title]]\ntext = "a"\nmeans = "LDTT"\nfor = "b"': "[[title]] không có mục “for”",
    'titel = 3': "dòng 1: không có bảng “titel”; gần giống: title",
    '[title]\ntext = "a"': "“title” phải viết trong hai cặp ngoặc vuông",
    '[[title]\n': "dòng 1, cột",
    '[[title]]\ntext = "a"\nmeans = "LDTT"\n[[title]]\ntext = "A"\nmeans = "GK"': "dòng 4: [[title]] nói về cùng",
    '[[row]]\nunit = "A"\nform = "x"\nname = "B"\nwithdrawn = true': "dòng 1: [[row]] không có biểu “x”",
    '[[row]]\nunit = "A"\nform = "vote"\nname = "B"\nwithdrawn = "có"': "withdrawn phải là true hoặc false",
    '[[row]]\nunit = "A"\nform = "vote"\nname = "B"\nwithdrawn = true': "dòng 1: [[row]] thiếu year (năm xét)",
    '[[unit]]\nname = "A"\nalso = [""]': "[[unit]] also chưa có tên nào, hoặc có tên trống",
    '[[person]]\nnames = ["Lê Văn A"]\nsame = true': "names phải có hai cách ghi họ tên",
    '[[waiver]]\nrule = "x"\nreason = "y"\nyear = 2024': "[[waiver]] không có quy tắc “x”",
    '[[mapping]]\nform = "vote"\n[mapping.columns]\na = "item"\n[[mapping]]\nform = "vote"\n[mapping.columns]\nb = "x"':
        "dòng 5: [[mapping]] biểu “vote” không có cột “x”",
    '[[mapping]]\nform = "vote"\ncolumns = { "?" = "item" }': "dòng 1: [[mapping]] columns phải có tiêu đề cột",
    '[[mapping]]\nform = "vote"\ncolumns = { "Việc" = "_stt" }': "dòng 1: [[mapping]] không có cột nào của biểu “vote”",
    '[[merger]]\nunits = ["A"]\ninto = "B"\nfrom = "1/1/2024"': "from phải là ngày không có ngoặc kép",
    '[[title]]\ntext = "a\\u0007"\nmeans = "LDTT"': "có ký tự không phải chữ",
}


def test_what_is_recorded_is_what_is_loaded_and_crosses_to_a_worker(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    for entry in ENTRIES:
        record(path, entry, CATALOGUE)
    found = load(path, CATALOGUE)
    assert set(map(id_of, found.every())) == set(map(id_of, ENTRIES)) and len(list(found.every())) == len(ENTRIES)
    assert all(entry in list(found.every()) for entry in ENTRIES)
    assert pickle.loads(pickle.dumps(found)) == found


def test_comments_order_and_edits_of_people_stay(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    theirs = ('# của tôi\n[[title]]   # một\ntext = "x"   # từ phòng A\nmeans = "LDTT"\n# hai\n\n# về đơn vị\n'
              '[[unit]]\nname = "Phòng A"\nalso = [\n  "P.A",  # cũ\n]\n\n\n'
              '[[title]]\nmeans = "GK"\ntext = "y"\n# cuối\n')
    path.write_text(theirs, "utf-8")
    for entry in ENTRIES:
        record(path, entry, CATALOGUE)
    assert path.read_text("utf-8").startswith(theirs)
    for entry in ENTRIES:
        undo(path, id_of(entry), CATALOGUE)
    assert path.read_text("utf-8") == theirs
    undo(path, id_of(Titled("x", "LDTT")), CATALOGUE)
    gone = '[[title]]   # một\ntext = "x"   # từ phòng A\nmeans = "LDTT"\n'
    assert path.read_text("utf-8") == theirs.replace(gone, "")


def test_a_second_decision_about_the_same_takes_the_place_of_the_first(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    for entry in (Titled("LĐTT xs", "LDTT"), Titled("b", "GK"), Titled("lđtt  XS", "GK", "Bình")):
        record(path, entry, CATALOGUE)
    assert load(path, CATALOGUE).title == (Titled("lđtt  XS", "GK", "Bình"), Titled("b", "GK"))


def test_lines_of_a_windows_editor_stay(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    path.write_bytes('\ufeff# của tôi\r\n'.encode())
    record(path, ENTRIES[0], CATALOGUE)
    assert path.read_bytes().count(b"\r\n") == path.read_bytes().count(b"\n")


def test_two_who_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    texts = [f"danh hiệu {number}" for number in range(20)]
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(_record, [path] * len(texts), texts))
    assert sorted(entry.text for entry in load(path, CATALOGUE).title) == sorted(texts)
    assert [file.name for file in tmp_path.iterdir()] == ["decisions.toml"]


def _record(path: Path, text: str) -> None:
    record(path, Titled(text, "none"), CATALOGUE)


TEXTS = st.text(min_size=1, max_size=30) | st.sampled_from(["[[title]]", '"' * 3, "'''", "a = 1 # b", "\\", "\u2028x"])


@settings(max_examples=60)
@given(st.lists(st.builds(Titled, TEXTS, st.just("LDTT"), TEXTS, st.dates(), TEXTS) |
                st.builds(Alias, TEXTS, st.lists(TEXTS).map(tuple)) |
                st.builds(Waiver, st.just("ldtt-without-rating"), TEXTS, TEXTS, TEXTS), max_size=4))
def test_any_text_is_kept_as_it_is_or_refused(entries: list[Entry]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "decisions.toml"
        kept: dict[str, Entry] = {}
        for entry in entries:
            try:
                kept[record(path, entry, CATALOGUE)] = entry
            except DecisionsError as refused:
                assert "Không ghi quyết định này" in str(refused)
        assert {id_of(entry): entry for entry in (load(path, CATALOGUE).every() if kept else ())} == kept
        for decision in kept:
            undo(path, decision, CATALOGUE)
        assert not kept or load(path, CATALOGUE) == Decisions()


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_file_is_refused_with_its_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "decisions.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(DecisionsError) as refused:
        load(path, CATALOGUE)
    assert BROKEN[text] in str(refused.value) and "decisions.toml" in str(refused.value)
    with pytest.raises(DecisionsError):
        record(path, ENTRIES[0], CATALOGUE)
    assert path.read_text("utf-8") == text


def test_the_file_beside_the_inbox_is_taken_and_is_no_units_file(tmp_path: Path) -> None:
    year = tmp_path / "2024"
    year.mkdir()
    (year / "phong-a.csv").write_text("TT,Họ và tên,Danh hiệu\n1,Nguyễn Văn An,LĐTT\n", "utf-8")
    path = tmp_path / "decisions.toml"
    assert beside(year) is None and cbcc_xl.consolidate(year, jobs=1).decisions == Decisions()
    record(path, ENTRIES[0], CATALOGUE)
    assert beside(year) == beside(year / "phong-a.csv") == beside(tmp_path / "2025.zip") == path
    assert cbcc_xl.consolidate(year, jobs=1).decisions.title == ENTRIES[:1]
    assert cbcc_xl.check(year / "phong-a.csv", jobs=1).decisions.title == ENTRIES[:1]
    assert cbcc_xl.consolidate(year, jobs=1, decisions=Decisions()).decisions == Decisions()
    assert [part.file for part in cbcc_xl.consolidate(tmp_path, decisions=path, jobs=1).files] == ["2024/phong-a.csv"]


def test_one_among_units_files_decides_nothing(tmp_path: Path) -> None:
    (tmp_path / "phong-a.csv").write_text("TT,Họ và tên,Danh hiệu\n1,Nguyễn Văn An,LĐTT\n", "utf-8")
    record(tmp_path / "decisions.toml", ENTRIES[0], CATALOGUE)
    assert cbcc_xl.consolidate(tmp_path, jobs=1).decisions == Decisions()


def test_commands_refuse_a_broken_file_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text("TT,Họ và tên,Danh hiệu\n1,Nguyễn Văn An,LĐTT\n", "utf-8")
    (tmp_path / "q.toml").write_text("[[title]]\n", "utf-8")
    assert main(["check", str(tmp_path / "a.csv"), "--decisions", str(tmp_path / "q.toml")]) == 2
    assert "q.toml, dòng 1: [[title]] thiếu text, means" in capsys.readouterr().err
    assert main(["check", str(tmp_path / "a.csv"), "--decisions", str(tmp_path / "none.toml")]) == 2
    assert "none.toml: không có tệp" in capsys.readouterr().err
