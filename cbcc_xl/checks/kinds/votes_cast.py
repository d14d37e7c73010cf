"""Votes for all candidates together: no more than valid ballots times the seats that each ballot may fill.

Takes the votes of a table's rows (`count`), the ballots (`ballots`) and the seats (`each`) above it. Where the table
also counts votes against (`against`), each candidate was voted on by itself and the finding is no more than a warning.
One finding a table; without ballots or seats nothing is said.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch, span
from cbcc_xl.checks.contests import elections
from cbcc_xl.model import SEVERITIES, WARNING, Finding

ACROSS_FILES = False
NEEDS = ("form", "count", "ballots", "each")
FIELDS = ("count", "ballots", "each", "against")
FACTS = ("sum", "most", "of", "seats")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    count, against = law.on["count"], law.on.get("against", "")
    for table in elections(batch.records(law.on["form"])):
        of, seats = (table[0].values.get(law.on[key]) for key in ("ballots", "each"))
        total = sum(record.values.get(count, 0) for record in table)
        if of is None or not seats or total <= of * seats:
            continue
        softened = any(against in record.values for record in table)
        severity = max(law.severity, WARNING if softened else law.severity, key=SEVERITIES.index)
        facts = {**batch.subject(table[0], law.on["each"]), "sum": total, "most": of * seats, "of": of, "seats": seats}
        yield law.finding(table[0].origin(count)._replace(cell=span(table, count)), facts, severity=severity)
