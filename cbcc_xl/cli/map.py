"""`cbcc-xl map FILE`: the columns of a form that isn't recognised, told once by a person and kept for all its like."""
from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cbcc_xl.cli import options

if TYPE_CHECKING:
    from cbcc_xl.inbox.found import Found


def add_parser(commands: Any) -> None:
    parser = commands.add_parser(
        "map", help="ghép cột cho biểu chưa nhận ra, một lần cho mọi tệp cùng mẫu",
        description="Hỏi từng bước: bảng nào là biểu nào, dòng nào là tiêu đề, cột nào là gì; cho xem trước các dòng "
                    "sẽ đọc được, rồi ghi lại để mọi tệp có các cột ấy được đọc như vậy. Có --form thì không hỏi.")
    parser.add_argument("file", type=Path, metavar="TỆP", help="tệp Excel, ODS, CSV của đơn vị")
    parser.add_argument("--sheet", metavar="TRANG", help="trang có bảng cần ghép (mặc định: trang đầu chưa nhận ra)")
    parser.add_argument("--header", metavar="DÒNG", help="dòng tiêu đề của các cột, ví dụ 7, 7-8 hoặc B7:F8")
    parser.add_argument("--form", metavar="BIỂU",
                        help="tên biểu, ví dụ award-person; “none”: không phải biểu nào")
    parser.add_argument("--column", action="append", default=[], metavar="CỘT=TRƯỜNG",
                        help="cột là gì, ví dụ C=name, D=LĐTT; E= để bỏ qua cột; dùng được nhiều lần")
    parser.add_argument("--by", metavar="TÊN", default="", help="người ghép, để ghi lại cùng ngày ghép")
    options.add_decisions(parser)
    options.add_reading(parser)
    parser.add_argument("--rules", type=Path, action="append", default=[], metavar="TỆP",
                        help="tệp quy tắc riêng của cơ quan (TOML); dùng được nhiều lần")
    parser.add_argument("--lang", choices=options.LANGUAGES, default="vi", help="ngôn ngữ của câu hỏi")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from cbcc_xl.apart import Lost
    from cbcc_xl.catalogue import load
    from cbcc_xl.cli.check import state
    from cbcc_xl.cli.desk import Desk
    from cbcc_xl.cli.map_by_flags import by_flags
    from cbcc_xl.cli.map_dialogue import dialogue
    from cbcc_xl.decisions import place_for
    from cbcc_xl.grid.unreadable import Unreadable
    from cbcc_xl.mapping import MappingError, keep, known_in, open_file
    from cbcc_xl.model import UNREADABLE, Part

    catalogue = load(args.rules)
    desk = Desk(catalogue.words[args.lang]["mapping"])
    path = args.decisions or place_for(args.file)
    try:
        file = _chosen(args.file, args.passwords, desk)
        opened = open_file(file, catalogue, known_in(path, catalogue))
        made = by_flags(opened, args, desk) if args.form else dialogue(opened, args, desk)
    except (Unreadable, Lost) as error:
        part = Part(file.name, "", UNREADABLE, error.code, error.facts)
        raise MappingError(" ".join(line.strip() for line in state(part, catalogue, args.lang))) from error
    except EOFError:
        print(f"cbcc-xl: {desk.words['cancelled']}", file=sys.stderr)
        return 2
    for mapped in made:
        keep(path, mapped, catalogue, file=file.name, by=args.by)
    for sentence in ("kept", "kept-where") if made else ("nothing-kept",):
        desk.told(sentence, path=path)
    return 0


def _chosen(path: Path, passwords: Path | None, desk: Any) -> Found:
    """The file itself, of a folder or a zip the one that a person picks; with the passwords that may open it."""
    from cbcc_xl.inbox.search import find
    from cbcc_xl.pipeline.passwords import read_passwords

    found = [file for file in find(path) if not file.skip] or find(path)
    picked = 0 if len(found) == 1 else desk.choose(desk.words["file"], [file.name for file in found])
    return found[picked]._replace(passwords=read_passwords(passwords).of(found[picked].name) if passwords else ())
