"""`cbcc-xl rules [CODE]`: what is checked on a day, with which limit, how severe, and by which article.

With a code, one rule in all its periods. What rests on a text that nobody has read says so; what an agency's file
changed names the file.
"""
from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cbcc_xl.cli import options

if TYPE_CHECKING:
    import datetime

    from cbcc_xl.catalogue import Catalogue, Period, Rule, Rulebook


def add_parser(commands: Any) -> None:
    parser = commands.add_parser("rules", help="xem quy tắc đang áp dụng và căn cứ",
                                 description="In các quy tắc đang áp dụng: giới hạn, mức, căn cứ; hoặc mọi thời kỳ của "
                                             "một quy tắc.")
    parser.add_argument("code", nargs="?", metavar="MÃ", help="mã quy tắc, ví dụ ttldtt-too-few-ldtt")
    options.add_judging(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    import datetime

    from cbcc_xl.catalogue import in_force, load
    from cbcc_xl.checks import verify

    catalogue = load(args.rules)
    day = args.decided or (datetime.date(args.year, 12, 31) if args.year else datetime.date.today())
    rulebook = in_force(catalogue, day)
    verify(rulebook, catalogue)
    lines = one(args.code, catalogue, day, args.lang) if args.code else every(catalogue, rulebook, args.lang)
    print(*lines, sep="\n")
    return 0


def every(catalogue: Catalogue, rulebook: Rulebook, lang: str) -> Iterator[str]:
    """The rules in force, two lines each."""
    from cbcc_xl.catalogue.in_force import on_day

    yield f"{rulebook.name} ({rulebook.day:%d/%m/%Y}): {len(rulebook.laws)}"
    for code in rulebook.laws:
        rule = catalogue.rules[code]
        period = on_day(rule, rulebook.day)
        if period:
            severity, *basis = _period(rule, period, catalogue, lang)
            yield f"[{severity}] {code}: {_text(rule, period, catalogue, lang)}"
            yield "    " + " · ".join(basis)


def one(code: str, catalogue: Catalogue, day: datetime.date, lang: str) -> Iterator[str]:
    """One rule in all its periods, the one of the day marked."""
    from cbcc_xl.catalogue.in_force import on_day

    rule = _known(code, catalogue)
    today = on_day(rule, day)
    yield f"{code}: {_text(rule, today or rule.periods[-1], catalogue, lang)}"
    yield f"    {rule.words.get(f'{lang}_fix', '')}".rstrip()
    for period in rule.periods:
        mark = "→" if period is today else " "
        yield f"{mark} {_days(period)}: {' · '.join(_period(rule, period, catalogue, lang))}"
        yield from (f"      {line}" for line in _bases(rule, period, catalogue, lang))


def _known(code: str, catalogue: Catalogue) -> Rule:
    from difflib import get_close_matches

    from cbcc_xl.catalogue import CatalogueError

    if code not in catalogue.rules:
        near = get_close_matches(code, catalogue.rules, 3)
        hint = f"gần giống: {', '.join(near)}" if near else "xem cbcc-xl rules"
        raise CatalogueError(f"Không có quy tắc “{code}”; {hint}.")
    return catalogue.rules[code]


def _text(rule: Rule, period: Period, catalogue: Catalogue, lang: str) -> str:
    """What the rule says, its figures left open."""
    from cbcc_xl.catalogue.wording import words
    from cbcc_xl.model import Finding, Origin

    facts = {"limit": period.limit, "ratings": [period.limit]}
    return words(Finding(rule.code, period.severity, Origin(), facts), catalogue, lang).message


def _period(rule: Rule, period: Period, catalogue: Catalogue, lang: str) -> Iterator[str]:
    """Severity, limit, article and document, and what one must know before relying on it."""
    from cbcc_xl.catalogue.wording import limit, shown

    said: Any = catalogue.words[lang]
    yield said["severity"].get(period.severity, period.severity)
    if period.limit:
        rating = period.limit in catalogue.ratings
        yield shown("rating", period.limit, catalogue, lang) if rating else limit(period.limit, lang)
    yield from filter(None, (_cited(period.source, period.article, catalogue, lang),
                             said["summary"]["unverified"] if period.unverified else "", rule.changed_by))


def _bases(rule: Rule, period: Period, catalogue: Catalogue, lang: str) -> Iterator[str]:
    """Of an election's rule: what is elected, what the majority is taken of, how severe, by which article."""
    said: Any = catalogue.words[lang]
    for line in period.more.get("bases", ()):
        field = catalogue.forms[rule.on["form"]].field(line["base"])
        posts = ", ".join(rule.on["posts"][line["posts"]]) if "posts" in line else "…"
        severity = said["severity"].get(line.get("severity", ""), "")
        source, article = (line["source"], line.get("article", "")) if "source" in line else (
            period.source, period.article)
        yield " · ".join(filter(None, (f"{posts}: {getattr(field, lang)}", severity,
                                       _cited(source, article, catalogue, lang))))


def _cited(source: str, article: str, catalogue: Catalogue, lang: str) -> str:
    from cbcc_xl.catalogue.wording import basis
    from cbcc_xl.model import Finding, Origin

    return basis(Finding("", "", Origin(), {}, document=source, article=article), catalogue, lang)


def _days(period: Period) -> str:
    return " – ".join(f"{day:%d/%m/%Y}" if day else "…" for day in (period.start, period.end))
