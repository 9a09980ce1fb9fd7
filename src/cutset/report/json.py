"""How is a result written for machines? One JSON document, and the schema that it follows."""

from __future__ import annotations

from typing import Any

import msgspec

from cutset.report.document import Document

__all__ = ["as_json", "json_schema"]


def as_json(document: Document) -> bytes:
    """Return a document as JSON; equal documents give equal bytes."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the document."""
    schema = msgspec.json.schema(Document)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "cutset assessment", **schema}
