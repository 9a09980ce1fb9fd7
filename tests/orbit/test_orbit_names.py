"""The front door of the orbit code: its names, their docstrings and the examples in them."""

from __future__ import annotations

import doctest
import importlib
import math
import pkgutil
from datetime import date

import numpy as np
import pytest

import cutset.orbit

MODULES = sorted(
    each.name for each in pkgutil.iter_modules(cutset.orbit.__path__) if not each.name.startswith("build_")
)


def test_the_front_door_lists_its_names_in_order():
    assert cutset.orbit.__all__ == sorted(cutset.orbit.__all__)
    assert all(hasattr(cutset.orbit, name) for name in cutset.orbit.__all__)


@pytest.mark.parametrize("name", cutset.orbit.__all__)
def test_every_public_name_says_what_it_is(name):
    thing = getattr(cutset.orbit, name)
    assert thing.__doc__
    if not isinstance(thing, type):
        assert "Parameters\n" in thing.__doc__
        assert ">>>" in thing.__doc__ or name in ("daily_altitudes", "decay_observed", "porkchop_of")


@pytest.mark.parametrize("module", MODULES)
def test_examples_run(module):
    loaded = importlib.import_module(f"cutset.orbit.{module}")
    known = {"date": date, "math": math, "np": np}
    result = doctest.testmod(loaded, extraglobs=known)
    assert result.failed == 0
