"""Does the store survive a kill at any moment? The short version of ``benchmarks/kill_save.py``."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "kill_save.py"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_kill_at_any_moment_loses_at_most_the_run_in_hand(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("kill_save", BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["kill_save"] = module
    spec.loader.exec_module(module)
    report = module.kill_often(20, tmp_path / "runs.sqlite", seed=3)
    assert (report.kills, report.lost, report.doubled, report.flaws) == (20, 0, 0, 0)
    assert report.kept >= 5
