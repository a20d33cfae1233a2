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
export LUOSHI_DATABASE_URL=sqlite://$PWD/var/demo.sqlite3
scripts/static.sh
.venv/bin/luoshi migrate --no-input --verbosity 0
.venv/bin/luoshi demo ${DOC:+--doc "$DOC"}
exec .venv/bin/luoshi serve --port "$port"
