"""`make test`: everything, in the order in which it is cheapest to fail.

`make lint` is its first part: `python -m scripts.test lint`.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from scripts import environment, system
from scripts.paths import ROOT
from tests.servers import postgres

# Complete, so that `check --deploy` sees what a real site would be.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "MEYDAN_SECRET_KEY": "0123456789 abcdefghijklmnopqrstuvwxyz, of no site anywhere",
    "MEYDAN_HOSTS": "meydan.example.org",
    "MEYDAN_BASE_URL": "https://meydan.example.org",
    "DATABASE_URL": "postgres://meydan@127.0.0.1/meydan",
    "EMAIL_URL": "smtp+tls://meydan@127.0.0.1:587",
    "MEYDAN_MAIL_FROM": "Meydan <meydan@example.org>",
}

# What looks at forms, files or rights, drives a browser or starts a whole site: the same with any
# database.
ONCE = (
    "isolation",
    "journeys",
    "practices/answers",
    "practices/offline",
    "practices/steps",
    "practices/test_demonstration.py",
    "test_architecture.py",
    "test_catalogues.py",
    "tooling",
    "translations/test_rights_matrix.py",
    "uploads/test_hostile.py",
)


def main(part: str) -> None:
    """Install what is needed, then check; the first failure ends it."""
    # An orderly end, so that nothing is left behind.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    environment.ensure(environment.DEVELOPMENT)
    if part == "all":
        system.ensure(*system.TESTS)
    with tempfile.TemporaryDirectory(prefix="meydan-test-") as folder:
        Path(folder).chmod(0o711)  # PostgreSQL's own user passes through
        variables = {**os.environ, "TMPDIR": folder, "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}"}
        variables["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
        variables.pop("DATABASE_URL", None)  # a real database's, perhaps
        if part == "all":
            _all(variables)
        else:
            _lint(variables)
    print("Everything passed." if part == "all" else "No findings.")


def _all(variables: dict[str, str]) -> None:
    with postgres.cluster() as address:
        on = {
            "SQLite": variables,
            "PostgreSQL": variables | {"DATABASE_URL": address},
        }
        # Half a minute of migrations each, for which all processes of the tests would wait.
        migrate = ["python", "-m", "tests.databases"]
        with _running(migrate, on["SQLite"]) as one, _running(migrate, on["PostgreSQL"]) as other:
            _lint(variables)
            _expect("migrations of SQLite", one)
            _expect("migrations of PostgreSQL", other)
        _test(on)


def _lint(variables: dict[str, str]) -> None:
    variables = variables | {"DATABASE_URL": "sqlite://:memory:"}
    templates = sorted(str(path) for path in (ROOT / "templates").rglob("*.html"))
    manage = ("python", "manage.py")
    _step("ruff", ["ruff", "check", "."], variables)
    _step("format", ["ruff", "format", "--check", "."], variables)
    _step("templates", ["djade", "--target-version=5.2", "--check", *templates], variables)
    _step("template indentation", ["djhtml", "--check", "--tabwidth=2", *templates], variables)
    _step("layers", ["lint-imports", "--no-logo"], variables)
    _step("types", ["mypy"], variables)
    _step("migrations", [*manage, "makemigrations", "--check", "--dry-run"], variables)
    _step("system checks", [*manage, "check", "--fail-level=WARNING"], variables)
    deploy = [*manage, "check", "--deploy", "--fail-level=WARNING"]
    _step("deployment checks", deploy, variables | PRODUCTION)


def _test(on: dict[str, dict[str, str]]) -> None:
    pytest = ["pytest", "-q", "--numprocesses=auto", "--maxprocesses=4", "--dist=loadscope"]
    # By their number of tests the longest ones, which are few in a file, would all come last.
    pytest += ["--no-loadscope-reorder", "--durations=15"]
    databases_alone = [*pytest, "-m", "not elasticsearch"]
    _step("tests on SQLite", databases_alone, on["SQLite"])
    once = ["--only-with-database", *(f"--ignore=tests/{part}" for part in ONCE)]
    _step("tests on PostgreSQL", [*databases_alone, *once], on["PostgreSQL"])
    server = ["python", "-m", "tests.servers.elasticsearch", environment.tool(pytest[0])]
    marked = [*server, *pytest[1:], "-m", "elasticsearch", "tests/search", "tests/bench"]
    _step("tests on Elasticsearch", marked, on["PostgreSQL"])


def _step(name: str, command: Sequence[str], variables: dict[str, str]) -> None:
    print(f"── {name}", flush=True)
    start = time.monotonic()
    with _running(command, variables) as process:
        _expect(name, process)
    print(f"   {time.monotonic() - start:.0f} s", flush=True)


@contextmanager
def _running(
    command: Sequence[str], variables: dict[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """A process that has ended at the end of the block."""
    program = [environment.tool(command[0]), *command[1:]]
    process = subprocess.Popen(program, cwd=ROOT, env=variables)
    try:
        yield process
    except KeyboardInterrupt:
        process.wait()  # it has had the same Ctrl-C, and is clearing up
        raise
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()


def _expect(name: str, process: subprocess.Popen[bytes]) -> None:
    if process.wait():
        sys.exit(f"{name}: failed. What went wrong stands above.")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "all")
