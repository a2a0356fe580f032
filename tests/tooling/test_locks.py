"""What is installed is pinned, hashed, and the same for visitors and developers."""

import re
import tomllib

from scripts.environment import DEVELOPMENT, RUN
from scripts.paths import ROOT

PIN = re.compile(r"^(?P<name>[a-z0-9.-]+)==(?P<version>\S+)(?P<rest>.*?)(?=^\S|\Z)", re.M | re.S)


def _pins(lock: str) -> dict[str, set[str]]:
    """Names, each with its versions (several where Python's version decides)."""
    pins: dict[str, set[str]] = {}
    for pin in PIN.finditer((ROOT / lock).read_text()):
        pins.setdefault(pin["name"], set()).add(pin["version"])
    return pins


def test_every_pin_has_its_hashes() -> None:
    for lock in (RUN, DEVELOPMENT):
        bare = [pin["name"] for pin in PIN.finditer((ROOT / lock).read_text())
                if "--hash=sha256:" not in pin["rest"]]  # fmt: skip
        assert bare == []


def test_developers_have_what_visitors_meet_in_the_same_versions() -> None:
    run, development = _pins(RUN), _pins(DEVELOPMENT)
    assert {name: development.get(name) for name in run} == run


def test_everything_the_project_asks_for_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    names = {re.split(r"[\[<>=!~; ]", line)[0].lower() for line in asked}
    assert names - _pins(DEVELOPMENT).keys() == set()
