"""The workbook that is open in Excel: checked, marked in place, and given back as it was.

`live` holds the logic, `port` what it asks of a spreadsheet program, `xlwings_port` how Excel answers.
"""
