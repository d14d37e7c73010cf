"""Units that a cluster's table leaves out of its ranking, with the reason that stands in place of the rank."""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.standings import standings
from cbcc_xl.model import Finding

ACROSS_FILES = False
NEEDS = ("form", "field")
FIELDS = ("field",)
FACTS = ("text",)


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    form = batch.catalogue.forms[law.on["form"]]
    for table in standings(batch.records(form.name), batch.stated, form, law.on["field"]):
        for one in table:
            if one.left_out and one.origin:
                yield law.finding(one.origin, {"unit": one.unit, "text": one.left_out})
