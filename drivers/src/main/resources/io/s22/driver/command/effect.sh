# What S22 feeds to sh on the machine where the effect takes place. Set before: mark, mode, base, id,
# timeout, limit, and the texts supervise, enter, script, input; export_values exports the values.
# To standard output: the mark, then the command's output. To standard error: the mark and a state.
S22_UMASK=$(umask)
umask 077
say() { printf '%s %s\n' "$mark" "$*" >&2; }
printf '%s\n' "$mark"
printf '%s\n' "$mark" >&2

# Sets state, and try: the folder in which the effect's output is.
find_out() {
  state=none try=
  [ -e "$folder/begun" ] || return 0
  read -r begun_life guard guard_born pid pid_born try <"$folder/begun"
  if ended; then return 0; fi
  if [ "$begun_life" != "$life" ]; then
    state='lost restart'
    return 0
  fi
  look "$guard"
  if [ -n "$born" ] && [ "$born" = "$guard_born" ]; then
    state=running
    return 0
  fi
  look "$pid"
  if [ -n "$born" ] && [ "$born" = "$pid_born" ]; then
    state=running
    return 0
  fi
  if ended; then return 0; fi
  if [ -e "$folder/entered" ]; then state='lost guard'; else state='ended none'; fi
}

ended() {
  for end in "$folder"/ended.*; do
    if [ -e "$end" ]; then
      state="ended ${end##*.}"
      return 0
    fi
  done
  return 1
}

refuse() {
  say "refused $*"
  exit 0
}

launch() {
  try=try.$$
  while ! mkdir "$folder/$try" 2>/dev/null; do
    [ -e "$folder/$try" ] || refuse "cannot write to $folder: is the disk full?"
    try=$try.1
  done
  { printf '%s' "$supervise" >"$folder/$try/supervise" && printf '%s' "$enter" >"$folder/$try/enter" &&
    printf '%s' "$script" >"$folder/$try/script"; } 2>/dev/null ||
    refuse "cannot write to $folder: is the disk full?"
  # Ends when the supervisor and the command have let go of it, not when they end.
  # exec in a subshell, for dash keeps copies of what is redirected for a function alone.
  verdict=$(
    (
      exec 3>&1 2>&1 >/dev/null
      start
    ) &
  )
  case $verdict in
    *refused*) refuse "${verdict#*refused }" ;;
  esac
}

start() {
  export_values
  export S22_UMASK
  set -- sh "$folder/$try/supervise" guard "$folder" "$try" "$timeout" "$limit"
  if command -v setsid >/dev/null 2>&1; then set -- setsid "$@"; else set -m; fi
  if [ -n "$input" ]; then
    printf '%s' "$input" 2>/dev/null 3>&- | "$@" &
  else
    "$@" </dev/null &
  fi
}

follow() {
  polls=0 open=
  while :; do
    find_out
    if [ -z "$open" ] && [ -n "$try" ] && [ -r "$folder/$try/out" ]; then
      exec 6<"$folder/$try/out"
      open=1
    fi
    # The descriptor remembers how far it was read.
    if [ -n "$open" ] && [ -s "$folder/$try/out" ]; then cat <&6; fi
    case $state in running) ;; *) break ;; esac
    say running # also finds out whether anybody still listens
    polls=$((polls + 1))
    if [ "$polls" -le 3 ]; then nap 0.1; elif [ "$polls" -le 8 ]; then nap 0.2; elif [ "$polls" -le 18 ]; then nap 0.5; else sleep 1; fi
  done
  if [ -n "$try" ] && [ -s "$folder/$try/end" ]; then
    printf '\n[S22: output left out here]\n'
    cat "$folder/$try/end"
  fi
}

life
folder=$base/$id
case $mode in
  probe)
    find_out
    if [ -n "$try" ] && [ -s "$folder/$try/end" ]; then
      tail -c 16384 "$folder/$try/end"
    elif [ -n "$try" ] && [ -r "$folder/$try/out" ]; then
      tail -c 16384 "$folder/$try/out"
    fi
    ;;
  check)
    mkdir -p "$base" && folder=$base/check.$$ && mkdir "$folder" || refuse "cannot write to $base"
    launch
    follow
    rm -rf "${folder:?}"
    ;;
  perform)
    mkdir -p "$folder" 2>/dev/null || refuse "cannot make the folder $folder"
    find_out
    if [ "$state" = none ]; then launch; fi
    follow
    if [ "$state" = none ]; then refuse "the command's supervisor did not start: $verdict"; fi
    ;;
esac
say "$state"
