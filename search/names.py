"""The labels of facet values in one language, each kind read once."""

from collections.abc import Callable, Collection, Mapping
from functools import cache, partial

from django.conf import settings

from search.facets import BY_PARAMETER
from taxonomy.countries import ALSO
from taxonomy.labels import all_labels
from taxonomy.labels import labels as term_labels
from taxonomy.version import remembered


def every_label(facet: str) -> Mapping[str, list[str]]:
    """Value → what it is called in any language: what words are looked for in."""
    return BEYOND_TERMS[facet]() if facet in BEYOND_TERMS else all_labels(facet)


@cache
def _countries() -> Mapping[str, list[str]]:
    return _in_all_languages("country", ALSO)


@cache
def _types() -> Mapping[str, list[str]]:
    return _in_all_languages("type", {})


def _in_all_languages(facet: str, also: Mapping[str, Collection[str]]) -> Mapping[str, list[str]]:
    """Each name once, those that readers use `also` behind the others."""
    found: dict[str, list[str]] = {}
    for language, _name in settings.LANGUAGES:
        for code, label in BY_PARAMETER[facet].labels(language).items():
            found.setdefault(code, []).append(label)
    return {
        code: list(dict.fromkeys([*names, *also.get(code, ())])) for code, names in found.items()
    }


def _objectives() -> Mapping[str, list[str]]:
    """Officials call them by their number as well: "GCM 16"."""
    return remembered(
        "numbered objectives",
        lambda: {
            code: [*names, _numbered(code)] for code, names in all_labels("objective").items()
        },
    )


def _numbered(code: str) -> str:
    compact, _, number = code.partition("-")
    return f"{compact} {number.lstrip('0')}"


BEYOND_TERMS: Mapping[str, Callable[[], Mapping[str, list[str]]]] = {
    "country": _countries,
    "objective": _objectives,
    "type": _types,
}


class Names:
    """Labels for the length of one answer: whatever it shows, each vocabulary is read once."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._labels: dict[str, Mapping[str, str]] = {}
        self._families: dict[str, Mapping[str, str]] = {}
        self._places: dict[str, Mapping[str, int]] = {}

    def of(self, parameter: str) -> Mapping[str, str]:
        """Every value of a facet with its label, in the order of the vocabulary."""
        if parameter not in self._labels:
            build = partial(BY_PARAMETER[parameter].labels, self.language)
            self._labels[parameter] = remembered(f"of {parameter} {self.language}", build)
        return self._labels[parameter]

    def places(self, parameter: str) -> Mapping[str, int]:
        """Every value of a facet with its place in the order of the vocabulary."""
        if parameter not in self._places:
            self._places[parameter] = remembered(
                f"places of {parameter} {self.language}",
                lambda: {code: place for place, code in enumerate(self.of(parameter))},
            )
        return self._places[parameter]

    def label(self, parameter: str, value: str) -> str:
        """The label of a value; the code itself for one that has lost its term."""
        return self.of(parameter).get(value, value)

    def families_of(self, parameter: str) -> Mapping[str, str]:
        """Which value stands under which term: a theme's parent, an objective's compact."""
        facet = BY_PARAMETER[parameter]
        if facet.families is None:
            return {}
        if parameter not in self._families:
            self._families[parameter] = facet.families()
        return self._families[parameter]

    def family_labels(self, parameter: str) -> Mapping[str, str]:
        """The labels of the terms that values stand under, in the order of their vocabulary."""
        family = BY_PARAMETER[parameter].family
        if not family:
            return {}
        if family in BY_PARAMETER:
            return self.of(family)
        if family not in self._labels:
            self._labels[family] = term_labels(family, self.language)
        return self._labels[family]
