"""Calls as everybody reads them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from practices.calls.answers import open_call
from practices.enums import SubmissionState as State
from practices.models import Call
from tests.factories.calls import call, days
from tests.factories.submissions import submission
from tests.factories.taxonomy import ThemeFactory
from tests.translations.people import logged_in, member_of

Committed = Callable[[], AbstractContextManager[object]]
ANSWER = "Answer this call"

pytestmark = pytest.mark.django_db


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def page_of(found: Call, language: str = "en") -> str:
    with translation.override(language):
        return found.get_absolute_url()


def listed(client: Client, language: str = "en") -> str:
    with translation.override(language):
        return read(client, reverse("calls:list"))


def test_the_list_has_open_calls_the_next_to_close_first_and_then_the_closed(
    client: Client,
) -> None:
    call("Later", closes=days(20))
    call("Sooner", closes=days(2))
    call("Long over", opens=days(-90), closes=days(-60))
    call("Just over", opens=days(-90), closes=days(-1))
    call("To come", opens=days(1), closes=days(9))
    page = listed(client)
    places = [page.index(title) for title in ("Sooner", "Later", "Just over", "Long over")]
    assert places == sorted(places)
    assert page.index("Open calls") < places[0] and places[1] < page.index("Closed calls")
    assert "To come" not in page


def test_without_calls_the_list_says_so(client: Client) -> None:
    page = listed(client)
    assert "No call is open at present." in page and "Closed calls" not in page


def test_a_call_says_what_is_looked_for_by_when_and_how_it_is_judged(client: Client) -> None:
    theme = ThemeFactory(name="Housing")
    found = call("Housing", themes=(theme.code,), closes=date(2999, 11, 30))
    page = read(client, page_of(found))
    assert "<h1>Housing</h1>" in page
    assert "Open until 30 November 2999" in page
    assert "Housing: tell us how." in page
    assert "<li>Housing: shown by figures</li>" in page
    assert f"?theme={theme.code}" in page
    assert f'href="/en/desk/submissions/new/?call={found.slug}">{ANSWER}' in page


def test_the_closing_day_is_the_last_on_which_a_call_is_answered(client: Client) -> None:
    last, over = call(closes=days(0)), call(opens=days(-9), closes=days(-1))
    assert ANSWER in read(client, page_of(last))
    page = read(client, page_of(over))
    assert ANSWER not in page
    assert "This call is closed." in page and "Was open until" in page
    assert open_call(last.slug) == last
    assert open_call(over.slug) is None


@pytest.mark.parametrize("opens", [None, 1])
def test_before_it_opens_a_call_is_seen_by_its_writers_alone(
    client: Client, opens: int | None
) -> None:
    draft = call("Unheard", opens=days(1), closes=days(9))
    if opens is None:
        Call.objects.update(opens=None)
    assert client.get(page_of(draft)).status_code == 404
    assert logged_in(member_of("Editors")).get(page_of(draft)).status_code == 404
    assert "Unheard" not in listed(client)
    assert open_call(draft.slug) is None
    page = read(logged_in(member_of("Moderators")), page_of(draft))
    assert "Unheard" in page and ANSWER not in page and "noindex" in page


def test_no_call_is_not_found(client: Client) -> None:
    assert client.get(reverse("calls:call", args=["none"])).status_code == 404
    assert open_call("none") is None and open_call("") is None


def test_a_reader_reads_her_own_language_or_else_the_calls_main_one(client: Client) -> None:
    found = call("Konut", language="tr", closes=date(2999, 11, 30), ar="السكن")
    turkish, arabic = read(client, page_of(found, "tr")), read(client, page_of(found, "ar"))
    assert "<h1>Konut</h1>" in turkish and "30 Kasım 2999" in turkish
    assert "<h1>السكن</h1>" in arabic and "٣٠ نوفمبر ٢٩٩٩" in arabic
    french = read(client, page_of(found, "fr"))
    assert '<h1 lang="tr" dir="ltr">Konut</h1>' in french and "30 novembre 2999" in french
    card = '<h3 class="call-card__title" lang="tr" dir="ltr">'
    assert card in listed(client, "fr") and card not in listed(client, "tr")
    assert "السكن" in listed(client, "ar")


def test_what_was_published_in_answer_stands_at_the_call_and_nothing_else_does(
    client: Client, committed: Committed
) -> None:
    found, other = call("Housing"), call("Work")
    with committed():
        submission(state=State.PUBLISHED, title="Keys for all", call=found)
        submission(state=State.UPDATE_PROPOSED, title="Doors for all", call=found)
        for number, state in enumerate((State.DRAFT, State.IN_REVIEW, State.DECLINED)):
            submission(state=state, title=f"Unseen {number}", call=found)
        submission(state=State.PUBLISHED, title="Jobs for all", call=other)
    page = read(client, page_of(found))
    assert "Published in answer to this call" in page
    assert "Keys for all" in page and "Doors for all" in page
    assert "improved" not in page and "Unseen" not in page and "Jobs for all" not in page
    hidden = Call.objects.get(pk=found.pk).submissions.get(answers__title="Keys for all").page
    with committed():
        hidden.unpublish()
    assert "Keys for all" not in read(client, page_of(found))


def test_titles_are_escaped(client: Client) -> None:
    found = call("<b>Homes</b> & rents")
    for page in (listed(client), read(client, page_of(found))):
        assert "&lt;b&gt;Homes&lt;/b&gt; &amp; rents" in page and "<b>Homes" not in page


def test_many_calls_take_no_more_queries_than_few(client: Client) -> None:
    def queries() -> int:
        listed(client)  # for what every page asks once
        with CaptureQueriesContext(connection) as captured:
            listed(client)
        return len(captured)

    theme = ThemeFactory()
    for closes in (days(3), days(-3)):
        call(opens=days(-9), closes=closes, themes=(theme.code,))
    few = queries()
    for number in range(12):
        closes = days(3 if number % 2 else -3)
        call(opens=days(-9), closes=closes, themes=(theme.code,), tr="Çağrı")
    assert queries() == few


def test_a_call_is_open_by_the_day_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    found = call(opens=date(2026, 3, 1), closes=date(2026, 3, 31))
    for day, state in (
        (date(2026, 2, 28), "draft"),
        (date(2026, 3, 1), "open"),
        (date(2026, 3, 31), "open"),
        (date(2026, 4, 1), "closed"),
    ):
        monkeypatch.setattr(timezone, "localdate", lambda day=day: day)
        assert found.state == state
        assert list(Call.objects.open()) == ([found] if state == "open" else [])
        assert list(Call.objects.closed()) == ([found] if state == "closed" else [])
