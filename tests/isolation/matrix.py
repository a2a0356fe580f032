"""The matrix: every address × role × method, each cell a letter that says what comes back.

`matrix.txt` holds a line for each address: its form, then the letters for GET and for POST, in the
order of the roles. With MEYDAN_WRITE_MATRIX=1 the tests write what the site answers now: read what
has changed, by eye, before it is committed.
"""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.messages import get_messages
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url

from tests.isolation.roles import ROLES

WRITE = "MEYDAN_WRITE_MATRIX"
FILE = Path(__file__).with_name("matrix.txt")
METHODS = ("get", "post")

LOGIN = "."  # sent to the log-in
REFUSED = "x"
HIDDEN = "-"  # as if there were nothing
NOT_ALLOWED = "m"  # the method
OPEN = "o"  # the page, its form with errors, or what follows it
# Wagtail itself fails, at its page that fails on purpose and at some forms sent without their
# fields, which only those get to who may use them.
FAILED = "!"

BY_STATUS = {403: REFUSED, 404: HIDDEN, 405: NOT_ALLOWED, 410: HIDDEN, 429: REFUSED}
Row = tuple[str, ...]
EMPTY = ("?" * len(ROLES),) * len(METHODS)
HEAD = f"# {', '.join(ROLES)}; first for GET, then for POST; the letters are in matrix.py"


def letter(path: str, response: HttpResponseBase) -> str:
    """What a response is to who asked for the path."""
    if response.status_code >= 500:
        return FAILED
    if response.status_code in (301, 302):
        target = urlsplit(response["Location"]).path
        if target == resolve_url(settings.LOGIN_URL) and target != path:
            return LOGIN
        # What is not found is looked for in the reader's language.
        if target == f"/en{path}":
            return HIDDEN
        if _sent_away(response, target):
            return REFUSED
        return OPEN
    return BY_STATUS.get(response.status_code, OPEN)


def _sent_away(response: HttpResponseBase, target: str) -> bool:
    """Whether it is how the admin says that somebody lacks a right."""
    request = getattr(response, "wsgi_request", None)
    if request is None or target != resolve_url("wagtailadmin_home"):
        return False
    return any(message.level_tag == "error" for message in get_messages(request))


def read() -> dict[str, Row]:
    """The letters of each address, for GET and for POST."""
    lines = FILE.read_text().splitlines()
    rows = (line.split() for line in lines if line and not line.startswith("#"))
    return {form: tuple(letters) for form, *letters in rows}


def write(half: int, column: int, letters: Mapping[str, str]) -> None:
    """Put one role's letters for one method into the file; addresses that are gone go."""
    known = read() if FILE.exists() else {}
    rows = {form: list(known.get(form, EMPTY)) for form in letters}
    for form, now in letters.items():
        row = rows[form][half]
        rows[form][half] = row[:column] + now + row[column + 1 :]
    width = max(map(len, rows))
    lines = [f"{form:<{width}}  {'  '.join(row)}" for form, row in rows.items()]
    FILE.write_text("\n".join([HEAD, *lines]) + "\n")
