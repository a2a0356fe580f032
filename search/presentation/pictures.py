"""The pictures that records have themselves, as cards show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.images.models import SourceImageIOError

from core.models import CreditedImage, CreditedRendition
from search.presentation.lines import Line

SIZED = "width-576|format-webp"
"""A card is at most 288 px wide; screens with twice as many pixels are common."""


@dataclass(frozen=True)
class Card:
    """A record as a card; without a picture it gets a drawn cover."""

    line: Line
    picture: CreditedRendition | None


def cards(found: Iterable[tuple[Mapping[str, Any], Line]]) -> tuple[Card, ...]:
    """The results as cards, in their order: one query, but for pictures shown the first time."""
    results = list(found)
    sized = _sized({stored["cover"] for stored, _line in results if stored.get("cover")})
    return tuple(Card(line, sized.get(stored.get("cover"))) for stored, line in results)


def _sized(images: set[int]) -> dict[int | None, CreditedRendition]:
    made = CreditedRendition.objects.filter(image__in=images, filter_spec=SIZED)
    found: dict[int | None, CreditedRendition] = {one.image_id: one for one in made}
    if missing := images - found.keys():
        for image in CreditedImage.objects.filter(pk__in=missing):
            try:
                found[image.pk] = image.get_rendition(SIZED)
            except SourceImageIOError:  # a file that is gone: Wagtail says so where it is edited
                continue
    return found
