"""How names never seen are told apart: our own labelled pairs, listed names disturbed, and names that no list holds.

    bench_names.py LISTS [--half dev|sealed]

The pairs stand in ``tests/match/data``; write each look at the sealed half down in docs/validation/match.md. The names
that no list holds are made by Faker (extra ``bench``) in the languages of :data:`LANGUAGES`.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path
from typing import Final

import numpy as np

from cutset.lists import open_list
from cutset.match import Screener, asked, build_index, load_model

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from name_pairs import chances, rows, sealed, threshold

LISTS: Final = ("un/un_consolidated_2026-02-27.xml.gz", "ofac/2021-07", "eu/journal-2026-08/consolidated")
LANGUAGES: Final = (
    "en_US en_GB de_DE fr_FR es_ES es_MX it_IT pt_BR nl_NL pl_PL cs_CZ ru_RU uk_UA bg_BG tr_TR ar_AA fa_IR zh_CN zh_TW "
    "ko_KR ja_JP hi_IN en_IN vi_VN id_ID sv_SE no_NO da_DK fi_FI el_GR ro_RO hu_HU he_IL ka_GE hy_AM en_PH fil_PH az_AZ"
)
SEED: Final = 11
LETTERS: Final = "aeioklmnrst"
WAYS: Final = ("as listed", "other case", "other order", "a slip", "a word less")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("lists", type=Path)
    parser.add_argument("--half", choices=("dev", "sealed"), default="dev")
    given = parser.parse_args()
    labelled(given.half)
    retrieval(given.lists)


def labelled(half: str) -> None:
    pairs = [row for row in rows("name_pairs.csv") if sealed(row) == (half == "sealed")]
    same = np.array([row["same"] == "1" for row in pairs])
    person = np.array([row["kind"] == "person" for row in pairs])
    shown_from = np.array([threshold(row) for row in pairs])
    chance = np.array(chances(pairs, kind_told=True))
    print(f"{'pairs, ' + half:<20}{'n':>5}{'best F1':>9}{'AUC':>7}{'at the threshold: P':>21}{'R':>7}{'F1':>7}")
    for label, mine in (("all", person | ~person), ("persons", person), ("others", ~person)):
        p, y = chance[mine], same[mine]
        shown = p >= shown_from[mine]
        best = max(2 * (y & (p >= t)).sum() / ((p >= t).sum() + y.sum()) for t in np.unique(p[p > 0]))
        above, level = p[y][:, None] > p[~y], p[y][:, None] == p[~y]
        right = (shown & y).sum()
        f1 = 2 * right / (shown.sum() + y.sum())
        auc = above.mean() + level.mean() / 2
        at_threshold = f"{right / shown.sum():>21.3f}{right / y.sum():>7.3f}{f1:>7.3f}"
        print(f"{label:<20}{len(y):>5}{best:>9.3f}{auc:>7.3f}{at_threshold}")


def retrieval(folder: Path) -> None:
    lists = [open_list(folder / part) for part in LISTS]
    screener = Screener(build_index(lists, load_model().frequencies))
    rng = random.Random(SEED)
    names = [(n.text, n.kind) for official in lists for entry in official.entries for n in entry.names]
    print(f"\n{len(screener.index)} names; kind not told, shipped thresholds")
    for kind in sorted({kind for _, kind in names}):
        mine = [name for name, k in names if k == kind]
        print(f"  {kind} names as listed: recall {shown(screener, rng.sample(mine, min(3000, len(mine)))):.4f}")
    strong = [name for name, kind in names if kind != "weak"]
    for way in WAYS:
        disturbed = list(filter(None, (disturb(name, way, rng) for name in rng.sample(strong, 1000))))
        print(f"  {way}: recall {shown(screener, disturbed):.3f} of {len(disturbed)}")
    made = made_up()
    if made:
        print(f"  names that no list holds: alarms {shown(screener, made):.4f} of {len(made)}")


def shown(screener: Screener, names: list[str]) -> float:
    """Return the share of names for which a candidate is shown."""
    return float(np.mean([bool(m) for m in screener.screen([asked(str(at), [n]) for at, n in enumerate(names)])]))


def disturb(name: str, way: str, rng: random.Random) -> str:
    """Return a name disturbed, or nothing where it is too short for that."""
    words = name.split()
    if way == "other case":
        return name.swapcase()
    if way == "other order":
        rng.shuffle(words)
        return " ".join(words).replace(",", "")
    if way == "a word less":
        if len(words) < 4:
            return ""
        del words[rng.randrange(1, len(words) - 1)]
        return " ".join(words)
    if way == "a slip":
        long = [at for at, word in enumerate(words) if len(word) > 4]
        if not long:
            return ""
        at = rng.choice(long)
        words[at] = slip(words[at], rng)
        return " ".join(words)
    return name


def slip(word: str, rng: random.Random) -> str:
    at = rng.randrange(len(word))
    left_out, swapped = word[:at] + word[at + 1 :], word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    return rng.choice([left_out, swapped, word[:at] + rng.choice(LETTERS) + word[at + 1 :]])


def made_up() -> list[str]:
    try:
        from faker import Faker
    except ImportError:
        print("  faker is not installed")
        return []
    made: list[str] = []
    for language in LANGUAGES.split():
        faker = Faker(language)
        faker.seed_instance(5)
        made += [faker.name() for _ in range(80)] + [faker.company() for _ in range(25)]
    return made


if __name__ == "__main__":
    main()
