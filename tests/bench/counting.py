"""How many queries pages take: `python -m tests.bench.counting /en/ /en/search/`, in any site.

Prints a list of numbers. Each page is asked for once before, so that the process is warm.
"""

import json
import sys

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def counted(address: str) -> int:
    """How many queries the second answer takes. Raises `RuntimeError` where it is no page."""
    Client(SERVER_NAME="127.0.0.1").get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = Client(SERVER_NAME="127.0.0.1").get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}.")
    return len(captured)


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps([counted(address) for address in sys.argv[1:]]))
