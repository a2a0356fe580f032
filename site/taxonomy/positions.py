"""Where the cities are."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from taxonomy.models import City
from taxonomy.version import remembered


@dataclass(frozen=True)
class Position:
    """A city's country by its ISO 3166 code, and its WGS 84 degrees as attributes write them."""

    country: str
    latitude: str
    longitude: str


def city_positions() -> Mapping[str, Position]:
    """Code of a city → where it is; retired ones are included, records keep them."""
    return remembered("city positions", _read)


def _read() -> Mapping[str, Position]:
    rows = City.objects.canonical().values_list("code", "country", "latitude", "longitude")
    return MappingProxyType(
        {code: Position(country, str(north), str(east)) for code, country, north, east in rows}
    )
