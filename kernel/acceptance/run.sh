#!/usr/bin/env bash
# Runs every test: ./install.sh --test [--long]
#
# It first makes ready what the tests need: JupyterLab and the test packages in
# a Python environment, Chromium, and gopls. Then come the tests of the code, and the
# tests of the product: nabla is installed into an empty home from a copy of the
# checkout, the copy is moved away, and what was installed is used as a user
# uses it. All steps run, also after one has failed; the table at the end says
# which, and which of its tests.
set -euo pipefail
source "$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)/../../install.sh"

acceptance=$top/kernel/acceptance
cache=${XDG_CACHE_HOME:-$HOME/.cache}/nabla-test
results=$cache/results

long=
for option; do
  case $option in
    --long) long=1 ;;
    *) die "--test does not know $option; it knows --long." ;;
  esac
done

# find_chromium looks for the browser, and installs the system's as root.
find_chromium() {
  local name
  for name in "${NABLA_CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [[ -n $name ]] && command -v "$name" >/dev/null; then
      say "Chromium: $(command -v "$name")"
      return
    fi
  done
  ((EUID == 0)) && command -v apt-get >/dev/null ||
    die 'no Chromium was found, and only root can install the one of the system: install it (on Debian: apt-get install chromium), or name its program in NABLA_CHROMIUM.'
  long 'installing Chromium' install_chromium || die 'apt-get could not install Chromium.'
}

install_chromium() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q
  apt-get install -q -y --no-install-recommends chromium
}

# step NAME COMMAND... runs one step and notes how it went.
steps=() failed=0
step() {
  local name=$1 began=$SECONDS verdict=ok log="$results/$1.log"
  shift
  printf '\n==> %s\n' "$name"
  # Not in a condition, where set -e would be off inside the step.
  set +e
  (set -e; "$@") 2>&1 | tee "$log"
  ((PIPESTATUS[0] == 0)) || verdict=FAILED
  set -e
  steps+=("$(printf '%-6s  %5d s  %s' "$verdict" $((SECONDS - began)) "$name")")
  if [[ $verdict != ok ]]; then
    failed=1
    steps+=("$(failures "$log" || true)") # which may find nothing
  fi
}

# failures finds in what a step has said the tests that failed or ran too long, by the
# words of go test and of unittest, with the first words of each.
failures() {
  grep -E -A 1 '^ *--- FAIL: |^panic: |^\s+Test\S+ \([0-9.hms]+\)$|^(FAIL|ERROR): |_test\.go:[0-9]+: |^\S*Error: ' "$1" |
    grep -v '^--*$' | cut -c 1-200 | head -n 30 | sed 's/^/    | /'
}

check_format() {
  local unformatted
  cd "$top"
  # What nabla lift writes has line directives, which gofmt would move.
  unformatted=$(find . -name '*.go' -not -path './.*' -print0 | xargs -0 grep -LZ '^// Code generated .* DO NOT EDIT\.$' | xargs -0 gofmt -l)
  [[ -z $unformatted ]] || die "not formatted by gofmt: $unformatted"
  bash -n install.sh kernel/acceptance/run.sh .ci/run
}

# copy_checkout copies what is in the checkout without what git ignores.
copy_checkout() {
  mkdir -p "$1"
  if git -C "$top" rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    (cd "$top" && git ls-files -z --cached --others --exclude-standard |
      while IFS= read -r -d '' file; do [[ ! -e $file ]] || printf '%s\0' "$file"; done |
      tar -c --null -T -) | tar -x -C "$1"
  else
    tar -c -C "$top" --exclude=.git --exclude=source.tar.gz . | tar -x -C "$1"
  fi
}

# as_user runs a command as the user of the empty home would. Downloads and
# compiled packages are shared with the real one.
as_user() {
  env -u XDG_DATA_HOME -u XDG_CONFIG_HOME -u XDG_CACHE_HOME -u NABLA_DATA_DIR -u JUPYTER_PATH -u JUPYTER_DATA_DIR \
    -u JUPYTER_CONFIG_DIR -u JUPYTER_RUNTIME_DIR -u JUPYTER_PREFER_ENV_PATH HOME="$home" PATH="$venv/bin:$PATH" \
    GOENV="$goenv" GOCACHE="$gocache" GOMODCACHE="$gomodcache" "$@"
}

