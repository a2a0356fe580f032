"""Numbers as people write them."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from practices.answers.numbers import plain_number

WHOLE = {
    "446564": "446564",
    " 446564 ": "446564",
    "446,564": "446564",
    "446.564": "446564",
    "446 564": "446564",
    "446\u00a0564": "446564",
    "446\u202f564": "446564",
    "446'564": "446564",
    "446’564": "446564",
    "٤٤٦٥٦٤": "446564",
    "٤٤٦٬٥٦٤": "446564",
    "\u200f٤٤٦٥٦٤\u200f": "446564",
    "۴۴۶۵۶۴": "446564",
    "3.600.000": "3600000",
    "3,600,000": "3600000",
    "1.234.567,89": "1234567.89",
    "1,234,567.89": "1234567.89",
    "12,5": "12.5",
    "12.5": "12.5",
    "٣٫٥": "3.5",
    "−5": "-5",
    "-1.000": "-1000",
    "0": "0",
    "007": "007",
    "0.125": "0.125",
}
NO_NUMBERS = ["many", "about 500", "5 km", "1,2,3", "1.23.456", "1..2", "€ 500", "5e3", "x" * 100]


@pytest.mark.parametrize(("typed", "read"), WHOLE.items())
def test_a_number_is_read_however_it_is_written(typed: str, read: str) -> None:
    assert plain_number(typed, whole=True) == read


@pytest.mark.parametrize("typed", ["446.564", "446,564", "٤٤٦٬٥٦٤", "1.125"])
def test_one_separator_is_not_guessed_where_decimals_are_possible(typed: str) -> None:
    with pytest.raises(ValidationError, match=r"446564|1125"):
        plain_number(typed, whole=False)


@pytest.mark.parametrize("typed", NO_NUMBERS)
def test_what_is_no_number_is_left_for_the_field_to_refuse(typed: str) -> None:
    left = plain_number(typed, whole=True)
    assert not left.replace(".", "", 1).isdecimal()


@given(st.text(max_size=70))
def test_no_text_breaks_it(typed: str) -> None:
    assert isinstance(plain_number(typed, whole=True), str)
