# `make run` serves the tracker on http://127.0.0.1:8000; `make test` runs its tests. Each sets up what it needs.

PORT = 8000
PYTHON =
VENV = .venv
BIN = $(VENV)/bin
PYTHONS = python3.11 python3.12 python3.13 python3
PUBLIC_SITE = DATABASE_URL=postgres://nobody@localhost/nothing ALLOWED_HOSTS=tracker.example.org \
	SECRET_KEY=`$(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))'`

SAMPLE = DATABASE_URL= LOCALDB_DIR=.sampledb $(BIN)/python manage.py

.PHONY: run messages sample run-sample cluster-demo test bench bench-servers bench-proposals bench-quoting gallery check lock clean

run: $(VENV)/.installed .staticfiles/.collected
	@$(BIN)/python manage.py serve --port $(PORT)

# A made-up record of N positions in a database of its own; run-sample serves it, whatever N it was made with.
sample: $(VENV)/.installed
	@$(SAMPLE) migrate --verbosity 0
	@$(SAMPLE) make_sample $(or $(N),100000)

run-sample: $(VENV)/.installed .staticfiles/.collected
	@$(SAMPLE) migrate --verbosity 0
	@$(SAMPLE) make_sample $(or $(N),100000 --if-empty)
	@$(SAMPLE) serve --port $(PORT)

# PostgreSQL with a replica, a pooler, a cache, two nodes, a balancer, a caching proxy: all of it, to look at.
cluster-demo: $(VENV)/.installed
	@$(BIN)/python -m tests.cluster $(if $(findstring command,$(origin PORT)),--port $(PORT)) $(ARGS)

# In order, not file by file: tests that commit come last in each process, since they leave the database empty.
# There is one cluster for all of its tests, so one process; without its programs they are skipped, but not in CI.
test: $(VENV)/.installed
ifdef ARGS
	@$(BIN)/python -m pytest -n 2 $(ARGS)
else
	@$(BIN)/python -m pytest -n 2 --ignore tests/cluster
	@$(BIN)/python -m pytest tests/cluster
endif

