# Shared by packaging/run and packaging/test: where things are, what Debian packages they need.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

build_packages=(g++ cmake ninja-build qt6-base-dev libqt6opengl6-dev qt6-charts-dev qt6-svg-dev libboost-json1.81-dev
  libfmt-dev libcli11-dev libpugixml-dev libqpdf-dev zlib1g-dev fonts-inter)
fast_packages=(ccache mold)
test_packages=(git xvfb xauth xdotool librsvg2-bin libxml2-utils poppler-utils python3-jsonschema libbdd-dev graphviz
  qpdf pngcheck)
clang_packages=(clang-19 clang-tidy-19 clang-format-19 libclang-rt-19-dev)

say() { printf '\n== %s\n' "$*"; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else echo "Installing packages needs root: run this once as root, or install sudo." >&2; exit 1
  fi
}

# Installs what is missing; says so first, and asks once where something would be removed.
need() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  say "Installing: ${missing[*]}"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q
  local plan removals
  plan=$(as_root env DEBIAN_FRONTEND=noninteractive apt-get install -s --no-install-recommends "${missing[@]}")
  removals=$(sed -n 's/^Remv \([^ ]*\).*/\1/p' <<<"$plan" | tr '\n' ' ')
  if [ -n "$removals" ]; then
    echo "This removes: $removals"
    if [ -t 0 ] && [ -z "${CI:-}" ]; then
      local answer
      read -r -p "Go on? [y/N] " answer
      [[ $answer == [yY]* ]] || exit 1
    fi
  fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
}

# Clones share what they compile: paths count relative to the clone. Sloppiness is what precompiled headers ask for;
# depend mode sees the definitions on the command line in spite of it.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1 CCACHE_DEPEND=1
export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
jobs=$(nproc)
