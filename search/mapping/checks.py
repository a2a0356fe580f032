"""Whether maps can be drawn on the pictures of the server that is configured, and what it costs."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

PLACEHOLDERS = ("{z}", "{x}", "{y}")
EXAMPLE = "https://tiles.example.org/{z}/{x}/{y}.png"


@register()
def check_tiles(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """A tile server is named completely, and nobody forgets that readers' browsers ask it."""
    address = settings.MEYDAN_MAP_TILES
    if not address:
        return []
    if not _is_complete(address):
        hint = f"Write it like {EXAMPLE}: one host, without {{s}}."
        message = "MEYDAN_MAP_TILES is no https address of map tiles."
        return [Error(message, hint=hint, id="search.E001")]
    found: list[CheckMessage] = [
        Warning(
            f"Whoever looks at a map asks {urlsplit(address).hostname} for pictures, and thereby"
            " tells it an IP address and where she looks.",
            hint="Say so in the privacy notice, or leave MEYDAN_MAP_TILES empty.",
            id="search.W001",
        )
    ]
    if not settings.MEYDAN_MAP_CREDIT:
        hint = "Most licences ask for it: “© OpenStreetMap contributors”."
        message = "MEYDAN_MAP_CREDIT does not say who made the map tiles."
        found.append(Error(message, hint=hint, id="search.E002"))
    return found


def _is_complete(address: str) -> bool:
    parts = urlsplit(address)
    path = f"{parts.path}?{parts.query}"
    return (
        parts.scheme == "https"
        and bool(parts.hostname)
        and not set(parts.netloc) & set("{} ;,")
        and all(placeholder in path for placeholder in PLACEHOLDERS)
    )
