"""Periods: what is read, what is refused and with which advice, and how each language prints it."""

import calendar
import datetime
import pickle

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from core.dates import (
    MAX_INPUT_LENGTH,
    MAX_LENGTH,
    MAX_YEARS,
    Edge,
    PartialDate,
    Period,
    PeriodError,
)

TODAY = datetime.date(2026, 3, 1)


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    year = draw(st.integers(1000, 9999))
    month = draw(st.none() | st.integers(1, 12))
    if month is None:
        return PartialDate(year)
    days = calendar.monthrange(year, month)[1]
    return PartialDate(year, month, draw(st.none() | st.integers(1, days)))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start, end = sorted(
        [draw(partial_dates()), draw(partial_dates())], key=lambda date: date.first_day
    )
    edge = st.sampled_from(Edge)
    return draw(
        st.sampled_from([Period(start, start), Period(start, end)])
        | st.builds(Period, st.just(start), edge)
        | st.builds(Period, edge, st.just(end))
    )


def refusal(text: str, language: str = "en") -> str:
    with translation.override(language), pytest.raises(PeriodError) as caught:
        Period.parse(text)
    return str(caught.value)


class TestReading:
    @pytest.mark.parametrize(
        ("text", "first", "last"),
        [
            ("2016", "2016-01-01", "2016-12-31"),
            ("2019-09", "2019-09-01", "2019-09-30"),
            ("2016-01-15", "2016-01-15", "2016-01-15"),
            ("2016-01-15/", "2016-01-15", None),
            ("2019-09/..", "2019-09-01", None),
            ("2020/2024", "2020-01-01", "2024-12-31"),
            ("2019-10-01/2019-10-03", "2019-10-01", "2019-10-03"),
            ("2020-02", "2020-02-01", "2020-02-29"),
            ("../2019", None, "2019-12-31"),
            ("/2019-02", None, "2019-02-28"),
            ("2019-09-15/2019-09", "2019-09-15", "2019-09-30"),
        ],
    )
    def test_a_period_knows_the_first_and_last_day_it_can_mean(
        self, text: str, first: str | None, last: str | None
    ) -> None:
        period = Period.parse(text)
        assert str(period) == text
        assert (period.first_day and period.first_day.isoformat()) == first
        assert (period.last_day and period.last_day.isoformat()) == last

    def test_an_ongoing_period_is_not_one_whose_end_is_unknown(self) -> None:
        ongoing, unknown = Period.parse("2019-09/.."), Period.parse("2019-09/")
        assert (ongoing.is_ongoing, ongoing.end_unknown) == (True, False)
        assert (unknown.is_ongoing, unknown.end_unknown) == (False, True)
        assert ongoing != unknown

    @pytest.mark.parametrize(
        "text", ["  2019-09/.. \n", "\u20662019-09/..\u2069", "2019-09 / ..", "\u00a02019-09/.."]
    )
    def test_spaces_and_direction_marks_of_a_pasted_text_do_not_count(self, text: str) -> None:
        assert str(Period.parse(text)) == "2019-09/.."

    def test_an_interval_from_a_date_to_itself_is_that_date(self) -> None:
        assert Period.parse("2019/2019") == Period.parse("2019")
        assert str(Period.parse("2019-09/2019-09")) == "2019-09"

    @pytest.mark.parametrize(
        ("text", "known"),
        [
            ("2019-10-01/2019-10-03", True),
            ("2016-01-15", True),
            ("2016-01-15/", False),
            ("2019-10/2019-10-03", False),
            ("2019", False),
        ],
    )
    def test_a_calendar_needs_both_days(self, text: str, known: bool) -> None:
        assert Period.parse(text).full_days is known

    @given(periods())
    def test_what_is_written_is_read_back_the_same(self, period: Period) -> None:
        assert Period.parse(str(period)) == period
        assert len(str(period)) <= MAX_LENGTH
        assert hash(Period.parse(str(period))) == hash(period)
        assert pickle.loads(pickle.dumps(period)) == period  # noqa: S301 - our own bytes


