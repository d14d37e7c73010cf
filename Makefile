# Every task stands in make.py, which also runs where `make` is missing: python3 make.py TASK
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-one lint docs golden effect templates bench lab
help setup demo test lint docs golden effect templates bench lab:
	@$(PYTHON) make.py $@

test-one:
	@$(PYTHON) make.py test-one "$(WHAT)"
