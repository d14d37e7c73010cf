"""`cbcc-xl templates DIR`: blank forms for the clerks."""
from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from cbcc_xl.cli import options


def add_parser(commands: Any) -> None:
    parser = commands.add_parser("templates", help="ghi biểu mẫu trống cho đơn vị điền",
                                 description="Ghi các biểu mẫu trống vào thư mục.")
    parser.add_argument("folder", type=Path, metavar="THƯ-MỤC", help="nơi ghi biểu mẫu")
    parser.add_argument("--unit", metavar="TÊN", help="ghi sẵn tên đơn vị")
    parser.add_argument("--year", type=options.year, metavar="NĂM", help="ghi sẵn năm")
    parser.add_argument("--rules", type=Path, action="append", default=[], metavar="TỆP",
                        help="tệp quy tắc riêng của cơ quan (TOML), có thể thêm biểu; dùng được nhiều lần")
    parser.add_argument("--lang", choices=options.LANGUAGES, default="vi", help="ngôn ngữ của biểu mẫu")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    import cbcc_xl

    for path in cbcc_xl.templates(args.folder, args.unit, args.year, args.lang, args.rules):
        print(path)
    return 0
