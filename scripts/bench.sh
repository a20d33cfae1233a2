#!/usr/bin/env bash
# Every benchmark, each figure beside its limit; what needs a database on SQLite and on a durable PostgreSQL.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/system.sh bench
scripts/static.sh
export LUOSHI_DEMO=1
.venv/bin/python bench/machine.py
for file in bench/reading.py bench/sources.py bench/papers.py bench/registers.py bench/gate.py bench/ledger.py bench/accounts.py bench/sweep.py bench/forecasts.py bench/likeness.py bench/workbooks.py bench/imports.py bench/year.py bench/rehearsal.py; do
    echo "== $file"
    .venv/bin/python "$file"
done
for file in bench/registers.py bench/gate.py bench/ledger.py bench/accounts.py bench/sweep.py bench/forecasts.py bench/likeness.py bench/workbooks.py bench/imports.py bench/year.py bench/rehearsal.py; do
    echo "== $file（PostgreSQL）"
    LUOSHI_PG_FSYNC=on scripts/postgres.sh .venv/bin/python "$file"
done
