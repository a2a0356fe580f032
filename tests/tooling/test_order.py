"""In which order and how often tests run."""

from scripts.paths import ROOT
from scripts.test import ONCE
from tests.order import LONGEST, longest_first


def test_what_is_named_is_there() -> None:
    named = [*LONGEST, *(f"tests/{part}" for part in ONCE)]
    assert [path for path in named if not (ROOT / path).exists()] == []


class Item:
    def __init__(self, nodeid: str) -> None:
        self.nodeid = nodeid


def test_the_longest_come_first_and_the_rest_stays_as_it_is() -> None:
    items = [Item("tests/b.py::one"), Item(f"{LONGEST[1]}::two"), Item(f"{LONGEST[1]}::three")]
    items += [Item("tests/a.py::four"), Item(f"{LONGEST[0]}::five")]
    longest_first(items)  # type: ignore[arg-type]
    assert [item.nodeid.partition("::")[2] for item in items] == [
        *("five", "two", "three", "one", "four")
    ]
