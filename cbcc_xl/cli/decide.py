"""`cbcc-xl decide INBOX WHAT …`: one decision written to `decisions.toml` beside the inbox, with who and when."""
from __future__ import annotations

import argparse
import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cbcc_xl.cli import options

if TYPE_CHECKING:
    from cbcc_xl.decisions import Entry


def add_parser(commands: Any) -> None:
    parser = commands.add_parser("decide", help="ghi một quyết định để lần sau không hỏi lại",
                                 description="Ghi một quyết định vào decisions.toml cạnh thư mục nhận biểu: ai, ngày "
                                             "nào, vì sao. Quyết định sau về cùng một điều thay quyết định trước.")
    parser.add_argument("inbox", type=Path, metavar="THƯ-MỤC", help="thư mục, gói zip, hoặc chính tệp decisions.toml")
    kinds = parser.add_subparsers(metavar="VIỆC", required=True)
    for name, (help_text, ask, made) in KINDS.items():
        kind = kinds.add_parser(name, help=help_text, description=f"{help_text[0].upper()}{help_text[1:]}.")
        ask(kind)
        kind.add_argument("--by", default="", metavar="AI", help="người quyết định (mặc định: tên đăng nhập máy)")
        if name != "waive":
            kind.add_argument("--reason", default="", metavar="LÝ-DO", help="lý do")
        kind.add_argument("--rules", type=Path, action="append", default=[], metavar="TỆP", help="tệp quy tắc riêng")
        kind.add_argument("--lang", choices=options.LANGUAGES, default="vi", help="ngôn ngữ")
        kind.set_defaults(run=run, made=made)


def run(args: argparse.Namespace) -> int:
    from cbcc_xl import decisions
    from cbcc_xl.catalogue import load
    from cbcc_xl.inbox import InboxError
    from cbcc_xl.pipeline.held_against import held_against

    if args.inbox.suffix != ".toml" and not args.inbox.exists():
        raise InboxError("inbox-missing", inbox=str(args.inbox))
    catalogue, path = load(args.rules), decisions.place_for(args.inbox)
    entry = args.made(decisions, args)._replace(by=args.by or _me(), on=datetime.date.today(), reason=args.reason)
    decisions.checked(entry, catalogue)
    entry = held_against(entry, args.inbox, path, args.rules, catalogue)
    decision = decisions.record(path, entry, catalogue)
    said = catalogue.words[args.lang]["decision"]["recorded"]
    print(said.format(decision=decision, file=path, text=decisions.sentence(entry, catalogue, args.lang)))
    return 0


def _me() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):         # a machine that knows no name for who runs this
        return ""


# --- what each asks for ----------------------------------------------------------------------------------------------

def _title(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="CHỮ", help="chữ đơn vị ghi ở ô danh hiệu")
    parser.add_argument("means", metavar="MÃ",
                        help="tên, chữ viết tắt hoặc mã danh hiệu, ví dụ LĐTT; none: không phải danh hiệu")


def _unit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="TÊN", help="tên đúng của đơn vị")
    parser.add_argument("also", nargs="+", metavar="TÊN-KHÁC", help="các cách ghi khác")


