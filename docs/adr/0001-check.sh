#!/usr/bin/env bash
# What an agent reaches of the user's repository through a linked worktree, and through a private clone.
# Plain git in a temporary folder; prints one line a check. With root and setpriv it also tries both kinds
# with a user's git directory that the agent may only read, as a sandbox would have it.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work/home" GIT_CONFIG_NOSYSTEM=1 LC_ALL=C
mkdir -p "$HOME"
git config --global user.name Check
git config --global user.email check@localhost
git config --global init.defaultBranch main
git config --global safe.directory '*'
failures=0

# new_repository FOLDER: two commits on main; the older one's blob is loose.
new_repository() {
  git init -q "$1"
  git -C "$1" config core.hooksPath "$1/.git/hooks"
  for text in one two; do
    echo "$text" >"$1/file"
    git -C "$1" add file
    git -C "$1" commit -qm "$text"
  done
}

# private_clone REPOSITORY FOLDER: a git directory of its own that borrows the objects.
private_clone() {
  git init -q --template= "$2"
  mkdir -p "$2/.git/objects/info"
  echo "$1/.git/objects" >"$2/.git/objects/info/alternates"
  git -C "$2" update-ref refs/heads/sy/task "$(git -C "$1" rev-parse main)"
  git -C "$2" symbolic-ref HEAD refs/heads/sy/task
  git -C "$2" reset -q --hard
}

# reaches NAME EXPECTED WORKTREE REPOSITORY PROBE ACTION: acts as an agent in WORKTREE, then looks in REPOSITORY.
reaches() {
  local before after answer
  before=$(cd "$4" && eval "$5" 2>&1 || true)
  (cd "$3" && eval "$6") >/dev/null 2>&1 || true
  after=$(cd "$4" && eval "$5" 2>&1 || true)
  answer=no
  if [ "$before" != "$after" ]; then answer=yes; fi
  report "$1" "$2" "$answer"
}

report() {
  local verdict=ok
  if [ "$2" != "$3" ]; then
    verdict=UNEXPECTED
    failures=$((failures + 1))
  fi
  printf '%-10s %-62s %s\n' "$verdict" "$1" "$3"
}

# Every action uses only what git itself names from inside the worktree.
try_all() {
  local kind=$1 expected=$2 worktree=$3 repository=$4
  reaches "$kind: plants a hook" "$expected" "$worktree" "$repository" 'ls .git/hooks' \
    'd=$(git rev-parse --git-common-dir)/hooks; mkdir -p "$d"; echo "#!/bin/sh" >"$d/pre-commit"'
  reaches "$kind: changes the configuration" "$expected" "$worktree" "$repository" 'git config --get core.pager' \
    'git config core.pager planted'
  reaches "$kind: moves main" "$expected" "$worktree" "$repository" 'git rev-parse main' \
    'git update-ref refs/heads/main main~1 || git update-ref refs/heads/main HEAD~1'
  reaches "$kind: pushes to the stash" "$expected" "$worktree" "$repository" 'git stash list' \
    'echo planted >>file; git stash'
  reaches "$kind: deletes loose objects" "$expected" "$worktree" "$repository" 'find .git/objects -type f | wc -l' \
    'rm -rf "$(git rev-parse --git-common-dir)"/objects/??'
}

new_repository "$work/linked"
git -C "$work/linked" worktree add -q -b sy/task "$work/linked-task"
try_all 'linked worktree' yes "$work/linked-task" "$work/linked"

new_repository "$work/lender"
private_clone "$work/lender" "$work/clone"
try_all 'private clone' no "$work/clone" "$work/lender"

# A filter that the agent configures runs when its own configuration is used, and not through a host-owned ledger.
plant_filter() {
  git -C "$1" config filter.planted.clean "touch '$work/ran'; cat"
  echo '* filter=planted' >"$1/.gitattributes"
  echo changed >"$1/file"
  rm -f "$work/ran"
}
new_repository "$work/owner"
private_clone "$work/owner" "$work/task"
plant_filter "$work/task"
git -C "$work/task" add -A 2>/dev/null
report "git under the clone's configuration runs a planted filter" yes "$([ -e "$work/ran" ] && echo yes || echo no)"
git init -q --bare "$work/ledger"
echo "$work/owner/.git/objects" >"$work/ledger/objects/info/alternates"
plant_filter "$work/task"
GIT_DIR="$work/ledger" GIT_WORK_TREE="$work/task" git -c core.bare=false add -A
stored=$(GIT_DIR="$work/ledger" git cat-file -p :file)
report "git under a ledger of the host's runs a planted filter" no "$([ -e "$work/ran" ] && echo yes || echo no)"
report 'the ledger stored the changed file' changed "$stored"

# With the user's git directory read-only for the agent, only the private clone still works.
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
  as_agent() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
  chmod 755 "$work" "$HOME"
  new_repository "$work/user"
  git -C "$work/user" worktree add -q -b sy/other "$work/user-linked"
  private_clone "$work/user" "$work/user-clone"
  chmod -R a+rX "$work/user"
  chown -R 65534:65534 "$work/user-linked" "$work/user-clone"
  commit='cd "$0" && echo more >>file && git add file && git commit -qm more'
  can() { as_agent sh -c "$commit" "$1" >/dev/null 2>&1 && echo yes || echo no; }
  report 'linked worktree: commits beside a read-only git directory' no "$(can "$work/user-linked")"
  report 'private clone: commits beside a read-only git directory' yes "$(can "$work/user-clone")"
else
  echo 'skipped    commits beside a read-only git directory: needs root and setpriv'
fi

[ "$failures" = 0 ]
