"""Which official lists are there, in which version, and who stands in them?"""

from cutset.lists.entry import Entry, Identifier, Kind, ListedName, NameKind, OfficialList
from cutset.lists.opening import open_list

__all__ = ["Entry", "Identifier", "Kind", "ListedName", "NameKind", "OfficialList", "open_list"]
