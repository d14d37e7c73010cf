"""Whom a title goes to, in the whole inbox: at most a share to those who lead.

Takes the records with certain titles and a text of theirs (`field`), which begins with one of `begins` for those who
are counted; of all persons whose text is filled in, each once. Too few of them (`fewest`) tell nothing.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.rows import home
from cbcc_xl.model import Finding, Origin
from cbcc_xl.tally import meets, parse_limit, share
from cbcc_xl.text.letters import plain

ACROSS_FILES = True
NEEDS = ("form", "titles", "field", "begins", "fewest")
FIELDS = ("field",)
LIMIT = True
FACTS = ("count", "of", "share")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    begins = tuple(f"{plain(word)} " for word in law.on["begins"])
    persons = {(home(record), key): f"{plain(record.values[law.on['field']])} " for record in batch.titled(law.on)
               if law.on["field"] in record.values for key in batch.people.keys_of(record)}
    count, of = sum(text.startswith(begins) for text in persons.values()), len(persons)
    if of >= law.on["fewest"] and not meets(count, of, parse_limit(law.limit)):
        yield law.finding(Origin(), {"count": count, "of": of, "share": share(count, of)})
