"""What a group's heading says of the rows under it: persons or teams, a title, kinds, points taken away.

Takes the heading's text ("I. DANH HIỆU LAO ĐỘNG TIÊN TIẾN", "II. MÔ HÌNH", "V. Điểm trừ"); gives a `Group`.
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from cbcc_xl.catalogue import Form
from cbcc_xl.forms.row_words import begins
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.model import Record
from cbcc_xl.records.kinds import kinds_named
from cbcc_xl.records.shapes import without_enumerator
from cbcc_xl.text.letters import clean, plain

LEAD = re.compile(r"^(?:bầu(?: cử)?|chức danh|chức vụ)\s*:?\s+", re.IGNORECASE)
SEATS = re.compile(r"[\s,;:(–-]*(?:\b(?:số lượng )?(?:cần )?bầu:? |\bsố lượng:? |\()0?(\d{1,2})\b[^()]*\)?\s*$",
                   re.IGNORECASE)


class Group(NamedTuple):
    """What holds for the rows under a heading, until the next one."""
    subject: str = ""                  # person or team
    titles: tuple[str, ...] = ()
    kinds: Mapping[str, str] = {}      # of a field whose kinds the heading may name
    penalty: bool = False              # its figures are points taken away
    once: Mapping[str, str | int] = {}       # figures of a sheet that are the group's own: its post and seats


def group_of(text: str, form: Form, vocabulary: Vocabulary) -> Group:
    """The group that a heading begins."""
    core = plain(without_enumerator(text))
    subject = next((subject for word, subject in vocabulary.rows.groups.items() if begins(core, (word,))), "")
    whole = vocabulary.titles.match(without_enumerator(text))
    titles = [whole] if whole else vocabulary.titles.find(text)
    return Group(subject, tuple(titles) if len(titles) == 1 else (), kinds_named(form, text),
                 is_penalty(core, form), _post(text, form))


def _post(text: str, form: Form) -> dict[str, str | int]:
    """The post that a group of candidates stands for, and its seats: "I. Cụm trưởng", "2. Bầu Cụm phó (02)"."""
    core = clean(without_enumerator(text))
    if not form.field("post") or not begins(plain(core), map(plain, form.values.get("_posts", {}).get("begins", ()))):
        return {}
    seats = SEATS.search(core)
    post = LEAD.sub("", SEATS.sub("", core)).strip(" :.()")
    return {"post": post, **({"seats": int(seats[1])} if seats else {})} if post else {}


def is_penalty(text: str, form: Form) -> bool:
    """Whether a heading's figures are points taken away: "Điểm trừ"."""
    return begins(plain(text), map(plain, form.values.get("_penalty", {}).get("begins", ())))


def penalised(record: Record, form: Form) -> Record:
    """A record whose points are taken away: they are negative, whichever way they were typed."""
    taken = {field.key for field in form.fields if field.type == "decimal"} - {"max"}
    return record._replace(values={key: f"-{value}" if key in taken and value[0] not in "-0" else value
                                   for key, value in record.values.items()})
