"""What each column of a heading means for one form, and how well the form fits.

Takes a block and one form's wordings; gives columns with keys. A label that words two keys is a question, two columns
of one key likewise: nothing is guessed in silence.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from cbcc_xl.catalogue import Form
from cbcc_xl.forms.across import ACROSS, Column, by_item, one_sender, whose_column
from cbcc_xl.forms.headers import Block
from cbcc_xl.forms.matching import CLOSE_TO, EXACT, Headings, Match
from cbcc_xl.forms.row_words import begins
from cbcc_xl.forms.sub_headings import MEASURE
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.text.headings import SEVERAL, heading
from cbcc_xl.text.letters import clean, plain

Labels = tuple[tuple[int, tuple[str, ...]], ...]
SHARE = "Tỷ lệ (%)"                 # what a bare "%" under "Đồng ý" means
BARE_PERCENT = re.compile(r"[\s(]*%[\s)]*")
PERCENT = re.compile(r"%|tỷ lệ|tỉ lệ|phần trăm", re.IGNORECASE)


def read_columns(block: Block, form: Form, vocabulary: Vocabulary) -> tuple[Column, ...]:
    """Every labelled column as this form understands it; one heading is read once, however many files have it."""
    labels, known = tuple(sorted(block.labels.items())), vocabulary.headings[form.name].blocks
    if labels not in known:
        known[labels] = _columns(labels, form, vocabulary)
    return known[labels]


def _columns(labels: Labels, form: Form, vocabulary: Vocabulary) -> tuple[Column, ...]:
    columns = tuple(_column(index, path, form, vocabulary) for index, path in labels)
    for key, other in form.instead.items():
        if key not in keys_of(columns):
            unsure = min((CLOSE_TO if not column.key else EXACT for column in columns), default=EXACT)
            columns = tuple(column._replace(key=key, sure=min(column.sure, unsure)) if column.key == other else column
                            for column in columns)
    columns = _names_in_two(columns, form)
    for key, other in form.second.items():
        same = [column for column in columns if column.key == key]
        if len(same) > 1 and other not in keys_of(columns):
            columns = tuple(column._replace(key=other) if column is same[-1] else column for column in columns)
    return by_item(one_sender(columns), form)


def _names_in_two(columns: tuple[Column, ...], form: Form) -> tuple[Column, ...]:
    """A person's name in two columns: "Họ và" above "chữ đệm" and "Tên", or "Họ và tên" merged over both."""
    named = [column for column in columns if column.key == "name"]
    keys, field = {column.key for column in columns}, form.field("name")
    if len(named) == 1 and "name:first" in keys and "name:last" not in keys:
        halves = {named[0].index: "name:last"}
    elif len(named) == 2 and field and field.type == "person" and named[0].label == named[1].label \
            and named[1].index - named[0].index == 1:
        halves = {named[0].index: "name:first", named[1].index: "name:last"}
    else:
        return columns
    return tuple(column._replace(key=halves.get(column.index, column.key)) for column in columns)


def _column(index: int, labels: tuple[str, ...], form: Form, vocabulary: Vocabulary) -> Column:
    known = vocabulary.headings[form.name].paths
    if labels not in known:
        known[labels] = _read(labels, form, vocabulary)
    return known[labels]._replace(index=index)


def _read(labels: tuple[str, ...], form: Form, vocabulary: Vocabulary) -> Column:
    label = SEVERAL.join(clean(text) for text in labels)
    labels = tuple(SHARE if BARE_PERCENT.fullmatch(text) else text for text in labels)
    percent = bool(PERCENT.search(clean(" ".join(labels))))
    match = _match(labels, form, vocabulary) or Match("", 0)
    if form.across and (found := whose_column(labels, match, form, vocabulary.headings[form.name])):
        key, whose = found
        return Column(0, label, f"{key}:{ACROSS}", EXACT, percent=percent, across=whose)
    return Column(0, label, match.key, match.sure, match.choices, percent)


