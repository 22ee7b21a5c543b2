# Everything is installed into this checkout: .venv, .tools, node_modules and build can be deleted at any time.
# PORT=8001 make demo   another port
# ARGS="-k approve" make test   arguments for the tool behind it

PORT ?= 8000
PYTHON ?= $(firstword $(foreach python,python3 python3.14 python3.13 python3.12 python3.11,\
	$(shell $(python) -c 'import sys; sys.version_info >= (3, 11) and print("$(python)")' 2>/dev/null)) python3)
SETUP = SCHOOLGATE_PORT=$(PORT) exec $(PYTHON) -m setup

.DEFAULT_GOAL := help
.PHONY: help demo run install install-to-run service test real check bench taps pictures styles faces chromium lock clean clauses clauses-sabotage

help:
	@echo "make demo      a trust of five invented schools to walk about in, at http://127.0.0.1:$(PORT)"
	@echo "make run       a real installation; the first visit sets up the first school"
	@echo "make install-to-run, make service   for a machine that serves: see docs/install.md"
	@echo "make test      all tests, a real browser's journeys among them"
	@echo "make real      tests against real third-party systems (WordPress, a mail server, accounts elsewhere, an object store)"
	@echo "make check     format, lint, types, floors, migrations, generated docs"
	@echo "make bench     speed, each figure beside its goal"
	@echo "make clauses   plays a scene for each clause served, and counts how the clauses of the five policies live"
	@echo "make clauses-sabotage   takes each row out of its policy and shows that its scene then fails"
	@echo "make taps      counts the taps of the main jobs on a phone, with a picture of each step"
	@echo "make pictures  takes the README's pictures anew"
	@echo "make faces     fetches the models that find faces and read words, where they could not be had before"
	@echo "make install   only what work on it needs; nothing is started"
	@echo "make lock      the newest versions of everything, locked with their hashes"
	@echo "make clean     what was built and installed goes; your data in var/ stays"

demo run install install-to-run service test real check bench taps pictures styles faces chromium lock clauses clauses-sabotage:
	@$(SETUP) $@ $(ARGS)

clean:
	rm -rf .venv .tools node_modules build
