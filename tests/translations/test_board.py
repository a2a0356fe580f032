"""The board: every record in every language, and what can be done to many at once."""

import csv
import datetime
import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from events.models import EventPage
from practices.models import PracticePage
from tests.factories.pages import PracticePageFactory, section
from tests.translations.board import act, board, cells, row_of, soup, told, words
from tests.translations.people import logged_in, member_of, superuser, with_rights
from tests.translations.records import draft, fresh, publish, published, translated
from translations.enums import Action, State
from translations.models import Job, RecordTranslation

Committed = Callable[[], AbstractContextManager[object]]

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator() -> Client:
    return logged_in(member_of("Translators (tr)"))


@pytest.fixture
def administrator() -> Client:
    return logged_in(superuser())


@pytest.fixture(scope="module")
def outdated_below(below: None) -> Any:
    original = published(PracticePage)
    translated(original)
    return publish(original, summary="Something else by now.")


@pytest.fixture
def outdated(outdated_below: Any) -> Any:
    """A record whose Turkish translation is published and out of date."""
    return fresh(outdated_below)


@pytest.fixture
def missing(committed: Committed) -> Any:
    """A record in one language."""
    with committed():
        return PracticePageFactory(parent=section(), title="Not translated")


class TestCells:
    def test_say_in_words_how_far_each_language_is(
        self, outdated: Any, missing: Any, translator: Client
    ) -> None:
        found = cells(board(translator))
        row = found[outdated.title]
        assert words(row["English"]) == "original"
        assert words(row["Turkish"]).endswith("Turkish: out of date published")
        assert words(row["Arabic"]).endswith("Arabic: missing")
        assert words(found["Not translated"]["Turkish"]).endswith("Turkish: missing")
        assert row["Turkish"].select("svg use[href='#icon-warning']")

    def test_tell_who_translates_by_when_and_what_a_machine_did(
        self, outdated: Any, translator: Client, administrator: Client
    ) -> None:
        user = member_of("Translators (tr)")
        user.first_name, user.last_name = "Tarık", "Çevirmen"
        user.save()
        row = row_of(outdated)
        row.translator, row.due = user, timezone.localdate() - datetime.timedelta(days=1)
        row.machine, row.waiting = True, 3
        row.save()
        text = words(cells(board(administrator))[outdated.title]["Turkish"])
        for part in ("Tarık Çevirmen", "overdue:", "translated by machine", "texts waiting: 3"):
            assert part in text

    def test_can_be_ticked_in_her_languages_alone(
        self, outdated: Any, translator: Client, administrator: Client
    ) -> None:
        def ticked(client: Client) -> set[str]:
            row = cells(board(client))[outdated.title]
            return {language for language, cell in row.items() if cell.select("input")}

        assert ticked(translator) == {"Turkish"}
        assert ticked(administrator) == {"Turkish", "Arabic", "French"}

    def test_of_a_translator_are_those_of_her_language_at_first(
        self, outdated: Any, translator: Client
    ) -> None:
        page = soup(translator.get(reverse("translations:board")))
        assert set(cells(page)[outdated.title]) == {"Turkish"}


class TestWhoSeesWhat:
    def test_a_translator_sees_no_draft_and_nothing_private(
        self, translator: Client, administrator: Client, committed: Committed
    ) -> None:
        with committed():
            PracticePageFactory(parent=section(), live=False, title="A secret draft")
            private = PracticePageFactory(parent=section(), title="For those who logged in")
            PageViewRestriction.objects.create(page=private, restriction_type="login")
        secret = {"A secret draft", "For those who logged in"}
        assert secret.isdisjoint(cells(board(translator)))
        assert secret <= set(cells(board(administrator)))

    def test_she_sees_what_she_translates_already(
        self, outdated: Any, translator: Client, committed: Committed
    ) -> None:
        with committed():
            PageViewRestriction.objects.create(page=outdated, restriction_type="login")
        assert outdated.title in cells(board(translator))
        assert cells(board(logged_in(member_of("Translators (ar)")))) == {}

    def test_whoever_has_no_right_on_a_page_is_not_let_in(self, outdated: Any) -> None:
        client = logged_in(with_rights("nobody", "access_admin"))
        assert client.get(reverse("translations:board")).status_code == 302
        text = client.get(reverse("wagtailadmin_home")).content.decode()
        assert reverse("translations:board") not in text

    def test_the_menu_leads_to_it(self, translator: Client) -> None:
        text = translator.get(reverse("wagtailadmin_home")).content.decode()
        assert reverse("translations:board") in text


