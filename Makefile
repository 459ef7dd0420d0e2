# Everything runs in .venv, made from the hash-locked requirements on first use.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

CLIENTS := tests/clients
REPORTS := ropa.xlsx ropa.md subprocessors.md subprocessors.html coverage.md traceability.md ccpa.md
.PHONY: lint test clients browser bench generate reports check-generated check-reports docs lock clean

# The example company is judged as of one day: its waivers and reviews end, as those of any company do.
DAY := 2026-11-24
lint: $(VENV)/installed
	$(BIN)/flowcheck lint --today $(DAY)

test: $(VENV)/installed-dev browser
	$(BIN)/python -m pytest -n auto --dist loadgroup

# The programs that read flowcheck's formats; without them, and npm, their tests are skipped.
clients: $(CLIENTS)/node_modules/installed

$(CLIENTS)/node_modules/installed: $(CLIENTS)/package-lock.json
	cd $(CLIENTS) && npm ci --silent --ignore-scripts
	chmod u+x $(CLIENTS)/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
	touch $@

# flowcheck beside its peers, in environments of their own in the user's cache folder (five minutes).
bench: $(VENV)/installed
	$(BIN)/python benchmarks/table.py
	$(BIN)/python benchmarks/maps.py

# The browser in which the HTML map is tested, where it can be installed; elsewhere its tests are skipped.
browser:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || { \
	  test "$$(id -u)" = 0 && apt-get update -qq && \
	  apt-get install -qq -y --no-install-recommends chromium fonts-liberation >/dev/null; } || \
	  echo "make: no chromium here, and none can be installed: the tests that need it are skipped"

generate: $(VENV)/installed-dev
	$(BIN)/python tools/compile_vocabulary.py
	$(BIN)/python tools/compile_vendors.py
	$(BIN)/python tools/write_docs.py
	$(BIN)/python tools/write_schemas.py

# What people print of the example company: the documents, whose names are kind and format, and the map.
reports: $(VENV)/installed-dev
	for file in $(REPORTS); do \
	  $(BIN)/flowcheck report $${file%.*} --today $(DAY) --output reports/$$file || exit 1; done
	$(BIN)/python tools/draw_maps.py

check-reports: $(VENV)/installed
	for file in $(REPORTS); do \
	  $(BIN)/flowcheck report $${file%.*} --today $(DAY) --output reports/$$file --check || exit 1; done

check-generated: check-reports $(VENV)/installed-dev
	$(BIN)/python tools/compile_vocabulary.py --check
	$(BIN)/python tools/compile_vendors.py --check
	$(BIN)/python tools/write_docs.py --check
	$(BIN)/python tools/write_schemas.py --check
	$(BIN)/python tools/draw_maps.py --check

# The site, in build/site; a link that leads nowhere is an error.
docs: $(VENV)/installed-dev
	$(BIN)/python -m sphinx -b dirhtml -a -W -n --keep-going -q -d build/doctrees docs build/site

$(VENV)/installed: requirements/build.lock requirements/main.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/build.lock -r requirements/main.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements/dev.lock requirements/docs.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/docs.lock
	touch $@

# Rewrites the lock files; hashes only, no index addresses.
lock:
	$(BIN)/python -m pip install --quiet uv
	cd requirements && for name in main build dev docs; do \
	  ../$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-emit-index-url --no-emit-find-links --no-annotate --upgrade $$name.in -o $$name.lock; done

clean:
	rm -rf $(VENV) $(CLIENTS)/node_modules build .pytest_cache .mypy_cache .ruff_cache .hypothesis \
	  .import_linter_cache
