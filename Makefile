# The portal's commands. `make help` lists them.
PYTHON ?= python3
PORT ?= 8000
DIR ?= demo-data
ENV := .venv
RUN := $(ENV)/bin
export PYTHONPYCACHEPREFIX := $(CURDIR)/$(ENV)/cache/python
# Every process that a test starts would compile all of it again otherwise.
export PYTHONDONTWRITEBYTECODE :=
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help demo demo-reset test drill system-packages bench lint format pictures translations lock
.DELETE_ON_ERROR:

help:  ## list the commands
	@sed -n 's/^\([a-z][a-z-]*\):.*## /\1|/p' Makefile | while IFS='|' read -r name does; \
	do printf '  make %-14s %s\n' "$$name" "$$does"; done

demo: $(ENV)/run.stamp  ## show the portal with invented data (PORT=8000 DIR=demo-data)
	@trap : INT; $(RUN)/portal demo --dir "$(DIR)" --port $(PORT) || [ $$? -eq 130 ]

demo-reset: $(ENV)/run.stamp  ## the same, starting anew
	@trap : INT; $(RUN)/portal demo --dir "$(DIR)" --port $(PORT) --reset || [ $$? -eq 130 ]

test: system-packages $(ENV)/test.stamp  ## install what testing needs and run it all
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy portal
	$(RUN)/pytest --numprocesses auto --maxprocesses 4 --dist worksteal

drill: system-packages $(ENV)/test.stamp  ## what takes too long for each run: more kills, more hostile files, every look
	PORTAL_TEST_KILLS=200 PORTAL_TEST_CASES=100000 PORTAL_TEST_LOOKS=all $(RUN)/pytest \
	  tests/publish/test_kills.py tests/hsds/test_hostile.py tests/browser/test_axe.py

system-packages:
	@PYTHON="$(PYTHON)" tests/system.sh

bench: $(ENV)/test.stamp  ## measure speed and write docs/performance.md
	$(RUN)/python -m tests.bench

lint: $(ENV)/test.stamp  ## check style and types
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy portal
	$(RUN)/djlint portal/templates --lint --quiet

format: $(ENV)/test.stamp  ## rewrite the code in the house's style
	$(RUN)/ruff check --fix .
	$(RUN)/ruff format .

pictures: $(ENV)/test.stamp  ## retake the README's pictures
	$(RUN)/python -m tests.browser.pictures

translations: $(ENV)/run.stamp  ## bring the catalogue up to date with the code
	$(RUN)/pybabel -q extract -F pyproject.toml -k _l -k lazy_gettext --no-location \
	  --omit-header --sort-output -o $(ENV)/cache/messages.pot .
	$(RUN)/pybabel -q update -i $(ENV)/cache/messages.pot -d portal/translations \
	  --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

LOCK := --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
  --no-header pyproject.toml
lock: $(ENV)/test.stamp  ## choose the newest packages and pin them
	$(RUN)/pip install --quiet uv
	$(RUN)/uv pip compile $(LOCK) --group build -o requirements/run.txt
	$(RUN)/uv pip compile $(LOCK) --group build --group test --group bench \
	  -c requirements/run.txt -o requirements/test.txt

# The environment is filled again only when a lock or the package's own data is newer.
$(ENV)/run.stamp: requirements/run.txt pyproject.toml | $(RUN)/python
	@echo "Installing what the portal runs on …"
	@$(RUN)/pip install --quiet --require-hashes -r $<
	@$(RUN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(ENV)/test.stamp: requirements/test.txt $(ENV)/run.stamp
	@echo "Installing what the tests run on …"
	@$(RUN)/pip install --quiet --require-hashes -r $<
	@touch $@

$(RUN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "The portal needs Python 3.11 or newer; on Debian: apt install python3"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python lacks venv; on Debian: apt install python3-venv"; exit 1; }
	@$(PYTHON) -m venv $(ENV)
