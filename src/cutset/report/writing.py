"""How does a result come to lie in a folder, each file whole or not at all?"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from cutset.report.document import Document

__all__ = ["FORMATS", "write_report", "write_whole"]

FORMATS: Final = ("html", "xlsx", "json", "csv")


def write_report(
    document: Document, folder: Path, formats: Sequence[str] = FORMATS, audience: str = "analyst"
) -> list[Path]:
    """Write a result in several formats and return the files, in the order in which they were written.

    Each file is written beside its place and moved there when it is whole, so that a kill leaves the earlier file.

    Parameters
    ----------
    document
        The result.
    folder
        Where to; made where it is not there.
    formats
        html, xlsx, json, csv.
    audience
        board, analyst or audit: what the HTML page shows at first.
    """
    return [write_whole(folder / name, content) for name, content in _files(document, formats, audience)]


def _files(document: Document, formats: Sequence[str], audience: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file; what makes a format is imported only when it is asked for."""
    if "html" in formats:
        from cutset.report.html import as_html

        yield "report.html", as_html(document, audience)
    if "xlsx" in formats:
        from cutset.report.excel import as_excel

        yield "report.xlsx", as_excel(document)
    if "json" in formats:
        from cutset.report.json import as_json

        yield "report.json", as_json(document)
    if "csv" in formats:
        from cutset.report.csv import as_csv

        for name, content in as_csv(document).items():
            yield f"csv/{name}", content


def write_whole(path: Path, content: bytes) -> Path:
    """Write a file beside its place, move it there when it is whole, and return it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return path
