"""A unit's own workbook with findings marked in it: coloured cells, notes and a first sheet that lists them.

A workbook is edited part by part in its package; a part that needn't change is written back byte for byte, so that
pictures, charts, macros, controls and validations stay whatever they are. Takes bytes and findings, gives bytes.
"""
from cbcc_xl.outputs.marking.workbook import marked

__all__ = ["marked"]
