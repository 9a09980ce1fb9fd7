"""How are results kept, compared and looked back on? Saved runs, ``compare`` and ``backtest``.

A run is a saved document with everything it was made from, so this folder comes after ``report``, whose document it
keeps; what it shows of its own (comparisons, scores) it also words and draws itself.
"""

from __future__ import annotations

from cutset.runs.inputs import Inputs
from cutset.runs.run import Run, SavedRun
from cutset.runs.saving import load_document, load_inputs, save
from cutset.runs.store import Store, store_path
from cutset.runs.verifying import verify

__all__ = ["Inputs", "Run", "SavedRun", "Store", "load_document", "load_inputs", "save", "store_path", "verify"]
