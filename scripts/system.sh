#!/usr/bin/env bash
# Install the system packages that are missing: system.sh run | test | bench | fonts
# Where this user may not install, print the exact command and stop.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/say.sh

# have COMMAND…: one of the commands exists.
have() {
    local command
    for command in "$@"; do
        if command -v "$command" >/dev/null; then return 0; fi
    done
    return 1
}

missing=()
case ${1:-} in
run)
    scripts/python.sh which >/dev/null 2>&1 || missing+=(python3 python3-venv)
    ;;
test)
    have chromium chromium-browser google-chrome || missing+=(chromium)
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || have initdb || missing+=(postgresql)
    have soffice libreoffice || missing+=(libreoffice-writer-nogui)
    compgen -G '/usr/lib*/libreoffice/program/libsclo.so' >/dev/null || missing+=(libreoffice-calc-nogui)
    ;;
bench)
    have wrk || missing+=(wrk)
    ;;
fonts)
    # They have a script of their own, silent when all is there; a word only when it will take long.
    [ ! -d var/fonts ] || exec scripts/fonts.sh
    step "安装公文字体" scripts/fonts.sh
    ;;
*)
    refuse "用法：scripts/system.sh run、test、bench 或 fonts"
    ;;
esac
[ ${#missing[@]} -gt 0 ] || exit 0

install="apt-get install -y --no-install-recommends ${missing[*]}"
have apt-get || refuse "缺少系统软件：${missing[*]}。这台机器没有 apt-get，请用本机的软件管理工具安装后重新运行。"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    have sudo && sudo -n true 2>/dev/null || refuse "缺少系统软件，而当前用户不能安装。请管理员执行下面这条命令，然后重新运行：
    sudo apt-get update && sudo $install"
    as_root=(sudo -n)
fi
apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o Acquire::Retries=3 "$@"; }
step "更新软件目录" apt update
step "安装系统软件 ${missing[*]}" apt install -y --no-install-recommends "${missing[@]}"
