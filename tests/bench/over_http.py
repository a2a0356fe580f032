"""The whole search page over HTTP beside a bare Django view, from the same kind of server.

`python -m tests.bench.over_http`: makes a site of synthetic pages in a scratch database, starts two
gunicorn servers with two sync workers each, and loads them in turn with four readers.
"""

import argparse
import json
import sys
from pathlib import Path
from urllib.parse import quote

from search.synthetic.words import vocabulary
from tests.bench.beside import BARE, ours, prepare, side_by_side, table
from tests.bench.scratch import DATABASES, scratch


def addresses(words: list[str]) -> dict[str, str]:
    """The pages measured: with text, with facets, with both, and what the search begins with."""
    text = quote(words[3])
    return {
        "all records": "/en/search/",
        "facets": "/en/search/?type=practice&lessons=yes",
        "text": f"/en/search/?q={text}",
        "text and facets": f"/en/search/?q={text}&type=practice",
    }


def main() -> None:
    """Print a table; write JSON where asked to."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.over_http", description=__doc__)
    parser.add_argument("--size", type=int, default=10_000, help="pages")
    parser.add_argument("--database", choices=DATABASES, default="sqlite")
    parser.add_argument("--seconds", type=float, default=5, help="for each page in each round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    pages = addresses(vocabulary("en", 1).words)
    with scratch(options.database) as variables:
        prepare(variables, ["make_corpus", f"--size={options.size}"])
        sites = [BARE, ours("Meydan", pages, variables)]
        found = side_by_side(sites, options.rounds, options.seconds)
    sys.stdout.write(f"{table(found)}\n")
    if options.json:
        options.json.write_text(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    main()
