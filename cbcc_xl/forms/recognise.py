"""Which form each table of a sheet is.

Takes a grid; gives tables in order with their columns, bodies and captions, and findings about what is not sure.
Forms of one family (persons and teams) may share a table: then each row decides.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cbcc_xl.catalogue import Form
from cbcc_xl.decisions import NONE
from cbcc_xl.forms.across import Column
from cbcc_xl.forms.columns import fit, keys_of, read_columns
from cbcc_xl.forms.extents import WIDEST, Captions, body_end, caption_start, captions, region, without_repeats
from cbcc_xl.forms.headers import Block
from cbcc_xl.forms.mapped_blocks import mapped_columns
from cbcc_xl.forms.template_mark import MARK
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.model import Finding, Grid, Origin, a1
from cbcc_xl.text.letters import plain

NUMBERED = re.compile(r"^\s*(?:[IVX]{1,5}|[A-Z]|\d{1,2})\s*[.)/-]\s*")

CLEARLY = 1.0                      # how much better the best form must fit than the next
MARKED = 3.0                       # what the mark of our own blank template adds
NEAREST = 4                        # texts above a table that say what it is, figures with their labels aside
ENUMERATOR = 4                     # characters at most of what numbers a group: "VIII"


class Table(NamedTuple):
    """One table: its form, its heading and body rows (counted from 0, `end` exclusive), its columns.

    `titles` is what caption or sheet name say where no column does; `captions` the texts above it, nearest first, each
    with its row; `region` the columns that belong to it (the second exclusive); `repeats` the rows on which its
    heading is said again.
    """
    form: str
    top: int
    bottom: int
    end: int
    columns: tuple[Column, ...]
    captions: tuple[tuple[int, str], ...]
    titles: tuple[str, ...] = ()
    caption_start: int = 0
    region: tuple[int, int] = (0, WIDEST)
    mapped: bool = False           # a person said what its columns are
    repeats: frozenset[int] = frozenset()


class Candidate(NamedTuple):
    """A form that a table may be; `complete`: it has the columns that the form needs."""
    form: Form
    columns: tuple[Column, ...]
    score: float
    complete: bool


def find_tables(grid: Grid, blocks: list[Block], vocabulary: Vocabulary,
                origin: Origin) -> tuple[list[Table], list[Finding]]:
    """Those of a sheet's heading blocks that begin a form of ours, and what could not be told."""
    tables: list[Table] = []
    findings: list[Finding] = []
    blocks, repeats = without_repeats(grid, blocks, vocabulary)
    tops = sorted({block.top for block in blocks})
    earlier: dict[tuple[tuple[str, ...], ...], Table] = {}       # tables by their headings
    head = ""                                                    # what the texts above the first table say
    for block in blocks:
        labels = tuple(block.labels.values())
        start = caption_start(grid, block, blocks, vocabulary)
        above = captions(grid, start, block, region(block, blocks))
        spoken = _spoken(above, head, vocabulary)
        head = head or spoken
        found = _mapped(block, above, region(block, blocks), grid, vocabulary) if block.mapped else \
            _recognised(block, above, spoken, region(block, blocks), earlier.get(labels), grid, vocabulary)
        if isinstance(found, Finding):
            findings.append(found._replace(origin=Origin(origin.file, origin.sheet, a1(block.top, block.first))))
        elif found:
            next_top = next((top for top in tops if top > block.top), len(grid.rows))
            end = body_end(grid, block, next_top, vocabulary)
            tables.append(found._replace(end=end, caption_start=start,
                                         repeats=repeats.get(block.first, frozenset())))
            earlier[labels] = found
    return tables, findings


def _spoken(above: Captions, head: str, vocabulary: Vocabulary) -> str:
    """What the texts above a table say it is; "II. CÁ NHÂN" alone says no more than the head of the sheet."""
    texts = dict.fromkeys([*above[:NEAREST], *[one for one in above if ":" not in one[1]][:NEAREST]])
    nearest = " / ".join(text for _, text in texts)
    only_groups = all(plain(NUMBERED.sub("", text)) in vocabulary.rows.groups for _, text in texts)
    return f"{plain(nearest)} {head if only_groups else ''}".rstrip()


