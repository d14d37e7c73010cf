"""The command `cbcc-xl`: parses, calls one function, prints.

Each command is a module with `add_parser` and `run`. Nothing heavy is imported before a command needs it. Exit status:
0 done, no finding of severity error; 1 done, with such findings; 2 could not do the job, said in one line.
"""
from __future__ import annotations

import io
import sys
from collections.abc import Sequence

from cbcc_xl.cli import check, consolidate, decide, decisions, demo, excel, map, rules, support, templates
from cbcc_xl.cli.arguments import Parser

COMMANDS = (demo, templates, check, consolidate, map, decide, decisions, rules, excel, support)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; any fault that a user can cause is one line on standard error and status 2."""
    _speak_vietnamese()
    args = parser().parse_args(argv)
    try:
        return int(args.run(args))
    except KeyboardInterrupt:
        print("cbcc-xl: đã dừng theo yêu cầu.", file=sys.stderr)
        return 2
    except BrokenPipeError:                     # the reader of our output has seen enough: `cbcc-xl rules | head`
        sys.stderr.close()
        return 0
    except (OSError, ValueError) as error:
        from cbcc_xl.cli.faults import sentence

        print(f"cbcc-xl: {sentence(error)}", file=sys.stderr)
        return 2


def _speak_vietnamese() -> None:
    """A Windows pipe has an older code page, and a file's name may be no text at all: neither stops a report."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def parser() -> Parser:
    from cbcc_xl import __version__

    made = Parser(prog="cbcc-xl", description="Đọc, kiểm tra và tổng hợp biểu mẫu Excel của hội nghị cán bộ, công chức "
                  "và thi đua, khen thưởng.")
    made.add_argument("--version", action="version", version=__version__, help="in số phiên bản")
    commands = made.add_subparsers(metavar="LỆNH", required=True)
    for module in COMMANDS:
        module.add_parser(commands)
    return made
