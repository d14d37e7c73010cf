"""What a council's ballots come to: each nomination's share of its base, and whether it passed.

Takes the records of ballots and the rules in force (kind `council`), which name the base by title. Where no share is
given, by law or by the agency, `passed` is None: the figures are told, no verdict.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.kinds.council import base_of, is_for
from cbcc_xl.model import Record
from cbcc_xl.pipeline.consolidation import Ballot
from cbcc_xl.tally import MEMBERS, parse_limit, passes, share

KIND = "council"


def ballots(records: Iterable[Record], laws: Iterable[Law]) -> Iterator[Ballot]:
    """A line a nomination, in the order of the records."""
    councils = [law for law in laws if law.kind == KIND and not law.on.get("quorum")]
    for record in records:
        law = next((law for law in councils if is_for(law, record)), None)
        base = law.on["base"] if law else MEMBERS
        values, of = record.values, base_of(record, base)
        agree = values.get("agree")
        yield Ballot(record.unit or "", values.get("council", ""), values.get("name", ""), values.get("title"), agree,
                     base, of, share(agree, of) if agree is not None and of else None,
                     passes(agree, of, parse_limit(law.limit) if law and law.limit else None))
