#!/bin/sh
# Run the browser tests where what they need is there or is installed within a minute; say so where it is not.
# Usage: tests/browser/run.sh [PYTHON]
set -eu
python=${1:-python3}
cd "$(dirname "$0")/../.."
if timeout 60 tests/browser/install.sh "$python"; then
  "$python" -m pytest -q tests/report/test_report_in_browser.py tests/review/test_review_in_browser.py
else
  echo "browser tests not run: Chromium was not installed within 60 s"
fi
