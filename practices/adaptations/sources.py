"""The practices that are adapted, as everybody may read them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language

from practices.models import PracticePage
from search.listings import Line, lines
from taxonomy.models import Organisation


@dataclass(frozen=True)
class Source:
    """A public practice in the active language, and the municipality that leads it."""

    line: Line
    organisation: Organisation | None


def source(key: UUID) -> Source | None:
    """The practice with this key; None where not everybody may read it, or it is none."""
    line = titles([key]).get(key)
    pages = PracticePage.objects.live().filter(translation_key=key, alias_of=None)
    page = pages.select_related("lead_organisation").first()
    return Source(line, page.lead_organisation) if line and page else None


def titles(keys: Iterable[UUID]) -> Mapping[UUID, Line]:
    """What lists show of these records, where everybody may read them."""
    return {UUID(line["id"]): line for line in lines(keys, get_language() or "en")}
