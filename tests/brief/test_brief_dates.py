from __future__ import annotations

from collections.abc import Callable

import pytest

from cutset.brief import Claim

ClaimsOf = Callable[..., tuple[Claim, ...]]


def days(claims: tuple[Claim, ...], act: str) -> str:
    time = next(claim for claim in claims if claim.event_type == act).event_time
    return f"{time.earliest or ''}..{time.latest or ''}" if time is not None else ""


@pytest.mark.parametrize(
    ("text", "act", "expected"),
    [
        ("Roscosmos on Thursday stopped deliveries to ULA.", "STOP_SUPPLY", "2022-02-24..2022-02-24"),
        (
            "Rogozin said on Thursday that Roscosmos would stop deliveries to ULA in May.",
            "STOP_SUPPLY",
            "2022-05-01..2022-05-31",
        ),
        ("Rogozin said on Thursday that Roscosmos had stopped deliveries to ULA.", "STOP_SUPPLY", ""),
        (
            "ESA decided on Thursday to suspend its work with Roscosmos in May.",
            "CUT_TIES",
            "2022-05-01..2022-05-31",
        ),
        ("ESA voted last Thursday to suspend its work with Roscosmos.", "CUT_TIES", "2022-02-24..2022-02-24"),
        ("ESA promised last Thursday to suspend its work with Roscosmos.", "CUT_TIES", ""),
        ("After the invasion on 24 February, Germany stopped deliveries to Russia.", "STOP_SUPPLY", ""),
        ("Arianespace postponed the launch from June to the last quarter.", "SCHEDULE", "2022-10-01..2022-12-31"),
        ("The launch could take place before the year is out.", "SCHEDULE", "2022-03-02..2022-12-31"),
        ("The crewed flight slips into 2024.", "SCHEDULE", "2024-01-01..2024-12-31"),
        ("The deal builds on an agreement signed in January with SpaceX.", "AGREE", "2022-01-01..2022-01-31"),
        ("NASA will buy seats from SpaceX by the end of next year.", "SEEK_SUPPLY", "2022-03-02..2023-12-31"),
        (
            "Germany stopped deliveries to Russia on 24 February. The day before, Italy had banned exports to Russia.",
            "IMPOSE_MEASURE",
            "2022-02-23..2022-02-23",
        ),
    ],
)
def test_an_act_has_its_own_time_and_not_that_of_the_report(
    text: str, act: str, expected: str, claims_of: ClaimsOf
) -> None:
    assert days(claims_of(text), act) == expected


def test_the_day_before_counts_from_no_week(claims_of: ClaimsOf) -> None:
    text = "A week later Japan stopped deliveries to Russia. The day before, Italy had banned exports to Russia."
    assert days(claims_of(text), "IMPOSE_MEASURE") in ("", "..")
