#!/usr/bin/env bash
# fetch-debian.sh STATE SUITE PREFIX alone|with-dependencies PACKAGE...
#
# Unpacks Debian packages of any suite below PREFIX. They come from the mirror that this machine's own apt is set up for and are checked by apt against the
# Debian archive keyring. Nothing is installed, the system's apt is not changed, and root is not needed. STATE keeps the package index of each suite.
set -euo pipefail
umask 022

state=$1/$2 suite=$2 prefix=$3 dependencies=$4
shift 4
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

die() { echo "$*" >&2; exit 1; }

mirror() { # the address of this machine's own Debian archive
  local file address
  for file in /etc/apt/sources.list.d/*.sources /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ -r "$file" ] || continue
    address=$(sed -nE 's/^[[:space:]]*URIs:[[:space:]]*([^[:space:]]+).*/\1/p; s/^[[:space:]]*deb([[:space:]]+\[[^]]*\])?[[:space:]]+([^[:space:]]+).*/\2/p' "$file" |
      sed 's#/*$##' | grep -E '/debian$' | head -1 || true)
    [ -n "$address" ] && { printf '%s' "$address"; return 0; }
  done
  return 1
}

quiet() { # what apt says is of interest only when it fails, and the mirror's address never is
  "$@" > "$state/last.log" 2>&1 || { sed -E 's#https?://[^/ ]+#the mirror#g' "$state/last.log" | tail -3 >&2; return 1; }
}

command -v apt-get > /dev/null && command -v dpkg-deb > /dev/null || die "this machine has no apt-get and dpkg-deb"
[ -r "$keyring" ] || die "this machine has no $keyring"
address=$(mirror) || die "this machine has no Debian mirror in its apt sources"

mkdir -p "$state"/{etc,none,lists/partial,cache/archives/partial}
printf 'deb [signed-by=%s] %s %s main\n' "$keyring" "$address" "$suite" > "$state/etc/sources.list"
options=(
  -q -o Dir::Etc::sourcelist="$state/etc/sources.list" -o Dir::Etc::sourceparts="$state/none"
  -o Dir::Etc::preferences="$state/none/preferences" -o Dir::Etc::preferencesparts="$state/none"
  -o Dir::State::lists="$state/lists" -o Dir::Cache="$state/cache" -o Dir::Log="$state"
  -o Acquire::Languages=none -o Acquire::Retries=2 -o Acquire::http::Timeout=10 -o Acquire::https::Timeout=10
  -o Acquire::Check-Valid-Until=false -o APT::Default-Release= -o APT::Sandbox::User=root -o Debug::NoLocking=1 -o APT::Update::Post-Invoke::=
)
quiet apt-get "${options[@]}" update --error-on=any || die "the package index of $suite cannot be had"

packages=$*
if [ "$dependencies" = with-dependencies ]; then
  # What installing would add on this machine: libraries that it has already are used from there.
  # shellcheck disable=SC2086
  quiet apt-get "${options[@]}" -s --no-install-recommends install $packages || die "$packages of $suite does not fit this machine"
  added=$(sed -nE 's/^Inst ([^ ]+) .*/\1/p' "$state/last.log")
  packages=${added:-$packages}
fi

downloads=$(mktemp -d)
trap 'rm -rf "$downloads"' EXIT
# shellcheck disable=SC2086
(cd "$downloads" && quiet apt-get "${options[@]}" download $packages) || die "$packages of $suite cannot be downloaded"
mkdir -p "$prefix"
for package in "$downloads"/*.deb; do dpkg-deb -x "$package" "$prefix"; done
