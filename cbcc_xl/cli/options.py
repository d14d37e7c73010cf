"""Options that several commands share."""
from __future__ import annotations

import argparse
import datetime
import os
from pathlib import Path

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


def add_outputs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", type=Path, metavar="TỆP", help="ghi thêm báo cáo JSON")
    parser.add_argument("--marked", type=Path, metavar="THƯ-MỤC",
                        help="ghi bản sao tệp của đơn vị, tô màu và chú thích từng ô cần sửa")


def told_apart(inboxes: list[Path], *outputs: Path | None) -> None:
    """OutputError where two outputs would be one file, or an output an inbox (a zip, a single file)."""
    from cbcc_xl.outputs.safely import OutputError

    taken = {os.path.realpath(inbox) for inbox in inboxes}
    for output in filter(None, outputs):
        place = os.path.realpath(output)
        if place in taken and not os.path.isdir(place):
            raise OutputError(f"Không ghi được {output}: trùng với tệp của đơn vị hoặc với một kết quả khác.")
        taken.add(place)
