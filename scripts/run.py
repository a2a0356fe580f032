"""`make run`: from a fresh clone to a served, seeded site; the second time within seconds."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

from scripts import environment
from scripts.paths import PYTHON, ROOT, VAR, catalogues, digest, migrations, vocabularies

HOST = "127.0.0.1"
PREPARED = VAR / "prepared"
ACCOUNTS = VAR / "demonstration-accounts.txt"
# A cold start imports Wagtail in every process: seconds, on a slow disk many.
START_TIMEOUT = 120
STOP_TIMEOUT = 20


def main() -> None:
    """Set up what is missing, then serve until stopped or until one process ends."""
    port = _free_port(os.environ.get("PORT", "8000"))
    environment.ensure(environment.RUN)
    VAR.mkdir(parents=True, exist_ok=True)
    _prepare()
    _load_demonstration()
    sys.exit(_serve(port))


def _free_port(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) < 65536):
        sys.exit(f"PORT must be a number from 1 to 65535, not {text!r}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except OSError as error:
            sys.exit(
                f"Port {text} cannot be used ({error.strerror}). "
                f"Stop what runs there, or choose another: make run PORT=8001"
            )
    return int(text)


def _prepare() -> None:
    """Compile, migrate and load the vocabularies, unless nothing of all that has changed."""
    state = digest(
        [ROOT / environment.RUN, *migrations(), *catalogues(), *vocabularies()],
        os.environ.get("DATABASE_URL", ""),
    )
    database_is_there = "DATABASE_URL" in os.environ or (VAR / "meydan.sqlite3").exists()
    compiled = all(path.with_suffix(".mo").exists() for path in catalogues())
    stamped = PREPARED.exists() and PREPARED.read_text() == state
    if stamped and database_is_there and compiled:
        return
    print("Preparing the database (the first time this takes about a minute) …", flush=True)
    _python("-m", "scripts.compile_messages")
    _python("manage.py", "migrate", "--verbosity", "0")
    _python("manage.py", "load_taxonomies")
    if not database_is_there:
        ACCOUNTS.unlink(missing_ok=True)  # it told of a database that is gone
    PREPARED.write_text(state)


def _load_demonstration() -> None:
    if ACCOUNTS.exists():
        return
    print("Loading the demonstration content …", flush=True)
    _python("manage.py", "load_demo")
    accounts = subprocess.run(
        [PYTHON, "manage.py", "load_demo", "--accounts"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    ACCOUNTS.write_text(accounts.stdout)


def _python(*arguments: str) -> None:
    done = subprocess.run([PYTHON, *arguments], cwd=ROOT)
    if done.returncode:
        sys.exit(f"`{' '.join(arguments)}` failed; what went wrong stands above.")


def _serve(port: int) -> int:
    """Run web and worker until a signal comes (0) or one of them ends by itself (1)."""
    stop: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        stop.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, note)
    processes = {"web server": _start(_web(port)), "worker": _start(["manage.py", "worker"])}
    try:
        announced, give_up = False, time.monotonic() + START_TIMEOUT
        while not stop:
            for name, process in processes.items():
                if process.poll() is not None:
                    print(f"The {name} ended by itself (status {process.returncode}).", flush=True)
                    return 1
            if not announced and (announced := _answers(port)):
                _announce(port)
            if not announced and time.monotonic() > give_up:
                print(f"The web server did not answer in {START_TIMEOUT} seconds.", flush=True)
                return 1
            time.sleep(0.2)
        return 0
    finally:
        _stop(list(processes.values()))


def _web(port: int) -> list[str]:
    command = ["-m", "gunicorn", "config.wsgi", "--pythonpath", "site", "--no-control-socket"]
    command += ["--bind", f"{HOST}:{port}", "--worker-class", "gthread"]
    # With gunicorn's 2 seconds, browsers meet connections that close under their hands.
    command += ["--workers", "2", "--threads", "4", "--keep-alive", "30"]
    command += ["--log-level", "warning"]
    return [*command, "--reload"] if os.environ.get("MEYDAN_DEBUG") else command


def _start(arguments: list[str]) -> subprocess.Popen[bytes]:
    variables = {"DJANGO_SETTINGS_MODULE": "config.settings.development"} | os.environ
    # In sessions of their own, so that a Ctrl-C reaches them once, from here, and in order.
    return subprocess.Popen([PYTHON, *arguments], cwd=ROOT, env=variables, start_new_session=True)


def _answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=5)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def _announce(port: int) -> None:
    # By this name: no browser makes a passkey for a number.
    print(f"\nMeydan: http://localhost:{port}/    administration: http://localhost:{port}/admin/")
    print(f"What it sends by mail: http://localhost:{port}/development/mail/")
    print(Path(ACCOUNTS).read_text().rstrip())
    print("Stop with Ctrl-C.", flush=True)


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


if __name__ == "__main__":
    main()
