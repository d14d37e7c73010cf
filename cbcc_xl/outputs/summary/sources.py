"""On what the checks rest: the documents that were in force on the day of decision, and each rule with its article."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cbcc_xl.catalogue.wording import basis, limit
from cbcc_xl.model import Finding, Origin
from cbcc_xl.outputs.summary.edition import Edition
from cbcc_xl.outputs.summary.findings import cause
from cbcc_xl.outputs.summary.given import Marked, Row, Table
from cbcc_xl.outputs.summary.layout import Layout


def sources(edition: Edition) -> Table:
    """Documents that a rule in force cites, with the number of those rules."""
    cited = Counter(law.document for law in edition.consolidation.rulebook.laws.values())
    known = [source for number, source in edition.catalogue.sources.items() if cited[number]]

    def rows(layout: Layout) -> Iterator[Row]:
        for number, source in enumerate(known, 1):
            yield [number, source.number, source.name(edition.lang), source.start, source.end, cited[source.number],
                   edition.word("confidence", source.confidence) if source.confidence else None, source.link or None]

    return Table("sources", ("no", "number", "name", "start", "end", "rules", "confidence", "link"), len(known), rows,
                 empty=edition.word("summary", "none"))


def rules(edition: Edition) -> Table:
    """The rules in force, with what an agency's own file changed."""
    laws = list(edition.consolidation.rulebook.laws.values())

    def rows(layout: Layout) -> Iterator[Row]:
        for number, law in enumerate(laws, 1):
            cited = Finding(law.code, law.severity, Origin(), {}, document=law.document, article=law.article)
            yield [number, cause(edition, law.code), limit(law.limit, edition.lang) or None,
                   Marked(edition.word("severity", law.severity), f"severity:{law.severity}"),
                   basis(cited, edition.catalogue, edition.lang),
                   edition.catalogue.rules[law.code].changed_by or None,
                   edition.word("summary", "unverified") if law.unverified else None, law.code]

    return Table("rules", ("no", "rule", "limit", "severity", "basis", "changed_by", "remark", "code"), len(laws), rows,
                 marked=frozenset({"severity"}), empty=edition.word("summary", "none"))
