"""How each language writes numbers, dates, countries and languages, from the CLDR (Babel).

A language is named by its Django code (`en`, `tr`, `ar`, `fr`, `zh-hans`); one the CLDR does not
know is written the English way.
"""

import datetime
import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError, dates, numbers, units
from django.utils import timezone

from taxonomy.countries import country_names

Precision = Literal["day", "month", "year"]

# The site's English writes the day before the month, as its sources do.
_CLDR_NAMES = {"en": "en-GB"}
# The CLDR's default for plain `ar` is Latin digits; docs/decisions/0005 says why not here.
_DIGITS = {"ar": ("arab", str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))}
_SKELETONS: dict[Precision, str] = {"day": "yMMMd", "month": "yMMMM", "year": "y"}
_SIZES = {"megabyte": 1024**2, "kilobyte": 1024}
# Letters that follow their plain neighbour in the Turkish alphabet; `ı` comes before `i`.
_TURKISH_ORDER = str.maketrans(
    {"ç": "c~", "ğ": "g~", "ı": "i", "i": "i~", "ö": "o~", "ş": "s~", "ü": "u~"}
)


@lru_cache(maxsize=64)
def babel_locale(language: str) -> Locale:
    """The CLDR locale whose conventions the site follows for a language."""
    try:
        return Locale.parse(_CLDR_NAMES.get(language, language), sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_CLDR_NAMES["en"], sep="-")


def direction(language: str) -> Literal["ltr", "rtl"]:
    """The direction a language is written in, as the `dir` attribute has it."""
    return "rtl" if babel_locale(language).text_direction == "rtl" else "ltr"


def isolate_ltr(text: str, language: str) -> str:
    """Text such as `2019-09/..` set apart, so that a right-to-left sentence keeps its order."""
    return f"\u2066{text}\u2069" if direction(language) == "rtl" else text


def isolate(text: str, language: str) -> str:
    """A name in whatever script, so that a right-to-left sentence around it keeps its order."""
    return f"\u2068{text}\u2069" if text and direction(language) == "rtl" else text


def format_number(value: Decimal | int, language: str) -> str:
    """A number with the language's digits and separators, every decimal kept but closing zeros."""
    locale = babel_locale(language)
    system, _ = _DIGITS.get(locale.language, ("default", None))
    text = numbers.format_decimal(
        value, locale=locale, decimal_quantization=False, numbering_system=system
    )
    return _own_digits(text, locale)


def format_size(size: int, language: str) -> str:
    """The size of a file of so many bytes, in tenths of kilobytes or megabytes: "1.2 MB"."""
    locale = babel_locale(language)
    system, _ = _DIGITS.get(locale.language, ("default", None))
    unit = next((unit for unit, length in _SIZES.items() if size >= length), "kilobyte")
    value = round(Decimal(size) / _SIZES[unit], 1)
    text = units.format_unit(
        value, unit, "short", format="#,##0.#", locale=locale, numbering_system=system
    )
    return _own_digits(text, locale)


def format_date(value: datetime.date, language: str, precision: Precision = "day") -> str:
    """A date in full, or its month or year: "15 January 2016", "January 2016", "2016".

    A datetime stands for its day in the current time zone and must be aware of its own.
    """
    locale = babel_locale(language)
    if isinstance(value, datetime.datetime):
        value = timezone.localtime(value).date()
    if precision == "day":
        return _own_digits(dates.format_date(value, "long", locale=locale), locale)
    # A date without a time has no time zone to be moved to; Babel's skeletons want a datetime.
    moment = datetime.datetime.combine(value, datetime.time())
    return _own_digits(dates.format_skeleton(_SKELETONS[precision], moment, locale=locale), locale)


def format_datetime(value: datetime.datetime, language: str) -> str:
    """A day and time in the current time zone, in hours and minutes; `value` must be aware."""
    locale = babel_locale(language)
    moment = timezone.localtime(value)
    day = dates.format_date(moment.date(), "long", locale=locale)
    time = format_time(moment.time(), language)
    return _own_digits(f"{locale.datetime_formats['long']}".format(time, day), locale)


