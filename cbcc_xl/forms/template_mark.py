"""The mark of a blank template: a hidden name of its sheet, whose text is the form's name.

It stays with the sheet when the sheet is copied into another workbook, and helps to tell the form where a unit has
changed the headings. Nothing depends on it: sheets that no template of ours began are read all the same.
"""
MARK = "cbcc_form"
