"""Can every colour of text be read on every ground that it stands on (WCAG 2.2, 1.4.3: at least 4.5 to 1)?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cutset.report.html

STYLE = (Path(cutset.report.html.__file__).parent / "templates" / "page.css").read_text("utf-8")
LOOKS = ("bad", "risk", "untold", "well", "later")
PAIRS = [
    *((text, ground) for text in ("ink", "soft", "accent") for ground in ("ground", "raised", "past")),
    *((text, f"{look}-wash") for text in ("ink", "soft") for look in LOOKS),
    *((look, ground) for look in LOOKS for ground in ("ground", "raised", f"{look}-wash")),
    *(("in", ground) for ground in ("ink", "accent", "well", "risk", "bad")),
    ("ground", "ink"),
]
THEMES = {"light": r"^:root \{", "dark": r'^:root\[data-theme="dark"\] \{', "print": r"^@media print \{"}


def palette(theme: str) -> dict[str, str]:
    """Return the colours of a theme by name."""
    begun = re.search(THEMES[theme], STYLE, re.MULTILINE)
    assert begun is not None
    rest = STYLE[begun.end() :]
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", rest[: rest.index("color-scheme")]))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, as WCAG defines it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_black_on_white_is_21_to_1() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read_on_its_ground(theme: str, text: str, ground: str) -> None:
    colours = palette(theme)
    assert contrast(colours[text], colours[ground]) >= 4.5


def test_dark_follows_the_system_as_it_follows_the_switch() -> None:
    (system,) = re.findall(r"prefers-color-scheme: dark\) \{\s*:root[^{]*\{([^}]*)\}", STYLE)
    (switch,) = re.findall(r'^:root\[data-theme="dark"\] \{([^}]*)\}', STYLE, re.MULTILINE)
    assert system.split() == switch.split()
