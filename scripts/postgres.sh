#!/usr/bin/env bash
# Run a command beside a private PostgreSQL: postgres.sh COMMAND…
# The cluster lives in a temporary folder, listens on a free loopback port, and is gone when the command ends,
# however it ends. The command finds it in LUOSHI_DATABASE_URL. LUOSHI_PG_FSYNC=on makes commits durable (bench).
set -euo pipefail
[ $# -gt 0 ] || { echo "用法：scripts/postgres.sh 命令…" >&2; exit 2; }

binaries=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1 || true)
[ -n "$binaries" ] || binaries=$(dirname "$(command -v initdb)") || {
    echo "没有找到 PostgreSQL。请执行 make setup，或 apt-get install postgresql。" >&2
    exit 1
}

# PostgreSQL refuses to run as root, so root lends the cluster to the account that the package made.
as_owner=()
[ "$(id -u)" -ne 0 ] || as_owner=(runuser -u postgres --)

home=$(mktemp -d "${TMPDIR:-/tmp}/luoshi-pg.XXXXXX")
[ ${#as_owner[@]} -eq 0 ] || chown postgres "$home"

stop() {
    cd /
    "${as_owner[@]}" "$binaries/pg_ctl" -D "$home/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$home"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
fsync=${LUOSHI_PG_FSYNC:-off}
begin() {
    cd "$home"
    "${as_owner[@]}" "$binaries/initdb" -D "$home/data" -U luoshi -A trust -E UTF8 --locale=C.UTF-8 --no-sync
    # Whole pages are written after each checkpoint; lz4 packs them in a fraction of the time that "on" takes.
    wal=$("${as_owner[@]}" "$binaries/postgres" -D "$home/data" -C wal_compression -c wal_compression=lz4) || wal=on
    "${as_owner[@]}" "$binaries/pg_ctl" -D "$home/data" -l "$home/log" -w start -o "-p $port -k $home \
        -c listen_addresses=127.0.0.1 -c fsync=$fsync -c full_page_writes=$fsync -c wal_compression=$wal -c shared_buffers=256MB"
    "${as_owner[@]}" "$binaries/createdb" -h "$home" -p "$port" -U luoshi luoshi
}
if ! report=$(begin 2>&1); then
    printf '%s\n' "$report" >&2
    [ ! -f "$home/log" ] || cat "$home/log" >&2
    echo "临时的 PostgreSQL 没有启动，原因见上。" >&2
    exit 1
fi

export LUOSHI_DATABASE_URL="postgresql://luoshi@127.0.0.1:$port/luoshi"
"$@"
