"""The whole search page over HTTP beside a bare Django view, from the same kind of server.

`python -m tests.bench.over_http`: makes a site of synthetic pages in a scratch database, starts two
gunicorn servers with two sync workers each, and loads them in turn with four readers.
"""

from urllib.parse import quote

from search.synthetic.words import vocabulary
from tests.bench.beside import BARE, arguments, ours, prepare, side_by_side, tell
from tests.bench.scratch import scratch


def addresses(words: list[str]) -> dict[str, str]:
    """What is measured: pages with text, with facets, with both, the first one, suggestions."""
    text = quote(words[3])
    return {
        "all records": "/en/search/",
        "facets": "/en/search/?type=practice&lessons=yes",
        "text": f"/en/search/?q={text}",
        "text and facets": f"/en/search/?q={text}&type=practice",
        "suggestions": f"/api/v1/suggest?lang=en&q={text[:3]}",
    }


def main() -> None:
    """Print a table; write JSON where asked to."""
    options = arguments("tests.bench.over_http", __doc__, 10_000, "pages").parse_args()
    pages = addresses(vocabulary("en", 1).words)
    with scratch(options.database) as variables:
        prepare(variables, ["make_corpus", f"--size={options.size}"])
        sites = [BARE, ours("Meydan", pages, variables)]
        found = side_by_side(sites, options.rounds, options.seconds)
    tell(found, options.json)


if __name__ == "__main__":
    main()
