"""The records in the sitemap, from the index alone: each public page with its translations."""

from itertools import groupby
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models.fields.json import KT

from core.alternates import alternates, sitemap_entries
from search import listings

RECORDS = 2_500  # in one file


def record_files() -> Paginator[UUID]:
    """The keys of the records, a page for each file of the sitemap."""
    keys = listings.public_rows().order_by("key").values_list("key", flat=True).distinct()
    return Paginator(keys, RECORDS)


def record_entries(number: int, root: str) -> list[dict[str, Any]]:
    """What a file says, the first being 1; a number of queries whatever it holds.

    Raises:
        EmptyPage: there is no such file.
    """
    keys = list(record_files().page(number).object_list)
    if not keys:
        return []
    rows = listings.public_rows().filter(key__gte=keys[0], key__lte=keys[-1])
    values = rows.order_by("key").values_list(
        "key", "language", "updated", KT("line__url"), KT("line__original")
    )
    entries = []
    for _key, record in groupby(values, key=lambda row: row[0]):
        pages = list(record)
        addresses = {language: url for _, language, _, url, _ in pages}
        updated = {language: moment for _, language, moment, _, _ in pages}
        entries += sitemap_entries(alternates(addresses, pages[0][4], root), updated)
    return entries
