# A fresh machine needs Python 3.11, make and git; everything else is set up here. uv is used where it is there.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin

# The tests start Python hundreds of times: without bytecode each would compile the whole again. Other code may be on PYTHONPATH.
unexport PYTHONDONTWRITEBYTECODE PYTHONPATH

.PRECIOUS: $(BIN)/python
.PHONY: demo install test coverage shuffled lint bench docs lock clean

# Ctrl-C ends the demo with one line: of its own, or of the shell while Python is still starting.
demo: $(VENV)/.base
	@trap 'kill $$demo' INT; $(BIN)/python -m tests.replica.demo & demo=$$!; wait $$demo; code=$$?; \
	 [ $$code -le 128 ] || { wait $$demo 2>/dev/null; code=$$?; }; \
	 case $$code in 130) ;; 143) printf '\nStopped.\n' ;; *) exit $$code ;; esac

# The project with every extra but the benches' (datasets, archive, PDF, alerts, PostgreSQL, browser), and what tests need.
install: $(VENV)/.all
	@echo "Installed. Type $(BIN)/newsroom, or first: source $(BIN)/activate"

# Every process of the tests is counted, but those of the fixture `untraced`; the floors stand in pyproject.toml, the one of the run here. They only rise.
test: $(VENV)/.all
	@rm -f .coverage .coverage.*
	$(BIN)/coverage run -m pytest -n auto --dist worksteal
	@$(BIN)/coverage combine -q
	@printf 'Coverage of the whole, percent: ' && $(BIN)/coverage report --format=total
	@printf 'Coverage of crawler/run, percent: ' && $(BIN)/coverage report --format=total --include='crawler/run/*' --fail-under=97

# Which lines no test reaches, after `make test`.
coverage:
	@$(BIN)/coverage report --show-missing --sort=miss

# The whole suite in three random orders: no test may depend on another.
shuffled: $(VENV)/.all
	for seed in 1 2 3; do $(BIN)/python -m pytest -n auto --dist worksteal -p randomly --randomly-seed=$$seed || exit 1; done

lint: $(VENV)/.all
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.dependencies

# The docs as a site in build/docs/ (extra `docs`).
docs: $(VENV)/.all
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs build/docs

bench: $(VENV)/.all
	$(BIN)/python -m bench

# Exact versions with hashes, from pyproject.toml; needs uv.
lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	  --no-emit-find-links pyproject.toml --group build -o constraints.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	  --no-emit-find-links pyproject.toml --extra dataset --extra archive --extra dedup --extra notify --extra pdf --extra js --extra docs --extra postgres \
	  --group build --group dev -o constraints-dev.txt

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# Ctrl-C is one line: what Python and pip say of it is not shown, and make, which was told as well, goes no further.
STOPPED := trap 'printf "\nStopped.\n"; exit 0' INT

$(BIN)/python:
	@echo "Making a virtual environment in $(VENV)/ ..."
	@$(STOPPED); if command -v uv >/dev/null; then uv venv -q --python $(PYTHON) $(VENV); else (trap '' INT; \
	 if command -v $(PYTHON) >/dev/null; then $(PYTHON) -m venv $(VENV); else python3 -m venv $(VENV); fi); fi

# Every package as locked, hash by hash, then the project itself, editable. It says which package it is at.
define install
	@$(STOPPED); total=$$(grep -c '^[A-Za-z0-9._-]*==' $(1)); failed=$(VENV)/.failed; rm -f $$failed*; \
	 echo "Installing $$total packages into $(VENV)/, each checked against its hash (once; some minutes without uv) ..."; \
	 if command -v uv >/dev/null; then pip="uv pip install --python $(BIN)/python"; $$pip --require-hashes -r $(1) || touch $$failed; \
	 else pip="$(BIN)/python -m pip install --disable-pip-version-check"; \
	   { $$pip --no-input --require-hashes -r $(1) 2>$$failed.why || touch $$failed; } | awk -v total=$$total ' \
	     /^Collecting /{ n++; printf "\r  %d of at most %d: %-40s", n, total, $$2; fflush() } \
	     /^Installing /{ printf "\r  %-60s\n", "putting them in place ..."; fflush() }'; cat $$failed.why >&2; fi; \
	 test ! -e $$failed && $$pip -q --no-deps --no-build-isolation -e . && touch $@
endef

$(VENV)/.base: constraints.txt pyproject.toml | $(BIN)/python
	$(call install,constraints.txt)

$(VENV)/.all: constraints-dev.txt pyproject.toml | $(BIN)/python
	$(call install,constraints-dev.txt)
	@touch $(VENV)/.base
