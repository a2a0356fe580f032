"""Numbers, dates, countries and languages as each language writes them."""

import datetime
import re
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from core import i18n
from tests.sources import files, name

PRECISIONS = get_args(i18n.Precision)
EVENING = datetime.datetime(2016, 1, 15, 22, 5, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", "500,000"), ("tr", "500.000"), ("ar", "٥٠٠٬٠٠٠"), ("fr", "500\u202f000")],
)
def test_thousands_are_parted_the_way_the_reader_does(language: str, shown: str) -> None:
    assert i18n.format_number(500000, language) == shown
    assert i18n.format_number(Decimal("500000.00"), language) == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", ["0 kB", "0.3 kB", "12 kB", "1.2 MB", "25 MB"]),
        ("tr", ["0 kB", "0,3 kB", "12 kB", "1,2 MB", "25 MB"]),
        ("ar", ["٠ كيلوبايت", "٠٫٣ كيلوبايت", "١٢ كيلوبايت", "١٫٢ م.ب", "٢٥ م.ب"]),
        ("fr", ["0 ko", "0,3 ko", "12 ko", "1,2 Mo", "25 Mo"]),
    ],
)
def test_a_size_is_in_the_readers_units_and_digits(language: str, shown: list[str]) -> None:
    sizes = [0, 345, 12 * 1024, 1_234_567, 25 * 1024**2]
    plain = [i18n.format_size(size, language).replace("\u00a0", " ") for size in sizes]
    assert [text.replace("\u202f", " ") for text in plain] == shown


def test_a_name_is_set_apart_where_sentences_run_the_other_way() -> None:
    assert [i18n.isolate("Lyon", code) for code in ("fr", "ar")] == ["Lyon", "\u2068Lyon\u2069"]
    assert i18n.isolate("", "ar") == ""


def test_arabic_has_one_set_of_digits() -> None:
    latin = re.compile("[0-9]")
    day, last = datetime.date(2016, 1, 15), datetime.date(2019, 10, 3)
    shown = [
        i18n.format_number(Decimal("-1234567890.25"), "ar"),
        *(i18n.format_date(day, "ar", precision) for precision in PRECISIONS),
        *(i18n.format_date_range(day, last, "ar", precision) for precision in PRECISIONS),
        i18n.format_datetime(EVENING, "ar"),
        i18n.format_time(EVENING.time(), "ar"),
        i18n.format_size(1_234_567, "ar"),
    ]
    assert [text for text in shown if latin.search(text)] == []


@pytest.mark.parametrize("path", files("templates", suffix=".html"), ids=name)
def test_a_template_writes_values_by_our_filters_only(path: Path) -> None:
    # Django's own write Latin digits on an Arabic page.
    assert (
        re.findall(
            r"\|(?:date|time|floatformat|intcomma|timesince|naturaltime)\b|{% now ",
            path.read_text(),
        )
        == []
    )


def test_no_decimal_of_a_figure_is_rounded_away() -> None:
    assert i18n.format_number(Decimal("-1234.56789"), "en") == "-1,234.56789"
    assert i18n.format_number(Decimal("25.5"), "ar") == "٢٥٫٥"


def test_a_time_is_told_in_the_current_time_zone() -> None:
    with timezone.override("Europe/Istanbul"):
        assert i18n.format_datetime(EVENING, "en") == "16 January 2016, 00:05"
        assert i18n.format_datetime(EVENING, "tr") == "16 Ocak 2016 00:05"
        assert i18n.format_date(EVENING, "ar") == "١٦ يناير ٢٠١٦"


def test_a_country_is_named_by_its_code_in_the_readers_language() -> None:
    assert i18n.country_name("TR", "en") == "Türkiye"
    assert i18n.country_name("lb", "ar") == "لبنان"
    assert i18n.country_name("??", "en") == "??"


def test_countries_stand_in_the_order_of_the_alphabet() -> None:
    turkish = [name for _code, name in i18n.country_choices("tr")]
    for earlier, later in [("Cibuti", "Çad"), ("Hırvatistan", "Hindistan"), ("Irak", "İran")]:
        assert turkish.index(earlier) < turkish.index(later)
    french = [name for _code, name in i18n.country_choices("fr")]
    assert french.index("Équateur") < french.index("Espagne")


def test_every_choice_is_a_country() -> None:
    codes = {code for code, _name in i18n.country_choices("en")}
    assert {"TR", "LB", "SE", "MT", "RS", "XK"} <= codes
    assert not codes & {"EU", "UN", "ZZ", "001"}
    assert len(codes) == 250


def test_a_language_is_named_in_another_or_in_itself() -> None:
    assert i18n.language_name("ar", "tr") == "Arapça"
    assert [i18n.language_name(code) for code in ("en", "tr", "ar", "fr")] == [
        "English",
        "Türkçe",
        "العربية",
        "Français",
    ]
    assert i18n.language_name("zh-hans", "en") == "Chinese (Simplified)"
    assert i18n.language_name("xx", "en") == "xx"


def test_arabic_runs_from_right_to_left() -> None:
    assert [i18n.direction(code) for code in ("en", "tr", "ar", "fr", "he", "xx")] == [
        "ltr",
        "ltr",
        "rtl",
        "ltr",
        "rtl",
        "ltr",
    ]


@pytest.mark.parametrize(
    ("expression", "value", "english", "arabic"),
    [
        ("value|period", "2019-10-01/2019-10-03", "1–3 October 2019", "١–٣ أكتوبر ٢٠١٩"),
        ("value|period", None, "", ""),
        ("value|number", 446564, "446,564", "٤٤٦٬٥٦٤"),
        ("value|number", 0, "0", "٠"),
        ("value|number", None, "", ""),
        ("value|date_text", datetime.date(2016, 1, 15), "15 January 2016", "١٥ يناير ٢٠١٦"),
        ("value|date_text", "2016-01-15", "15 January 2016", "١٥ يناير ٢٠١٦"),
        ("value|date_text", "2016-01-15T12:00:00Z", "15 January 2016", "١٥ يناير ٢٠١٦"),
        ("value|date_text", None, "", ""),
        ("value|datetime_text", EVENING, "15 January 2016, 22:05", "١٥ يناير ٢٠١٦، ١٠:٠٥ م"),
        ("value|time_text", datetime.time(14, 30), "14:30", "٢:٣٠ م"),
        ("value|time_text", datetime.time(0), "00:00", "١٢:٠٠ ص"),
        ("value|time_text", None, "", ""),
        ("value|country", "TR", "Türkiye", "تركيا"),
        ("value|country", "", "", ""),
        ("value|language", "tr", "Turkish", "التركية"),
        ("value|language:value", "tr", "Türkçe", "Türkçe"),
        ("value|dir", "ar", "rtl", "rtl"),
    ],
)
def test_templates_write_values_in_the_active_language(
    expression: str, value: object, english: str, arabic: str
) -> None:
    template = Template("{% load core_tags %}{{ " + expression + " }}")
    for language, shown in (("en", english), ("ar", arabic)):
        with translation.override(language):
            assert template.render(Context({"value": value})) == shown
