"""Which official lists are there, in which version, and who stands in them?"""

from cutset.lists.entry import Entry, Identifier, Kind, ListedName, NameKind, OfficialList
from cutset.lists.opening import open_list
from cutset.lists.store import Added, Changed, Changes, ListStore
from cutset.lists.versions import Version

__all__ = [
    "Added",
    "Changed",
    "Changes",
    "Entry",
    "Identifier",
    "Kind",
    "ListStore",
    "ListedName",
    "NameKind",
    "OfficialList",
    "Version",
    "open_list",
]
