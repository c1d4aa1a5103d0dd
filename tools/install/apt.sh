# Sourced: installs packages of Debian where that is possible, and says so where it is not.

# install_packages PACKAGE...: returns 1, after a sentence that says what to do, when it cannot.
install_packages() {
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    if ! sudo -n true 2>/dev/null; then
      echo "Missing: $*. Install it (on Debian or Ubuntu: sudo apt-get install $*), then run the command again." >&2
      return 1
    fi
    as_root=(sudo -n)
  fi
  if ! command -v apt-get >/dev/null; then
    echo "Missing: $*. Install it with the packages of your system, then run the command again." >&2
    return 1
  fi
  echo "Installing $* ..." >&2
  "${as_root[@]}" apt-get update -qq >&2 || true
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
