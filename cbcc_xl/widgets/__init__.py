"""Screens for a notebook: one module a screen, all words in Vietnamese, all work done by the library.

    from cbcc_xl.widgets.consolidating import Consolidating
    Consolidating("hop_thu/2023", year=2023)

Needs the `notebook` extra; the rest of the package never imports it.
"""
