"""How a blank form prints: A4, one page wide, its heading on every page, margins of official documents.

Page numbers stand top centre from the second page on.
"""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from cbcc_xl.model import letters
from cbcc_xl.outputs.templates.layout import Layout

MM_IN_AN_INCH = 25.4
HEADER = 8                       # mm from the paper's edge


def set_up(sheet: Worksheet, place: Layout, page: Mapping[str, Any], font: str) -> None:
    """Print set-up, and the panes that keep the heading in sight."""
    portrait = sum(place.widths) <= page["portrait"]
    sheet.page_setup.orientation = "portrait" if portrait else "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_options.horizontalCentered = True
    for side in ("top", "bottom", "left", "right"):
        setattr(sheet.page_margins, side, page[side] / MM_IN_AN_INCH)
    sheet.page_margins.header = sheet.page_margins.footer = HEADER / MM_IN_AN_INCH
    sheet.print_area = f"A1:{letters(place.last_column - 1)}{place.signature + 6}"
    sheet.print_title_rows = f"{place.heading}:{place.heading}"
    sheet.HeaderFooter.differentFirst = True
    sheet.oddHeader.center.text, sheet.oddHeader.center.font, sheet.oddHeader.center.size = "&P", font, 13
    if not place.once:                                       # else the panes would take a small screen
        sheet.freeze_panes = f"C{place.first}"
