#!/usr/bin/env bash
# The Python side: python.sh which        print the interpreter that will be used
#                  python.sh base | dev   fill .venv from requirements/, every file checked by its hash
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/say.sh

# which_python: the first interpreter that is 3.11 or newer and can make virtual environments; that of the
# distribution before others, because it is built with measured optimisation and a fifth faster.
which_python() {
    local candidate
    for candidate in ${PYTHON:-/usr/bin/python3 python3 python3.13 python3.12 python3.11}; do
        if "$candidate" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    refuse "没有找到 3.11 或更高版本、带 venv 的 Python。请安装 python3 和 python3-venv，或用 PYTHON=路径 指明解释器。"
}

mkdir -p var
exec 9>var/setup.lock
flock 9

case ${1:-} in
which)
    which_python
    ;;
base | dev)
    [ -x .venv/bin/python ] || step "建立 .venv" "$(which_python)" -m venv .venv
    pip=(.venv/bin/python -m pip --disable-pip-version-check --no-input)
    count=$(grep -c '==' "requirements/$1.txt")
    step "安装 Python 软件包（$count 个，逐个核对校验值）" \
        "${pip[@]}" install --require-hashes -r "requirements/$1.txt"
    step "把 luoshi 命令装入 .venv" "${pip[@]}" install --no-build-isolation --no-deps -e .
    touch ".venv/$1.stamp"
    ;;
*)
    refuse "用法：scripts/python.sh which、base 或 dev"
    ;;
esac
