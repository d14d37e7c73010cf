"""On what the checks rest: the documents that were in force on the day of decision, and each rule with its article."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cbcc_xl.catalogue.wording import article, basis, limit
from cbcc_xl.model import Finding, Origin
from cbcc_xl.outputs.summary.edition import Edition
from cbcc_xl.outputs.summary.findings import cause
from cbcc_xl.outputs.summary.given import Marked, Row, Table
from cbcc_xl.outputs.summary.layout import Layout


def rule_name(edition: Edition, code: str) -> str:
    """What a share or condition is about, without saying that it is missed; else its rule's cause."""
    return edition.catalogue.words[edition.lang]["ratio"].get(code) or cause(edition, code)


def sources(edition: Edition) -> Table:
    """Documents that a rule in force cites, with the number of those rules."""
    laws = edition.consolidation.rulebook.laws.values()
    cited = Counter(law.document for law in laws)
    known = [source for number, source in edition.catalogue.sources.items() if cited[number]]

    def rows(layout: Layout) -> Iterator[Row]:
        for number, source in enumerate(known, 1):
            articles = dict.fromkeys(law.article for law in laws if law.document == source.number and law.article)
            yield [number, source.number, source.name(edition.lang), source.start, source.end, cited[source.number],
                   edition.word("confidence", source.confidence) if source.confidence else None, source.link or None,
                   "; ".join(article(one, edition.lang) for one in sorted(articles, key=_in_order)) or None]

    return Table("sources", ("no", "number", "name", "start", "end", "rules", "confidence", "link", "articles"),
                 len(known), rows, empty=edition.word("summary", "none"))


def _in_order(text: str) -> list[tuple[int, str]]:
    """Articles as a law has them: 9.2 before 23.1."""
    return [(int("".join(filter(str.isdigit, part)) or 0), part) for part in text.split(".")]


def _limit(edition: Edition, text: str) -> str | None:
    """A rule's limit in words; a rating that is not the best stands for all better ones too."""
    rating = edition.catalogue.ratings.get(text)
    if rating is None:
        return limit(text, edition.lang) or None
    best = min(one.order for one in edition.catalogue.ratings.values())
    name = edition.rating(text) or text
    return name if rating.order == best else limit(f">= {name}", edition.lang)


def rules(edition: Edition) -> Table:
    """The rules in force, with what an agency's own file changed."""
    laws = list(edition.consolidation.rulebook.laws.values())

    def rows(layout: Layout) -> Iterator[Row]:
        for number, law in enumerate(laws, 1):
            cited = Finding(law.code, law.severity, Origin(), {}, document=law.document, article=law.article)
            yield [number, cause(edition, law.code), _limit(edition, law.limit),
                   Marked(edition.word("severity", law.severity), f"severity:{law.severity}"),
                   basis(cited, edition.catalogue, edition.lang),
                   edition.catalogue.rules[law.code].changed_by or None,
                   edition.word("summary", "unverified") if law.unverified else None, law.code]

    return Table("rules", ("no", "rule", "limit", "severity", "basis", "changed_by", "remark", "code"), len(laws), rows,
                 marked=frozenset({"severity"}), empty=edition.word("summary", "none"))
