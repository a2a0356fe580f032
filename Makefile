# `make` alone prints what there is. The work is done in scripts/, with only Python's standard
# library until the environment stands.

CANDIDATES = python3 python3.14 python3.13 python3.12 python3.11 python
PYTHON ?= $(shell for p in $(CANDIDATES); do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

.DEFAULT_GOAL := help
.PHONY: help python run test test-postgresql lint format messages lock \
	trial-accessibility trial-cluster trial-contract trial-drill trial-files trial-kill trial-mail trial-pages trial-publishing trial-readers trial-search trial-translations trial-walk

help: ## Print this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | \
		while IFS='|' read -r name meaning; do printf '  make %-16s %s\n' "$$name" "$$meaning"; done

python:
	@test -n "$(PYTHON)" || { \
		echo "Meydan needs Python 3.11 or newer. Install it, or name it: make run PYTHON=/path/to/python3"; \
		exit 1; }

run: python ## Set up everything and serve the site with its demonstration content (PORT=8000)
	@$(PYTHON) -m scripts.run

test: python ## Check everything: style, types, layers, catalogues, SQLite, PostgreSQL, browser
	@$(PYTHON) -m scripts.test

lint: python ## Only what needs no database: style, types, layers, system checks
	@$(PYTHON) -m scripts.test lint

test-postgresql: python ## Run chosen tests on a PostgreSQL of their own (ARGS="tests/search -k walk")
	@.venv/bin/python -m tests.servers.postgres .venv/bin/python -m pytest $(ARGS)

format: python ## Format Python and templates
	@$(PYTHON) -m scripts.format

messages: python ## Bring the message catalogues up to date with the code (needs GNU gettext)
	@$(PYTHON) -m scripts.messages

lock: python ## Pin every dependency again, with hashes (needs uv; ARGS=--upgrade)
	@$(PYTHON) -m scripts.lock $(ARGS)

TRIAL = .venv/bin/python -m pytest -q -s -o faulthandler_timeout=0
POSTGRESQL = .venv/bin/python -m tests.servers.postgres --durable

# Trials take from minutes to hours; `make test` holds a short round of each.

trial-contract: export MEYDAN_TRIAL_COLLECTIONS ?= 25
trial-contract: export MEYDAN_TRIAL_REQUESTS ?= 200
trial-contract: ## Compare answers with a brute-force reference, on both databases
	@$(TRIAL) tests/search/test_contract.py
	@$(POSTGRESQL) $(TRIAL) tests/search/test_contract.py

trial-search: ## Measure the search engine beside others (ARGS="--sizes 1000 --databases sqlite")
	@.venv/bin/python manage.py bench_search $(ARGS)

trial-cluster: NODES ?= 1
trial-cluster: HEAP ?= 512m
trial-cluster: ## Measure Elasticsearch beside the database (NODES=3 ARGS="--size 10000 --shards 3")
	@.venv/bin/python -m tests.servers.elasticsearch --nodes $(NODES) --heap $(HEAP) .venv/bin/python -m tests.bench.cluster --database sqlite $(ARGS)

trial-pages: ## Measure the search page over HTTP beside a bare view (ARGS="--database postgresql")
	@.venv/bin/python -m tests.bench.over_http $(ARGS)

trial-readers: ## Measure what readers get, kept and made anew (ARGS="--bakerydemo FOLDER --size 1000")
	@.venv/bin/python -m tests.bench.readers $(ARGS)

trial-publishing: export MEYDAN_TRIAL_SECONDS ?= 60
trial-publishing: export MEYDAN_TRIAL_DOCUMENTS ?= 10000
trial-publishing: ## Eight processes publish at once, on both databases (MEYDAN_TRIAL_SECONDS=60)
	@$(TRIAL) tests/bench/test_publishing.py
	@$(POSTGRESQL) $(TRIAL) tests/bench/test_publishing.py

trial-kill: export MEYDAN_TRIAL_ROUNDS ?= 100
trial-kill: ## Kill a publishing process a hundred times, on both databases
	@$(TRIAL) tests/bench/test_kill.py
	@$(POSTGRESQL) $(TRIAL) tests/bench/test_kill.py

trial-drill: export MEYDAN_TRIAL_ROUNDS ?= 20
trial-drill: export MEYDAN_TRIAL_NODES ?= 3
trial-drill: export MEYDAN_TRIAL_PROCESSES ?= 2
trial-drill: export MEYDAN_TRIAL_RECORDS ?= 1000
trial-drill: export MEYDAN_TRIAL_SECONDS ?= 20
trial-drill: ## Let twenty mishaps befall Elasticsearch while people read and publish, on both databases
	@$(TRIAL) tests/bench/test_drill.py tests/bench/test_rebuild.py
	@$(POSTGRESQL) $(TRIAL) tests/bench/test_drill.py tests/bench/test_rebuild.py

trial-translations: export MEYDAN_TRIAL_RECORDS ?= 500
trial-translations: ## Translate a section of 500 records into two languages, on both databases
	@$(TRIAL) tests/bench/test_translating.py
	@$(POSTGRESQL) $(TRIAL) tests/bench/test_translating.py

trial-mail: export MEYDAN_TRIAL_ROUNDS ?= 100
trial-mail: ## Kill the worker a hundred times while it sends mails, on both databases
	@$(TRIAL) tests/mail/test_kill.py
	@$(POSTGRESQL) $(TRIAL) tests/mail/test_kill.py

trial-files: export MEYDAN_TRIAL_ROUNDS ?= 100
trial-files: ## Kill the worker a hundred times while it checks files, on both databases
	@$(TRIAL) tests/uploads/test_kill.py
	@$(POSTGRESQL) $(TRIAL) tests/uploads/test_kill.py

trial-walk: export MEYDAN_TRIAL_STEPS ?= 3000
trial-walk: ## Walk at random over the form and the review, on both databases (MEYDAN_TRIAL_STEPS=3000)
	@$(TRIAL) tests/practices/walk
	@$(POSTGRESQL) $(TRIAL) tests/practices/walk

trial-accessibility: export MEYDAN_TRIAL_ACCESSIBILITY ?= 1
trial-accessibility: ## Look at every template with axe: three languages, by day and by night, narrow and wide
	@$(TRIAL) tests/journeys/test_demonstration.py -k accessible
