"""Rules held against records: one module a kind of rule, each with one `check`; `run` runs all that are in force.

Takes records and a rulebook; gives findings. Knows no files and no output; the law stands in `data/rules`.
"""
from cbcc_xl.checks.kinds import KINDS
from cbcc_xl.checks.one_cause import one_cause
from cbcc_xl.checks.run import check_file, check_inbox, check_whole, verify, whole

__all__ = ["KINDS", "check_file", "check_inbox", "check_whole", "one_cause", "verify", "whole"]
