"""What must not be forgotten when a site is set up."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

# Each process has its own, or `add` is two steps between which another process can come.
NOT_FOR_LIMITS = ("locmem.LocMemCache", "dummy.DummyCache", "filebased.FileBasedCache")


@register(Tags.security, deploy=True)
def check_cache(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Limits on log-ins count in a cache that all processes share."""
    backend = settings.CACHES["default"]["BACKEND"]
    if not backend.endswith(NOT_FOR_LIMITS):
        return []
    return [
        Error(
            f"With the cache {backend} each process counts failed log-ins for itself.",
            hint="Leave CACHE_URL unset, or name a cache that all processes share.",
            id="accounts.E001",
        )
    ]


@register(Tags.security, deploy=True)
def check_second_factor(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """A site in public asks for a second factor."""
    if settings.MEYDAN_MFA_REQUIRED:
        return []
    return [
        Error(
            "A stolen password alone opens the administration.",
            hint="Remove MEYDAN_MFA_REQUIRED from the environment.",
            id="accounts.E002",
        )
    ]
