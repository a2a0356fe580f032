"""What a record has in common with the reader's city: results can be sorted by it.

Legal basis and staff come with the country, so a city of the same size in another country fits
better than a small one next door, and what something cost decides among these.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from core.enums import PopulationBand
from taxonomy.models import City
from taxonomy.version import remembered

# The parameters, with the facets their values are of.
PARAMETERS = {"like": "city", "like_population": "population", "like_budget": "budget"}
WEIGHTS = {"population": 4, "country": 2, "budget": 1}


class Trait(NamedTuple):
    """A facet's value that a record may have; one that has it fits better by `weight`."""

    facet: str
    value: str
    weight: int


@dataclass(frozen=True)
class Like:
    """A city, or a size and a budget, as codes; what is not asked for is empty."""

    city: str = ""
    population: str = ""
    budget: str = ""
    traits: tuple[Trait, ...] = ()

    @classmethod
    def of(cls, city: str, population: str, budget: str) -> "Like | None":
        """With the traits this means: a city's country, and its size unless one is named."""
        if not (city or population or budget):
            return None
        country, size = city_facts().get(city, ("", ""))
        traits = {"population": population or size, "country": country, "budget": budget}
        meant = (Trait(facet, value, WEIGHTS[facet]) for facet, value in traits.items() if value)
        return cls(city, population, budget, tuple(meant))

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """What an address says of it."""
        values = (self.city, self.population, self.budget)
        return [(name, value) for name, value in zip(PARAMETERS, values, strict=True) if value]

    def without(self, parameter: str) -> "Like | None":
        """What is left where one of its parameters is taken away."""
        left = dict(self.parameters) | {parameter: ""}
        return Like.of(*(left.get(name, "") for name in PARAMETERS))


def city_facts() -> Mapping[str, tuple[str, str]]:
    """Code of a city → its country, and the band of its population; empty where none is known."""
    return remembered("facts of cities", _read)


def _read() -> Mapping[str, tuple[str, str]]:
    rows = City.objects.canonical().values_list("code", "country", "population")
    return {
        code: (country, PopulationBand.of(population).value if population else "")
        for code, country, population in rows
    }
