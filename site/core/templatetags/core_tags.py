"""Filters that write values the way the active language does. Nothing stays nothing."""

import datetime
import re
from decimal import Decimal

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from core import i18n
from core.addresses import address_of
from core.dates import Period
from core.macros import macro

register = template.Library()
register.simple_tag(address_of)
register.simple_tag(macro)


def _language() -> str:
    return get_language() or "en"


@register.filter
def period(value: Period | str | None) -> str:
    """A period, or its stored text, as a reader expects it: "1–3 October 2019"."""
    if not value:
        return ""
    return (Period.parse(value) if isinstance(value, str) else value).display(_language())


@register.filter
def number(value: Decimal | int | None) -> str:
    """A number with its separators: 446,564 is 446.564 in Turkish."""
    return "" if value is None else i18n.format_number(value, _language())


@register.filter
def size_text(value: int | None) -> str:
    """The size of a file of so many bytes: "1.2 MB"."""
    return "" if value is None else i18n.format_size(value, _language())


@register.filter
def date_text(value: datetime.date | str | None) -> str:
    """A date, or its ISO 8601 text, in full: "15 January 2016"."""
    if not value:
        return ""
    return i18n.format_date(_read(value) if isinstance(value, str) else value, _language())


@register.filter
def datetime_text(value: datetime.datetime | None) -> str:
    """A day and time in the current time zone: "15 January 2016, 12:05"."""
    return i18n.format_datetime(value, _language()) if value else ""


@register.filter
def time_text(value: datetime.time | None) -> str:
    """A time of day: "14:30"."""
    return "" if value is None else i18n.format_time(value, _language())


@register.filter
def country(code: str) -> str:
    """The name of a country by its ISO 3166 code."""
    return i18n.country_name(code, _language()) if code else ""


@register.filter
def language(code: str, in_language: str = "") -> str:
    """The name of a language in the active one, or in the one given: `code|language:code`.

    Not called as Django's own `language_name`, which says it in English.
    """
    return i18n.language_name(code, in_language or _language()) if code else ""


@register.filter
def language_in_a_sentence(code: str) -> str:
    """The name of a language in the active one, as it stands inside a sentence."""
    return i18n.language_in_a_sentence(code, _language()) if code else ""


@register.filter("dir")
def text_direction(code: str) -> str:
    """The direction a language is written in, for a `dir` attribute: ltr or rtl."""
    return i18n.direction(code)


def _read(text: str) -> datetime.date:
    if len(text) == len("2016-01-15"):
        return datetime.date.fromisoformat(text)
    return datetime.datetime.fromisoformat(text)


@register.filter
def raised(rendered: str) -> SafeString:
    """Text with its sub-headings one level up, for a page without sections above them."""
    return SafeString(re.sub(r"(</?h)([34])\b", lambda tag: f"{tag[1]}{int(tag[2]) - 1}", rendered))