def format_time(value: datetime.time, language: str) -> str:
    """A time of day as a clock on the spot shows it, in hours and minutes: "14:30"."""
    locale = babel_locale(language)
    return _own_digits(dates.format_time(value, "short", locale=locale), locale)


def format_date_range(
    start: datetime.date, end: datetime.date, language: str, precision: Precision = "day"
) -> str:
    """From one date to another, saying what they share once: "1–3 October 2019"."""
    locale = babel_locale(language)
    if precision == "day":
        text = _format_day_range(start, end, locale)
    else:
        text = dates.format_interval(start, end, _SKELETONS[precision], locale=locale)
    return _own_digits(_plain_spaces(text), locale)


def join_range(start: str, end: str, language: str) -> str:
    """Two written dates of different precision as a range: "2016 – September 2019"."""
    return _plain_spaces(babel_locale(language).interval_formats[None].format(start, end))


def country_name(code: str, language: str) -> str:
    """The name of a country by its ISO 3166 code; the code itself where the CLDR knows none."""
    name: str = babel_locale(language).territories.get(code.upper(), code)
    return name


def country_choices(language: str) -> list[tuple[str, str]]:
    """Every country as (ISO 3166 code, name), in the order of the language's alphabet."""
    return list(_sorted_countries(language))


def language_name(code: str, in_language: str | None = None) -> str:
    """The name of a language in another, or in itself, as it stands alone in a list.

    Returns the code itself where the CLDR does not know the language.
    """
    name = language_in_a_sentence(code, in_language or code)
    return name[:1].upper() + name[1:] if name != code else code


def language_in_a_sentence(code: str, in_language: str) -> str:
    """The name of a language as it stands inside a sentence: French writes it small there.

    Returns the code itself where the CLDR does not know the language.
    """
    locale = babel_locale(in_language)
    return locale.languages.get(code.lower()) or _name_of_variant(code, locale) or code


def sort_key(text: str, language: str) -> tuple[str, str]:
    """A key that sorts words by the language's alphabet; accents only decide between equals."""
    folded = text
    if babel_locale(language).language == "tr":
        folded = text.replace("İ", "i").replace("I", "ı").lower().translate(_TURKISH_ORDER)
    decomposed = unicodedata.normalize("NFKD", folded).casefold()
    return "".join(c for c in decomposed if not unicodedata.combining(c)), text


def _own_digits(text: str, locale: Locale) -> str:
    _, digits = _DIGITS.get(locale.language, ("default", None))
    return text.translate(digits) if digits else text


def _plain_spaces(text: str) -> str:
    # Some CLDR ranges use thin spaces, which the translated "– ongoing" beside them cannot.
    return text.replace("\u2009", " ")


def _format_day_range(start: datetime.date, end: datetime.date, locale: Locale) -> str:
    difference = "y" if start.year != end.year else "M" if start.month != end.month else "d"
    # The CLDR gives ranges of days with short months only; a long month fits in the same place.
    patterns = [
        re.sub(r"(?<!M)MMM(?!M)", "MMMM", pattern)
        for pattern in locale.interval_formats["yMMMd"][difference]
    ]
    return "".join(
        dates.format_date(day, pattern, locale=locale)
        for day, pattern in zip((start, end), patterns, strict=True)
    )


@lru_cache(maxsize=32)
def _sorted_countries(language: str) -> tuple[tuple[str, str], ...]:
    names = country_names(babel_locale(language).language)
    return tuple(sorted(names.items(), key=lambda country: sort_key(country[1], language)))


def _name_of_variant(code: str, locale: Locale) -> str | None:
    try:
        return Locale.parse(code, sep="-").get_display_name(locale)
    except (UnknownLocaleError, ValueError):
        return None
