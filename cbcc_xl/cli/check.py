"""`cbcc-xl check FILE...`: what is wrong in these files, each finding with its cell, the rule and the cure."""
from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cbcc_xl.cli import options
from cbcc_xl.model import SKIPPED

if TYPE_CHECKING:
    from cbcc_xl.catalogue import Catalogue
    from cbcc_xl.catalogue.unnamed import Unnamed
    from cbcc_xl.model import Part


def add_parser(commands: Any) -> None:
    parser = commands.add_parser("check", help="kiểm tra một hay nhiều tệp",
                                 description="Kiểm tra tệp, in từng lỗi với ô, căn cứ và cách sửa.")
    parser.add_argument("file", nargs="+", type=Path, metavar="TỆP",
                        help="tệp Excel, Word, PDF, ODS, CSV; thư, gói nén")
    options.add_judging(parser)
    options.add_decisions(parser)
    options.add_reading(parser)
    options.add_outputs(parser)
    options.add_printing(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    import cbcc_xl

    decisions = options.decisions_of(args.decisions, args.file)
    options.told_apart([*args.file, *args.rules, decisions, args.passwords], args.json)
    result = cbcc_xl.check(args.file, year=args.year, decided=args.decided, rules=args.rules,
                           decisions=decisions, passwords=args.passwords)
    if args.json:
        result.to_json(args.json, lang=args.lang)
    if args.marked:
        options.tell_left_out(result.marked_copies(args.marked, lang=args.lang))
    for line in report(result, args.lang, args.names):
        print(line)
    options.tell_decisions(result, decisions, args.lang)
    return int(result.has_errors)


def report(result: Any, lang: str, names: bool = False) -> list[str]:
    """What is printed: each file's state, then its findings, errors first; rows instead of persons' names."""
    from cbcc_xl.catalogue.wording import words
    from cbcc_xl.outputs.in_letter import Letters
    from cbcc_xl.outputs.told_first import told_first

    catalogue, hidden, letters = result.catalogue, unnamed(result, lang, names), Letters(result.files)
    lines = [line for part in told_first(result.files) for line in state(part, catalogue, lang, hidden)]
    for finding in result.findings:
        text = words(hidden.finding(finding) if hidden else finding, catalogue, lang, result.folder)
        origin = finding.origin
        place = letters.place(origin, catalogue, lang) or "!".join(filter(None, (origin.sheet, origin.cell)))
        told = ": ".join(filter(None, (origin.file, place, text.message[:1].upper() + text.message[1:])))
        lines.append(f"[{catalogue.words[lang]['severity'][finding.severity]}] {told}")
        full = words(finding, catalogue, lang, result.folder)
        decide = text.decide if text.decide == full.decide else ""          # without names: no use
        lines += [f"    {line}" for extra in (text.fix, decide, text.basis) if extra for line in extra.split("\n")]
    return lines


def unnamed(result: Any, lang: str, names: bool) -> Unnamed | None:
    """What takes persons' names out of what is printed; None where they were asked for."""
    from cbcc_xl.catalogue.unnamed import Unnamed

    return None if names else Unnamed(result.catalogue, result.records, lang)


def state(part: Part, catalogue: Catalogue, lang: str, hidden: Unnamed | None = None) -> list[str]:
    """What became of a file: read, and whose it is; or why it was not, and what to do about it."""
    from cbcc_xl.outputs.report_json import unread

    if hidden and part.reason:
        part = part._replace(facts=hidden.facts(part.reason, part.facts))
    said = unread(part, catalogue, lang)
    why = f": {said.message}" if said else f" ({part.unit})" if part.unit else ""
    lines = [f"{part.file}: {catalogue.words[lang]['status'][part.status]}{why}"]
    if said and said.fix and part.status != SKIPPED:
        lines.append(f"    {said.fix}")
    return lines
