"""What becomes of a form whose token is no longer good: its text is shown, and never lost.

A log-in gives the browser another token; forms that stand open in other tabs have the old one.
"""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render
from django.views.decorators.cache import never_cache

# What no page shows, by the names of fields.
SECRET = re.compile(r"passw|token|secret|credential|signature|(?<![a-z])(codes?|otp|pin)(?![a-z])")
# What forms say of themselves.
MADE = {"key", "next", "shown", "then", "unheard", "writer"}
KEY = re.compile(r"[0-9a-f-]{32,36}")
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of its field


class Sender(Enum):
    """Whose page a form stood on, as browsers say it of themselves and no page can."""

    OURS = "ours"
    UNKNOWN = "unknown"
    ANOTHER = "another"


@dataclass(frozen=True)
class Text:
    """Something typed, and how many rows it takes to show it."""

    text: str

    @property
    def rows(self) -> int:
        """Between 2 and 12."""
        return min(12, max(2, self.text.count("\n") + len(self.text) // 70 + 1))


@never_cache
def failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Give the text back; what stood on a page of ours can be sent again as it is.

    Only there, as a forged form must not become one that is sent by one click. What comes from
    another site is not even shown: its author would speak in our name. A password or a code is
    typed anew.
    """
    sender = sender_of(request)
    fields = [] if sender == Sender.ANOTHER else _fields(request)
    has_secret = any(SECRET.search(name.lower()) for name, _value in fields)
    context = {
        "sender": sender.value,
        "texts": _texts(fields),
        "again": [] if has_secret or sender != Sender.OURS else fields,
        "address": request.get_full_path(),
        "had_files": bool(fields and request.FILES),
    }
    return render(request, "403_csrf.html", context, status=403)


def sender_of(request: HttpRequest) -> Sender:
    """Whose page sent a form: by `Origin`, else `Referer`; `Sec-Fetch-Site` may only object."""
    site = request.headers.get("Sec-Fetch-Site", "")
    named = request.headers.get("Origin") or _origin(request.headers.get("Referer", ""))
    is_own = named == f"{request.scheme}://{request.get_host()}"
    if site in ("cross-site", "same-site") or (named not in ("", "null") and not is_own):
        return Sender.ANOTHER
    return Sender.OURS if is_own else Sender.UNKNOWN


def _origin(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return "null"
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    try:
        lists: Any = request.POST.lists()
    except UnreadablePostError:  # the line broke: there is nothing to show
        return []
    return [(name, value) for name, values in lists if name != TOKEN for value in values]


def _texts(fields: list[tuple[str, str]]) -> list[Text]:
    """What was typed, the longer texts one by one, and single words together at the end."""
    typed = [
        value.strip()
        for name, value in fields
        if name not in MADE and not SECRET.search(name.lower()) and not KEY.fullmatch(value)
    ]
    longer = [text for text in typed if len(text.split()) > 1]
    words = [text for text in typed if len(text.split()) == 1]
    return [Text(text) for text in (*longer, "\n".join(words)) if text]
