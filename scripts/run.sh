#!/usr/bin/env bash
# Load the demo city if it is not there yet, and serve it: DOC=file PORT=8000 scripts/run.sh
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/say.sh

port=${PORT:-8000}
case $port in
'' | *[!0-9]*) refuse "PORT=$port 不是端口号。请写 1024 至 65535 之间的数字，如 make run PORT=8080。" ;;
esac
if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    refuse "端口 $port 已被别的程序占用。请先停掉它，或换一个端口：make run PORT=$((port + 1))"
fi
if [ -n "${DOC:-}" ] && [ ! -r "$DOC" ]; then
    refuse "读不到文件“$DOC”。请核对路径，如 make run DOC=examples/讲话.txt"
fi

export LUOSHI_DEMO=1
export LUOSHI_DATABASE_URL=sqlite:///var/demo.sqlite3
.venv/bin/luoshi migrate --no-input --verbosity 0
# The static files are gathered again only when one of them is newer than the last gathering.
if [ ! -e var/static/.stamp ] || [ -n "$(find src/luoshi var/assets \( -name '*.css' -o -name '*.js' \
    -o -name '*.svg' \) -newer var/static/.stamp -print -quit)" ]; then
    step "汇集页面文件" .venv/bin/luoshi collectstatic --no-input --clear
    touch var/static/.stamp
fi
.venv/bin/luoshi demo ${DOC:+--doc "$DOC"}
exec .venv/bin/luoshi serve --port "$port"
