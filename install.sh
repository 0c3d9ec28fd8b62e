#!/usr/bin/env bash
# Sets nabla up: builds it, prepares Go's packages for notebooks, makes the
# kernel known to Jupyter, and runs one of the tutorial notebooks. See usage.
#
# kernel/acceptance/run.sh sources this file for its functions.
set -euo pipefail

top=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)

# Where everything goes; the same rule as build.DataDir.
data=${NABLA_DATA_DIR:-}
if [[ -z $data ]]; then
  case ${XDG_DATA_HOME:-} in
    /*) data=$XDG_DATA_HOME/nabla ;;
    *) data=${HOME:?set HOME}/.local/share/nabla ;;
  esac
fi
binary=$data/bin/nabla
notebook=05-minimum-or-saddle

usage() {
  cat <<'END'
usage: ./install.sh [--user | --prefix DIR | --sys-prefix]
       ./install.sh --uninstall
       ./install.sh --test [--long]

Builds nabla, the Go kernel for Jupyter, installs it, and runs a tutorial
notebook with it. It needs Go 1.26 or newer on linux/amd64, and Python 3.9 or
newer. A JupyterLab 4 on PATH is used; if there is none, one is put into a
virtual environment of nabla's own. Running it again is safe and quick.

  --user         make the kernel known to this user's Jupyter (the default)
  --prefix DIR   make it known to the Jupyter installed under DIR
  --sys-prefix   make it known to the Jupyter on PATH only, such as that of
                 an active virtual environment
  --uninstall    remove everything that this program has installed
  --test         install what the tests need and run all of them
  --long         with --test: also the tests that take long
  --help         show this

Everything but the kernel specification goes into ~/.local/share/nabla
($XDG_DATA_HOME/nabla; NABLA_DATA_DIR names another folder).
END
}

say() { printf '%s\n' "$*"; }

die() {
  printf 'install.sh: %s\n' "$*" >&2
  exit 1
}

# quote prints a path so that it can be pasted into a shell.
quote() {
  if [[ $1 =~ ^[A-Za-z0-9_./:=@%+-]+$ ]]; then
    printf '%s' "$1"
  else
    printf "'%s'" "${1//\'/\'\\\'\'}"
  fi
}

# long TITLE COMMAND... runs a command that takes a while, and shows for how
# long it has been running. Its output is shown only when it fails.
long() {
  local title=$1 began=$SECONDS log status=0
  shift
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null &
  running=$!
  if [[ -t 1 ]]; then
    while kill -0 "$running" 2>/dev/null; do
      printf '\r  %s … %d s' "$title" $((SECONDS - began))
      sleep 0.3
    done
  fi
  wait "$running" || status=$?
  running=
  [[ -t 1 ]] && printf '\r'
  printf '  %s … %d s\n' "$title" $((SECONDS - began))
  ((status == 0)) || tail -n 60 "$log" >&2
  rm -f "$log"
  return "$status"
}
running=
trap '[[ -z $running ]] || kill "$running" 2>/dev/null' EXIT

check_platform() {
  [[ $(uname -s) == Linux && $(uname -m) == x86_64 ]] ||
    die "nabla runs on linux/amd64 only so far, and this is $(uname -s)/$(uname -m)."
}

# find_go puts a Go that is new enough on PATH. GOTOOLCHAIN=local, because the
# release that Go would download by itself may vanish with its cache.
find_go() {
  local version how='install Go 1.26 or newer from https://go.dev/dl/ (unpack it in /usr/local, and put /usr/local/go/bin on PATH), then run this again.'
  command -v go >/dev/null || PATH=$PATH:/usr/local/go/bin
  command -v go >/dev/null || die "no Go was found: $how"
  export GOTOOLCHAIN=local
  version=$(cd / && go env GOVERSION)
  [[ $version =~ ^go1\.([0-9]+) ]] && ((BASH_REMATCH[1] >= 26)) ||
    die "$(command -v go) is $version, which is too old: $how"
  say "Go: $version, $(command -v go)"
}

# make_venv FOLDER REQUIREMENT... makes a Python environment; when it is there
# already, with the same requirements, it does nothing.
make_venv() {
  local venv=$1 wanted
  shift
  wanted=$(printf '%s\n' "$@")
  if [[ $(cat "$venv/nabla-requirements" 2>/dev/null) == "$wanted" ]] && "$venv/bin/python" -c '' 2>/dev/null; then
    return
  fi
  command -v python3 >/dev/null ||
    die 'no python3 was found, which JupyterLab needs: install Python 3.9 or newer (on Debian and Ubuntu: apt-get install python3 python3-venv), then run this again.'
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 9))' ||
    die "$(command -v python3) is $(python3 --version), and JupyterLab needs Python 3.9 or newer."
  python3 -c 'import venv, ensurepip' 2>/dev/null ||
    die "$(command -v python3) cannot make virtual environments: install what it lacks (on Debian and Ubuntu: apt-get install python3-venv), then run this again."
  mkdir -p "$(dirname -- "$venv")"
  long "making a Python environment in $venv" python3 -m venv --clear "$venv" || die 'python3 -m venv failed.'
  long "installing ${wanted//$'\n'/ }" "$venv/bin/python" -m pip install --disable-pip-version-check "$@" ||
    die 'pip failed: is the network there?'
  printf '%s\n' "$wanted" >"$venv/nabla-requirements"
}

# find_jupyter sets lab, nbconvert and python: those of the JupyterLab 4 on
# PATH, or of an environment of our own.
find_jupyter() {
  local version folder
  lab=$(command -v jupyter-lab || true)
  nbconvert=$(command -v jupyter-nbconvert || true)
  if [[ -n $lab && -n $nbconvert ]] && version=$("$lab" --version 2>/dev/null) && [[ $version == 4.* ]]; then
    python=$(dirname -- "$lab")/python
    [[ -x $python ]] || python=python3
  else
    [[ $where != --sys-prefix ]] || die '--sys-prefix is for the JupyterLab on PATH, and there is none of version 4 with nbconvert: activate its environment, or leave --sys-prefix out.'
    make_venv "$data/venv" 'jupyterlab>=4,<5' nbconvert 'jupyterlab_widgets>=3,<4'
    folder=$data/venv/bin
    lab=$folder/jupyter-lab nbconvert=$folder/jupyter-nbconvert python=$folder/python
    version=$("$lab" --version)
  fi
  say "JupyterLab: $version, $lab"
  "$python" -c 'import jupyterlab_widgets' 2>/dev/null ||
    say "  (it draws sliders and other widgets when it has the package for them: $(quote "$python") -m pip install jupyterlab_widgets)"
}

# build_nabla compiles the binary, which carries the source of what cells import.
build_nabla() {
  mkdir -p "$data/bin"
  long 'building nabla' compile || die 'nabla could not be compiled. If modules could not be downloaded: go env GOPROXY says from where they come.'
}

compile() {
  cd "$top"
  export CGO_ENABLED=0 GOWORK=off
  go run -mod=readonly ./kernel/build/pack
  go build -mod=readonly -trimpath -buildvcs=false -o "$binary.new" ./kernel/cmd/nabla
  mv -f "$binary.new" "$binary" # a kernel that runs keeps the old file
}

# install_gopls FOLDER puts gopls there, which knows what may stand at the cursor.
# Without it Tab and Shift+Tab know less.
install_gopls() {
  [[ $("$1/gopls" version 2>/dev/null) == *"gopls $gopls"* ]] ||
    long "installing gopls $gopls for Tab and Shift+Tab" fetch_gopls "$1"
}
gopls=v0.23.0

fetch_gopls() {
  mkdir -p "$1"
  cd /
  env -u GOFLAGS GOBIN="$1" GOWORK=off CGO_ENABLED=0 go install "golang.org/x/tools/gopls@$gopls"
}

# run_notebook runs the tutorial with the installed kernel, as a user's first
# notebook; the committed file stays as it is.
run_notebook() {
  local log
  log=$(mktemp)
  mkdir -p "$data/html"
  if ! long "running notebooks/$notebook.ipynb" execute_notebook "$log"; then
    say "A cell of notebooks/$notebook.ipynb failed:" >&2
    # What comes before is nbconvert's own stack.
    sed -n '/^nbclient.*CellExecutionError/,$p' "$log" >&2
    say "  (all that was said: $log; to look for the cause: $(quote "$binary") doctor)" >&2
    exit 1
  fi
  rm -f "$log"
}

execute_notebook() {
  "$nbconvert" --execute --to html --ExecutePreprocessor.kernel_name=nabla \
    --output-dir "$data/html" --output "$notebook" "$top/notebooks/$notebook.ipynb" >"$1" 2>&1
}

install() {
  check_platform
  find_go
  find_jupyter
  build_nabla
  install_gopls "$data/bin" || say 'Without gopls Tab and Shift+Tab know less; run this again when the network is there.'
  local options=($where)
  case $where in
    --prefix)
      options+=("$prefix")
      export JUPYTER_PATH=$prefix/share/jupyter${JUPYTER_PATH:+:$JUPYTER_PATH}
      ;;
    --sys-prefix) options+=(--python "$python") ;;
  esac
  "$binary" install "${options[@]}"
  run_notebook
  say
  say "The notebook with its results: $data/html/$notebook.html"
  say "Open JupyterLab with:          $(open_command)"
  say "and choose \"Go (nabla)\"."
}

# open_command is what the user types next.
open_command() {
  [[ $where != --prefix ]] || printf 'JUPYTER_PATH=%s ' "$(quote "$JUPYTER_PATH")"
  quote "$lab"
  ((EUID != 0)) || printf ' --allow-root'
  printf ' '
  quote "$top/notebooks"
}

# uninstall takes back what install did, and nothing else.
uninstall() {
  if [[ -e $data/kernelspecs && ! -x $binary ]]; then
    find_go
    build_nabla
  fi
  [[ ! -x $binary ]] || "$binary" uninstall
  rm -f "$binary" "$binary.new" "$data/bin/gopls" "$data/html/$notebook.html"
  rm -rf "$data/gopls" # its cache
  [[ ! -e $data/venv/pyvenv.cfg ]] || rm -rf "$data/venv"
  local folder
  for folder in "$data/bin" "$data/html" "$data"; do
    rmdir "$folder" 2>/dev/null || [[ ! -e $folder ]] || say "left, since other files are in it: $folder"
  done
  say 'nabla is removed. What Go and Jupyter keep for themselves (the module cache, ~/.jupyter) is left.'
}

main() {
  where=--user prefix=
  local task=install
  while (($#)); do
    case $1 in
      --user | --sys-prefix) where=$1 ;;
      --prefix)
        (($# > 1)) || die '--prefix needs a folder.'
        where=--prefix prefix=$2
        [[ $prefix == /* ]] || prefix=$PWD/$prefix
        shift
        ;;
      --prefix=*)
        set -- --prefix "${1#--prefix=}" "${@:2}"
        continue
        ;;
      --uninstall) task=uninstall ;;
      --test)
        shift
        exec "$top/kernel/acceptance/run.sh" "$@"
        ;;
      -h | --help)
        usage
        return
        ;;
      *)
        usage >&2
        exit 2
        ;;
    esac
    shift
  done
  "$task"
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
  main "$@"
fi
