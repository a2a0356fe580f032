"""What `search.pdf.making` runs: a program that imports nothing of ours.

    python -I child.py

Reads JSON from standard input: `html`, `css`, `base` (the address that links are relative to) and
`files` (by address, in Base64). Writes a PDF to standard output. It opens no address: what is not
among the files is left out.
"""

import base64
import json
import resource
import sys
from typing import Any
from urllib.parse import unquote

MEGABYTE = 1024 * 1024
MEMORY = 1_500 * MEGABYTE  # of addresses
CPU_SECONDS = 20
VARIANT = "pdf/ua-1"


def limit() -> None:
    """Bind this process before it reads anything."""
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(what, (most, most))
    # The first ends it with a signal of its own, the second as anybody else might.
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))


def main() -> int:
    """Read, typeset, write."""
    limit()
    work = json.load(sys.stdin.buffer)
    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    files = {unquote(url): base64.b64decode(data) for url, data in work["files"].items()}

    class Given(URLFetcher):
        """Knows what it was given, and nothing else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            """The file of this address.

            Raises:
                ValueError: there is none.
            """
            if unquote(url) not in files:
                raise ValueError(f"{url} was not given.")
            return URLFetcherResponse(url, files[unquote(url)])

    fetcher = Given()
    document = HTML(string=work["html"], base_url=work["base"], url_fetcher=fetcher)
    sheet = CSS(string=work["css"], base_url=work["base"], url_fetcher=fetcher)
    sys.stdout.buffer.write(document.write_pdf(stylesheets=[sheet], pdf_variant=VARIANT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