def _recognised(block: Block, above: Captions, said: str, columns: tuple[int, int], earlier: Table | None, grid: Grid,
                vocabulary: Vocabulary) -> Table | Finding | None:
    """The table that a block begins below texts that say something; `earlier`: one above it with the same heading."""
    spoken = f"{said} {plain(grid.sheet)}"
    titles = _titles(above, grid.sheet, vocabulary) or (earlier.titles if earlier else ())
    titled = bool(titles) or _group_names_title(grid, block, columns, vocabulary)
    marked = [grid.names.get(MARK, ""), earlier.form if earlier else ""]
    found = sorted(_candidates(block, above, spoken, titled, marked, vocabulary), key=lambda one: -one.score)
    if not found:
        return None
    best, *others = [one for one in found if one.complete] or found
    if not best.complete:
        return None
    family = [best, *(one for one in others if best.form.family and one.form.family == best.form.family
                      and (_either(one.columns) or best.score - one.score < CLEARLY))]
    rivals = [one.form.name for one in found if one not in family
              and best.score - one.score < (CLEARLY if one.complete else -CLEARLY)]
    if rivals:
        return Finding("form-ambiguous", "warning", Origin(), {"forms": [best.form.name, *rivals]})
    own = "titles" in keys_of(best.columns)
    return Table(best.form.name, block.top, block.bottom, len(grid.rows), _shared([one.columns for one in family]),
                 above, () if own else titles, region=columns)


def _mapped(block: Block, above: Captions, columns: tuple[int, int], grid: Grid,
            vocabulary: Vocabulary) -> Table | None:
    """The table as a person mapped it; None where he said that it is no form of ours."""
    if not block.mapped or block.mapped.form == NONE:
        return None
    form = vocabulary.catalogue.forms[block.mapped.form]
    read = mapped_columns(block, block.mapped, form, vocabulary)
    titles = () if "titles" in keys_of(read) else _titles(above, grid.sheet, vocabulary)
    return Table(form.name, block.top, block.bottom, len(grid.rows), read, above, titles, region=columns, mapped=True)


def _either(columns: tuple[Column, ...]) -> bool:
    return any(column.key == "name:either" for column in columns)


def _shared(readings: list[tuple[Column, ...]]) -> tuple[Column, ...]:
    """Each column as the best form reads it, else as the next of its family does."""
    return tuple(next((one for one in column if one.key), column[0]) for column in zip(*readings, strict=True))


def _candidates(block: Block, above: Captions, spoken: str, titled: bool, marked: list[str],
                vocabulary: Vocabulary) -> Iterator[Candidate]:
    """Each form that the table may be. `marked`: the form of the blank template, and of a table above that is alike."""
    headed = " ".join(plain(label) for labels in block.labels.values() for label in labels)
    for form in vocabulary.forms:
        if _says(form.never, spoken) or form.only and form.name not in marked \
                and not _says(form.only, f"{spoken} {headed}"):
            continue
        columns = read_columns(block, form, vocabulary)
        labelled = _labels(form, above, vocabulary)
        score, complete = fit(form, columns, _says(form.captions, spoken) + labelled, titled)
        yield Candidate(form, columns, score + min(labelled, 2) + MARKED * marked.count(form.name), complete)


def _labels(form: Form, above: Captions, vocabulary: Vocabulary) -> int:
    """How many of the form's own figures stand above the table: "Tổng số thành viên Hội đồng: 11"."""
    labels = vocabulary.labels.get(form.name)
    heads = [text.partition(":")[0].lstrip("-+• ") for _, text in above if ":" in text]
    return sum(labels.match(head) is not None for head in heads) if labels else 0


def _says(words: tuple[str, ...], text: str) -> int:
    """How many of these words stand in a plain text."""
    return sum(f" {plain(word)} " in f" {text} " for word in words)


def _group_names_title(grid: Grid, block: Block, columns: tuple[int, int], vocabulary: Vocabulary) -> bool:
    """Whether the first row under the heading is a group that names a title: "I. DANH HIỆU LAO ĐỘNG TIÊN TIẾN"."""
    for cells in grid.rows[block.bottom + 1:block.bottom + 4]:
        own = cells[slice(*columns)]
        texts = {value for value in own if value is not None and len(str(value).strip()) > ENUMERATOR}
        if len(texts) == 1 and isinstance(text := texts.pop(), str) and vocabulary.titles.find(text):
            return True
    return False


def _titles(captions: tuple[tuple[int, str], ...], sheet: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The title that the nearest caption names, else the sheet's name; of two in one text neither is taken."""
    for text in (*(text for _, text in captions[:6]), sheet):
        found = vocabulary.titles.find(text)
        if found:
            return tuple(found)
    return ()
