"""What a sheet would give if tables were mapped so: its records, the fate of its rows, and what would be asked."""
from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cbcc_xl.decisions import Mapped
from cbcc_xl.forms.mapped_blocks import all_blocks
from cbcc_xl.forms.merges import Merges
from cbcc_xl.mapping.opened import Opened
from cbcc_xl.mapping.places import Place
from cbcc_xl.model import Finding, Grid, Record, Sheet
from cbcc_xl.records.sheet import read_sheet


class Preview(NamedTuple):
    """`sheet`: the ledger; its form is None where no table is read."""
    sheet: Sheet
    records: tuple[Record, ...]
    findings: tuple[Finding, ...]


def found_again(opened: Opened, grid: Grid, place: Place, mapped: Mapped) -> bool:
    """Whether a table is known by its headings once they are mapped: not where the rows pointed at hold figures, nor
    where a neighbour's columns join its own without a gap."""
    blocks = all_blocks(grid, opened.vocabulary.mapping([mapped]), Merges(grid))
    return any(block.mapped and block.top == place.block.top and set(block.labels) <= set(place.block.labels)
               for block in blocks)


def preview(opened: Opened, grid: Grid, mapped: Sequence[Mapped]) -> Preview:
    """One sheet as it would be read with what is mapped already and these."""
    reading = read_sheet(grid, opened.name, None, opened.vocabulary.mapping((*opened.known, *mapped)))
    return Preview(reading.sheet, tuple(reading.records), tuple(reading.findings))
