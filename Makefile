# Yurai: what can be made. `make` alone lists it.

PREFIX ?= /usr/local
SWIFT ?= swift

# Options of Tests/Benchmarks/bench.py.
BENCH ?=

# One configuration for the demo and the tests, so that nothing is built twice.
YURAI := .build/debug/yurai
RELEASE := .build/release/yurai

.PHONY: help
help:
	@echo "make demo         build, then import, audit and trace a generated mall (no data of yours is touched)"
	@echo "make test         build and run the tests"
	@echo "make lint         check the form of the Swift sources"
	@echo "make sanitize     the tests of what uses C and threads under SANITIZER=thread (or address)"
	@echo "make faults       kill -9 in the middle at ten moments each, and a line of 1 GB (some five minutes)"
	@echo "make bench        measure against psql and DuckDB (BENCH=\"--customers 100000 --runs 3 --duckdb\")"
	@echo "make bench-parts  small timings of folding and reading"
	@echo "make docs         write Docs/schema.md and Docs/rules.md anew, and copy the example letters"
	@echo "make pictures     draw the letters of Docs/pictures anew (WeasyPrint, poppler-utils)"
	@echo "make install      build for release and install to PREFIX=$(PREFIX)"
	@echo "make clean        remove what was built"
	@echo "demo, test, bench, docs and install first install libpq-dev and postgresql where they are missing."
	@echo "They also try to install what letters as PDF need (weasyprint and fonts), and go on when they cannot."

# Installs what is missing, and says so; silent when all is there.
.PHONY: prepare
prepare:
	@Sources/Scripts/prepare.sh

.PHONY: build
build: prepare
	@echo "Building (the first time takes some minutes) …"
	@$(SWIFT) build --product yurai

.PHONY: demo
demo: build
	@Sources/Scripts/demo.sh $(YURAI)

.PHONY: test
test: prepare
	@SWIFT="$(SWIFT)" Sources/Scripts/run-tests.sh

.PHONY: lint
lint:
	$(SWIFT) format lint --strict -r Sources Tests Package.swift

# In a build of its own. Not for every change: it takes ten minutes. XCTest leaks, so that leaks are not looked for.
SANITIZER ?= thread
.PHONY: sanitize
sanitize: prepare
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --sanitize=$(SANITIZER) -Xswiftc -DSANITIZED --scratch-path .build-$(SANITIZER) \
	  --filter "PostgresTests|PostgresServerTests|PrivateServerTests|LedgerTests|TabularTests"

# Not for every change: it takes some five minutes. SEED=… for other moments.
SEED ?= 20060503
.PHONY: faults
faults: prepare
	YURAI_TEST_MOMENTS=10 YURAI_TEST_LINE_MB=1024 YURAI_TEST_SEED=$(SEED) $(SWIFT) test --filter FaultTests

.PHONY: bench
bench: release
	python3 Tests/Benchmarks/bench.py $(RELEASE) $(BENCH)

.PHONY: bench-parts
bench-parts: prepare
	cd Tests/Benchmarks && $(SWIFT) package --scratch-path ../../.build-bench benchmark

.PHONY: docs
docs: build
	@Sources/Scripts/make-docs.sh $(YURAI)

.PHONY: pictures
pictures:
	@Sources/Scripts/make-pictures.sh

# Swift's own libraries go into the binary, so that it runs where no toolchain is.
.PHONY: release
release: prepare
	@echo "Building for release (the first time takes some minutes) …"
	@$(SWIFT) build -c release --static-swift-stdlib --product yurai

.PHONY: install
install: release
	@mkdir -p "$(DESTDIR)$(PREFIX)/bin" 2> /dev/null || true
	@if [ -w "$(DESTDIR)$(PREFIX)/bin" ]; then run=; else run=sudo; fi; set -x; \
	  $$run install -D -m 755 $(RELEASE) "$(DESTDIR)$(PREFIX)/bin/yurai"

.PHONY: clean
clean:
	@if [ -x $(YURAI) ] && [ -d .build/demo/data ]; then XDG_DATA_HOME="$(CURDIR)/.build/demo/data" $(YURAI) db stop; fi
	rm -rf .build .build-bench