class TestFilter:
    def titles(self, client: Client, **choices: str) -> set[str]:
        return set(cells(board(client, **choices)))

    def test_narrows_by_words_type_language_and_state(
        self, outdated: Any, missing: Any, administrator: Client, committed: Committed
    ) -> None:
        with committed():
            event = published(EventPage)
        every = {outdated.title, "Not translated", event.title}
        assert self.titles(administrator) == every
        assert self.titles(administrator, q="transl") == {"Not translated"}
        assert self.titles(administrator, kind="event") == {event.title}
        assert self.titles(administrator, state="out-of-date") == {outdated.title}
        assert self.titles(administrator, state="out-of-date", language="ar") == set()
        assert self.titles(administrator, language="en") == set()

    def test_finds_a_record_by_the_title_of_a_translation(
        self, outdated: Any, missing: Any, administrator: Client, committed: Committed
    ) -> None:
        with committed():
            page: Any = row_of(outdated).page
            publish(page.specific, title="Göç meclisi")
        assert self.titles(administrator, q="göç") == {outdated.title}

    def test_narrows_by_translator_due_day_and_age(
        self, outdated: Any, missing: Any, administrator: Client
    ) -> None:
        today = timezone.localdate()
        rows = RecordTranslation.objects.filter(language="tr")
        rows.filter(record=outdated.translation_key).update(
            translator=superuser(),
            due=today - datetime.timedelta(days=1),
            since=timezone.now() - datetime.timedelta(days=40),
        )
        rows.filter(record=missing.translation_key).update(due=today + datetime.timedelta(days=2))
        turkish = {"language": "tr"}
        for choice, expected in (
            ({"translator": "me"}, {outdated.title}),
            ({"translator": str(superuser().pk)}, {outdated.title}),
            ({"translator": "nobody"}, {"Not translated"}),
            ({"due": "overdue"}, {outdated.title}),
            ({"due": "week"}, {"Not translated"}),
            ({"age": "30"}, {outdated.title}),
            ({"age": "90"}, set()),
        ):
            assert self.titles(administrator, **turkish, **choice) == expected, choice

    @pytest.mark.parametrize("words", ['"', "*", "a AND", "(", "%", "\\", "x" * 200, "-"])
    def test_takes_any_words(self, words: str, missing: Any, administrator: Client) -> None:
        assert self.titles(administrator, q=words) == set()

    def test_says_what_is_wrong_and_keeps_the_rest(self, outdated: Any, missing: Any) -> None:
        page = board(logged_in(superuser()), state="nonsense", q="transl")
        assert "nonsense" in words(page.select_one(".translation-filter"))
        assert page.select_one("input[name=q]")["value"] == "transl"  # type: ignore[index]
        assert set(cells(page)) == {"Not translated"}

    def test_ticks_stand_where_the_choice_fits(self, outdated: Any, administrator: Client) -> None:
        row = cells(board(administrator, state="missing"))[outdated.title]
        assert row["Arabic"].select("input")
        assert not row["Turkish"].select("input")


class TestSpreadsheet:
    def test_has_a_line_for_each_translation_that_fits(
        self, outdated: Any, missing: Any, administrator: Client
    ) -> None:
        answer: Any = administrator.get(
            reverse("translations:board"), {"state": "out-of-date", "export": "csv"}
        )
        text = b"".join(answer.streaming_content).decode()
        (line,) = csv.DictReader(io.StringIO(text))
        assert (line["Title"], line["Language"], line["State"], line["Published"]) == (
            outdated.title,
            "Turkish",
            "out of date",
            "yes",
        )

    def test_opens_in_a_spreadsheet_program(self, outdated: Any, administrator: Client) -> None:
        answer: Any = administrator.get(reverse("translations:board"), {"export": "xlsx"})
        assert b"".join(answer.streaming_content)[:2] == b"PK"


