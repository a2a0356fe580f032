"""The records in which an organisation or a city appears."""

from uuid import UUID

from django.utils.translation import get_language

from search.related import newest_with
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
    return newest_with((facet, term.code), get_language() or "en")
