"""Is the article English? A count of short frequent words and of scripts; table ``rules/languages.yaml``."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Final

from cutset.brief.tables import word_table

__all__ = ["detected_language"]

READ_WORDS: Final = 4_000
"""How many words are counted."""
FEW_WORDS: Final = 12
"""Below this many words only the script decides."""
ENGLISH_SHARE: Final = 0.12
"""Smallest share of frequent English words in running English."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_SCRIPTS: Final = {
    "CYRILLIC": "Cyrillic script",
    "CJK": "Chinese or Japanese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "ARABIC": "Arabic script",
    "HEBREW": "Hebrew",
    "GREEK": "Greek",
    "DEVANAGARI": "Devanagari script",
    "THAI": "Thai",
}


def detected_language(text: str) -> str:
    """Return ``en``, another language's code, the name of a script, or ``none recognised``.

    Examples
    --------
    >>> detected_language("The agency said that it will not take part in the talks with the firm.")
    'en'
    >>> detected_language("Роскосмос заявил, что не будет продавать двигатели")
    'Cyrillic script'
    """
    words = [word.lower() for word in _WORD.findall(text[:40_000])[:READ_WORDS]]
    script = _foreign_script(words)
    if script:
        return script
    if len(words) < FEW_WORDS:
        return "en"
    counts = Counter(words)
    shares = {
        language: sum(counts[word] for word in frequent) / len(words) for language, frequent in _frequent().items()
    }
    best = max(shares, key=lambda language: (shares[language], language == "en"))
    if shares["en"] >= ENGLISH_SHARE and shares["en"] >= 0.8 * shares[best]:
        return "en"
    if shares[best] >= ENGLISH_SHARE:
        return best
    return "en" if len(words) < 40 and shares["en"] > 0 and best == "en" else "none recognised"


def _foreign_script(words: list[str]) -> str:
    letters = Counter(
        _SCRIPTS.get(unicodedata.name(word[0], "").split(" ")[0], "") for word in words if not word.isascii()
    )
    letters.pop("", None)
    if not letters:
        return ""
    script, many = letters.most_common(1)[0]
    return script if 2 * many > len(words) else ""


def _frequent() -> dict[str, tuple[str, ...]]:
    return word_table("languages.yaml")
