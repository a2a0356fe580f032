"""What opens something is written down nowhere: not in the security log, nor in the server's."""

import logging
from typing import Any

from django.http import HttpRequest

# By the names it has in details and in addresses.
SECRET = frozenset({"code", "key", "password", "secret", "signature", "signed", "token"})


class SecretsFilter(logging.Filter):
    """Leaves what opens something out of the addresses that Django writes down."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, changed where it names such an address."""
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            record.args = tuple(
                without_secrets(argument, request) if isinstance(argument, str) else argument
                for argument in record.args
            )
        return True


def without_secrets(text: str, request: HttpRequest) -> str:
    """A text about a request, without what in its address opens something."""
    found = request.resolver_match
    kwargs: dict[str, Any] = found.kwargs if found else {}
    for name, value in kwargs.items():
        # A record's key is a UUID by now, and no secret.
        if name in SECRET and isinstance(value, str):
            text = text.replace(value, "…")
    return text
