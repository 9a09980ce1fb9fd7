"""A person decides on what was read in articles: the page that shows it, and the decisions that come back from it."""

from cutset.review.answers import Answers, read_answers
from cutset.review.page import as_review_page

__all__ = ["Answers", "as_review_page", "read_answers"]
