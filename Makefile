# Everything there is to type. `make` alone lists it.
# Works on a fresh Debian 12: what is missing is installed, or the command that installs it is printed.

SHELL := /bin/bash
MAKEFLAGS += --no-print-directory --no-builtin-rules
.DEFAULT_GOAL := help
.PHONY: help setup run test check bench clean pins ready tools

PORT ?= 8000
DOC ?=
BIN := .venv/bin
# Commands that need no secrets and no people's data: the demo city, checks, tests.
DEMO := LUOSHI_DEMO=1

help: ## 列出全部命令
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1|/' | column -t -s '|'

setup: ready tools ## 准备好运行和测试所需的一切（第二次不到 1 秒）
	@scripts/static.sh

run: ready ## 载入演示市并在本机启动网站：make run [DOC=讲话.txt] [PORT=8000]
	@DOC='$(DOC)' PORT='$(PORT)' scripts/run.sh

test: setup ## 全部测试：SQLite 一遍，PostgreSQL 一遍，浏览器走完整件事
	@scripts/test.sh

check: tools ## 格式、导入约定、类型、数据库迁移、规则图是否都合要求
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-logo
	$(DEMO) $(BIN)/mypy
	$(DEMO) $(BIN)/luoshi makemigrations --check --dry-run
	$(DEMO) $(BIN)/luoshi draw_rules --check

bench: setup ## 各项速度和内存，附同一次测得的上限与比值
	@scripts/bench.sh

clean: ## 删去装出来、算出来的一切；var 里的其他数据不动
	rm -rf .venv build src/*.egg-info var/static var/fonts var/log var/setup.lock
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -f var/demo.sqlite3* var/demo-clock.json var/test-*.sqlite3*
	find src tests bench scripts -name __pycache__ -prune -exec rm -rf {} +

pins: ## 按 requirements/*.in 重新锁定版本
	@command -v uv >/dev/null || { echo '需要 uv：pip install uv'; exit 1; }
	for name in base dev; do \
	    UV_PYTHON_DOWNLOADS=never uv pip compile "requirements/$$name.in" --quiet --upgrade --no-header \
	        --generate-hashes --python-version 3.11 -o "requirements/$$name.txt" || exit 1; \
	done

# --- What the targets above stand on ---------------------------------------------------------

# Enough to run. The checks of the machine are quick and are made every time; the rest is stamped.
ready: machine-run .venv/base.stamp

# Enough to check and test as well.
tools: machine-run machine-test .venv/dev.stamp

.PHONY: machine-run machine-test
machine-run:
	@scripts/system.sh run
	@scripts/system.sh fonts

machine-test:
	@scripts/system.sh test

.venv/base.stamp: requirements/base.txt pyproject.toml | machine-run
	@scripts/python.sh base

.venv/dev.stamp: requirements/dev.txt | .venv/base.stamp machine-test
	@scripts/python.sh dev
