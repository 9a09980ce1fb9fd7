"""Read a news article into hedged, attributed claims and propose rows for a world; a person decides."""

from cutset.brief.applying import accepted_rows, as_rows, take_back, what_next, write_rows
from cutset.brief.article import Article, Dropped, Paragraph, Published
from cutset.brief.backend import Service, ask_service, merged
from cutset.brief.claim import ACTS, Attribution, Claim, EventTime, Mention, ObjectMention, Provenance
from cutset.brief.editing import Cell, cells_of, edit_faults
from cutset.brief.extract import Extractor, extract_claims
from cutset.brief.gazetteer import Gazetteer, gazetteer
from cutset.brief.grouping import ClaimGroup, grouped
from cutset.brief.model import missing_model
from cutset.brief.patterns import load_patterns
from cutset.brief.proposal import Proposal
from cutset.brief.propose import propose
from cutset.brief.reader import read_article, read_bytes
from cutset.brief.store import (
    Decision,
    Reading,
    Verdict,
    add_decisions,
    all_groups,
    decisions,
    readings,
    save_reading,
)
from cutset.brief.wording import told, told_proposal

__all__ = [
    "ACTS",
    "Article",
    "Attribution",
    "Cell",
    "Claim",
    "ClaimGroup",
    "Decision",
    "Dropped",
    "EventTime",
    "Extractor",
    "Gazetteer",
    "Mention",
    "ObjectMention",
    "Paragraph",
    "Proposal",
    "Provenance",
    "Published",
    "Reading",
    "Service",
    "Verdict",
    "accepted_rows",
    "add_decisions",
    "all_groups",
    "as_rows",
    "ask_service",
    "cells_of",
    "decisions",
    "edit_faults",
    "extract_claims",
    "gazetteer",
    "grouped",
    "load_patterns",
    "merged",
    "missing_model",
    "propose",
    "read_article",
    "read_bytes",
    "readings",
    "save_reading",
    "take_back",
    "told",
    "told_proposal",
    "what_next",
    "write_rows",
]
