"""How does a page need nothing but itself, and let nothing in that it did not bring?

A content security policy forbids any request, and any style or script but the ones whose hashes it names. Text from
tables and articles is escaped and shown without unseen characters.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import jinja2
from markupsafe import Markup

from cutset.report.html.words import anchor, clean, web_address

__all__ = ["cdata", "environment", "policy"]


def environment(*folders: Path) -> jinja2.Environment:
    """Return what fills in templates of these folders, the first one first, and escapes whatever it is given."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.globals.update(anchor=anchor, web_address=web_address)
    return made


def cdata(text: str) -> str:
    """Return style or script so that both an HTML and an XML reader take it as it is."""
    return f"/*<![CDATA[*/\n{text}/*]]>*/"


def policy(style: str, script: str) -> str:
    """Return the policy that forbids any request, and any style or script but these."""
    hashes = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script))
    of_style, of_script = (f"'sha256-{value}'" for value in hashes)
    return f"default-src 'none'; style-src {of_style}; script-src {of_script}; base-uri 'none'; form-action 'none'"


def _shown(value: object) -> object:
    """Return what an expression of a template writes: text without unseen characters, a dash for nothing known."""
    if value is None:
        return "–"
    return value if isinstance(value, Markup) else clean(value)
