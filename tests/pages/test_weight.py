"""What a telephone loads to read a page: its text, styles and scripts, compressed as served."""

import gzip
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from core.models import KnowledgePage, record_types
from tests.factories.full import full_record

MOST = 120_000  # bytes

pytestmark = pytest.mark.django_db


def weight(source: bytes) -> int:
    """Bytes of a page with every style and script of ours that it names; none is another's."""
    page = BeautifulSoup(source, "html.parser")
    styles = [str(tag["href"]) for tag in page.select('link[rel="stylesheet"]')]
    scripts = [str(tag["src"]) for tag in page.select("script[src]")]
    assert len(styles) > 5
    assert scripts
    return sum(map(_compressed, [source, *map(_static, {*styles, *scripts})]))


def _static(address: str) -> bytes:
    assert address.startswith(settings.STATIC_URL)
    found: Any = finders.find(address.removeprefix(settings.STATIC_URL))
    return Path(found).read_bytes()


def _compressed(content: bytes) -> int:
    return len(gzip.compress(content, compresslevel=6))


@pytest.mark.parametrize("model", record_types(), ids=lambda model: str(model.__name__))
def test_a_record_with_every_section_is_light(
    model: type[KnowledgePage], client: Client, committed: Any
) -> None:
    with committed():
        page, _entered = full_record(model)

    assert weight(client.get(page.get_url()).content) < MOST


@pytest.mark.parametrize("view", ["list", "cards", "table", "timeline"])
def test_a_search_is_light(view: str, client: Client) -> None:
    assert weight(client.get(f"/en/search/?view={view}").content) < MOST
