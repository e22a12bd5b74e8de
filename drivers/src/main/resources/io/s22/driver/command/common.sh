# Shared by the three parts. POSIX sh; each part begins with this text.

# The life of this machine, or of its container: process ids mean nothing in another.
life() {
  life=none
  if [ -r /proc/sys/kernel/random/boot_id ]; then read -r life </proc/sys/kernel/random/boot_id; fi
  life=$life/$(readlink /proc/self/ns/pid 2>/dev/null)
}

# Sets born to the start of process $1; empty when there is none or only its zombie.
look() {
  born=
  if [ ! -r /proc/self/stat ]; then
    born=$(ps -o lstart= -p "$1" 2>/dev/null | tr -s ' ' _)
    return 0
  fi
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 0
  case $stat in
    *')'*) ;;
    *) stat=$(cat "/proc/$1/stat" 2>/dev/null) ;; # its name holds a line break
  esac
  set -- ${stat##*)}
  case ${1:-Z} in
    Z | X) ;;
    *) born=${20:-} ;;
  esac
}

# Writes $@ through to the disk; where sync takes no names, everything.
flush() { sync "$@" 2>/dev/null || sync; }

nap() { sleep "$1" 2>/dev/null || sleep 1; }