install_from_copy() {
  copy_checkout "$copy"
  mkdir -p "$home"
  as_user "$copy/install.sh"
  [[ -s $home/.local/share/nabla/html/$notebook.html ]] || die 'there is no HTML page of the notebook.'
  cmp "$top/notebooks/$notebook.ipynb" "$copy/notebooks/$notebook.ipynb"
  say && say 'Again, which is quick:'
  as_user "$copy/install.sh"
  mv "$copy" "$stage/elsewhere"
  as_user "$home/.local/share/nabla/bin/nabla" doctor
}

python_tests() {
  as_user env NABLA_TEST_NOTEBOOKS="$top/notebooks" NABLA_TEST_SCREENSHOTS="$results/screenshots" PYTHONDONTWRITEBYTECODE=1 \
    "$venv/bin/python" "$acceptance/test_$1.py"
}

uninstall_again() {
  as_user "$stage/elsewhere/install.sh" --uninstall
  local left=("$home"/.local/share/nabla "$home"/.local/share/jupyter/kernels)
  for folder in "${left[@]}"; do
    [[ ! -e $folder ]] || die "left behind: $(find "$folder")"
  done
}

# long_fuzz runs every fuzz target for half a minute.
long_fuzz() {
  local file target
  while IFS=: read -r file target; do
    go test -run '^$' -fuzz "^$target\$" -fuzztime 30s -fuzzminimizetime 100x "$(dirname "$file")"
  done < <(grep -rHo --include='*_test.go' '^func Fuzz[A-Za-z]*' . | sed 's/:func /:/' | sort)
}

# long_random lifts thirty more sets of random programs.
long_random() {
  local seed
  for seed in {2..31}; do
    go test -count 1 -run TestRandomPrograms ./mathlib/autodiff/lift -seed "$seed"
  done
}

# long_latency measures cells beside GoNB and ipykernel; it wants a quiet machine.
long_latency() {
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check numpy matplotlib
  as_user "$venv/bin/python" "$acceptance/latency.py"
}

check_platform
find_go
venv=$cache/venv
mapfile -t requirements <"$acceptance/requirements.txt"
make_venv "$venv" "${requirements[@]}"
long 'installing the plug-in for papermill' "$venv/bin/python" -m pip install --disable-pip-version-check --force-reinstall --no-deps "$top/kernel/papermill" ||
  die 'pip failed: is the network there?'
find_chromium
install_gopls "$cache/bin" || die 'gopls could not be installed.'

stage=$(mktemp -d "${TMPDIR:-/tmp}/nabla test é.XXXXXX")
trap 'chmod -R u+w "$stage" && rm -rf "$stage"' EXIT
home="$stage/home ü" copy="$stage/a checkout"
goenv=$(go env GOENV) gocache=$(go env GOCACHE) gomodcache=$(go env GOMODCACHE)
rm -rf "$results"
mkdir -p "$results"

export CGO_ENABLED=0 NABLA_TEST_PYTHON="$venv/bin/python" ${long:+NABLA_TEST_LONG=1}
cd "$top"
step 'format' check_format
step 'vet' go vet ./...
step 'unit tests and session scripts' go test -timeout 15m ./...
step 'install into an empty home' install_from_copy
step 'conformance' python_tests kernel
step 'sessions' python_tests session
step 'other clients' python_tests clients
step 'processes and files left behind' python_tests processes
step 'notebooks through nbconvert' python_tests notebooks
step 'JupyterLab in Chromium' python_tests lab
if [[ -n $long ]]; then
  step 'fuzzing' long_fuzz
  step 'random programs' long_random
  step 'worker killed in every gap' go test -count 1 -timeout 30m -run TestKilledInGap ./kernel/session -everygap
  step 'soak' go test -count 1 -timeout 40m -run TestSoak -v ./kernel/session -soak 5000
  step 'linker without each insertion' go test -count 1 -timeout 30m -run TestInsertions ./kernel/link -without
  step 'latency' long_latency
fi
step 'uninstall' uninstall_again

say
printf '%s\n' "${steps[@]}"
say "What was said, and screenshots: $results"
exit "$failed"
