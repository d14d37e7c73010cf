"""`cbcc-xl excel check|clear`: the workbook open in Excel, marked in place and given back as it was."""
from __future__ import annotations

import argparse
from typing import Any

from cbcc_xl.cli import options


def add_parser(commands: Any) -> None:
    parser = commands.add_parser("excel", help="kiểm tra ngay tệp đang mở trong Excel",
                                 description="Kiểm tra tệp đang mở trong Excel: tô màu, ghi chú từng ô cần sửa.")
    tasks = parser.add_subparsers(metavar="VIỆC", required=True)
    check = tasks.add_parser("check", help="kiểm tra và đánh dấu các ô",
                             description="Kiểm tra tệp đang mở, đánh dấu từng ô cần sửa và in danh sách lỗi.")
    options.add_judging(check)
    options.add_printing(check)
    check.set_defaults(run=run_check)
    clear = tasks.add_parser("clear", help="xóa các dấu đã đánh",
                             description="Trả lại màu cũ, xóa phần ghi chú của cbcc-xl; số liệu giữ nguyên.")
    clear.set_defaults(run=run_clear)


def run_check(args: argparse.Namespace) -> int:
    from cbcc_xl.catalogue import load
    from cbcc_xl.cli.check import report
    from cbcc_xl.excel.live import check
    from cbcc_xl.excel.xlwings_port import active

    checked = check(active(), load(args.rules), args.year, args.decided, args.lang)
    for line in report(checked, args.lang, args.names):
        print(line)
    return int(checked.has_errors)


def run_clear(args: argparse.Namespace) -> int:
    from cbcc_xl.excel.live import clear
    from cbcc_xl.excel.xlwings_port import active

    print(f"Đã xóa dấu ở {clear(active())} ô.")
    return 0
