"""Blank forms for the clerks, drawn from the data of the forms: letterhead, drop-downs, prompts, protected formulas.

Takes the catalogue and a form's name; gives an .xlsx that holds nothing newer than Excel 2010. What a column is, its
width and prompt stand in `data/forms`, the rest of what is shown in `data/templates.toml`. The sheet itself is always
Vietnamese, since it is read back; `lang` is that of the prompts and error messages.
"""
from __future__ import annotations

import os
from pathlib import Path

from cbcc_xl.catalogue import Catalogue
from cbcc_xl.catalogue.expected import unwritable
from cbcc_xl.outputs import safely

LONGEST_NAME = 255      # characters of a unit's name


def draw(catalogue: Catalogue, form_name: str, path: str | os.PathLike[str], unit: str | None = None,
         year: int | None = None, lang: str = "vi") -> None:
    """Write one blank form, with the unit and the year filled in where they are given."""
    from cbcc_xl.outputs.templates.drawing import drawn

    with safely.writing(path) as draft:
        drawn(catalogue, catalogue.forms[form_name], unit, year, lang).save(draft)


def write_all(catalogue: Catalogue, folder: str | os.PathLike[str], unit: str | None = None, year: int | None = None,
              lang: str = "vi") -> list[Path]:
    """Write every blank form, and the list of units due, into a folder; gives their paths.

    OutputError for a unit's name that no cell can hold, and rather than that a form somebody has filled is lost.
    """
    if unit and (unwritable(unit) or len(unit) > LONGEST_NAME):
        why = f"dài quá {LONGEST_NAME} chữ" if len(unit) > LONGEST_NAME else "có ký tự không phải chữ"
        raise safely.OutputError(f"Tên đơn vị {why}; gõ lại tên đơn vị.")
    made = safely.folder(folder)
    paths = [made / f"{form.name}.xlsx" for form in sorted(catalogue.forms.values(), key=lambda form: form.order)]
    for path in paths:
        if path.is_file() and _is_filled(path, catalogue):
            raise safely.OutputError(f"Không ghi biểu mẫu trống vào {path}: tệp ấy đã có số liệu. "
                                     f"Hãy chọn thư mục khác.")
    for path in paths:
        draw(catalogue, path.stem, path, unit, year, lang)
    return paths


def _is_filled(path: Path, catalogue: Catalogue) -> bool:
    """Whether a form of this name holds rows already."""
    from cbcc_xl.pipeline.lists import ListError, read_list
    from cbcc_xl.pipeline.one_file import read_file

    if not catalogue.forms[path.stem].internal:
        return bool(read_file(path.name, path.read_bytes(), catalogue).records)
    try:
        return bool(read_list(path, path.stem, catalogue)[0])
    except ListError:
        return False
