"""A copy of a file to show to whoever mends the program: names, agencies and numbers replaced, shape and headings kept.

What isn't known to be a form's word is replaced; the same word always by the same one, by chance, with no way back.
"""
from cbcc_xl.outputs.support.copy import Support, SupportError, support

__all__ = ["Support", "SupportError", "support"]
