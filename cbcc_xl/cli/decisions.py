"""`cbcc-xl decisions [INBOX]`: what has been decided, by whom and when; what rests on each; one taken back."""
from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cbcc_xl.cli import options

if TYPE_CHECKING:
    from cbcc_xl.catalogue import Catalogue
    from cbcc_xl.decisions import Entry
    from cbcc_xl.model import Origin

SHOWN = 5                          # places that rest on a decision


def add_parser(commands: Any) -> None:
    parser = commands.add_parser("decisions", help="xem, rút lại những điều đã quyết định",
                                 description="In những điều đã quyết định: mã, nội dung, ai, ngày nào, lý do; với một "
                                             "thư mục thì cả những chỗ dựa vào từng điều.")
    parser.add_argument("inbox", nargs="?", type=Path, default=Path("decisions.toml"), metavar="THƯ-MỤC",
                        help="thư mục nhận biểu, hoặc tệp quyết định (mặc định: decisions.toml ở thư mục hiện tại)")
    parser.add_argument("--undo", metavar="MÃ", help="rút lại quyết định mang mã này")
    options.add_judging(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from cbcc_xl.catalogue import load
    from cbcc_xl.decisions import place_for, sentence, undo

    catalogue, path = load(args.rules), place_for(args.inbox)
    if args.undo:
        gone = undo(path, args.undo, catalogue)
        said = catalogue.words[args.lang]["decision"]["undone"]
        print(said.format(decision=args.undo, text=sentence(gone, catalogue, args.lang)))
        return 0
    print(*_listed(args, path, catalogue), sep="\n")
    return 0


def _listed(args: argparse.Namespace, path: Path, catalogue: Catalogue) -> Iterator[str]:
    from cbcc_xl.decisions import NOTHING_DECIDED, id_of, load

    decisions = load(path, catalogue) if path.exists() or args.inbox == path else NOTHING_DECIDED
    if not any(decisions):
        yield catalogue.words[args.lang]["decision"]["none"]
        return
    rests = _rests(args, path) if args.inbox.suffix != path.suffix else None
    for entry in decisions.every():
        yield from _told(entry, catalogue, args.lang)
        if rests is not None:
            yield f"        {_used(rests[id_of(entry)], catalogue, args.lang)}"


def _rests(args: argparse.Namespace, path: Path) -> dict[str, list[Origin]]:
    import cbcc_xl
    from cbcc_xl.decisions import rests_on

    result = cbcc_xl.consolidate(args.inbox, year=args.year, decided=args.decided, rules=args.rules, decisions=path)
    return rests_on(result.decisions, result.findings, result.files)


def _told(entry: Entry, catalogue: Catalogue, lang: str) -> Iterator[str]:
    from cbcc_xl.catalogue.wording import shown
    from cbcc_xl.decisions import id_of, sentence

    yield f"{id_of(entry)}  {sentence(entry, catalogue, lang)}"
    day = shown("date", entry.on.isoformat(), catalogue, lang) if entry.on else ""
    who = ", ".join(filter(None, (entry.by, day)))
    said = ": ".join(filter(None, (who, entry.reason)))
    if said:
        yield f"        {said}"


def _used(rests: Sequence[Origin], catalogue: Catalogue, lang: str) -> str:
    said = catalogue.words[lang]["decision"]
    places = [" ".join(filter(None, (one.file, "!".join(filter(None, one[1:]))))) for one in rests]
    if not places:
        return said["unused"]
    cells = "; ".join(places[:SHOWN])
    more = said["more"].format(count=len(places) - SHOWN) if len(places) > SHOWN else ""
    return said["used"].format(count=len(places), cells=" ".join(filter(None, (cells, more))))
