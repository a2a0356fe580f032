"""Sites beside a bare Django view, from the same kind of server: the figures of all their pages."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from tests.bench.report import rows
from tests.bench.scratch import DATABASES
from tests.bench.serving import PRODUCTION, Site, served
from tests.bench.turns import CEILING, Figures, in_turn

BARE = Site(CEILING, "tests.bench.bare:application", {})
HEAD = (
    "page",
    "p50 / p95 ms",
    "requests a second",
    "× bare view",
    "of the ceiling",
    "processor ms",
    "queries",
)


def prepare(variables: Mapping[str, str], *content: Sequence[str]) -> None:
    """Fill an empty scratch database, and collect the static files."""
    made = {**variables, "DJANGO_SETTINGS_MODULE": "config.settings.development"}
    site = Site("in the making", "", {}, made)
    for words in (["migrate", "--verbosity=0"], ["load_taxonomies"], *content):
        site.manage(*words)
    # By the settings that serve them, which also name and compress them.
    Site("as served", "", {}, {**variables, **PRODUCTION}).manage("collectstatic", "--noinput")


def ours(name: str, pages: Mapping[str, str], variables: Mapping[str, str], **more: str) -> Site:
    """The site as in production, on a prepared database."""
    return Site(name, "config.wsgi", pages, {**variables, **PRODUCTION, **more})


def side_by_side(sites: Sequence[Site], rounds: int, seconds: float) -> dict[str, Figures]:
    """The figures of every page of all sites."""
    with ExitStack() as stack:
        servers = [(site, stack.enter_context(served(site))) for site in sites]
        places = {
            label: (server, address)
            for site, server in servers
            for label, address in _places(site).items()
        }
        found = in_turn(places, rounds, seconds)
    for site in sites:
        for page, number in site.queries().items() if site.pages else ():
            found[f"{site.name}: {page}"]["queries"] = number
    return found


def _places(site: Site) -> dict[str, str]:
    # What has no pages answers anything.
    return {f"{site.name}: {page}": at for page, at in site.pages.items()} or {site.name: "/"}


def arguments(name: str, about: str | None, size: int, of: str) -> argparse.ArgumentParser:
    """What a trial of pages over HTTP can be told; `of` says of what `size` is the number."""
    parser = argparse.ArgumentParser(prog=f"python -m {name}", description=about)
    parser.add_argument("--size", type=int, default=size, help=of)
    parser.add_argument("--database", choices=DATABASES, default="sqlite")
    parser.add_argument("--seconds", type=float, default=5, help="for each page in each round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    return parser


def tell(found: Mapping[str, Figures], file: Path | None) -> None:
    """Print the table; write JSON where asked to."""
    sys.stdout.write(f"{table(found)}\n")
    if file:
        file.write_text(json.dumps(found, indent=2) + "\n")


def table(found: Mapping[str, Figures]) -> str:
    """Everything that was measured, and what of it was the readers' own."""
    heaviest = max(one["processor of the reader"] for one in found.values())
    spent = max(one["a second"] * one["processor of the reader"] / 10 for one in found.values())
    return (
        f"{rows(HEAD, _lines(found))}\n\nThe readers themselves took {heaviest:.2f} ms of a "
        f"processor for an answer, and {spent:.0f} % of one, at most."
    )


def _lines(found: Mapping[str, Figures]) -> Iterator[list[str]]:
    for name, one in found.items():
        yield [
            name,
            f"{one['p50']:.1f} / {one['p95']:.1f}",
            f"{one['a second']:.0f}",
            f"{one['times the bare view']:.1f}",
            f"{one['of the ceiling']:.2f}",
            f"{one['processor']:.2f}",
            f"{one['queries']:.0f}" if "queries" in one else "",
        ]
