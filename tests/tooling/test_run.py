"""`make run`: one command to a served, seeded site, and an orderly end."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scripts.paths import ROOT

READY = "Stop with Ctrl-C."


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


def _variables(state: Path, port: int | str) -> dict[str, str]:
    # None of the test suite's own settings: a person's shell has none of them.
    left_out = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "PYTHONPATH")
    mine = {name: value for name, value in os.environ.items() if name not in left_out}
    return {**mine, "MEYDAN_VAR": str(state), "PORT": str(port)}


@contextmanager
def _running(state: Path, port: int) -> Iterator[list[str]]:
    """What a run says until it serves; afterwards it is stopped as Ctrl-C would."""
    process = subprocess.Popen(
        [sys.executable, "-m", "scripts.run"],
        cwd=ROOT,
        env=_variables(state, port),
        stdout=subprocess.PIPE,
        text=True,
    )
    said = []
    assert process.stdout is not None
    try:
        for line in process.stdout:
            said.append(line.strip())
            if READY in line:
                break
        yield said
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate()
    assert process.returncode == 0


def _status(port: int, path: str) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as response:
        status: int = response.status
        return status


def test_the_first_run_prepares_and_the_second_only_serves(tmp_path: Path, port: int) -> None:
    with _running(tmp_path, port) as said:
        assert READY in said
        assert any("Preparing" in line for line in said)
        assert _status(port, "/en/") == 200
        assert _status(port, "/en/search/") == 200
    with _running(tmp_path, port) as said:
        assert READY in said
        assert [line for line in said if "…" in line] == []
        assert _status(port, "/en/") == 200
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def _refusal(state: Path, port: int | str) -> str:
    refused = subprocess.run(
        [sys.executable, "-m", "scripts.run"],
        cwd=ROOT,
        env=_variables(state, port),
        capture_output=True,
        text=True,
    )
    assert refused.returncode != 0
    return refused.stderr


def test_a_port_in_use_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert "choose another: make run PORT=8001" in _refusal(tmp_path, taken.getsockname()[1])


def test_a_port_that_is_no_number_is_refused(tmp_path: Path) -> None:
    assert "PORT must be a number" in _refusal(tmp_path, "high")
