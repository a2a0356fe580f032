"""The whole search page over HTTP beside a bare Django view, from the same kind of server.

`python -m tests.bench.over_http`: makes a site of synthetic pages in a scratch database, starts two
gunicorn servers with two sync workers each, and loads them in turn with four readers.
"""

import argparse
import http.client
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from scripts.paths import ROOT
from search.synthetic.words import vocabulary
from tests.bench.measures import percentile, spread
from tests.bench.scratch import DATABASES, scratch

WORKERS, READERS = 2, 4
BARE = {"bare view": "/"}
# The settings of a public site, without what only a proxy in front makes possible.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "MEYDAN_SECRET_KEY": "0123456789 abcdefghijklmnopqrstuvwxyz, of no site anywhere",
    "MEYDAN_HOSTS": "127.0.0.1",
    "MEYDAN_BASE_URL": "http://127.0.0.1",
    "MEYDAN_SSL_REDIRECT": "0",
    "CACHE_URL": "locmemcache://",
    "MEYDAN_SEARCHES_A_MINUTE": "0",  # without limit
}
ALLOWED = 60  # seconds a server may take to start


def addresses(words: list[str]) -> dict[str, str]:
    """The pages measured: with text, with facets, with both, and what the search begins with."""
    text = quote(words[3])
    return {
        "all records": "/en/search/",
        "facets": "/en/search/?type=practice&lessons=yes",
        "text": f"/en/search/?q={text}",
        "text and facets": f"/en/search/?q={text}&type=practice",
    }


def _manage(variables: dict[str, str], *words: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *words],
        check=True,
        cwd=ROOT,
        env=variables,
        stdout=subprocess.DEVNULL,
    )


@contextmanager
def _server(application: str, port: int, variables: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", application, f"--workers={WORKERS}"),
            *("--worker-class=sync", f"--bind=127.0.0.1:{port}", "--log-level=error"),
        ],
        cwd=ROOT,
        env=variables,
    )
    try:
        _wait_for(port)
        yield
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    end = time.monotonic() + ALLOWED
    while time.monotonic() < end:
        try:
            _get(port, "/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"No server at port {port}.")


def _get(port: int, address: str) -> int:
    # Sync workers close every connection, as behind a proxy without keep-alive.
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def load(port: int, address: str, seconds: float) -> list[float]:
    """Milliseconds of the answers that four readers got, each asking again at once.

    Raises `RuntimeError` where an answer is no page.
    """
    took: list[float] = []
    wrong: list[int] = []
    end = time.monotonic() + seconds

    def read() -> None:
        while time.monotonic() < end:
            start = time.perf_counter()
            status = _get(port, address)
            took.append((time.perf_counter() - start) * 1000)
            if status != http.client.OK:
                wrong.append(status)

    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    if wrong:
        raise RuntimeError(f"{address} answered {wrong[0]}.")
    return took


def measured(options: argparse.Namespace) -> dict[str, dict[str, float]]:
    """For each page p50, p95, requests a second, and p50 as a multiple of the bare view's."""
    with scratch(options.database) as variables:
        variables["DJANGO_SETTINGS_MODULE"] = "config.settings.development"
        for words in (
            ("migrate",),
            ("load_taxonomies",),
            ("make_corpus", f"--size={options.size}"),
        ):
            _manage(variables, *words)
        site, bare = options.port, options.port + 1
        with (
            _server("config.wsgi", site, variables),
            _server("tests.bench.bare:application", bare, variables),
        ):
            return _in_turn(site, bare, addresses(vocabulary("en", 1).words), options)


def _in_turn(
    site: int, bare: int, pages: dict[str, str], options: argparse.Namespace
) -> dict[str, dict[str, float]]:
    places = {**{name: (bare, page) for name, page in BARE.items()}}
    places |= {name: (site, page) for name, page in pages.items()}
    took: dict[str, list[float]] = {name: [] for name in places}
    for port, page in places.values():
        load(port, page, 1)
    for _ in range(options.rounds):
        for name, (port, page) in places.items():
            took[name] += load(port, page, options.seconds)
    hello = percentile(took["bare view"], 0.5)
    spent = options.rounds * options.seconds
    return {
        name: {
            **spread(times),
            "a second": round(len(times) / spent, 1),
            "times the bare view": round(percentile(times, 0.5) / hello, 1),
        }
        for name, times in took.items()
    }


def _table(found: dict[str, dict[str, float]]) -> str:
    lines = [
        "| page | p50 / p95 ms | requests a second | × bare view |",
        "| --- | --- | --- | --- |",
    ]
    for name, figures in found.items():
        times = f"{figures['p50']:.1f} / {figures['p95']:.1f}"
        ratio = figures["times the bare view"]
        lines.append(f"| {name} | {times} | {figures['a second']:g} | {ratio:g} |")
    return "\n".join(lines)


def main() -> None:
    """Print a table; write JSON where asked to."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.over_http", description=__doc__)
    parser.add_argument("--size", type=int, default=10_000, help="pages")
    parser.add_argument("--database", choices=DATABASES, default="sqlite")
    parser.add_argument("--seconds", type=float, default=5, help="for each page in each round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8730")))
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    found = measured(options)
    sys.stdout.write(f"{_table(found)}\n")
    if options.json:
        options.json.write_text(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    main()
