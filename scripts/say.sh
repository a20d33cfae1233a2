# Sourced by the other scripts: one quiet line for each thing that takes time.
# What a step prints goes into var/log/setup.log; a failure shows its end.

# step WORDS COMMAND…: run the command, show the words, the seconds and (on a terminal) its last line.
step() {
    local words=$1 log=var/log/setup.log begun=$SECONDS ticker='' outcome=0
    shift
    mkdir -p var/log
    printf '\n== %s: %s\n' "$words" "$*" >>"$log"
    printf '  %s …' "$words"
    if [ -t 1 ]; then
        while sleep 1; do
            printf '\r\033[K  %s … %d 秒  %.60s' "$words" $((SECONDS - begun)) "$(tail -n 1 "$log")"
        done &
        ticker=$!
    fi
    "$@" >>"$log" 2>&1 </dev/null || outcome=$?
    if [ -n "$ticker" ]; then
        kill "$ticker" && wait "$ticker" 2>/dev/null || true
        printf '\r\033[K  %s …' "$words"
    fi
    if [ "$outcome" -eq 0 ]; then
        printf ' %d 秒\n' $((SECONDS - begun))
    else
        printf ' 失败\n'
        tail -n 20 "$log" >&2
        refuse "“$words”没有做成（退出码 $outcome）。以上是最后 20 行，全文在 $log。改正后重新运行同一条 make 命令即可，已做完的不会重做。"
    fi
}

# refuse WORDS: say what is wrong and what to do, and stop.
refuse() {
    printf '%s\n' "$*" >&2
    exit 1
}
