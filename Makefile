# Everything is built below .build and .venv. Outside the checkout only missing Debian packages are installed, and Swift
# keeps its usual caches in ~/.cache.
.DEFAULT_GOAL := help
.PHONY: help demo test test-long rtl docs lint bench fpga mutate prove fuzz cosim lockstep coremark doctor clean build setup setup-test setup-bench
MAKEFLAGS += --no-print-directory

KEYLINE := .build/debug/keyline
PICTURE ?=
TRANSACTIONS ?= 1000000
PROGRAMS ?= 200
MODULES ?=
DESIGNS ?= 10000
SEED ?= 1
BOARD ?= ulx3s-85f

help: ## this list
	@echo "Keyline: a tamper-resistant RISC-V processor's encryption unit, from Swift to checked Verilog."
	@echo
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## (.*)/  make \1\t\2/' | expand -t 20

setup:
	@scripts/setup.sh
setup-test:
	@scripts/setup.sh test
setup-bench:
	@scripts/setup.sh bench

build: setup ## build the keyline tool
	@echo "building keyline (the first time takes a minute or two)"
	@swift build --product keyline

demo: build ## real programs and a picture through the hardware, with a report (PICTURE=photo.png for your own)
	@$(KEYLINE) demo $(if $(PICTURE),--picture "$(PICTURE)")

test: setup-test ## everything: units, co-simulation, vectors, command line, RTL up to date, lint
	@scripts/test.sh

test-long: setup-test ## the same with all published vectors, a thousand keys of each size, thousands of flipped bits (hours)
	@KEYLINE_LONG_TESTS=1 scripts/test.sh

rtl: build ## write the Verilog of every design point under rtl/
	@$(KEYLINE) emit

docs: build ## write the documentation of the hardware (diagrams, manual, module index) under build/docs
	@$(KEYLINE) docs

lint: setup-test ## read rtl/ with Verilator, Icarus and Yosys; check the Swift style
	@scripts/lint.sh

lockstep: build ## random programs on the processor, every instruction compared with the golden model (PROGRAMS=200)
	@$(KEYLINE) lockstep --seeds $(PROGRAMS) --seed $(SEED)

cosim: build ## long co-simulation of all design points (TRANSACTIONS=1000000 line requests)
	@$(KEYLINE) cosim --transactions $(TRANSACTIONS)

mutate: build ## break the hardware in hundreds of ways and count how many the co-simulation catches
	@$(KEYLINE) mutate

prove: setup-test build ## prove what the key store, the attribute registers and the stream units promise (MODULES="queue arbiter")
	@scripts/formal.sh >/dev/null
	@$(KEYLINE) prove $(or $(MODULES),--markdown docs/formal.md)

fuzz: build setup-test ## random designs in all simulators and through synthesis (DESIGNS=10000 SEED=1)
	@$(KEYLINE) fuzz --designs $(DESIGNS) --seed $(SEED)

bench: setup-bench ## measure: area and clock frequency on an FPGA, cycles per line, simulation cost, elaboration speed
	@scripts/bench.sh

coremark: build ## CoreMark on the hardware in simulation (COREMARK=folder with its sources; FLAGS=-O3)
	@scripts/coremark.sh $(COREMARK)

fpga: setup-test build ## bitstream of a board that tests the unit (BOARD=ulx3s-85f or hx8k) or runs the whole processor (ulx3s-85f-processor); see docs/fpga.md
	@scripts/fpga.sh >/dev/null
	@$(KEYLINE) fpga --board $(BOARD)

doctor: build ## check every tool's version and say how to repair
	@$(KEYLINE) doctor

clean: ## remove everything that was built
	@rm -rf .build .venv .cache build
