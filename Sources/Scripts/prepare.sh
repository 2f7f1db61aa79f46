#!/usr/bin/env bash
# Makes sure that what the build and the private server need is on this machine.
#
#   prepare.sh        looks, says nothing when all is there, and installs what is missing (Debian, Ubuntu)
#
# Needed are a Swift toolchain (never installed from here), the headers of libpq with pkg-config, by which the
# build finds them, and the programs of a PostgreSQL server, 15 or newer. Wanted, but not needed, is what makes
# letters as PDF: without it everything else works. Once all are there nothing is asked of the network.
set -euo pipefail

say() { printf 'prepare: %s\n' "$*" >&2; }

# The major version of the newest PostgreSQL server whose programs are here; 0 when there are none.
server_major() {
  local newest=0 initdb major folders=(/usr/lib/postgresql/*/bin)
  if command -v pg_config > /dev/null; then folders+=("$(pg_config --bindir)"); fi
  if initdb=$(command -v initdb); then folders+=("$(dirname "$initdb")"); fi
  for folder in "${folders[@]}"; do
    [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ] || continue
    major=$("$folder/initdb" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
    if [ "${major:-0}" -gt "$newest" ]; then newest=$major; fi
  done
  echo "$newest"
}

# One word for each package that is missing.
missing_packages() {
  command -v pkg-config > /dev/null || echo pkg-config
  pkg-config --exists libpq 2> /dev/null || echo libpq-dev
  [ "$(server_major)" -ge 15 ] || echo postgresql
}

# The same for letters as PDF: the renderer, a font with the kanji of names (𠮷 is one that few have), one for
# English, and the programs by which the tests look at a PDF.
missing_for_pdf() {
  command -v weasyprint > /dev/null || echo weasyprint
  [ -n "$(fc-list ':charset=20bb7' family 2> /dev/null)" ] || echo fonts-ipamj-mincho
  [ -n "$(fc-list 'Liberation Serif' family 2> /dev/null)" ] || echo fonts-liberation
  command -v pdfinfo > /dev/null || echo poppler-utils
}

if ! command -v swift > /dev/null; then
  say "there is no swift on the PATH. Install Swift 6.3 or newer (https://www.swift.org/install/linux/)."
  exit 1
fi

# Ends the script when something is still missing afterwards.
install_needed() {
  local missing package install=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -y)
  mapfile -t missing < <(missing_packages)
  [ "${#missing[@]}" -gt 0 ] || return 0

  if ! command -v apt-get > /dev/null; then
    say "missing: ${missing[*]} (these are Debian's names). Install them with this system's package manager:"
    say "the headers of libpq, pkg-config, and a PostgreSQL server, 15 or newer."
    exit 1
  fi

  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo > /dev/null; then
      say "missing: ${missing[*]}. There is no sudo here; as root: apt-get install ${missing[*]}"
      exit 1
    fi
    install=(sudo "${install[@]}")
  fi

  for package in "${missing[@]}"; do
    case $package in
      libpq-dev) say "installing libpq-dev with apt-get: yurai speaks to PostgreSQL through libpq" ;;
      pkg-config) say "installing pkg-config with apt-get: the build finds libpq by it" ;;
      postgresql) say "installing postgresql with apt-get: yurai runs a private server (one that Debian starts is left alone)" ;;
    esac
  done
  "${install[@]}" install --no-install-recommends "${missing[@]}" \
    || { "${install[@]}" update && "${install[@]}" install --no-install-recommends "${missing[@]}"; }

  mapfile -t missing < <(missing_packages)
  if [ "${#missing[@]}" -gt 0 ]; then
    say "still missing: ${missing[*]}. This system's postgresql may be older than 15: see https://wiki.postgresql.org/wiki/Apt"
    exit 1
  fi
}

# Tries once, asks for no password, and never ends the script: one line says what is then not to be had.
install_for_pdf() {
  local missing install=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Acquire::Retries=0)
  mapfile -t missing < <(missing_for_pdf)
  [ "${#missing[@]}" -gt 0 ] || return 0
  [ "$(id -u)" -eq 0 ] || install=(sudo -n "${install[@]}")

  say "installing ${missing[*]} with apt-get: letters as PDF (some 90 MB with all that they need)"
  { "${install[@]}" install --no-install-recommends "${missing[@]}" \
    || { "${install[@]}" update && "${install[@]}" install --no-install-recommends "${missing[@]}"; }
  } > /dev/null 2>&1 < /dev/null || true

  mapfile -t missing < <(missing_for_pdf)
  [ "${#missing[@]}" -eq 0 ] \
    || say "letters as PDF are not available, all else is; for them, as root: apt-get install ${missing[*]}"
}

install_needed
install_for_pdf
