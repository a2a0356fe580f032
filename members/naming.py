"""The records in which an organisation or a city appears."""

from uuid import UUID

from django.utils.translation import get_language

from search.listings import with_term
from taxonomy.models import City, Organisation


def keys_naming(organisation: Organisation | None) -> list[UUID]:
    """The keys of the newest records that name an organisation, as the reader may see them."""
    return _keys("organisation", organisation)


def keys_in(city: City | None) -> list[UUID]:
    """The keys of the newest records that took place in a city, as the reader may see them."""
    return _keys("city", city)


def _keys(facet: str, term: City | Organisation | None) -> list[UUID]:
    if term is None:
        return []
    lines = with_term(facet, term.code, get_language() or "en")
    return [UUID(line["id"]) for line in lines]
