#!/bin/sh
# Puts in place the free stand-ins for the fonts of official paper, and the tools that measure it.
#
#   scripts/fonts.sh                  fonts and poppler-utils
#   scripts/fonts.sh --with-office    also LibreOffice Writer (for the DOCX layout tests)
#
# Idempotent and quick when everything is there. Licensed fonts are never fetched: mount them in a folder
# and name that folder in LUOSHI_FONTS.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
fonts="$root/var/fonts"
fangsong="$fonts/FandolFang-Regular.otf"

packages=""
want() { packages="$packages $1"; }

has_font() { find /usr/share/fonts /usr/local/share/fonts -name "$1" 2>/dev/null | grep -q .; }

has_font 'NotoSansCJK-Regular.ttc' && has_font 'NotoSerifCJK-Bold.ttc' || want fonts-noto-cjk
has_font 'LXGWWenKai-Regular.ttf' || want fonts-lxgw-wenkai
command -v pdftoppm >/dev/null 2>&1 && command -v pdffonts >/dev/null 2>&1 || want poppler-utils
if [ "${1:-}" = "--with-office" ]; then
    command -v soffice >/dev/null 2>&1 || want libreoffice-writer-nogui
fi

[ -z "$packages" ] && [ -f "$fangsong" ] && exit 0

if [ -n "$packages" ]; then
    if [ "$(id -u)" = 0 ]; then
        as_root=""
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        as_root="sudo"
    else
        echo "缺少系统软件包，当前用户无权安装。请由管理员执行：" >&2
        echo "  apt-get update && apt-get install -y --no-install-recommends$packages" >&2
        echo "然后重新运行本脚本。" >&2
        exit 1
    fi
    $as_root apt-get update -q >/dev/null
    # shellcheck disable=SC2086  # a list of package names, split on purpose
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $packages >/dev/null
fi

if [ ! -f "$fangsong" ]; then
    # The only free simplified 仿宋 lives inside a TeX package; one file of it is all that is needed.
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
    chmod 755 "$scratch"
    if ! (cd "$scratch" && apt-get download -q texlive-lang-chinese >/dev/null 2>"$scratch/why"); then
        echo "无法下载仿宋替代字库，请检查软件源后执行：apt-get update && scripts/fonts.sh" >&2
        cat "$scratch/why" >&2
        exit 1
    fi
    dpkg -x "$scratch"/texlive-lang-chinese_*.deb "$scratch/unpacked"
    mkdir -p "$fonts"
    cp "$scratch"/unpacked/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf \
        "$fonts/.arriving.otf"
    mv "$fonts/.arriving.otf" "$fangsong"
fi
echo "公文字库已就位：$fonts" >&2
