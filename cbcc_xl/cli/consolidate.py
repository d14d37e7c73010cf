"""`cbcc-xl consolidate INBOX -o SUMMARY.xlsx`: the staffer's command, from a folder of files to a summary."""
from __future__ import annotations

import argparse
import gc
import sys
from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from cbcc_xl.cli import options
from cbcc_xl.cli.check import state, unnamed
from cbcc_xl.model import SEVERITIES, UNREADABLE, UNRECOGNISED


def add_parser(commands: Any) -> None:
    parser = commands.add_parser("consolidate", help="tổng hợp thư mục biểu của các đơn vị",
                                 description="Đọc mọi tệp trong thư mục (gói nén, thư), kiểm tra và ghi bảng tổng hợp.")
    parser.add_argument("inbox", nargs="+", type=Path, metavar="THƯ-MỤC", help="thư mục, gói nén, thư hoặc tệp")
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="TỔNG-HỢP.xlsx", help="tệp tổng hợp")
    options.add_judging(parser)
    options.add_decisions(parser)
    options.add_reading(parser)
    options.add_outputs(parser)
    options.add_printing(parser)
    parser.add_argument("--units", type=Path, metavar="TỆP", help="danh sách đơn vị phải nộp (xlsx)")
    parser.add_argument("--register", type=Path, metavar="TỆP", help="lịch sử khen thưởng các năm trước (xlsx)")
    parser.add_argument("--template", type=Path, metavar="TỆP", help="mẫu tổng hợp do cơ quan chỉnh sửa")
    parser.add_argument("--jobs", type=options.count, metavar="N", help="số tệp đọc cùng lúc (mặc định: số nhân máy)")
    parser.add_argument("--dask", metavar="ĐỊA-CHỈ", help="đọc trên cụm Dask, ví dụ tcp://may-chu:8786")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    import cbcc_xl
    from cbcc_xl.outputs import safely

    decisions = options.decisions_of(args.decisions, args.inbox)
    options.told_apart([*args.inbox, args.units, args.register, args.template, decisions, args.passwords,
                        *args.rules], args.output, args.json)
    safely.workbook_name(args.output)
    gc.disable()                                # one job and out: as in `pipeline.run`
    outputs = [path for path in (args.output, args.json, args.marked) if path]
    with _executor(args.dask) as executor:
        result = cbcc_xl.consolidate(
            args.inbox, year=args.year, decided=args.decided, units=args.units, register=args.register,
            rules=args.rules, decisions=decisions, jobs=args.jobs, executor=executor,
            progress=_progress(), leave_out=outputs, passwords=args.passwords)
    if args.json:
        result.to_json(args.json, lang=args.lang)
    result.to_excel(args.output, template=args.template, lang=args.lang)
    if args.marked:
        options.tell_left_out(result.marked_copies(args.marked, lang=args.lang))
    _say(result, args.output, args.lang, args.names)
    options.tell_decisions(result, decisions, args.lang)
    return int(result.has_errors)


def _executor(address: str | None) -> AbstractContextManager[Any]:
    if address is None:
        return nullcontext()
    from cbcc_xl.pipeline.on_dask import executor

    return executor(address)


def _progress() -> Any:
    """A line that counts the files, on a terminal only."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, of: int) -> None:
        end = "\n" if done == of else ""
        print(f"\rĐã đọc {done}/{of} tệp", end=end, file=sys.stderr, flush=True)

    return show


def _say(result: Any, output: Path, lang: str, names: bool) -> None:
    from cbcc_xl.outputs.told_first import told_first

    hidden = unnamed(result, lang, names)
    files = Counter(part.status for part in result.files)
    found = Counter(finding.severity for finding in result.findings)
    words = result.catalogue.words[lang]
    told = ", ".join(f"{count} {words['status'][status].lower()}" for status, count in files.items())
    print(words["consolidated"]["files"].format(files=len(result.files), statuses=told, records=len(result.records),
                                                **{severity: found[severity] for severity in SEVERITIES}))
    doubtful = [record for record in result.records if record.withdrawn]
    if doubtful:
        count, less = (sum(getattr(award, what) for award in result.summary.awards) for what in (
            "count", "maybe_withdrawn"))
        print(words["consolidated"]["withdrawn"].format(rows=len(doubtful), count=count, rest=count - less))
    for part in told_first(result.files):
        if part.status in (UNREADABLE, UNRECOGNISED):
            print(*(f"  {line}" for line in state(part, result.catalogue, lang, hidden)), sep="\n")
    print(words["consolidated"]["summary"].format(path=output))
