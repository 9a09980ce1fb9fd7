"""What becomes of thirty functions on four days, written down by hand from docs/model.md."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from cutset.report.document import Document

GOLDEN = list(csv.DictReader((Path(__file__).parent / "golden.csv").read_text("utf-8").splitlines()))


@pytest.mark.parametrize("row", GOLDEN, ids=lambda row: f"{row['day']} {row['function']}")
def test_status_and_first_cause_agree(document_on: Callable[[str], Document], row: dict[str, str]) -> None:
    line = next(one for one in document_on(row["day"]).functions if one.function == row["function"])
    assert (line.status, line.first_cause) == (row["status"], row["first_cause"]), row["why"]
