"""Prize money: what the awards put forward cost on the day of the decision.

Takes the counts of awards, the nominations and the rates of the catalogue; gives a line an award count. A subject with
two titles of one year is paid for the higher one, where the rates say so: it is known again by name and unit as
written. Nothing is guessed where a coefficient or the base salary isn't known.
"""
from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from cbcc_xl.catalogue import Catalogue, prize
from cbcc_xl.catalogue.prizes import paid_instead
from cbcc_xl.model import Record
from cbcc_xl.pipeline.consolidation import Award, Paid

Line = tuple[str, str, str]                     # unit (the sender), title, subject: as in `Award`
Holder = tuple[str, str, str]                   # name, unit, title


def prizes(awards: Iterable[Award], records: Sequence[Record], catalogue: Catalogue,
           day: datetime.date) -> Iterator[Paid]:
    """One line for each of `awards`, in their order."""
    unpaid = _unpaid(records, catalogue, paid_instead(catalogue.prizes, day))
    for award in awards:
        line = (award.unit, award.title, award.subject)
        paid = award.count - unpaid[line]
        money = prize(catalogue.prizes, award.title, award.subject, day)
        if money is None:
            yield Paid(*line, award.count, paid, None, None, None, None, None, False, None, None)
        else:
            rate = money.rate
            yield Paid(*line, award.count, paid, money.coefficient, money.base, money.unrounded, money.amount,
                       paid * money.amount, rate.unverified, rate.source or None, rate.article or None)


def _unpaid(records: Sequence[Record], catalogue: Catalogue, instead: Mapping[str, tuple[str, ...]]) -> Counter[Line]:
    """How many of each line's subjects are paid for a higher title."""
    if not instead:
        return Counter()
    nominations = [record for record in records if catalogue.forms[record.form].family == "award"]
    above: set[Holder] = set()
    for record in nominations:
        for title in record.values.get("titles", ()):
            above.update((*_subject(record), lower) for lower in instead.get(title, ()))
    return Counter((record.unit or "", title, catalogue.forms[record.form].subject)
                   for record in nominations for title in record.values.get("titles", ())
                   if (*_subject(record), title) in above)


def _subject(record: Record) -> tuple[str, str]:
    return record.values.get("name", ""), record.values.get("unit") or record.unit or ""
