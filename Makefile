# The index of work. `make serve` and `make test` need nothing done before.

GO      ?= go
FONTS   := themes/default/fonts
STAMP   := $(FONTS)/.fetched
# Exact versions, so that a build today and one next year look the same.
NEWSREADER        := @fontsource-variable/newsreader@5.3.0
NEWSREADER_ITALIC := @fontsource/newsreader@5.2.10
ATKINSON          := @fontsource-variable/atkinson-hyperlegible-next@5.3.0
# Test-only npm packages: the accessibility rules and the HTML checker.
CHECKERS          := axe-core@4.14.1 html-validate@10.17.0
CHECKERS_DIR      := tools/checkers

.DEFAULT_GOAL := build
.PHONY: build serve test quick site golden fuzz faults pages bench setup fonts checkers clean

build: ## the program, into bin/journal
	$(GO) build -trimpath -ldflags '-s -w' -o bin/journal ./cmd/journal

serve: fonts ## the sample journal in the browser, rebuilt at each edit
	$(GO) run ./cmd/journal serve --open

test: setup fonts checkers ## everything .ci/run runs; installs what it needs, lets nothing skip
	gofmt -l cmd generator themes .ci/bench | (! grep .)
	$(GO) vet ./... ./.ci/bench
	JOURNAL_CHECKERS=$(CURDIR)/$(CHECKERS_DIR)/node_modules $(GO) test -count=1 -timeout 60m ./...

# What needs a browser, a server, an editor or a checker is left out by name: a test
# never leaves itself out.
QUICKLY := -short -skip 'TestFaults|Browser|TestCrawl|TestBookAsPDF|TestSecretsBeforeServers|TestPublish(Trouble|TwoAtOnce|OnlyWhatChanged)|TestPages/conformance'

quick: ## the tests that need no browser and no server, with small numbers
	$(GO) test $(QUICKLY) $$($(GO) list ./... | grep -v -e publish/s3 -e publish/ssh)

site: fonts ## the public site of the sample journal, into public/
	$(GO) run ./cmd/journal build

golden: ## rewrite the expectations of golden and script tests, to be reviewed
	$(GO) test ./generator/... ./cmd/... -update

fuzz: ## each fuzz target for half a minute
	@for p in $$($(GO) list ./...); do \
	  for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz'); do \
	    echo "$$p $$f"; $(GO) test $$p -run '^$$' -fuzz "^$$f$$" -fuzztime 30s || exit 1; done; done

# Its log ends with the lines of the scoreboard, and its status is that of the tests.
faults: setup ## editors, disks and systems at their worst, many times over: a quarter of an hour
	@log=$$(mktemp -d); trap 'rm -rf "$$log"' EXIT; \
	{ JOURNAL_FAULTS=full JOURNAL_OPERATIONS=10000 \
	  $(GO) test -count=1 -v -timeout 60m -run 'TestFaults|TestWarmEqualsCold|TestBrowserOpens|TestCircles|TestNothingIsInSealed|TestAChangedText' ./cmd/journal ./generator/...; \
	  echo $$? >$$log/status; } 2>&1 | tee $$log/all; \
	echo; grep -E '^[A-Z][0-9]+ figure=' $$log/all; exit $$(cat $$log/status)

pages: setup fonts checkers ## every kind of page in every theme and language, at every width, in a browser: half an hour
	JOURNAL_PAGES=full JOURNAL_CHECKERS=$(CURDIR)/$(CHECKERS_DIR)/node_modules $(GO) test -count=1 -v -timeout 180m -run 'TestBrowser|TestThemesAndLanguages' ./generator

# PEERS='-peer "hugo=hugo --quiet -s SITE -d {out}"' measures others beside it; see .ci/bench.
bench: build ## benchmarks of each stage, whole runs at 100 to 10,000 entries, and edits seen in Chromium
	$(GO) test ./generator/... -run '^$$' -bench . -benchmem
	for n in 100 1000 10000; do $(GO) run ./.ci/bench -n $$n $(PEERS) || exit 1; done
	for n in 1000 10000; do $(GO) run ./.ci/bench -n $$n -seen 100 || exit 1; done

setup: ## what the tests need of the system: Chromium, editors, git, Node.js with npm, servers
	GO="$(GO)" .ci/setup

fonts: $(STAMP) ## the theme's fonts from npm; without npm the system's fonts serve

$(STAMP): Makefile
	@mkdir -p $(FONTS)
	@if command -v npm >/dev/null 2>&1; then set -e; echo "Fetching the fonts from npm …"; \
	  tmp=$$(mktemp -d); trap 'rm -rf "$$tmp"' EXIT; \
	  if npm install --prefix "$$tmp" --no-audit --no-fund --ignore-scripts --silent --fetch-retries=0 --fetch-timeout=20000 $(NEWSREADER) $(NEWSREADER_ITALIC) $(ATKINSON); then \
	    v="$$tmp/node_modules/@fontsource-variable"; s="$$tmp/node_modules/@fontsource"; \
	    cp "$$v/newsreader/files/newsreader-latin-wght-normal.woff2" $(FONTS)/newsreader.woff2; \
	    cp "$$v/newsreader/files/newsreader-latin-ext-wght-normal.woff2" $(FONTS)/newsreader-ext.woff2; \
	    cp "$$s/newsreader/files/newsreader-latin-400-italic.woff2" $(FONTS)/newsreader-italic.woff2; \
	    cp "$$s/newsreader/files/newsreader-latin-ext-400-italic.woff2" $(FONTS)/newsreader-italic-ext.woff2; \
	    cp "$$v/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2" $(FONTS)/atkinson-next.woff2; \
	    cp "$$v/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2" $(FONTS)/atkinson-next-ext.woff2; \
	    cp "$$v/newsreader/LICENSE" $(FONTS)/newsreader-LICENSE.txt; \
	    cp "$$v/atkinson-hyperlegible-next/LICENSE" $(FONTS)/atkinson-next-LICENSE.txt; \
	    touch $(STAMP); \
	  else echo "The fonts could not be fetched; the system's own will serve."; fi; \
	else echo "npm is not there, so the system's own fonts will serve."; fi

checkers: $(CHECKERS_DIR)/.fetched

$(CHECKERS_DIR)/.fetched: Makefile
	mkdir -p $(CHECKERS_DIR)
	npm install --prefix $(CHECKERS_DIR) --no-audit --no-fund --ignore-scripts --silent $(CHECKERS)
	touch $@

clean: ## forget what can be made again; public/ is left to journal build
	rm -rf bin tools $(FONTS) .journal-cache
