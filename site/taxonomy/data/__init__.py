"""The vocabularies as shipped: official wording word for word, and labels in four languages."""

import json
from importlib.resources import files
from typing import Any


def read(name: str) -> list[dict[str, Any]]:
    """The entries of `<name>.json` in this folder."""
    text = files(__name__).joinpath(f"{name}.json").read_text(encoding="utf-8")
    entries: list[dict[str, Any]] = json.loads(text)
    return entries