# What the reading desk proposes, against what is coded; ARTICLES_DIR names the folder of the articles' texts.
bench-proposals: $(VENV)/.installed
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_record --verbosity 0
	@$(BIN)/python manage.py measure_proposals $(if $(ARTICLES_DIR),--texts $(ARTICLES_DIR)) \
		--marked tests/proposing/held_out/*.txt

# The verbatim rule: so many genuine passages found, so many altered ones refused, none wrong. 100,000 take minutes.
bench-quoting: $(VENV)/.installed
	@QUOTING_CASES=$(or $(N),100000) $(BIN)/python -m pytest tests/test_quoting_in_bulk.py -q -s

# Pictures of every page type in .gallery/, at four widths, light, dark and printed, and what is wider than its window.
# make gallery ARGS='--only ^curate --width 390 --scheme dark' is quick; --sample 20000 has a made-up record.
gallery: $(VENV)/.installed .staticfiles/.collected
	@$(BIN)/python -m tests.browser.gallery $(ARGS)

# How fast the site is, beside its peers, on a made-up record: they are installed apart, and the record is made once.
# make bench N=10000 is quick; QUICK=1 takes 10,000 and 100,000 and judges ratios alone; ARGS="--parts files,load"
# measures some parts anew. What growth costs is told by the site's own pages at 10,000.
BENCH = DATABASE_URL= DJANGO_SETTINGS_MODULE=tracker.settings LOCALDB_DIR=.benchdb/
BENCHMARKS = .benchdb/venv/bin/python -m tests.benchmarks
bench: .benchdb/.installed .staticfiles/.collected
ifdef QUICK
	@$(BENCH)10000 $(BENCHMARKS) 10000 --ratios-only $(ARGS); true
	@$(BENCH)100000 $(BENCHMARKS) 100000 --ratios-only --small .benchdb/10000/figures.json $(ARGS)
else
	@[ "$(N)" = 10000 ] || [ -f .benchdb/10000/figures.json ] || \
	    $(BENCH)10000 $(BENCHMARKS) 10000 --parts questions --without plain; true
	@$(BENCH)$(or $(N),1000000) $(BENCHMARKS) $(or $(N),1000000) --small .benchdb/10000/figures.json $(ARGS)
endif

bench-servers: .benchdb/.installed .staticfiles/.collected
	@$(BENCH)$(or $(N),100000) .benchdb/venv/bin/python -m tests.benchmarks.servers

.benchdb/.installed: tests/benchmarks/requirements.txt $(VENV)/.installed
	@mkdir -p .benchdb && $(BIN)/python -m venv .benchdb/venv
	@.benchdb/venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
	    -r tests/benchmarks/requirements.txt
	@touch $@

check: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py write_docs --check
	$(BIN)/bandit -q -c pyproject.toml -r manage.py tracker policy_positions
	$(BIN)/python .ci/sbom --check
	$(BIN)/python manage.py check --fail-level WARNING
	@echo "manage.py check --deploy, as a public site"
	@$(PUBLIC_SITE) $(BIN)/python manage.py check --deploy --fail-level WARNING

# Takes the words of pages, code and record into each language's catalogue, where they wait for their translation.
messages: $(VENV)/.installed
	@DJANGO_SETTINGS_MODULE=tracker.settings $(BIN)/python -m tracker.catalogues

.PHONY: sbom audit
# The bill of materials: what requirements.txt and static/vendor/vendor.json hold, in CycloneDX.
sbom: $(VENV)/.installed
	@$(BIN)/python .ci/sbom

# Which of the requirements have a vulnerability that is known. Needs uv and the network; nothing else does.
audit:
	@uv tool run pip-audit==2.10.1 --disable-pip --require-hashes -r requirements.txt

lock:
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv"; exit 1; }
	.ci/lock $(ARGS)
	@$(MAKE) --no-print-directory sbom

clean:
	rm -rf $(VENV) .staticfiles .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@echo "The record, its accounts and its secret stay in .localdb: remove that folder to start afresh."

# A version manager's python3.x may be there and yet not run: the first one that does is taken. What is
# installed already keeps its Python, unless another is named.
$(VENV)/.installed: requirements.txt
	@needs=sys,ensurepip; command -v uv >/dev/null 2>&1 && needs=sys; \
	for python in $(or $(PYTHON),$(BIN)/python $(PYTHONS)); do \
	    $$python -c "import $$needs; sys.exit(sys.version_info < (3, 11))" 2>/dev/null && break; \
	    python=; \
	done; \
	if [ -z "$$python" ]; then \
	    echo "The tracker needs Python 3.11 or newer, with venv (on Debian: apt install python3-venv)."; \
	    echo "None of these runs here: $(or $(PYTHON),$(PYTHONS)). Name one: make $(MAKECMDGOALS) PYTHON=/path/to/python"; \
	    exit 1; \
	fi; \
	[ "$$python" = $(BIN)/python ] || rm -rf $(VENV); \
	echo "Installing what the tracker needs into $(VENV), once (with pip about a minute) ..."; \
	if command -v uv >/dev/null 2>&1; then \
	    uv venv --quiet --allow-existing --python "`command -v $$python`" $(VENV) && \
	    uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.txt; \
	else \
	    $$python -m venv $(VENV) && \
	    $(BIN)/python -m pip install --quiet --disable-pip-version-check \
	        --no-deps --no-compile --require-hashes -r requirements.txt; \
	fi
	@touch $@

.staticfiles/.collected: $(VENV)/.installed $(shell find static 2>/dev/null)
	@echo "Collecting the static files ..."
	@$(BIN)/python manage.py collectstatic --no-input --verbosity 0
	@touch $@
