"""Practices as columns: their pages and what these point at, read for all columns together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from wagtail.blocks.stream_block import StreamValue

from core.visibility import public
from practices.comparison.choosing import address
from practices.models import PracticePage
from search.presentation.lines import Line

# Their blocks point at terms: one by one, each would take a query for each practice.
STREAMS = ("partners", "funders", "objectives")

Blocks = list[StreamValue.StreamChild]


@dataclass(frozen=True)
class Column:
    """A practice; `without` is the address of the others alone."""

    page: PracticePage
    line: Line
    streams: Mapping[str, Blocks]
    without: str


def columns(lines: Mapping[UUID, Line]) -> list[Column]:
    """The practices in their order, in a number of queries that grows with nothing."""
    pages = _pages(lines)
    streams = {name: _blocks(pages, name) for name in STREAMS}
    return [
        Column(
            page,
            lines[page.translation_key],
            {name: blocks[place] for name, blocks in streams.items()},
            address(key for key in lines if key != page.translation_key),
        )
        for place, page in enumerate(pages)
    ]


def _pages(lines: Mapping[UUID, Line]) -> list[PracticePage]:
    """The pages that readers are shown of these records."""
    language = get_language() or "en"
    shown = {(key, line.lang or language) for key, line in lines.items()}
    rows = PracticePage.objects.filter(translation_key__in=list(lines), live=True, alias_of=None)
    rows = rows.select_related("locale", "lead_organisation")
    rows = rows.prefetch_related("cities", "themes", "innovation_stages")
    found = {
        page.translation_key: page
        for page in public(rows)
        if (page.translation_key, page.locale.language_code) in shown
    }
    return [found[key] for key in lines if key in found]


def _blocks(pages: Sequence[PracticePage], name: str) -> list[Blocks]:
    """The blocks of one stream of every page."""
    if not pages:
        return []
    raw: list[list[Any]] = [list(getattr(page, name).raw_data) for page in pages]
    stream_block = getattr(pages[0], name).stream_block
    together = iter(StreamValue(stream_block, list(chain(*raw)), is_lazy=True))
    return [[next(together) for _ in some] for some in raw]
