"""Files read by real workers side by side: one that dies or hangs costs its own file only."""
from __future__ import annotations

import os
import time
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from workbooks import xlsx

import cbcc_xl as cx
from cbcc_xl import apart
from cbcc_xl.catalogue import load
from cbcc_xl.inbox.found import Found
from cbcc_xl.model import Part
from cbcc_xl.pipeline import one_file, reading

CATALOGUE = load()
HERE = os.getpid()


class Deadly(Found):
    """A file that takes the process down that reads it."""

    def read(self) -> bytes:
        if os.getpid() != HERE:
            os._exit(9)
        return super().read()


class Loud(Found):
    """A file whose reader complains before it dies."""

    def read(self) -> bytes:
        os.write(2, b"memory allocation of 99999999999 bytes failed")
        os._exit(9)


class Endless(Found):
    """A file that is never read to its end."""

    def read(self) -> bytes:
        time.sleep(600)
        return super().read()


def honest(number: int) -> Found:
    def fill(sheet: object) -> None:
        for cells in (["STT", "Họ và tên", "Danh hiệu"], [1, f"Nguyễn Văn {number}", "LĐTT"]):
            sheet.append(cells)                                                      # type: ignore[attr-defined]

    return Found(f"{number}.xlsx", data=xlsx(fill))


def read(found: Sequence[Found], executor: Executor | None = None) -> list[Part]:
    return reading.read_all(found, reading.Terms(CATALOGUE), 2, executor)


def told(parts: Sequence[Part]) -> list[tuple[str, str, str | None]]:
    return [(part.file, part.status, part.reason) for part in parts]


def read_well(files: Sequence[Found]) -> list[tuple[str, str, str | None]]:
    return [(file.name, "read", None) for file in files]


def test_a_worker_that_dies_costs_its_own_file() -> None:
    good = [honest(number) for number in range(6)]
    parts = told(read([*good[:3], Deadly("hong.xlsx", data=b"PK"), *good[3:]]))
    assert parts == [*read_well(good[:3]), ("hong.xlsx", "unreadable", "file-stopped-reader"), *read_well(good[3:])]


def test_a_reader_that_dies_does_so_in_silence(capfd: pytest.CaptureFixture[str]) -> None:
    assert told(read([Loud("to.xlsx", data=b"PK")])) == [("to.xlsx", "unreadable", "file-stopped-reader")]
    assert capfd.readouterr() == ("", "")


def test_a_worker_that_hangs_costs_its_own_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 5)
    good = [honest(number) for number in range(4)]
    parts = told(read([Endless("treo.xlsx", data=b"PK"), *good]))
    assert parts == [("treo.xlsx", "unreadable", "file-took-too-long"), *read_well(good)]


def test_any_executor_reads_the_same() -> None:
    good = [honest(number) for number in range(20)]
    with ThreadPoolExecutor(2) as threads, ProcessPoolExecutor(2) as processes:
        assert read(good, threads) == read(good, processes) == read(good)


def test_an_executor_that_breaks_costs_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "BATCH", 3)
    good = [honest(number) for number in range(8)]
    with ProcessPoolExecutor(2) as processes:
        parts = told(read([good[0], Deadly("hong.xlsx", data=b"PK"), *good[1:]], processes))
    assert parts == [*read_well(good[:1]), ("hong.xlsx", "unreadable", "file-stopped-reader"), *read_well(good[1:])]


class Silent(ThreadPoolExecutor):
    """An executor that never finishes its second task, nor any after it."""

    tasks = 0

    def submit(self, *task: Any, **named: Any) -> Future[Any]:                       # type: ignore[override]
        self.tasks += 1
        return super().submit(*task, **named) if self.tasks == 1 else Future()


def test_an_executor_that_hangs_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "BATCH", 2)
    monkeypatch.setattr(reading, "PATIENCE", 1)
    good = [honest(number) for number in range(8)]
    start = time.monotonic()
    with Silent(1) as executor:
        assert told(read(good, executor)) == read_well(good)
    assert time.monotonic() - start < 20


def test_a_file_that_is_gone_says_so_in_vietnamese() -> None:
    part, = read([Found("mat.xlsx", path=Path("khong/co/mat.xlsx"))])
    assert (part.status, part.reason) == ("unreadable", "file-cant-be-opened")
    assert part.facts == {"why": "không có tệp hoặc thư mục này"}


def test_a_fault_of_the_program_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(*_: object) -> Part:
        raise ZeroDivisionError

    monkeypatch.setattr(one_file, "read_file", fail)
    (tmp_path / "1.xlsx").write_bytes(honest(1).read())
    with ThreadPoolExecutor(1) as threads:
        result = cx.consolidate(tmp_path, year=2023, executor=threads)
    assert [part.reason for part in result.files] == ["file-failed"]
    assert result.has_errors
    assert [(one.code, one.severity, one.origin.file) for one in result.findings] == [
        ("file-failed", "error", "1.xlsx")]
