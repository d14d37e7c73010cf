"""Which form a table is, where its heading stands and which column means what, and how sure that is.

Takes a grid and the catalogue's wordings; gives tables. Knows no rules.
"""