def _merge(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("unit", nargs="+", metavar="ĐƠN-VỊ", help="các đơn vị cũ")
    parser.add_argument("--into", required=True, metavar="TÊN", help="đơn vị mới")
    parser.add_argument("--from", required=True, dest="start", type=options.day, metavar="NGÀY", help="từ ngày nào")


def _persons(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="+", metavar="HỌ-TÊN", help="hai họ tên (tên đúng trước), hoặc một tên trùng")
    parser.add_argument("--unit", action="append", default=[], metavar="ĐƠN-VỊ",
                        help="ở đơn vị nào; dùng được nhiều lần")


def _waive(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", metavar="MÃ", help="mã của cảnh báo, ví dụ ldtt-without-rating")
    parser.add_argument("--reason", required=True, metavar="LÝ-DO", help="lý do")
    parser.add_argument("--file", default="", metavar="TỆP", help="chỉ ở tệp này")
    parser.add_argument("--unit", default="", metavar="ĐƠN-VỊ", help="chỉ của đơn vị này")
    parser.add_argument("--subject", default="", metavar="TÊN", help="chỉ về người, tập thể, nội dung này")
    parser.add_argument("--year", type=options.year, metavar="NĂM",
                        help="chỉ trong năm này (không nêu tệp, đơn vị, tên nào: năm của các tệp)")


def _row(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("withdrawn", "stays"), metavar="withdrawn|stays", help="đã rút, hay vẫn tính")
    parser.add_argument("name", metavar="TÊN", help="người hoặc tập thể của dòng")
    parser.add_argument("--unit", required=True, metavar="ĐƠN-VỊ", help="đơn vị gửi")
    parser.add_argument("--form", default="award-person", metavar="BIỂU", help="mã biểu (mặc định: award-person)")
    parser.add_argument("--title", action="append", default=[], metavar="MÃ", help="mã danh hiệu của dòng")
    parser.add_argument("--year", type=options.year, metavar="NĂM", help="năm xét (mặc định: năm của các tệp)")


def _version(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("keep", "drop"), metavar="keep|drop", help="tính tệp này, hay để riêng")
    parser.add_argument("file", metavar="TỆP", help="tên tệp như trong báo cáo")


# --- what is made of it; `kinds` is the room `decisions`, which other commands need not load -----------------------

def _code(args: argparse.Namespace) -> str:
    """A title's code, said as such, by its name or in another wording of it."""
    from cbcc_xl.catalogue import load
    from cbcc_xl.text.letters import plain

    said, titles = str(args.means), load(args.rules).titles
    named = {plain(text): title.code for title in titles.values()
             for text in (*title.also, title.en, title.vi, title.code) if "*" not in text}
    return said if said in titles else named.get(plain(said), said)


def _version_of(kinds: Any, args: argparse.Namespace) -> Entry:
    from cbcc_xl.inbox import digest, find

    found = next((one for one in find(args.inbox) if one.name == args.file), None)
    if found is None:
        raise kinds.DecisionsError(f"Không có tệp {args.file} trong {args.inbox}; ghi tên như trong báo cáo.")
    made: Entry = kinds.Version(digest(found.read()), args.what == "keep", found.name)
    return made


class Kind(NamedTuple):
    """One kind of decision: its help, what it asks for, and what is made of the answers."""
    help: str
    ask: Callable[[argparse.ArgumentParser], None]
    made: Callable[[Any, argparse.Namespace], Entry]


KINDS = {
    "title": Kind("một cách ghi là danh hiệu nào", _title, lambda kinds, args: kinds.Titled(args.text, _code(args))),
    "unit": Kind("các tên gọi khác của một đơn vị", _unit,
                 lambda kinds, args: kinds.Alias(args.name, tuple(args.also))),
    "merge": Kind("các đơn vị nhập làm một từ một ngày", _merge,
                  lambda kinds, args: kinds.Merger(tuple(args.unit), args.into, args.start)),
    "same": Kind("hai họ tên là một người", _persons,
                 lambda kinds, args: kinds.SamePerson(tuple(args.name), True, tuple(args.unit))),
    "different": Kind("hai họ tên, hoặc một tên trùng, là những người khác nhau", _persons,
                      lambda kinds, args: kinds.SamePerson(tuple(args.name), False, tuple(args.unit))),
    "waive": Kind("bỏ qua một cảnh báo, có lý do (lỗi thì không bỏ qua được)", _waive,
                  lambda kinds, args: kinds.Waiver(args.rule, args.reason, args.file, args.unit, args.subject,
                                                   args.year)),
    "row": Kind("một dòng có thể đã rút: rút hay vẫn tính", _row,
                lambda kinds, args: kinds.Row(args.unit, args.form, args.name, args.what == "withdrawn",
                                              tuple(args.title), args.year)),
    "version": Kind("một bản của tệp: tính hay để riêng", _version, _version_of),
}