def _match(labels: tuple[str, ...], form: Form, vocabulary: Vocabulary) -> Match | None:
    """The whole path first ("Vắng mặt có lý do"), then the labels from the innermost out; slips of the pen last. A
    heading for several facts that is divided is none of its parts', and what a part is whose own label is unknown is
    guessed at most."""
    headings = vocabulary.headings[form.name]
    guesses = []
    own = headings.match(labels[-1])
    for text, outer in _tries(labels):
        found = headings.match(text)
        if outer and found and "+" in found.key:
            continue
        if outer and not _says_nothing(labels[-1], vocabulary):
            guesses += _part_of(found, _mark(text, labels, form, vocabulary))
            continue
        if found and found.sure > CLOSE_TO:
            return own if own and _divides(own, found, labels, form, headings) else \
                _narrowed(found, labels, form, headings)
        mark = _mark(text, labels, form, vocabulary)
        if mark:
            counted = any(begins(plain(label), vocabulary.rows.counts) for label in labels)
            return Match("_counted" if counted else mark, EXACT)
        if found:
            guesses.append(found)
    return guesses[0] if guesses else None


def _part_of(found: Match | None, mark: str | None) -> list[Match]:
    """What a column may be by a wider heading alone: the same, as a guess."""
    return [one._replace(sure=CLOSE_TO) for one in (found, Match(mark, EXACT) if mark else None) if one]


def _says_nothing(label: str, vocabulary: Vocabulary) -> bool:
    """Whether an innermost label leaves what the wider heading says: "(người)", "Số lượng", "2023"."""
    key = plain(heading(label))
    return bool(MEASURE.fullmatch(label)) or key in vocabulary.rows.counts or not any(map(str.isalpha, key))


def _divides(own: Match, found: Match, labels: tuple[str, ...], form: Form, headings: Headings) -> bool:
    """Whether the innermost label is a part of another kind than what the path and its outer labels say: "Thực hiện" (a
    figure) under "Chỉ tiêu" (a text), though "Chỉ tiêu thực hiện" is a text too."""
    part, whole = form.field(own.key), form.field(found.key)
    if part is None or whole is None or own.sure <= CLOSE_TO or part.type == whole.type:
        return False
    return any((outer := headings.match(label)) is not None and outer.key == found.key for label in labels[:-1])


def _tries(labels: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """Texts that may word a column, and whether one leaves the column's own label out."""
    labels = tuple(heading(label) for label in labels)
    if len(labels) > 1:
        yield " ".join(labels), False
        yield " ".join((labels[0], labels[-1])), False
        yield " ".join(labels[-2:]), False
    yield labels[-1], False
    yield from ((label, True) for label in reversed(labels[:-1]))


def _narrowed(found: Match, labels: tuple[str, ...], form: Form, headings: Headings) -> Match:
    """Of a heading for several facts its innermost label's own; a share under a heading that it is not of is none."""
    if "+" in found.key and (own := headings.match(labels[-1])) and own.key in found.key.split("+"):
        return own
    share = form.field(found.key)
    if share and share.computed:
        for label in labels[:-1]:
            other = headings.match(label)
            field = form.field(other.key) if other else None
            if field and field.type == "count" and field.key not in share.computed.values():
                return Match(f"_{found.key}", found.sure)
    return found


def _mark(text: str, labels: tuple[str, ...], form: Form, vocabulary: Vocabulary) -> str | None:
    """A column of marks for one title or rating; under "Tự xếp loại" for a rating of another field."""
    key = vocabulary.mark_column(text)
    base, _, code = key.partition(":") if key else ("", "", "")
    above = [found.key for label in labels if label != text
             and (found := vocabulary.headings[form.name].match(label)) and found.sure > CLOSE_TO]
    field = next((field for one in (*above, base) if (field := form.field(one)) and field.type == base), None)
    return f"{field.key}:{code}" if field else None


def keys_of(columns: tuple[Column, ...]) -> set[str]:
    """The fields that the columns give: "position+unit" gives two, "name:either" and "titles:LDTT" their first part."""
    return {part.partition(":")[0] for column in columns for part in column.key.split("+") if part}


def fit(form: Form, columns: tuple[Column, ...], captions: int, titled: bool) -> tuple[float, bool]:
    """How well a form fits: known columns for it, unknown ones against it, its words above the table for it; and
    whether all is there that it needs. `titled`: the title stands in the caption, so its column may lack."""
    keys = keys_of(columns)
    title = next((field.key for field in form.fields if field.type in ("titles", "title")), "")
    spoken = bool(titled and title and title not in keys)
    complete = any(all(set(need.split("|")) & (keys | {title} if spoken else keys) for need in needs)
                   for needs in form.needs)
    known = sum(column.sure for column in columns if column.key and not column.key.startswith("_")) + spoken
    lost = sum(1 for column in columns if not column.key)
    return 2 * known - lost + 2 * min(captions, 3), complete
