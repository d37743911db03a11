#!/usr/bin/env bash
# Installs what the tests need and npm does not bring, where it is missing: a browser, and what makes and runs the
# artifacts. For Debian and Ubuntu, as root.
set -euo pipefail

has_any() {
  for program in "$@"; do command -v "$program" >/dev/null && return; done
  return 1
}

missing=()
# Packages are named like their programs.
for program in podman runc catatonit cmake make g++; do
  has_any "$program" || missing+=("$program")
done
has_any chromium chromium-browser google-chrome google-chrome-stable || missing+=(chromium)
if ((${#missing[@]} == 0)); then exit 0; fi

echo "Installing ${missing[*]} …"
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update && apt-get install -y --no-install-recommends "${missing[@]}"; } >&2; then
  echo "Could not install ${missing[*]}: the tests need them, and will fail." >&2
  exit 1
fi
