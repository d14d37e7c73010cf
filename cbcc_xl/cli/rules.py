"""`cbcc-xl rules [CODE]`: what is checked on a day, with which limit, how severe, and by which article.

With a code, one rule in all its periods; with `--diff`, what differs between two days. What rests on a text that nobody
has read says so; what an agency's file changed names the file.
"""
from __future__ import annotations

import argparse
import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cbcc_xl.cli import options

if TYPE_CHECKING:
    from cbcc_xl.catalogue import Catalogue, Period, Rulebook


def add_parser(commands: Any) -> None:
    parser = commands.add_parser("rules", help="xem quy tắc đang áp dụng và căn cứ",
                                 description="In các quy tắc đang áp dụng: giới hạn, mức, căn cứ; hoặc mọi thời kỳ của "
                                             "một quy tắc; hoặc quy định khác nhau thế nào giữa hai ngày.")
    parser.add_argument("code", nargs="?", metavar="MÃ", help="mã quy tắc, ví dụ ttldtt-too-few-ldtt")
    parser.add_argument("--diff", nargs=2, type=_year_or_day, metavar=("TRƯỚC", "SAU"),
                        help="hai năm hoặc hai ngày: chỉ in những gì khác nhau (năm là ngày 31/12 của năm đó)")
    options.add_judging(parser)
    parser.set_defaults(run=run, refuse=parser.error)


def _year_or_day(text: str) -> datetime.date:
    """2023 is its last day, as everywhere; else a day."""
    return _last_day(options.year(text)) if text.isdecimal() and len(text) == 4 else options.day(text)


def _last_day(year: int) -> datetime.date:
    return datetime.date(year, 12, 31)


def run(args: argparse.Namespace) -> int:
    from cbcc_xl.catalogue import in_force, load
    from cbcc_xl.checks import verify

    if args.diff and (args.year or args.decided):
        args.refuse("--diff đã nêu hai ngày, bỏ --year hoặc --decided")
    catalogue = load(args.rules)
    day = args.decided or (_last_day(args.year) if args.year else datetime.date.today())
    rulebooks = [in_force(catalogue, one) for one in args.diff or [day]]
    for rulebook in rulebooks:
        verify(rulebook, catalogue)
    if args.code:
        _known(args.code, catalogue)
    print(*_asked(args, catalogue, day, rulebooks), sep="\n")
    return 0


def _asked(args: argparse.Namespace, catalogue: Catalogue, day: datetime.date, books: list[Rulebook]) -> Iterator[str]:
    if args.diff:
        return differences(args.code, catalogue, books[0], books[1], args.lang)
    return one(args.code, catalogue, day, args.lang) if args.code else every(catalogue, books[0], args.lang)


def every(catalogue: Catalogue, rulebook: Rulebook, lang: str) -> Iterator[str]:
    """The rules in force, two lines each."""
    from cbcc_xl.cli.rule_lines import text, told

    yield f"{rulebook.name} ({rulebook.day:%d/%m/%Y}): {len(rulebook.laws)}"
    for code, law in rulebook.laws.items():
        severity, _, rest = told(law, catalogue, lang).partition(" · ")
        yield f"[{severity}] {code}: {text(law, catalogue, lang)}"
        yield f"    {rest}"


def one(code: str, catalogue: Catalogue, day: datetime.date, lang: str) -> Iterator[str]:
    """One rule in all its periods, the one of the day marked."""
    from cbcc_xl.catalogue.in_force import law, on_day
    from cbcc_xl.cli.rule_lines import bases, text, told

    rule = catalogue.rules[code]
    today = on_day(rule, day)
    yield f"{code}: {text(law(rule, today or rule.periods[-1]), catalogue, lang)}"
    yield f"    {rule.words.get(f'{lang}_fix', '')}".rstrip()
    for period in rule.periods:
        stands = law(rule, period)
        yield f"{'→' if period is today else ' '} {_days(period)}: {told(stands, catalogue, lang)}"
        yield from (f"      {posts}: {said}" for posts, said in bases(stands, catalogue, lang).items())


def differences(code: str | None, catalogue: Catalogue, before: Rulebook, after: Rulebook, lang: str) -> Iterator[str]:
    """What differs between two days: of all rules, or of one."""
    from cbcc_xl.catalogue import changes
    from cbcc_xl.cli import rule_lines

    found = [change for change in changes(before, after) if code in (None, change.code)]
    return rule_lines.differences(found, before, after, catalogue, lang)


def _known(code: str, catalogue: Catalogue) -> None:
    """CatalogueError, with codes that are near, where there is no such rule."""
    from difflib import get_close_matches

    from cbcc_xl.catalogue import CatalogueError

    if code not in catalogue.rules:
        near = get_close_matches(code, catalogue.rules, 3)
        hint = f"gần giống: {', '.join(near)}" if near else "xem cbcc-xl rules"
        raise CatalogueError(f"Không có quy tắc “{code}”; {hint}.")


def _days(period: Period) -> str:
    return " – ".join(f"{day:%d/%m/%Y}" if day else "…" for day in (period.start, period.end))
