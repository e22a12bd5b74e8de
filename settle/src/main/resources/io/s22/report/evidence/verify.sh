#!/bin/sh
# Verifies this folder of evidence: sh verify.sh [HEAD [FINGERPRINT]]
#   HEAD         the hash of the journal's last entry, as somebody noted it elsewhere
#   FINGERPRINT  sha256sum of key.pem, as somebody noted it elsewhere
# Needs openssl (3 or newer), sha256sum and a POSIX shell with awk. Exit code 0: all is as it was sealed.
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")" || exit 2
bad=0
say() { printf '%s\n' "$*"; }
wrong() { say "NOT SO: $*"; bad=1; }
sum() { sha256sum <"$1" 2>/dev/null | cut -d ' ' -f 1; }
for tool in openssl sha256sum awk; do
  command -v "$tool" >/dev/null || { say "verify.sh needs $tool"; exit 2; }
done
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

# 1. The seal: seal.sig signs seal.txt, seal.txt holds the checksum of SHA256SUMS.
printf '%s\n' "$(sum SHA256SUMS)" >"$work/seal"
if openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in seal.txt -sigfile seal.sig >/dev/null 2>&1; then
  cmp -s seal.txt "$work/seal" || wrong "SHA256SUMS was changed"
elif ! cmp -s seal.txt "$work/seal"; then
  wrong "seal.txt was changed, or SHA256SUMS and it"
elif [ "$(sum key.pem)" = "$(awk '$2 == "key.pem" { print $1 }' SHA256SUMS)" ]; then
  wrong "seal.sig was changed"
fi

# 2. Every file that was sealed, and no other.
sha256sum -c SHA256SUMS >"$work/files" 2>/dev/null
while IFS= read -r line; do
  case $line in
    *': OK') ;;
    *': FAILED open or read') wrong "${line%: FAILED*} is missing" ;;
    *) wrong "${line%: FAILED*} was changed" ;;
  esac
done <"$work/files"
for file in * .[!.]*; do
  case $file in SHA256SUMS | seal.txt | seal.sig | '*' | '.[!.]*') continue ;; esac
  awk -v f="$file" 'substr($0, 67) == f { found = 1 } END { exit !found }' SHA256SUMS || wrong "$file was added"
done

# 3. The time stamp of the checksums of all other files.
if [ -f timestamp.tsr ]; then
  grep -v -e '  STAMPED$' -e '  timestamp.tsr$' SHA256SUMS | cmp -s - STAMPED || wrong "STAMPED does not hold the checksums"
  if openssl ts -verify -data STAMPED -in timestamp.tsr -CAfile tsa.pem -partial_chain >/dev/null 2>&1; then
    say "time stamp: $(openssl ts -reply -in timestamp.tsr -text 2>/dev/null | sed -n 's/^Time stamp: //p')"
  else
    wrong "timestamp.tsr is not a time stamp of STAMPED by the authority in tsa.pem"
  fi
fi

# 4. The journal: entry N holds the hash of entry N-1, and its own over everything else in its line.
mkdir "$work/e"
head=$(awk -v dir="$work/e" -v list="$work/list" '
  function broken(why) { print "entry " NR " " why > (list ".broken"); exit }
  BEGIN { ORS = ""; last = sprintf("%064d", 0) }
  {
    at = 0; rest = $0
    while ((i = index(rest, "\"hash\":\"")) > 0) { at += i; rest = substr(rest, i + 1) }
    if (!at) broken("has no hash")
    hash = substr($0, at + 8, 64)
    if (substr($0, at + 72, 14) != "\",\"previous\":\"") broken("is no entry")
    if (substr($0, at + 86, 64) != last) broken("does not follow the entry before: one is missing or moved")
    seq = $0; sub(/.*,"seq":/, "", seq)
    if (seq != NR "}") broken("has another number: one is missing or moved")
    file = sprintf("%s/%09d", dir, NR)
    print substr($0, 1, at - 1) substr($0, at + 74) > file; close(file)
    print hash "  " sprintf("%09d", NR) "\n" > list
    last = hash
  }
  END { print last }' journal.jsonl)
[ ! -f "$work/list.broken" ] || wrong "journal.jsonl: $(cat "$work/list.broken")"
if [ -f "$work/list" ]; then
  (cd "$work/e" && sha256sum -c "$work/list" 2>/dev/null) | awk '!/: OK$/ { sub(/:.*/, ""); print $0 + 0 }' >"$work/changed"
  [ ! -s "$work/changed" ] || wrong "journal.jsonl: entry $(head -n 1 "$work/changed") was changed"
else
  wrong "journal.jsonl has no entries"
fi

say "journal head: $head"
say "key fingerprint: $(sum key.pem) (compare it with what you noted elsewhere)"
[ -z "${1:-}" ] || [ "$1" = "$head" ] || wrong "journal.jsonl does not end with $1"
[ -z "${2:-}" ] || [ "$2" = "$(sum key.pem)" ] || wrong "key.pem is not the key you noted"
[ -f timestamp.tsr ] || cat TIME
[ "$bad" = 0 ] && say "all is as it was sealed"
exit "$bad"
