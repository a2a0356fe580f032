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

# The same with any database, which holds here what another test on both has seen it hold:
ONCE = (
    # how pages look, and what stands in forms and mails
    "accounts/test_door.py",
    "accounts/test_mails.py",
    "accounts/test_pages.py",
    "admin",
    "core/test_csrf.py",
    "core/test_safety.py",
    "members/test_contact.py",
    "members/test_profile.py",
    "members/test_profile_form.py",
    "pages",
    "practices/adaptations/test_desk.py",
    "practices/calls",
    "practices/comparison",
    "practices/desk/test_answering.py",
    "practices/desk/test_language.py",
    "practices/desk/test_overview.py",
    "practices/desk/test_sessions.py",
    "practices/desk/test_writing.py",
    "practices/review/test_letters.py",
    "practices/sign_off/test_desk.py",
    "practices/sign_off/test_page.py",
    "practices/steps",
    "practices/test_letters.py",
    "search/test_pdf.py",
    "search/test_relevance.py",
    "taxonomy/test_wording.py",
    "translations/test_changes.py",
    "translations/test_foreign.py",
    "translations/test_record_page.py",
    # files that are sent and taken
    "practices/answers",
    "practices/offline",
    "shelves/test_files.py",
    "translations/test_files.py",
    "translations/test_po.py",
    "translations/test_po_refusals.py",
    "uploads/test_hostile.py",
    # who may do what
    "isolation",
    "translations/test_guard.py",
    "translations/test_permissions.py",
    "translations/test_rights_matrix.py",
    # what machines of others make of texts, and how texts are cut for them
    "translations/test_badge.py",
    "translations/test_glossary.py",
    "translations/test_machine.py",
    "translations/test_machine_engines.py",
    "translations/test_machine_vocabularies.py",
    "translations/test_merging.py",
    "translations/test_words.py",
    # browsers, whole sites and the code itself
    "bench/test_readers.py",
    "journeys",
    "practices/test_demonstration.py",
    "test_architecture.py",
    "test_catalogues.py",
    "tooling",
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
        # Else each process of the tests compiles all modules anew, every time.
        variables.pop("PYTHONDONTWRITEBYTECODE", None)
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
    # More than small machines have cores: tests wait for browsers, databases and processes.
    pytest = ["pytest", "-q", "--numprocesses=3", "--dist=loadscope", "--durations=15"]
    # By their number of tests the longest ones, which are few in a file, would all come last.
    pytest += ["--no-loadscope-reorder"]
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
