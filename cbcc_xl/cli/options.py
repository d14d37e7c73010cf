"""Options that several commands share."""
from __future__ import annotations

import argparse
import datetime
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cbcc_xl.outputs.marked_copy import Copies
    from cbcc_xl.outputs.result import Result

LANGUAGES = ("vi", "en")


def day(text: str) -> datetime.date:
    """A day as 2023-12-20 or 20/12/2023."""
    from cbcc_xl.text.dates import date

    found = date(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"“{text}” không phải ngày; ghi dạng 2023-12-20 hoặc 20/12/2023")
    return datetime.date.fromisoformat(found)


def year(text: str) -> int:
    if not (text.isdecimal() and 2000 <= int(text) <= 2100):
        raise argparse.ArgumentTypeError(f"“{text}” không phải năm; ghi bốn chữ số, ví dụ 2023")
    return int(text)


def count(text: str) -> int:
    if not (text.isdecimal() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"“{text}” không phải số nguyên dương")
    return int(text)


def add_judging(parser: argparse.ArgumentParser) -> None:
    """By which rules: the year, the day of the decision, the agency's own file; and the language."""
    parser.add_argument("--year", type=year, metavar="NĂM", help="năm xét thi đua (mặc định: năm ghi trong biểu)")
    parser.add_argument("--decided", type=day, metavar="NGÀY",
                        help="ngày quyết định, để áp đúng quy định đang có hiệu lực (mặc định: 31/12 của năm)")
    parser.add_argument("--rules", type=Path, action="append", default=[], metavar="TỆP",
                        help="tệp quy tắc riêng của cơ quan (TOML); dùng được nhiều lần")
    parser.add_argument("--lang", choices=LANGUAGES, default="vi", help="ngôn ngữ của báo cáo")


def add_decisions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--decisions", type=Path, metavar="TỆP",
                        help="tệp những điều đã quyết định (mặc định: decisions.toml cạnh thư mục nhận biểu)")


def decisions_of(given: Path | None, inboxes: Sequence[Path]) -> Path | None:
    """The file of decisions that is read: the one given, else the one beside the first inbox."""
    from cbcc_xl.decisions import beside

    return given or beside(inboxes[0])


def tell_decisions(result: Result, path: Path | None, lang: str) -> None:
    """Say how much was decided beforehand, and where: a file that is found of itself must not work unseen."""
    count = sum(map(len, result.decisions))
    if count:
        print(result.catalogue.words[lang]["decision"]["taken"].format(count=count, path=path, folder=result.folder))


def add_reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--password-file", type=Path, metavar="TỆP", dest="passwords",
                        help="tệp chữ ghi mật khẩu của tệp bị khóa, mỗi dòng “tên tệp = mật khẩu” (tên có thể là mẫu: "
                             "Phòng Tổng hợp/*.xlsx); dòng chỉ có mật khẩu dùng cho mọi tệp")


def add_printing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--names", action="store_true",
                        help="in cả tên người ra màn hình (mặc định chỉ nêu dòng, ô; tệp kết quả luôn có tên)")


def add_outputs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", type=Path, metavar="TỆP", help="ghi thêm báo cáo JSON")
    parser.add_argument("--marked", type=Path, metavar="THƯ-MỤC",
                        help="ghi bản sao tệp của đơn vị, tô màu và chú thích từng ô cần sửa")


def told_apart(read: Iterable[Path | None], *outputs: Path | None) -> None:
    """OutputError where two outputs would be one file, or an output a file that is read (a zip, the list of units)."""
    from cbcc_xl.outputs.safely import OutputError

    taken = {_identity(path) for path in filter(None, read)}
    for output in filter(None, outputs):
        place = _identity(output)
        if place in taken and not os.path.isdir(output):
            raise OutputError(f"Không ghi được {output}: trùng với một tệp đang được đọc (tệp của đơn vị, danh sách "
                              f"đơn vị, tệp quy tắc, mẫu) hoặc với một kết quả khác.")
        taken.add(place)


def _identity(path: Path) -> tuple[int, int] | str:
    """What a file is known by, under whatever name: its number on the disk, else its place."""
    try:
        known = os.stat(path)
    except OSError:
        return os.path.normcase(os.path.realpath(path))
    return known.st_dev, known.st_ino


def tell_left_out(copies: Copies) -> None:
    """Say which files have no marked copy, and why."""
    for sentence in copies.left_out:
        print(f"cbcc-xl: {sentence}", file=sys.stderr)
