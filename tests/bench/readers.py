"""What readers without an account get over HTTP: home, records and search, made anew and kept.

`python -m tests.bench.readers`: makes a site of the demonstration in a scratch database, serves it
with and without kept pages beside a bare Django view, and, where asked to, beside Wagtail's
bakerydemo, from a checkout with an environment of its own; loads them in turn with four readers.
"""

from contextlib import ExitStack
from pathlib import Path

from tests.bench.bakery import bakery
from tests.bench.beside import BARE, arguments, ours, prepare, side_by_side, tell
from tests.bench.scratch import scratch

PAGES = {
    "home": "/en/",
    "a practice": "/en/practices/gaziantep-social-cohesion-model/",
    "an event": "/en/events/maruf-2019-human-mobility/",
    "search": "/en/search/",
    "search, a word and a facet": "/en/search/?q=migration&type=practice",
}


def main() -> None:
    """Print a table; write JSON where asked to."""
    parser = arguments("tests.bench.readers", __doc__, 0, "synthetic records besides")
    parser.add_argument("--bakerydemo", type=Path, help="the folder of a checkout")
    parser.add_argument("--bakerydemo-python", type=Path, help="default: .venv/bin/python there")
    options = parser.parse_args()
    more = [["make_corpus", f"--size={options.size}"]] if options.size else []
    with scratch(options.database) as variables, ExitStack() as stack:
        prepare(variables, ["load_demo"], *more)
        sites = [
            BARE,
            ours("Meydan, kept", PAGES, variables, TRIAL_KEEPS_PAGES="1"),
            ours("Meydan, made anew", PAGES, variables),
        ]
        if options.bakerydemo:
            sites.append(stack.enter_context(bakery(options.bakerydemo, options.bakerydemo_python)))
        found = side_by_side(sites, options.rounds, options.seconds)
    tell(found, options.json)


if __name__ == "__main__":
    main()
