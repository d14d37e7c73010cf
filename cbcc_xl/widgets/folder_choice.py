"""Choosing a folder: type its path, or walk there through the folders below and above.

Gives the `folder`, and its path as typed, once it is typed to the end. Shows folders only; hidden ones are left out.
"""
from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ipywidgets import HBox, Layout, Select, Text, ToggleButton, VBox

LABEL = "130px"


class FolderChoice(VBox):
    """A field for the path, a button that opens the list of folders, and the list."""

    def __init__(self, words: Mapping[str, str], value: str = "") -> None:
        self.words = words
        self.path = Text(value, description=words["folder"], placeholder=words["folder_hint"],
                         continuous_update=False, layout=Layout(width="640px"),
                         style={"description_width": LABEL})
        self.opened = ToggleButton(False, description=words["browse"], icon="folder-open", layout=Layout(width="120px"))
        under = Layout(width="500px", margin=f"0 0 4px calc({LABEL} + 10px)", display="none")
        self.folders = Select(rows=8, layout=under)
        super().__init__([HBox([self.path, self.opened]), self.folders])
        self.opened.observe(self._open, "value")
        self.path.observe(self._list, "value")
        self.folders.observe(self._enter, "value")

    @property
    def folder(self) -> Path:
        """The folder chosen; the working folder where nothing is typed."""
        return Path(self.path.value.strip().strip('"')).expanduser()

    def _open(self, change: Mapping[str, bool]) -> None:
        self.folders.layout.display = None if change["new"] else "none"
        self._list()

    def _list(self, _: object = None) -> None:
        """The folders within; what isn't there, or may not be looked at, holds none."""
        if not self.opened.value:
            return
        here = (self.words["folder_here"].format(folder=self.folder.resolve()), None)
        above = (self.words["folder_above"], "..")
        self.folders.options = [here, above, *((name, name) for name in within(self.folder))]

    def _enter(self, change: Mapping[str, str | None]) -> None:
        if change["new"] is not None:
            here = self.folder.resolve()
            self.path.value = str(here.parent if change["new"] == ".." else here / change["new"])


def within(folder: Path) -> list[str]:
    """Names of the folders in a folder, in their order."""
    try:
        return sorted((one.name for one in folder.iterdir() if one.is_dir() and not one.name.startswith(".")),
                      key=str.casefold)
    except OSError:
        return []