class TestRefusing:
    @pytest.mark.parametrize(
        ("text", "advice"),
        [
            ("01/15/2016", "Write 2016-01-15:"),
            ("15/01/2016", "Write 2016-01-15:"),
            ("15.01.2016", "Write 2016-01-15:"),
            ("3.4.2016", "Write 2016-04-03:"),
            ("05/05/2016", "Write 2016-05-05:"),
            ("2016/01/15", "Write 2016-01-15:"),
            ("2019-9", "Write 2019-09:"),
            ("2019/09", "Write 2019-09:"),
            ("09/2019", "Write 2019-09:"),
            ("2015-2017", "Write 2015/2017:"),
            ("2015 – 2017", "Write 2015/2017:"),
            ("26-27/11/2019", "Write 2019-11-26/2019-11-27:"),
        ],
    )
    def test_a_date_written_another_way_is_answered_with_ours(self, text: str, advice: str) -> None:
        assert refusal(text).startswith(advice)

    def test_of_day_and_month_neither_is_guessed(self) -> None:
        assert refusal("03/04/2016").startswith("Write 2016-04-03 or 2016-03-04:")

    @pytest.mark.parametrize(
        ("text", "advice"),
        [
            ("26-27/11", "26–27 November 2024, for example, is written 2024-11-26/2024-11-27."),
            ("15.01", "15 January 2024, for example, is written 2024-01-15."),
            ("11/26", "26 November 2024, for example, is written 2024-11-26."),
            ("29/02", "29 February 2024, for example, is written 2024-02-29."),
        ],
    )
    def test_a_date_without_a_year_is_asked_for_it(self, text: str, advice: str) -> None:
        assert refusal(text) == f"Give the year: {advice}"

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "/",
            "..",
            "../..",
            "/..",
            "September 2019 - Ongoing",
            "1-3 October 2019",
            "2015-2017 during 36-month",
            "To be confirmed",
            "this week (26-27/11)",
            "31/02",
            "30/02/2016",
            "2017-2015",
            "27-26/11/2019",
            "13/2016",
            "2019/2020/2021",
            "2019-06-15T12:00",
            "2019~",
            "٢٠١٩",
            "²019",
        ],
    )
    def test_any_other_text_is_told_how_dates_are_written(self, text: str) -> None:
        assert "2016-01-15" in refusal(text)
        assert "2019-09/.." in refusal(text)

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("2019-13", "There is no month 13: write a month from 01 to 12."),
            ("2019-00-10", "There is no month 00: write a month from 01 to 12."),
            ("2019-02-30", "There is no day 30 in that month: its last day is 2019-02-28."),
            ("2020-02-00", "There is no day 00 in that month: its last day is 2020-02-29."),
            ("0999", "Write a year between 1000 and 9999."),
            (
                "2020/2019-12",
                "The end (2019-12) lies before the start (2020). Write the earlier first.",
            ),
        ],
    )
    def test_what_no_calendar_holds_is_refused(self, text: str, sentence: str) -> None:
        assert refusal(text) == sentence

    @pytest.mark.parametrize(
        "text",
        ["9" * 10**6, "2019/" * 10**5, " " * 10**6 + "2019", "1-" * 49, "2019\x00", "\ud800"],
    )
    def test_hostile_text_is_refused_with_a_short_sentence_that_does_not_repeat_it(
        self, text: str
    ) -> None:
        assert len(refusal(text)) < 300

    @given(st.text(max_size=MAX_INPUT_LENGTH + 5) | st.text("0123456789-/. –", max_size=30))
    def test_no_text_raises_anything_but_a_period_error(self, text: str) -> None:
        try:
            period = Period.parse(text)
        except PeriodError as error:
            assert str(error)
        else:
            assert Period.parse(str(period)) == period

    def test_a_stored_form_keeps_its_order_within_an_arabic_sentence(self) -> None:
        assert "\u20662024-11-26/2024-11-27\u2069" in refusal("26-27/11", "ar")

    def test_a_day_without_its_month_is_no_date(self) -> None:
        with pytest.raises(PeriodError):
            PartialDate(2019, None, 5)


