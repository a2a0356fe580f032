"""The addresses of pages as mails need them: complete."""

from hashlib import sha256
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import translation


def absolute(path: str) -> str:
    """A path of this site with the site's address before it."""
    return str(urljoin(settings.WAGTAILADMIN_BASE_URL, path))


def link(language: str, name: str, *arguments: Any) -> str:
    """The complete address of a page in a language, by its name."""
    with translation.override(language):
        return absolute(reverse(name, args=arguments))


def key_of(secret: str) -> str:
    """What is stored of a link's secret: whoever reads the database cannot make the link."""
    return sha256(secret.encode()).hexdigest()
