#!/bin/sh
# Install what the browser tests click with: Debian's Chromium, where it is absent, and the extra `browser`.
# Usage: tests/browser/install.sh [PYTHON]
set -eu
python=${1:-python3}
if ! command -v chromium >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then as_root=; else as_root=sudo; fi
  $as_root apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium >/dev/null
fi
cd "$(dirname "$0")/../.."
"$python" -m pip install -q -e '.[test,browser]'
chromium --version
