"""Sites served side by side, each by gunicorn in the same shape: two sync workers."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from scripts.paths import ROOT
from tests.bench.loading import ask

WORKERS = 2
ALLOWED = 60  # seconds a server may take to start
# The settings of a public site, without what only a proxy in front makes possible.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "tests.bench.served_settings",
    "MEYDAN_SECRET_KEY": "0123456789 abcdefghijklmnopqrstuvwxyz, of no site anywhere",
    "MEYDAN_HOSTS": "127.0.0.1",
    "MEYDAN_BASE_URL": "http://127.0.0.1",
    "MEYDAN_SSL_REDIRECT": "0",
    "CACHE_URL": "locmemcache://",
    "MEYDAN_SEARCHES_A_MINUTE": "0",  # without limit
    "MEYDAN_SUGGESTIONS_A_MINUTE": "0",
}


@dataclass(frozen=True)
class Site:
    """What is served, and the pages that are asked for: their addresses by name."""

    name: str
    application: str
    pages: Mapping[str, str]
    variables: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    python: str = sys.executable
    folder: Path = ROOT

    def manage(self, *words: str) -> None:
        """Run one of its management commands."""
        self._run("manage.py", *words)

    def queries(self) -> dict[str, int]:
        """How many queries each page takes once a process is warm."""
        said = self._run("-m", "tests.bench.counting", *self.pages.values())
        return dict(zip(self.pages, json.loads(said), strict=True))

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            [self.python, *words],
            check=True,
            cwd=self.folder,
            env=dict(self.variables),
            stdout=subprocess.PIPE,
            text=True,
        )
        return done.stdout


@dataclass(frozen=True)
class Server:
    """A site's own, at a port."""

    port: int
    process: subprocess.Popen[bytes]

    def wait(self) -> None:
        """Return when it answers. Raises `TimeoutError` when it does not begin to."""
        end = time.monotonic() + ALLOWED
        while self.process.poll() is None and time.monotonic() < end:
            try:
                ask(self.port, "/")
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise TimeoutError(f"No server at port {self.port}.")

    def busy(self) -> float:
        """Seconds of a processor that its workers have taken so far; 0 where no system tells."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        if not children.exists():
            return 0.0
        ticks = 0
        for worker in children.read_text().split():
            # Behind the name, which may hold spaces: state, parent …, and then the two times.
            of_worker = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()
            ticks += int(of_worker[11]) + int(of_worker[12])
        return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(site: Site) -> Iterator[Server]:
    """Its server while the block runs, perhaps still starting."""
    port = _free_port()
    process = subprocess.Popen(
        [
            *(site.python, "-m", "gunicorn", site.application, f"--workers={WORKERS}"),
            *("--worker-class=sync", f"--bind=127.0.0.1:{port}", "--log-level=error"),
            "--no-control-socket",
        ],
        cwd=site.folder,
        env=dict(site.variables),
    )
    try:
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
