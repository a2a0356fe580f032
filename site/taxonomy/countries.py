"""Countries by ISO 3166 code; their names come from CLDR, in any language."""

from collections.abc import Collection, Mapping
from functools import cache

from babel import Locale
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# Two-letter codes in CLDR that are no countries: unions, outlying parts, test and unknown.
NO_COUNTRIES = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]
)

# Names that readers use, and the CLDR has given up or writes otherwise.
ALSO: Mapping[str, Collection[str]] = {
    "PS": ("Palestine", "Filistin", "فلسطين"),
    "TR": ("Turkey",),
}


@cache
def country_names(language: str) -> dict[str, str]:
    """Code → name in the language given (a CLDR language such as `tr`)."""
    territories = Locale(language).territories
    return {
        code: name
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES
    }


def country_choices() -> list[tuple[str, str]]:
    """(code, name in the active language), sorted by name, after an empty choice."""
    names = country_names((get_language() or "en").partition("-")[0])
    return [("", "---------"), *sorted(names.items(), key=lambda item: item[1].casefold())]


def validate_country(code: str) -> None:
    """Refuse what is not a two-letter country code of ISO 3166."""
    if code not in country_names("en"):
        raise ValidationError(_("“%(code)s” is no country code."), params={"code": code})
