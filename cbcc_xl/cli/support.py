"""`cbcc-xl support FILE`: a copy without names and numbers of a file that is misread, to be shown to others."""
from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from cbcc_xl.cli import options


def add_parser(commands: Any) -> None:
    parser = commands.add_parser(
        "support", help="ghi bản sao đã thay tên, số của một tệp đọc sai, để gửi đi hỏi",
        description="Ghi bản sao của tệp, trong đó tên người, tên đơn vị, chữ riêng và số được thay bằng chữ, số khác; "
                    "tiêu đề cột, cách trình bày giữ nguyên. Tệp gốc không bị sửa.")
    parser.add_argument("file", type=Path, metavar="TỆP", help="tệp của đơn vị bị đọc sai")
    parser.add_argument("-o", "--output", type=Path, metavar="BẢN-SAO",
                        help="tên bản sao (mặc định: ho-tro-….xlsx ở thư mục hiện tại, không theo tên tệp gốc)")
    options.add_reading(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    import cbcc_xl
    from cbcc_xl.catalogue import load

    made = cbcc_xl.support(args.file, args.output, passwords=args.passwords)
    said = load().words["vi"]["support"]
    print(said["written"].format(path=made.path))
    if made.values_only:
        print(said["values_only"])
    differs = ", ".join(said[what] for what in made.differs)
    print(said["differs"].format(what=differs) if differs else said["same"])
    print(said["look"])
    return 0
