"""A PostgreSQL cluster that lives as long as the process that asked for it.

As a program it runs a command with `DATABASE_URL` set to such a cluster:
`python -m tests.servers.postgres pytest tests/search`; with `--durable` before the command it
waits for the disk at every commit.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts import system

# Waits for the end of its standard input, whose other end closes with the process that holds
# it, however that process ends. Then it stops the server ($@) and deletes its folder ($0).
GUARDIAN = 'cat >/dev/null; "$@"; rm -rf "$0"'
OPTIONS = ("listen_addresses=127.0.0.1", "unix_socket_directories=")
# What a crash of the machine would lose is of no value to a test.
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[str]:
    """A new, empty cluster on a free port of this machine: the address of its first database.

    `durable` waits for the disk at every commit, as a site's does: for measurements.
    Raises `RuntimeError` where PostgreSQL is not installed or does not start.
    """
    programs = system.postgresql()
    if programs is None:
        raise RuntimeError("PostgreSQL's server is not installed: `make test` tells how.")
    folder = Path(tempfile.mkdtemp(prefix="meydan-postgresql-"))
    data = folder / "data"
    prefix = _as_postgres(folder)
    stop = [*prefix, str(programs / "pg_ctl"), "stop", "--mode=immediate", f"--pgdata={data}"]
    guardian = subprocess.Popen(
        ["/bin/sh", "-c", GUARDIAN, str(folder), *stop],
        cwd="/",
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield _start(programs, data, prefix, OPTIONS if durable else (*OPTIONS, *FORGETFUL))
    finally:
        guardian.communicate()


def _as_postgres(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: the words that run a command as its own user instead."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres", "postgres")
    return ["runuser", "-u", "postgres", "--"]


def _start(programs: Path, data: Path, prefix: list[str], settings: tuple[str, ...]) -> str:
    port = _free_port()
    options = " ".join(f"-c {option}" for option in (*settings, f"port={port}"))
    _run(
        *prefix, str(programs / "initdb"), f"--pgdata={data}", "--username=meydan",
        "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync",
    )  # fmt: skip
    _run(
        *prefix, str(programs / "pg_ctl"), "start", "--wait", f"--pgdata={data}",
        f"--log={data.parent / 'log'}", f"--options={options}",
    )  # fmt: skip
    return f"postgres://meydan@127.0.0.1:{port}/postgres"


def _run(*command: str) -> None:
    done = subprocess.run(
        command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed: {done.stderr.strip()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    durable = sys.argv[1] == "--durable"
    with cluster(durable=durable) as address:
        variables = os.environ | {"DATABASE_URL": address}
        status = subprocess.run(sys.argv[1 + durable :], env=variables).returncode
    sys.exit(status)
