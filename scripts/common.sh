# Shared by the scripts beside it and by .ci/run. Sourced, with the project folder as working folder.

# step N M TEXT...: where we are.
step() {
  printf '\n[%s/%s] %s\n' "$1" "$2" "${*:3}"
}

fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

packages_for() {  # PURPOSE...
  local purpose
  for purpose in "$@"; do
    sed -n "s/^$purpose  *//p" scripts/packages.txt
  done | tr ' ' '\n' | sed '/^$/d' | sort -u
}

is_installed() {
  [[ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]
}

# install_packages PURPOSE...: installs what is missing; touches neither apt nor the network when nothing is.
install_packages() {
  command -v apt-get >/dev/null && command -v dpkg-query >/dev/null ||
    fail "this script installs packages with apt and is made for Debian 12. Elsewhere install the" \
      "counterparts of scripts/packages.txt and use the presets: cmake --workflow --preset dev"
  local missing=() package
  for package in $(packages_for "$@"); do
    is_installed "$package" || missing+=("$package")
  done
  if ((${#missing[@]} == 0)); then
    echo "All packages are there."
    return
  fi
  local as_root=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null ||
      fail "these packages are missing: ${missing[*]}. Run this script as root, or install sudo"
    as_root=(sudo)
    [[ -t 0 ]] || as_root=(sudo -n)  # nobody there to type a password
  fi
  local version=''
  [[ -r /etc/os-release ]] && version=$(. /etc/os-release && echo "${ID:-} ${VERSION_ID:-}")
  [[ "$version" == "debian 12" ]] ||
    echo "Note: this is ${version:-an unknown system}, not debian 12; package names may differ."
  echo "Installing ${#missing[@]} packages: ${missing[*]}"
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::Retries=3)
  "${apt[@]}" update </dev/null || fail "apt-get update failed; is the network there?"
  # --no-remove: rather stop than take away a package that someone needs (such as libboost1.74-dev).
  "${apt[@]}" install --yes --no-install-recommends --no-remove "${missing[@]}" </dev/null ||
    fail "apt could not install ${missing[*]} (see above). If it says that packages would have to" \
      "be removed, libboost1.74-dev is in the way of libboost1.81-dev: remove it and start again"
}

# configure PRESET [CMAKE-OPTION...]: only when there is no usable build folder yet; ninja repeats
# it by itself when a CMake file or the list of sources changes.
configure() {
  local preset=$1 folder=build/$1 fresh=()
  if [[ -f $folder/CMakeCache.txt ]] &&
    ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" "$folder/CMakeCache.txt"; then
    fresh=(--fresh)  # the folder was copied or moved here with the project
  fi
  if [[ -f $folder/build.ninja && $folder/build.ninja -nt CMakePresets.json && ${#fresh[@]} == 0 ]]; then
    echo "Already configured in $folder."
    return
  fi
  cmake --preset "$preset" "${fresh[@]}" "${@:2}"
}

# build PRESET [TARGET...], with ninja's own progress: [done/all].
build() {
  cmake --build --preset "$1" ${2:+--target "${@:2}"}
}
