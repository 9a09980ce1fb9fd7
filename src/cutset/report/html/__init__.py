"""One HTML file that opens offline and prints well; see :mod:`cutset.report.html.page`."""

from cutset.report.html.page import AUDIENCES, as_html

__all__ = ["AUDIENCES", "as_html"]
