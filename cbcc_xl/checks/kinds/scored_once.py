"""Units that stand twice in one table of scores: in two rows of a list, or with two columns of their own.

Takes the tables of a form; tells each such unit at its second place. Which of the two counts is not known: the unit
has neither total nor rank.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.standings import standings
from cbcc_xl.model import UNKNOWN, Finding

ACROSS_FILES = False
NEEDS = ("form", "field")
FIELDS = ("field",)
FACTS = ("cells",)


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    form = batch.catalogue.forms[law.on["form"]]
    for table in standings(batch.records(form.name), batch.stated, form, law.on["field"]):
        for one in table:
            if one.twice:
                first, again = (row.cell("unit") for row in one.twice)
                yield law.finding(one.twice[1].origin("unit"), {"unit": one.unit, "cells": [first, again]}, UNKNOWN)
