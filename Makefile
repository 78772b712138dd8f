# Two commands: `make run` serves the site, `make test` proves it. Both set up what they need,
# inside this folder (the caches of pip and apt aside), and are quick the second time.

SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
VENV := .venv
BIN := $(VENV)/bin
CORES ?= $(shell nproc)
MANAGE := $(BIN)/python manage.py
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export HOST PORT
unexport PYTHONDONTWRITEBYTECODE # or each of many processes compiles all of the code and the tests anew

.PHONY: help run install demo test test-sqlite test-postgres test-browser check static texts bench lock clean system collected private

help:
	@echo "make run      sätter upp allt och startar webbplatsen (PORT=$(PORT), HOST=$(HOST))"
	@echo "make test     testsviten: SQLite, PostgreSQL, webbläsare (EVERYTHING=on: även allt som är likadant)"
	@echo "make check    statisk granskning + make test (det som CI kör)"
	@echo "make install  sätter upp utan exempeldata och utan att starta: så gör en server (docs/operations.md)"
	@echo "make demo     make install, och exempeldata i en tom katalog"
	@echo "make bench    mäter sökningens kvalitet och fart"
	@echo "make clean    tar bort allt som make har byggt (även databasen i var/)"

run: export DEMO_USERS := on
run: demo
	@echo
	@echo "  Webbplatsen:   http://$(HOST):$(PORT)/"
	@echo "  Redaktionen:   http://$(HOST):$(PORT)/admin/"
	@$(MANAGE) demo_users
	@echo "  Avsluta med Ctrl+C."
	@echo
	@exec $(BIN)/gunicorn insatskatalog.wsgi --config insatskatalog/server.py

# For a server and for one's own machine alike: no demo entries.
install: .make/base .env private
	@$(MANAGE) build_lexicon --if-needed
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_reference
	@$(MAKE) --no-print-directory collected

demo: install
	@$(MANAGE) load_demo

collected: | .make/base
	@test -f staticfiles/staticfiles.json -a -z "$$(find static -newer staticfiles/staticfiles.json -type f -print -quit 2>/dev/null)" \
	  || $(MANAGE) collectstatic --noinput --verbosity 0

# Secrets, entries and what readers have sent are nobody else's business on the machine.
private:
	@mkdir -p var && chmod o-rwx var $(wildcard .env)

.env: | .make/base
	@umask 077; sed "s/^SECRET_KEY=$$/SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))')/" .env.example > .env

# Dependencies: hash-locked, nothing else gets in. The lock is whole, so pip need not resolve: left to it,
# it asks for the newest release of what another package wants with extras, and refuses it for want of a hash.
.make/base: requirements/base.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installerar det som webbplatsen behöver …"
	@$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements/base.txt 2> pip.log || { cat pip.log; rm pip.log; exit 1; }
	@rm -f pip.log; mkdir -p .make; touch $@

.make/dev: requirements/dev.txt | .make/base
	@echo "Installerar det som testerna behöver …"
	@$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements/dev.txt 2> pip.log || { cat pip.log; rm pip.log; exit 1; }
	@rm -f pip.log; mkdir -p .make; touch $@

# PostgreSQL and a browser come from Debian, and what runs the HTML checker where it is missing.
system:
	@tools/system-packages chromium postgresql-15 \
	  $$(command -v java >/dev/null || echo default-jre-headless) $$(command -v npm >/dev/null || echo npm)

.make/html: tools/html/package-lock.json | system
	@cd tools/html && npm ci --silent && mkdir -p ../../.make && touch ../../$@

lexicon: .make/dev private
	@DJANGO_SETTINGS_MODULE=tests.settings $(MANAGE) build_lexicon --if-needed

# Two parts at a time, since each waits now and then: for its database, its last worker. What a part says
# comes whole, when it is done. The browser comes alone: beside others its pages would be late.
TOGETHER = $(MAKE) --no-print-directory --jobs=2 --output-sync=target EVERYTHING=$(EVERYTHING) COVER="$(COVER)"

# Of what is alike a tenth is tried, the same each time (tests/sample.py): `make test EVERYTHING=on` tries all.
test: .make/dev system .make/html lexicon
	@$(TOGETHER) test-sqlite test-postgres
	@$(TOGETHER) test-browser

test-sqlite:
	@echo "== Tester på SQLite"
	@$(BIN)/python -m pytest -n $(CORES) --dist loadgroup --ignore=tests/browser $(COVER)

test-postgres:
	@echo "== De tester som frågar en databas, på PostgreSQL"
	@EVERYTHING= pg_virtualenv -t -v 15 -o fsync=off -o synchronous_commit=off -o full_page_writes=off tools/with-postgres \
	  $(BIN)/python -m pytest -n $(CORES) --dist loadgroup --ignore=tests/browser -m database

test-browser:
	@echo "== Tester i webbläsaren"
	@TEST_DATABASE=test-browser $(BIN)/python -m pytest -n $(CORES) -m browser -p no:randomly tests/browser

static: .make/dev lexicon
	@echo "== Statisk granskning"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy catalogue insatskatalog
	@PYTHONPATH=. $(BIN)/lint-imports --no-cache
	@$(BIN)/vulture
	@$(BIN)/bandit --quiet --recursive --severity-level medium catalogue insatskatalog
	@files=$$(git ls-files 'templates/staff/*.html'); test -z "$$files" || $(BIN)/djade --check --target-version 5.2 $$files
	@DJANGO_SETTINGS_MODULE=tests.settings $(MANAGE) makemigrations --check --dry-run
	@export SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))') ALLOWED_HOSTS=example.org \
	  HTTPS=on DEBUG=off REQUIRE_TWO_FACTOR=on DATABASE_URL=sqlite://:memory:; \
	  $(MAKE) --no-print-directory collected && $(MANAGE) check --deploy --fail-level WARNING
	@DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python tools/texts.py --check
	@DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python tools/parameters.py --check
	@tools/no-addresses

# What CI runs: all that `make test` takes a tenth of, once; and branch coverage of what is quick, on SQLite.
check: EVERYTHING := $(if $(CI),on)
check: COVER := --cov --cov-report=term --cov-fail-under=95
check: .make/dev system .make/html lexicon
	@$(TOGETHER) static test-sqlite test-postgres
	@$(TOGETHER) test-browser

# What is said in other languages: gathered from code and templates, compiled without gettext.
texts: .make/dev
	@DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python tools/texts.py

bench: .make/dev lexicon .env
	@$(BIN)/python manage.py bench_search $(ARGS)

lock:
	@for name in base dev; do $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-emit-index-url --no-emit-find-links requirements/$$name.in -o requirements/$$name.txt; done

clean:
	@rm -rf $(VENV) .make var staticfiles htmlcov .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis
