"""The benchmark itself: a short round of it, with all its engines."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.paths import ROOT
from tests.bench.report import ELSEWHERE, SHOWN
from tests.bench.workload import BREADTHS, KINDS, questions


def test_a_short_round_measures_every_engine_and_finds_them_of_one_mind(tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    command = [
        sys.executable, "manage.py", "bench_search", "--sizes", "150", "--databases", "sqlite",
        "--rounds", "1", "--one-in", "20", "--publications", "2", "--json", str(figures),
    ]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "the same totals and the same counts for every question" in done.stdout
    (found,) = json.loads(figures.read_text())
    assert found["compared"].keys() == BREADTHS.keys()
    for compared in found["compared"].values():
        assert compared["engines"].keys() - set(ELSEWHERE) == set(SHOWN)
        assert compared["suggestions"]["p50"] > 0
    assert found["wagtail"]["wagtail"]["questions"] > 0


@pytest.mark.parametrize("breadth", BREADTHS)
def test_the_questions_are_two_hundred_and_always_the_same(breadth: str) -> None:
    asked = questions(1, breadth)
    assert asked == questions(1, breadth)
    assert asked != questions(2, breadth)
    numbers = {kind: sum(question.kind == kind for question in asked) for kind in KINDS}
    assert numbers == KINDS
    assert sum(numbers.values()) == 200
