# Stays with one command: bounds its output, stops it at its timeout, records its end.
# supervise guard FOLDER TRY TIMEOUT LIMIT  |  supervise watch FOLDER TRY TIMEOUT PID
part=$1 folder=$2 try=$3 timeout=$4 last=$5
home=$folder/$try

# Runs $@ in the background in a session of its own, or at least in a process group of its own;
# it reads descriptor 4, for the shell gives a background process nothing to read by itself.
apart() {
  if command -v setsid >/dev/null 2>&1; then
    setsid "$@" <&4 4<&- &
  else
    set -m
    "$@" <&4 4<&- &
    set +m
  fi
}

# Signals the command, its group, and whoever left the group but carries its mark.
signal() {
  kill -s "$1" -- "-$last" 2>/dev/null
  for environ in $(grep -l "S22_EFFECT=${folder##*/}" /proc/[0-9]*/environ 2>/dev/null); do
    environ=${environ#/proc/}
    kill -s "$1" "${environ%/environ}" 2>/dev/null
  done
}

watch() {
  sleep "$timeout"
  true >"$home/timed-out"
  signal TERM
  grace=0
  while kill -0 -- "-$last" 2>/dev/null && [ "$grace" -lt 20 ]; do
    nap 0.1
    grace=$((grace + 1))
  done
  signal KILL
  signal KILL
}

# Keeps the first $last bytes of the output and the end of the rest; reads to the end, so that the
# command never blocks and never dies of a closed pipe.
drain() {
  have=0
  while [ "$have" -lt "$last" ]; do
    dd bs=65536 count=16 2>/dev/null >>"$home/out" || break
    now=$(wc -c <"$home/out")
    [ "$now" -gt "$have" ] || break
    have=$now
  done
  tail -c 65536 2>/dev/null >"$home/end"
  cat >/dev/null
  true >"$home/drained"
}

guard() {
  # Handlers, not '': what is ignored here would be ignored by the command too.
  trap 'hit=1' HUP INT TERM
  exec 2>/dev/null
  look $$
  S22_GUARD="$$ $born" S22_FOLDER=$folder S22_TRY=$try
  export S22_GUARD S22_FOLDER S22_TRY
  true >"$home/token" && mkfifo "$home/pipe" || exit 1
  exec 4<&0 </dev/null
  # exec in a subshell, for dash keeps copies of what is redirected for a function alone.
  (
    exec <"$home/pipe" 3>&- 4<&-
    drain
  ) &
  # Open for writing until the command has its own end.
  exec 5>"$home/pipe"
  apart sh "$home/enter" >&5 2>&1 5>&-
  pid=$!
  exec 3>&- 4</dev/null 5>&-
  watcher=
  if [ -n "$timeout" ]; then
    apart sh "$home/supervise" watch "$folder" "$try" "$timeout" "$pid"
    watcher=$!
  fi
  hit=1
  while [ -n "$hit" ]; do
    hit=
    wait "$pid"
    code=$?
  done
  if [ -e "$home/timed-out" ]; then
    wait "$watcher"
    code=timeout
  elif [ -n "$watcher" ]; then
    kill -s KILL -- "-$watcher" 2>/dev/null || kill -s KILL "$watcher" 2>/dev/null
  fi
  mine= theirs=
  { read -r mine <"$home/begun" && read -r theirs <"$folder/begun"; } 2>/dev/null
  if [ -z "$mine" ] || [ "$mine" != "$theirs" ]; then
    rm -rf "$home" # another process carries this effect
    exit 0
  fi
  [ -e "$folder/entered" ] || code=none
  # A child that outlives the command may hold its output open: not waited for.
  tries=0
  until [ -e "$home/drained" ] || [ "$tries" -ge 20 ]; do
    nap 0.05
    tries=$((tries + 1))
  done
  # A rename needs no room: the end is recorded on a full disk too.
  until mv "$home/token" "$folder/ended.$code" || [ ! -e "$home/token" ]; do nap 1; done
  flush "$folder"
  rm -f "$home/pipe" "$home/script" "$home/enter" "$home/supervise"
}

"$part"
