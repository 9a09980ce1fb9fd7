# The habits of this project; each wraps what README and CONTRIBUTING say in words.
PY ?= .venv/bin/python

.PHONY: help assess test check bench bench-flight bench-match model reader docs
help:  ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

.venv/ready: pyproject.toml
	python3 -m venv .venv
	.venv/bin/pip install -q -e '.[test,check]'
	touch $@

assess: .venv/ready  ## say what spring 2022 does to the programmes of the embedded world
	$(PY) -m cutset assess

test: .venv/ready  ## run the tests
	$(PY) -m pytest -q

bench-flight: .venv/ready  ## time decay and windows beside their peers
	$(PY) benchmarks/bench_flight.py

check: .venv/ready  ## format, lint, types, and that generated pages are current
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(PY) -m basedpyright
	$(PY) docs/generate_cli.py && $(PY) docs/generate_tables.py && git diff --exit-code --stat docs

bench: .venv/ready  ## run the benchmarks; they print ratios within one run
	for bench in benchmarks/bench_*.py; do echo "== $$bench"; $(PY) $$bench; done

docs: .venv/ready  ## write the generated pages again
	$(PY) docs/generate_cli.py && $(PY) docs/generate_tables.py

LISTS ?= ../shared/data/lists
bench-match:  ## screen side by side with nomenklatura and rapidfuzz (extra bench)
	PYTHONPATH=src $(PY) benchmarks/bench_match.py $(LISTS)
	PYTHONPATH=src $(PY) benchmarks/bench_names.py $(LISTS)

REGISTERS = wire broadsheet trade popular abroad business mixed online agency plain dev dev2 dev3 dev4 dev5
reader:  ## rebuild the weights of the article reader from its marked articles (extras brief, build)
	$(PY) -m benchmarks.brief_training $(REGISTERS:%=benchmarks/brief_data/marked/%)

model:  ## rebuild the model of name matching from a folder of lists
	$(PY) -m cutset.match.training $(LISTS) src/cutset/match/tables/model.json.gz
