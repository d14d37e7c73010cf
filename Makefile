# Every task stands in make.py, which also runs where `make` is missing: python3 make.py TASK
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-one lint docs golden templates lab
help setup demo test lint docs golden templates lab:
	@$(PYTHON) make.py $@

test-one:
	@$(PYTHON) make.py test-one "$(WHAT)"