class TestYears:
    @pytest.mark.parametrize(
        ("text", "years"),
        [
            ("2016-01-15", [2016]),
            ("2020/2024", [2020, 2021, 2022, 2023, 2024]),
            ("2024-09/..", [2024, 2025, 2026]),
            ("2016-01-15/", [2016]),
            ("2030/..", [2030]),
            ("../2019", [2019]),
            ("/2019", [2019]),
        ],
    )
    def test_a_period_counts_under_every_year_that_is_known(
        self, text: str, years: list[int]
    ) -> None:
        assert list(Period.parse(text).years(TODAY)) == years

    def test_the_longest_period_counts_under_its_latest_years_only(self) -> None:
        years = Period.parse("1000/9999").years(TODAY)
        assert len(years) == MAX_YEARS
        assert years[-1] == 9999


class TestPrinting:
    @pytest.mark.parametrize(
        ("text", "en", "tr", "ar", "fr"),
        [
            ("2016", "2016", "2016", "٢٠١٦", "2016"),
            ("2019-09", "September 2019", "Eylül 2019", "سبتمبر ٢٠١٩", "septembre 2019"),
            (
                "2016-01-15",
                "15 January 2016",
                "15 Ocak 2016",
                "١٥ يناير ٢٠١٦",
                "15 janvier 2016",
            ),
            ("2020/2024", "2020–2024", "2020–2024", "٢٠٢٠–٢٠٢٤", "2020–2024"),
            (
                "2019-10-01/2019-10-03",
                "1–3 October 2019",
                "1–3 Ekim 2019",
                "١–٣ أكتوبر ٢٠١٩",
                "1–3 octobre 2019",
            ),
            (
                "2019-11-26/2019-11-27",
                "26–27 November 2019",
                "26–27 Kasım 2019",
                "٢٦–٢٧ نوفمبر ٢٠١٩",
                "26–27 novembre 2019",
            ),
            (
                "2019-10-30/2019-11-02",
                "30 October – 2 November 2019",
                "30 Ekim – 2 Kasım 2019",
                "٣٠ أكتوبر – ٢ نوفمبر ٢٠١٩",
                "30 octobre – 2 novembre 2019",
            ),
            (
                "2018-09/2019-11",
                "September 2018 – November 2019",
                "Eylül 2018 – Kasım 2019",
                "سبتمبر ٢٠١٨ – نوفمبر ٢٠١٩",
                "septembre 2018 – novembre 2019",
            ),
            (
                "2016/2019-09",
                "2016 – September 2019",
                "2016 – Eylül 2019",
                "٢٠١٦ – سبتمبر ٢٠١٩",
                "2016 – septembre 2019",
            ),
        ],
    )
    def test_each_language_writes_it_its_own_way(
        self, text: str, en: str, tr: str, ar: str, fr: str
    ) -> None:
        period = Period.parse(text)
        assert [period.display(language) for language in ("en", "tr", "ar", "fr")] == [
            en,
            tr,
            ar,
            fr,
        ]

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("2019-09/..", "September 2019 – ongoing"),
            ("2016-01-15/", "15 January 2016 – to be confirmed"),
            ("../2019", "until 2019"),
            ("/2019-09", "start not known – September 2019"),
        ],
    )
    def test_an_open_end_is_said_in_words(self, text: str, shown: str) -> None:
        with translation.override("tr"):
            assert Period.parse(text).display("en") == shown

    @pytest.mark.parametrize(
        ("language", "date"),
        [("tr", "Eylül 2019"), ("ar", "سبتمبر ٢٠١٩"), ("fr", "septembre 2019")],
    )
    def test_an_open_end_keeps_the_date_of_the_readers_language(
        self, language: str, date: str
    ) -> None:
        assert date in Period.parse("2019-09/..").display(language)

    @given(periods(), st.sampled_from(["en", "tr", "ar", "fr", "xx"]))
    def test_every_period_can_be_printed_in_every_language(
        self, period: Period, language: str
    ) -> None:
        assert period.display(language)
