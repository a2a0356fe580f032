"""What the server's own log does not learn."""

import logging
from typing import Any

from django.http import HttpRequest


class SecretsFilter(logging.Filter):
    """Leaves what opens something out of the addresses that Django writes down."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, changed where it names such an address."""
        # Logging is set up before there are models.
        from accounts.log import SECRET

        request = getattr(record, "request", None)
        found = request.resolver_match if isinstance(request, HttpRequest) else None
        if found and isinstance(record.args, tuple):
            secrets = [str(value) for name, value in found.kwargs.items() if name in SECRET]
            record.args = tuple(_without(argument, secrets) for argument in record.args)
        return True


def _without(argument: Any, secrets: list[str]) -> Any:
    if isinstance(argument, str):
        for secret in secrets:
            argument = argument.replace(secret, "…")
    return argument
