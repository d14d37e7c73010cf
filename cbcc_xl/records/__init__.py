"""Typed records with origin from a recognised table, and the ledger: what became of every row.

Takes a grid, its tables and the vocabulary; knows no rules.
"""
