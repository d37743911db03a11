#!/usr/bin/env bash
# Installs what the tests of the artifacts need and npm does not bring, where it is missing. For Debian and Ubuntu, as root.
set -euo pipefail

missing=()
# Packages are named like their programs.
for program in podman runc catatonit cmake make g++; do
  command -v "$program" >/dev/null || missing+=("$program")
done
if ((${#missing[@]} == 0)); then exit 0; fi

echo "Installing ${missing[*]} …"
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update && apt-get install -y --no-install-recommends "${missing[@]}"; } >&2; then
  echo "Could not install ${missing[*]}: the tests of the artifacts need them, and will fail." >&2
  exit 1
fi
