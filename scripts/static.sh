#!/usr/bin/env bash
# Gather the static files into var/static/, again only when one of them is newer than the last gathering.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/say.sh

stamp=var/static/.stamp
if [ -e "$stamp" ] && [ -z "$(find src/luoshi .venv/base.stamp \( -name '*.css' -o -name '*.js' \
    -o -name '*.svg' -o -name '*.stamp' \) -newer "$stamp" -print -quit)" ]; then
    exit 0
fi
LUOSHI_DEMO=1 step "汇集页面文件" .venv/bin/luoshi collectstatic --no-input --clear
touch "$stamp"
