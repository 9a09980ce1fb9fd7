"""What may lawfully stand in, at what cost and delay? The front door of stage *replace*."""

from cutset.replace.replacing import Replacements, replace

__all__ = ["Replacements", "replace"]
