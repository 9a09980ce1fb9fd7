"""Which of our parties is a listed one? Screening of names and identifiers against official lists."""

from cutset.match.exact import ExactIndex, Hit, exact_index
from cutset.match.names import name_form

__all__ = ["ExactIndex", "Hit", "exact_index", "name_form"]
