#!/usr/bin/env bash
# Bring the style sheet of @tabler/core into var/assets/, at the version and checksum of package-lock.json.
# A machine without Node gets it from the pinned wheel in requirements/node.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/say.sh

if ! command -v npm >/dev/null; then
    [ -x .venv/bin/npm ] || step "安装 Node（本机没有）" .venv/bin/python -m pip --disable-pip-version-check \
        --no-input install --require-hashes -r requirements/node.txt
    PATH=$PWD/.venv/bin:$PATH
fi
step "下载页面样式" npm ci --ignore-scripts --no-audit --no-fund

rm -rf var/assets
mkdir -p var/assets/tabler
# The source map is not shipped, so the line that names it goes too: a manifest of static files would miss it.
sed '/^\/\*# sourceMappingURL=/d' node_modules/@tabler/core/dist/css/tabler.min.css >var/assets/tabler/tabler.min.css
touch var/assets/.stamp
