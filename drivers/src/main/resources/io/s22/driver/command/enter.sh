# Becomes the command, if no other process ever did under this key.
# From S22: S22_CWD, S22_SHELL, S22_UMASK. From the supervisor: S22_FOLDER, S22_TRY, S22_GUARD.
# What S22 appends exports the command's own values and executes the shell.
# Its word goes to descriptor 3: begun, taken, or refused and why.
refuse() {
  printf 'refused %s\n' "$*" >&3
  exit 125
}
if [ -n "$S22_CWD" ]; then
  cd -- "$S22_CWD" 2>/dev/null || refuse "cwd: no such folder, or not to be entered: $S22_CWD"
fi
S22_PROGRAM=$(command -v "$S22_SHELL" 2>/dev/null) || refuse "shell: not found: $S22_SHELL"
life
look $$
printf '%s\n' "$life $S22_GUARD $$ $born $S22_TRY" 2>/dev/null >"$S22_FOLDER/$S22_TRY/begun" ||
  refuse "cannot write to $S22_FOLDER: is the disk full?"

# The one moment that decides: link(2) makes the name, whole, for one process and for ever.
if ! ln "$S22_FOLDER/$S22_TRY/begun" "$S22_FOLDER/begun" 2>/dev/null; then
  [ -e "$S22_FOLDER/begun" ] || refuse "cannot make hard links in $S22_FOLDER"
  echo taken >&3
  exit 125
fi
flush "$S22_FOLDER/begun" "$S22_FOLDER" "$S22_FOLDER/.."
true 2>/dev/null >"$S22_FOLDER/entered" || refuse "cannot write to $S22_FOLDER: is the disk full?"
echo begun >&3
exec 3>&-
S22_EFFECT=${S22_FOLDER##*/}
export S22_EFFECT
umask "$S22_UMASK"
