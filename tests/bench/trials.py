"""How long trials are: short within `make test`, long with `make trial-…`."""

import os
import sys
from typing import Any


def is_long() -> bool:
    """Whether this is a trial, which may look at the clock."""
    return any(name.startswith("MEYDAN_TRIAL_") for name in os.environ)


def long(name: str, short: float) -> float:
    """The length the environment asks for (`MEYDAN_TRIAL_<NAME>`), else the short one."""
    return float(os.environ.get(f"MEYDAN_TRIAL_{name}", short))


def tell(**figures: Any) -> None:
    """Print figures; pytest shows them with `-s`, which the trials use."""
    sys.stdout.write("".join(f"\n{name}: {figure}" for name, figure in figures.items()) + "\n")