def test_as_many_queries_for_five_records_as_for_fifty(
    administrator: Client, committed: Committed
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            board(administrator)
        return len(captured)

    def add(number: int) -> None:
        with committed():
            parent = section()
            for _count in range(number):
                PracticePageFactory(parent=parent)

    add(5)
    queries()  # what a process remembers
    few = queries()
    add(45)
    assert len(cells(board(administrator))) == 50
    assert queries() == few
    assert few <= 30


class TestActs:
    def test_one_is_done_at_once(self, outdated: Any, translator: Client) -> None:
        row = row_of(outdated)
        answer = act(translator, Action.UPDATE, row)
        assert answer["Location"] == reverse("translations:record", args=[row.record_id, "tr"])
        assert row_of(outdated).state == State.IN_TRANSLATION
        assert not Job.objects.exists()
        assert "up to date" in told(translator)

    def test_many_are_a_job(
        self, outdated: Any, missing: Any, translator: Client, committed: Committed
    ) -> None:
        other = PracticePageFactory(parent=section(), title="Another")
        with committed():
            answer = act(
                translator, Action.CREATE, row_of(missing), row_of(other), row_of(outdated)
            )
        job = Job.objects.get()
        assert answer["Location"] == reverse("translations:job", args=[job.pk])
        assert {item.record_id for item in job.items.all()} == {
            missing.translation_key,
            other.translation_key,
        }
        assert row_of(missing).page is not None

    def test_all_that_fit_are_asked_for_again_first(
        self, missing: Any, outdated: Any, administrator: Client, committed: Committed
    ) -> None:
        sent = {"action": Action.CREATE, "scope": "all", "filter": "language=&state=missing"}
        page = soup(administrator.post(reverse("translations:act"), sent))
        numbers = {int(str(field["value"])) for field in page.select("input[name=cells]")}
        expected = RecordTranslation.objects.filter(state=State.MISSING)
        assert numbers == set(expected.values_list("pk", flat=True))
        assert not Job.objects.exists()
        with committed():
            act(administrator, Action.CREATE, *expected, confirmed="yes")
        assert not RecordTranslation.objects.filter(state=State.MISSING).exists()

    def test_of_others_languages_nothing_is_done(self, missing: Any, translator: Client) -> None:
        act(translator, Action.CREATE, row_of(missing, "ar"))
        assert row_of(missing, "ar").page is None
        assert "Only yours" in told(translator)

    def test_what_does_not_fit_is_said(self, missing: Any, translator: Client) -> None:
        act(translator, Action.UPDATE, row_of(missing))
        assert "nothing to do" in told(translator)

    @pytest.mark.parametrize("cells", [["x"], ["9" * 30], ["-1"], [""], []])
    def test_numbers_that_are_none_do_nothing(self, cells: list[str], translator: Client) -> None:
        answer = translator.post(
            reverse("translations:act"), {"action": Action.UPDATE, "cells": cells}
        )
        assert answer.status_code == 302
        assert translator.post(
            reverse("translations:act"), {"action": "explode", "scope": "all"}
        ).status_code in (302, 404)

    def test_a_publication_of_many_is_asked_for_again(
        self, outdated: Any, administrator: Client, committed: Committed
    ) -> None:
        with committed():
            other = published(PracticePage)
            page = translated(other)
        changed = draft(page)
        changed.summary = "Yeni"
        changed.save_revision(clean=False)
        rows = [row_of(outdated), row_of(other)]
        assert (
            administrator.post(
                reverse("translations:act"),
                {"action": Action.PUBLISH, "cells": [row.pk for row in rows]},
            ).status_code
            == 200
        )
        assert fresh(page).summary != "Yeni"
        with committed():
            act(administrator, Action.PUBLISH, *rows, confirmed="yes")
        assert fresh(page).summary == "Yeni"

    def test_a_translator_is_not_offered_to_publish(
        self, outdated: Any, translator: Client, administrator: Client
    ) -> None:
        def offered(client: Client) -> set[str]:
            return {str(found["value"]) for found in board(client).select("button[name=action]")}

        assert Action.PUBLISH not in offered(translator)
        assert Action.PUBLISH in offered(administrator)
        # There is no machine, and so no button for it.
        assert Action.MACHINE not in offered(administrator)
